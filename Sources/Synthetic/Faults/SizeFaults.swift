extension FaultTable {
    static let sizes: [any Fault] = [
        WholeSchool("SUM-08 sixty-seven", isFit: { _, traits in traits.habit == nil }) { draft, bench in bench.fillClass(&draft, to: 67) },
        WholeSchool("SUM-08 empty grade", isFit: { plan, traits in plan.kind == .teachingPoint && traits.isGradeCertain && traits.habit == nil }) {
            $0.emptyGrade(&$1)
        },
        WholeSchool("CMP-03 ninety-five of a hundred", isFit: { plan, traits in (30...90).contains(plan.pupils) }) { draft, bench in
            bench.fillPhones(&draft) { $0 * 100 >= $1 * 95 }
        },
        WholeSchool("CMP-03 codes", isFit: { plan, traits in plan.pupils >= 500 && traits.granularity == .school && !traits.isSingleFile }) {
            draft, bench in
            guard !draft.isMissingFromIssuedList else { return false }
            draft.equalizeDivisions()
            return !ColumnConstancy(draft: draft, rows: Array(draft.metas.indices)).constantFields.isEmpty
        },
        WholeSchool("CMP-04 under a fifth", isFit: { plan, _ in (30...90).contains(plan.pupils) }) { draft, bench in
            bench.emptyColumn(&draft) { $0 * 100 < $1 * 20 }
        },
        WholeSchool("REF-06 multi-grade class", isFit: LookAlikeTable.isMultiGrade) { draft, _ in
            guard !draft.isMissingFromIssuedList, draft.classes.count > 1, draft.classes.allSatisfy({ $0.number == 1 && $0.isListed && !$0.isMultiGrade }),
                draft.metas.allSatisfy(\.isClassKnown)
            else { return false }
            draft.classes[0].type = "小学复式班"
            for index in draft.classes.indices.dropFirst() { draft.classes[index].isListed = false }
            return true
        },
        WholeSchool("FIL-03", isFit: { plan, traits in traits.format.isWorkbook && traits.granularity == .school && !traits.isSingleFile && !traits.zipsWorkbooks }) {
            draft, _ in
            guard Set(draft.metas.map(\.grade.rawValue)).count > 1, !draft.fileFaults.contains(.otherName) else { return false }
            return draft.fileFaults.insert(.sheetPerGrade).inserted
        },
        WholeSchool("FIL-04", isFit: { !$1.hasUnknownColumn && !$1.isSingleFile && $0.pupils > 0 }) { draft, _ in
            draft.fileFaults.insert(.unknownColumn).inserted
        },
        WholeSchool("FIL-09", isFit: { !$1.hasExampleRow && !$1.isSingleFile && $0.pupils > 0 }) { draft, _ in
            draft.fileFaults.insert(.exampleRow).inserted
        },
    ]
}

/// Something that concerns a whole school.
struct WholeSchool: Fault {
    let name: String
    let isRare = true
    private let isFit: @Sendable (SchoolPlan, SchoolTraits) -> Bool
    private let change: @Sendable (inout SchoolDraft, inout FaultBench) -> Bool

    init(
        _ name: String, isFit: @escaping @Sendable (SchoolPlan, SchoolTraits) -> Bool,
        _ change: @escaping @Sendable (inout SchoolDraft, inout FaultBench) -> Bool
    ) {
        self.name = name
        self.isFit = isFit
        self.change = change
    }

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { isFit(plan, traits) }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool { change(&draft, &bench) }
}

extension SchoolDraft {
    /// Moves all pupils of a grade between two others into the grade below; its class stays in the table (REF-08).
    fileprivate mutating func emptyGrade(_ bench: inout FaultBench) -> Bool {
        guard !isMissingFromIssuedList, classes.count >= 3, classes.allSatisfy({ $0.number == 1 && $0.isListed && !$0.isMultiGrade }),
            (0..<3).allSatisfy({ index in metas.contains { $0.classIndex == index && $0.hasSchool } })
        else { return false }
        let rows = metas.indices.filter { metas[$0].classIndex == 1 }
        guard rows.allSatisfy({ !metas[$0].isTouched && !metas[$0].isTwin }), unsignedClass != 1 else { return false }
        for row in rows {
            bench.maker.fill(
                row, of: &self, classIndex: 0, workshop: &bench.workshop, random: &bench.random,
                wish: PupilMaker.Wish(isBlankNumber: false, isPlain: true))
        }
        return true
    }

    /// Everybody was born and is registered in the school's county.
    mutating func equalizeDivisions() {
        for row in metas.indices {
            let isFromElsewhere = ![county.code12, ""].contains(students.text(row, StudentField.householdCode))
            if isFromElsewhere, metas[row].isTouched, students.text(row, StudentField.migrantChild) == "是" {
                students.expect(row, "COD-07", .info, StudentField.migrantChild)
            }
            for field in [StudentField.householdCode, .birthPlaceCode] {
                let isOddCase = metas[row].isTouched && students.expects(row, field: field.rawValue)
                if isOddCase || (students.isEmpty(row, field.rawValue)) { continue }
                students.forget(row, field: field.rawValue)
                students.set(row, field, county.code12)
            }
            if students.text(row, StudentField.migrantChild) == "是", !metas[row].isTouched {
                students.set(row, StudentField.migrantChild, "否")
            }
        }
    }
}

extension FaultBench {
    /// Makes a school of a limit of CMP-03.
    func plant(_ limit: SizeLimit, in draft: inout SchoolDraft) {
        switch limit {
        case .phonesBelow, .phones:
            for row in draft.metas.indices { draft.students.set(row, StudentField.phone, "13979100000") }
        case .codesBelow, .codes: draft.equalizeDivisions()
        }
    }
}
