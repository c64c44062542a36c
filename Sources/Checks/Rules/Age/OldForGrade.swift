import Records

/// AGE-03: older than the grade's cohort.
package enum OldForGrade: RowRule {
    package static let definition = RuleDefinition(
        "AGE-03", "年龄偏大", "Old for the grade", severity: "info / warning / error", status: "I",
        message: BilingualText(
            "{grade}学生年龄{a}岁,比正常大{k}岁", "A pupil of {grade_en} aged {a}, {k} years older than usual"),
        explanation: Explanation(
            finds: ("学生比本年级正常年龄大：大2岁提示，大3、4岁警告，大5岁以上错误；特殊教育学生放宽2岁。",
                "Pupils older than their grade: by 2 years info, by 3 or 4 warning, by 5 or more error; 2 years more are "
                    + "allowed in special education."),
            matters: ("留级须经批准；差得多时多为录错。", "Retention needs approval; a large difference is mostly an error."),
            fires: ("8月31日的周岁比5+年级序数大2以上。", "Age on 31 August at least 2 above 5 + the grade's ordinal."),
            doesNotFire: ("大1岁(七岁入学或留级一年)。", "One year older (entry at seven, or one retention)."),
            source: "SPEC §5.1"))

    package static let inputs: ScanInputs = [.student: AgeColumns.special]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let special = try SpecialPupils(batch)
        try batch.forEachUnusualAge { pupil in
            guard pupil.difference >= 2 else { return }
            let allowed = special.contains(pupil.row) ? pupil.difference - 2 : pupil.difference
            guard allowed >= 2 else { return }
            try findings.add(batch, pupil, allowed == 2 ? .info : allowed <= 4 ? .warning : .error)
        }
    }
}
