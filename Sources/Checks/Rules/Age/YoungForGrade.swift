import Records

/// AGE-02: younger than the grade's cohort.
package enum YoungForGrade: RowRule {
    package static let definition = RuleDefinition(
        "AGE-02", "年龄偏小", "Young for the grade", severity: "info / warning / error", status: "I",
        message: BilingualText(
            "{grade}学生年龄{a}岁,比正常小{k}岁", "A pupil of {grade_en} aged {a}, {k} years younger than usual"),
        explanation: Explanation(
            finds: ("二年级以上学生比本年级正常年龄小：小1岁提示，小2岁警告，小3岁以上错误。",
                "Pupils above grade 1 younger than their grade: by 1 year info, by 2 warning, by 3 or more error."),
            matters: ("提前入学或跳级须经批准；差得多时多为录错。",
                "Early entry and skipping need approval; a large difference is mostly a typing error."),
            fires: ("8月31日的周岁小于5+年级序数。", "Age on 31 August below 5 + the grade's ordinal."),
            doesNotFire: ("一年级(AGE-01)；年级或出生日期未知。", "Grade 1 (AGE-01); an unknown grade or birth date."),
            source: "SPEC §5.1"))

    package static let inputs: ScanInputs = [.student: AgeColumns.all]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        try batch.forEachUnusualAge { pupil in
            guard pupil.difference < 0, pupil.grade != .p1 else { return }
            try findings.add(
                batch, pupil, pupil.difference == -1 ? .info : pupil.difference == -2 ? .warning : .error)
        }
    }
}
