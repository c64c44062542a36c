extension FaultTable {
    static let classes: [any Fault] = [UnlistedClass(), EmptyClass(), UnknownCampusOnPupil(), OddDivisionCode(), OversizedClass()]
}

/// REF-06: a class that the school did not register.
struct UnlistedClass: Fault {
    let name = "REF-06"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool {
        traits.hasGradeColumn && !traits.signsByClass && traits.granularity == .school
    }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        let school = draft
        return bench.edit(&draft, where: { school.pupilCount(inClass: $0.classIndex) > 4 }) { draft, row, _ in
            draft.students.set(row, StudentField.classNo, "77")
            draft.students.expect(row, "REF-06", .error, StudentField.classNo)
            draft.metas[row].isClassKnown = false
            return true
        }
    }
}

/// REF-08: a class in the table that nobody attends.
struct EmptyClass: Fault {
    let name = "REF-08"
    let isRare = true

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { traits.isGradeCertain }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard !draft.isMissingFromIssuedList else { return false }
        let grade = bench.random.pick(draft.classes).grade
        let number = draft.classes.filter { $0.grade == grade }.count + 1
        let type = draft.classes.first { $0.grade == grade }?.type ?? ""
        draft.classes.append(ClassDraft(grade: grade, number: number, campus: 1, type: type))
        return true
    }
}

/// REF-09 on a pupil.
struct UnknownCampusOnPupil: Fault {
    let name = "REF-09 pupil"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool {
        traits.template == .v3 && (traits.hasTwoCampuses || plan.index % 3 == 0)
    }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, _ in
            draft.students.set(row, StudentField.campusNo, "8")
            draft.students.expect(row, "REF-09", .error, StudentField.campusNo)
            return true
        }
    }
}

/// REF-10: four digits, a code that no place has, a prefecture, or the six digits alone.
struct OddDivisionCode: Fault {
    let name = "REF-10"

    private static let codes: [(String, Severity)] = [
        ("3601", .error), ("36010200000", .error), ("367799000000", .warning), ("367799", .warning), ("360100000000", .info), ("360102", .info),
    ]

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            let (code, severity) = bench.random.pick(OddDivisionCode.codes)
            let hasMember = !draft.students.text(row, StudentField.m1HouseholdCode).isEmpty
            let field: StudentField = hasMember && bench.random.chance(5_000) ? .m1HouseholdCode : .birthPlaceCode
            draft.students.set(row, field, code)
            draft.students.expect(row, "REF-10", severity, field)
            return true
        }
    }
}

/// SUM-08: a class of seventy.
struct OversizedClass: Fault {
    let name = "SUM-08"
    let isRare = true

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.fillClass(&draft, to: 70)
    }
}

extension FaultBench {
    /// Adds plain pupils to a class that is already large.
    mutating func fillClass(_ draft: inout SchoolDraft, to size: Int) -> Bool {
        guard draft.traits.habit == nil, !draft.isMissingFromIssuedList,
            let large = draft.classes.indices.first(where: { (40...size).contains(draft.pupilCount(inClass: $0)) })
        else { return false }
        for _ in 0..<max(0, size - draft.pupilCount(inClass: large)) {
            maker.add(
                to: &draft, classIndex: large, workshop: &workshop, random: &random,
                wish: PupilMaker.Wish(isBlankNumber: false, isPlain: true))
        }
        return true
    }
}
