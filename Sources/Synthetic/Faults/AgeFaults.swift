extension FaultTable {
    static let ages: [any Fault] = [
        UnderAge(), WrongAge(name: "AGE-02", offsets: [-2, -3]), WrongAge(name: "AGE-03", offsets: [3, 4, 6]),
        ImplausibleBirthDate(), UnknownGrade(), OtherEntryYear(),
    ]
}

extension SchoolDraft {
    /// No pupil's grade is guessed from the age.
    var isGradeIndependentOfAge: Bool { traits.isGradeCertain || !plan.kind.isMultiStage }
}

/// AGE-01: in grade 1 before the sixth birthday.
struct UnderAge: Fault {
    let name = "AGE-01"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { plan.teaches(.primary) && (traits.isGradeCertain || !plan.kind.isMultiStage) }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard draft.isGradeIndependentOfAge, let row = bench.pickPlain(draft, where: { $0.grade == .p1 }) else { return false }
        bench.remake(row, &draft, PupilMaker.Wish(offset: -1))
        return true
    }
}

/// AGE-02, AGE-03: years away from the others of the grade.
struct WrongAge: Fault {
    let name: String
    let offsets: [Int]

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { traits.isGradeCertain || !plan.kind.isMultiStage }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard draft.isGradeIndependentOfAge, !draft.isSpecial,
            let row = bench.pickPlain(draft, where: { $0.grade != .p1 || offsets[0] > 0 })
        else { return false }
        bench.remake(row, &draft, PupilMaker.Wish(offset: bench.random.pick(offsets)))
        return true
    }
}

/// AGE-04: born after the reference date, or a pupil of 27.
struct ImplausibleBirthDate: Fault {
    let name = "AGE-04"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { traits.isGradeCertain || !plan.kind.isMultiStage }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard draft.isGradeIndependentOfAge, !draft.isSpecial, let row = bench.pickPlain(draft) else { return false }
        let base = bench.random.chance(5_000) ? AgeArithmetic.day(2013, 9, 2) : AgeArithmetic.day(1985, 9, 1)
        bench.remake(row, &draft, PupilMaker.Wish(offset: 0, birthDay: base + Int32(bench.random.below(300))))
        return true
    }
}

/// GRD-01: a bare class number and an entry month that fits no grade of the school.
struct UnknownGrade: Fault {
    let name = "GRD-01"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { !traits.isGradeCertain && traits.style == .plain }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard Set(draft.classes.map(\.grade.rawValue)).count > 1,
            let row = bench.pickPlain(
                draft, where: { draft.classes[$0.classIndex].number == 1 && draft.pupilCount(inClass: $0.classIndex) > 4 })
        else { return false }
        draft.metas[row].isGradeKnown = false
        draft.metas[row].entryYear = 2004
        draft.metas[row].entryMonth = 9
        draft.metas[row].isTouched = true
        draft.students.set(row, StudentField.entryMonth, "200409")
        draft.students.expect(row, "GRD-01", .error, StudentField.grade)
        return true
    }
}

/// GRD-02: the entry month of another grade, in a school where the class number tells the grade.
struct OtherEntryYear: Fault {
    let name = "GRD-02"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { traits.isGradeCertain }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard let row = bench.pickPlain(draft, where: { $0.entryYear == $0.grade.cohort && $0.entryMonth == 9 })
        else { return false }
        draft.metas[row].entryYear += bench.random.pick([-2, -3, -4, 1, 2])
        draft.metas[row].isTouched = true
        draft.students.set(row, StudentField.entryMonth, "\(draft.metas[row].entryYear)09")
        return true
    }
}

extension FaultBench {
    /// Makes a pupil anew with a wished age.
    mutating func remake(_ row: Int, _ draft: inout SchoolDraft, _ wish: PupilMaker.Wish) {
        maker.fill(
            row, of: &draft, classIndex: draft.metas[row].classIndex, workshop: &workshop, random: &random, wish: wish)
        draft.metas[row].isTouched = true
    }
}
