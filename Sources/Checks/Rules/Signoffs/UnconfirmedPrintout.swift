import Records

/// SGN-02: pupil or parent did not confirm the print-out of the typed data.
package enum UnconfirmedPrintout: Rule {
    package typealias Scan = SignoffCoverage

    package static let definition = RuleDefinition(
        "SGN-02", "打印核对缺签字", "Print-out not confirmed", severity: "error", status: "V",
        message: BilingualText("学生或家长未对打印数据签字确认", "Pupil or parent have not confirmed the print-out"),
        explanation: Explanation(
            finds: ("学生或家长没有在打印稿上签字。", "Print-outs that the pupil or a parent did not sign."),
            matters: ("录入错误只有学生和家长看得出来。", "Only pupil and parent can see what was typed wrong."),
            fires: ("没有一条打印核对表的签字记录覆盖该学生的某一角色。",
                "No sign-off row of the print-out covers the pupil for one of the two roles."),
            doesNotFire: ("按班、年级、全校的签字记录；“学生、家长”写在一格；整个报送没有签字表(不运行)。",
                "Rows for a class, grade or school; both roles in one cell; no sign-off sheet at all (not run)."),
            limits: ("没有标识码、姓名或出生日期的学生不判断。", "Pupils without identifier, name or birth date are skipped."),
            source: "SPEC §1, step 3d; §2.5"))

    package static func obstacle(_ context: CheckContext) -> BilingualText? { SignoffSheets.obstacle(context) }

    package static func findings(
        _ coverage: SignoffCoverage.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for pupil in coverage.unsigned where !pupil.printout.isEmpty { buffer.addUnsigned(pupil, pupil.printout) }
    }
}
