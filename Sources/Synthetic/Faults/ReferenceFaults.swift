extension FaultTable {
    static let references: [any Fault] = [MistypedSchool(), UnlistedSchoolOnPupil(), UnlistedSchool()]
}

extension FaultBench {
    /// A pupil whose grade can be told without the school.
    mutating func pickForeignSchool(_ draft: SchoolDraft) -> Int? {
        guard !draft.isSpecial, !draft.plan.fiveFour else { return nil }
        return pickPlain(draft) {
            !$0.isTwin && !$0.isSpecial && $0.entryYear == $0.grade.cohort && $0.entryMonth == 9
                && AgeArithmetic(meta: $0, primaryYears: 6, isGradeFromClass: true).offset == 0
                && draft.pupilCount(inClass: $0.classIndex) > 4
        }
    }
}

/// REF-01: an identifier of nine digits, of a category out of scope, or of another province. The row counts nowhere.
struct MistypedSchool: Fault {
    let name = "REF-01"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { plan.isOrdinary }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.pickForeignSchool(draft) else { return false }
        let tail = String(draft.plan.id.dropFirst(4))
        let id = bench.random.pick(["2136" + tail.dropLast(), "2236" + tail, "2135" + tail, "2136" + tail.dropLast() + "O"])
        draft.students.set(row, StudentField.schoolID, id)
        draft.students.expect(row, "REF-01", .error, StudentField.schoolID)
        draft.metas[row].hasSchool = false
        draft.metas[row].isTouched = true
        return true
    }
}

/// REF-02: a well-formed identifier that nobody has. Its file then holds two schools (FIL-07), and nobody signed for it.
struct UnlistedSchoolOnPupil: Fault {
    let name = "REF-02 pupil"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { plan.isOrdinary }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.pickForeignSchool(draft) else { return false }
        let sequence = 900_000 + bench.workshop.position * 900 + draft.plan.index % 900
        draft.students.set(row, StudentField.schoolID, "\(draft.plan.kind.category)36\(sequence)")
        draft.students.expect(row, "REF-02", .error, StudentField.schoolID)
        draft.students.expect(row, "SGN-01", .error)
        draft.students.expect(row, "SGN-02", .error)
        draft.metas[row].hasSchool = false
        draft.metas[row].isOfUnknownSchool = true
        draft.metas[row].isTouched = true
        return true
    }
}

/// REF-02: a teaching point that the province forgot to issue; every row of its tables is reported.
struct UnlistedSchool: Fault {
    let name = "REF-02 school"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { plan.kind == .teachingPoint }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard !draft.isMissingFromIssuedList, !draft.metas.contains(where: \.isTouched)
        else { return false }
        draft.isMissingFromIssuedList = true
        for row in draft.metas.indices { draft.metas[row].isTouched = true }
        return true
    }
}
