import Columnar

extension LookAlikeTable {
    /// The first and the last day of a cohort, leap days, and ages at the limit of a rule.
    static let ages: [any Fault] = [
        born("AGE-01 last day", grades: [.p1]) { _ in AgeArithmetic.day(2007, 8, 31) },
        born("AGE-02 last day", grades: [.p2, .p5, .j1, .j3, .s1, .s3]) { $0.upperBound },
        born("AGE-03 first day", grades: [.p1, .p4, .p6, .j2, .s2]) { $0.lowerBound },
        born("IDN-03 leap day", grades: [.p4, .j2, .s3]) { days in
            let year = CivilDate(daysSince1970: days.upperBound).year
            return AgeArithmetic.day(Int32(year), 2, 29)
        },
        LookAlike(name: "GRD-06 five at entry", isFit: { plan, traits in plan.teaches(.primary) && !plan.kind.isSpecial && (traits.isGradeCertain || !plan.kind.isMultiStage) }) { draft, bench in
            guard !draft.isSpecial else { return false }
            return bench.remakePlain(&draft, PupilMaker.Wish(offset: -1), where: { $0.grade != .p1 && $0.grade.stage == .primary })
        },
        LookAlike.edit(
            "GRD-03 August", isFit: { plan, traits in traits.isGradeCertain && !plan.fiveFour },
            pupil: { $0.entryYear == $0.grade.cohort && $0.entryMonth == 9 }
        ) { draft, row, _ in
            draft.metas[row].entryMonth = 8
            draft.students.set(row, StudentField.entryMonth, "\(draft.metas[row].entryYear)08")
            return true
        },
        LookAlike.edit("GRD-07 other, read by stage", isFit: { plan, traits in traits.isGradeCertain || !plan.kind.isMultiStage }) { draft, row, bench in
            draft.students.set(row, StudentField.admissionMethod, bench.random.pick(["其他", "其它"]))
            draft.students.expect(row, "COD-02", .info, StudentField.admissionMethod)
            return true
        },
        LookAlike.edit("GRD-08 League at thirteen", isFit: { plan, _ in plan.teaches(.junior) }, pupil: { $0.age == 13 }) { draft, row, _ in
            draft.students.set(row, StudentField.politicalStatus, "共青团员")
            return true
        },
        LookAlike.edit("GRD-08 Party at seventeen", isFit: { plan, _ in plan.teaches(.senior) }, pupil: { $0.age == 17 }) { draft, row, _ in
            draft.students.set(row, StudentField.politicalStatus, "中共党员")
            return true
        },
        LookAlike(name: "AGE-03 class for the disabled", isRare: true, isFit: isOrdinary) { draft, bench in
            guard draft.traits.isGradeCertain, draft.traits.habit == nil, !draft.isMissingFromIssuedList, !draft.fileFaults.contains(.mergedGrades),
                let grade = draft.classes.last(where: { $0.grade.stage == .primary && $0.grade != .p1 })?.grade
            else { return false }
            let number = draft.classes.filter { $0.grade == grade }.count + 1
            draft.classes.append(ClassDraft(grade: grade, number: number, campus: 1, type: "小学智力残疾班"))
            for offset in [2, 3, 4, 2, 4] {
                let row = bench.maker.add(
                    to: &draft, classIndex: draft.classes.count - 1, workshop: &bench.workshop, random: &bench.random,
                    wish: PupilMaker.Wish(offset: offset, isBlankNumber: false))
                draft.metas[row].isSpecial = true
                draft.metas[row].isTouched = true
            }
            return true
        },
    ]

    private static let isOrdinary: @Sendable (SchoolPlan, SchoolTraits) -> Bool = { plan, traits in
        !plan.kind.isSpecial && !plan.fiveFour && plan.kind != .junior && plan.kind != .senior && plan.kind != .combined
            && plan.kind != .teachingPoint && traits.isGradeCertain && traits.habit == nil
    }

    /// A pupil on time, born on a day of the cohort.
    private static func born(
        _ name: String, grades: Set<SchoolGrade>, _ day: @escaping @Sendable (ClosedRange<Int32>) -> Int32
    ) -> LookAlike {
        LookAlike(
            name: name,
            isFit: { plan, traits in
                !plan.fiveFour && (traits.isGradeCertain || !plan.kind.isMultiStage)
                    && !grades.isDisjoint(with: plan.kind.grades(fiveFour: false))
            }
        ) { draft, bench in
            guard let row = bench.pickPlain(draft, where: { grades.contains($0.grade) && !$0.isTwin }) else { return false }
            let days = AgeArithmetic.birthDays(grade: draft.metas[row].grade, primaryYears: 6, offset: 0)
            bench.remake(row, &draft, PupilMaker.Wish(birthDay: day(days), isBlankNumber: false, isPlain: true))
            return true
        }
    }
}
