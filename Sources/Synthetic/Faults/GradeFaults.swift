extension FaultTable {
    static let grades: [any Fault] = [
        SpringEntry(), FutureEntry(), GradeNotOfSchool(), AttachedClass(), OtherAdmissionMethod(), YoungMember(), YoungPartyMember(),
    ]
}

/// GRD-03: entered in March, as in schools with a second intake.
struct SpringEntry: Fault {
    let name = "GRD-03"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft, where: { $0.grade.step > 1 && $0.entryYear == $0.grade.cohort && $0.entryMonth == 9 }) { draft, row, _ in
            draft.metas[row].entryYear += 1
            draft.metas[row].entryMonth = 3
            draft.students.set(row, StudentField.entryMonth, "\(draft.metas[row].entryYear)03")
            return true
        }
    }
}

/// GRD-04: entry later than the collection.
struct FutureEntry: Fault {
    let name = "GRD-04"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft, where: { $0.grade.step == 1 && $0.entryYear == 2013 && $0.entryMonth == 9 }) { draft, row, bench in
            draft.metas[row].entryMonth = bench.random.within(10...12)
            draft.students.set(row, StudentField.entryMonth, "2013\(draft.metas[row].entryMonth)")
            return true
        }
    }
}

/// GRD-05, error: a junior grade in a primary school, in no class that the school has (REF-06).
struct GradeNotOfSchool: Fault {
    let name = "GRD-05"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool {
        plan.kind == .primary && traits.hasGradeColumn && !traits.signsByClass && traits.granularity == .school
    }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard draft.isWithoutJuniorClasses, !draft.fileFaults.contains(.sheetPerGrade) else { return false }
        let school = draft
        return bench.edit(&draft, where: { $0.grade == .p6 && $0.entryYear == 2008 && school.pupilCount(inClass: $0.classIndex) > 4 }) { draft, row, _ in
            draft.metas[row].grade = .j1
            draft.metas[row].entryYear = 2013
            draft.metas[row].entryMonth = 9
            draft.metas[row].isClassKnown = false
            draft.students.set(row, StudentField.grade, "初一")
            draft.students.set(row, StudentField.classNo, "1")
            draft.students.set(row, StudentField.entryMonth, "201309")
            draft.students.expect(row, "GRD-05", .error, StudentField.grade)
            draft.students.expect(row, "REF-06", .error, StudentField.classNo)
            return true
        }
    }
}

extension SchoolDraft {
    var isWithoutJuniorClasses: Bool {
        plan.kind == .primary && !plan.fiveFour && traits.hasGradeColumn && !classes.contains { $0.grade == .j1 }
    }
}

/// GRD-05, info: a primary school with an attached junior class, in its class table as such.
struct AttachedClass: Fault {
    let name = "GRD-05 attached"
    let isRare = true

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool {
        plan.kind == .primary && traits.hasGradeColumn && traits.habit == nil
    }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        guard draft.isWithoutJuniorClasses, draft.traits.habit == nil, !draft.metas.contains(where: { $0.grade == .j1 }) else { return false }
        draft.classes.append(ClassDraft(grade: .j1, number: 1, campus: 1, type: "普通初中班"))
        for _ in 0..<6 {
            let row = bench.maker.add(
                to: &draft, classIndex: draft.classes.count - 1, workshop: &bench.workshop, random: &bench.random,
                wish: PupilMaker.Wish(isBlankNumber: false, isPlain: true))
            draft.students.expect(row, "GRD-05", .info, StudentField.grade)
            draft.metas[row].isTouched = true
        }
        return true
    }
}

/// GRD-07: a way into senior school at a younger pupil, or the other way round.
struct OtherAdmissionMethod: Fault {
    let name = "GRD-07"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { traits.isGradeCertain || !plan.kind.isMultiStage }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft) { draft, row, bench in
            let methods = draft.metas[row].grade.stage == .senior ? ["就近入学", "义务教育阶段其他"] : ["体育特招", "艺术特招", "高中阶段其他"]
            draft.students.set(row, StudentField.admissionMethod, bench.random.pick(methods))
            draft.students.expect(row, "GRD-07", .warning, StudentField.admissionMethod)
            return true
        }
    }
}

extension PupilMeta {
    var age: Int { AgeArithmetic(meta: self, primaryYears: 6, isGradeFromClass: true).age }
}

/// GRD-08: in the League before 13.
struct YoungMember: Fault {
    let name = "GRD-08 league"

    func suits(_ plan: SchoolPlan, _ traits: SchoolTraits) -> Bool { plan.kind != .senior }

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft, where: { $0.age < 13 }) { draft, row, _ in
            draft.students.set(row, StudentField.politicalStatus, "共青团员")
            draft.students.expect(row, "GRD-08", .warning, StudentField.politicalStatus)
            return true
        }
    }
}

/// GRD-08: in the Party before 17.
struct YoungPartyMember: Fault {
    let name = "GRD-08 party"

    func plant(in draft: inout SchoolDraft, _ bench: inout FaultBench) -> Bool {
        bench.edit(&draft, where: { $0.age < 17 }) { draft, row, bench in
            draft.students.set(row, StudentField.politicalStatus, bench.random.pick(["中共党员", "中共预备党员"]))
            draft.students.expect(row, "GRD-08", .warning, StudentField.politicalStatus)
            return true
        }
    }
}
