extension LookAlikeTable {
    /// Schools at the limit of a rule.
    static let schools: [any Fault] = [
        LookAlike(name: "SUM-08 sixty-six", isRare: true, isFit: { _, traits in traits.habit == nil }) { draft, bench in bench.fillClass(&draft, to: 66) },
        LookAlike(name: "CMP-03 ninety-four of a hundred", isRare: true, isFit: { plan, _ in (30...90).contains(plan.pupils) }) { draft, bench in
            bench.fillPhones(&draft) { $0 * 100 < $1 * 95 }
        },
        LookAlike(name: "CMP-04 a fifth", isRare: true, isFit: { plan, _ in (30...90).contains(plan.pupils) }) { draft, bench in
            bench.emptyColumn(&draft) { $0 * 100 >= $1 * 20 }
        },
        LookAlike(name: "REF-08 multi-grade class", isRare: true, isFit: isMultiGrade) { draft, _ in
            guard !draft.isMissingFromIssuedList, !draft.classes.contains(where: { $0.isMultiGrade }) else { return false }
            for index in draft.classes.indices { draft.classes[index].type = "小学复式班" }
            draft.classes.append(ClassDraft(grade: .p5, number: 1, campus: 1, type: "小学复式班"))
            return true
        },
        SchoolTableFault(fault: .spacedAuthorityName), SchoolTableFault(fault: .lastDays), SchoolTableFault(fault: .headWithClerk),
        LookAlike(name: "FIL-07 date in the name", isRare: true, isFit: { $1.granularity == .school && !$1.isSingleFile && $0.pupils > 0 }) { draft, _ in
            !draft.fileFaults.contains(.otherName) && draft.fileFaults.insert(.dateInName).inserted
        },
    ]

    /// All grades sit in one room, and the clerk writes the grade.
    static let isMultiGrade: @Sendable (SchoolPlan, SchoolTraits) -> Bool = { plan, traits in
        plan.kind == .teachingPoint && traits.hasGradeColumn && traits.style == .plain && traits.habit == nil
    }
}

extension ClassDraft {
    var isMultiGrade: Bool { type.hasSuffix("复式班") }
}
