import Records

/// SGN-01: a pupil's form lacks a signature.
package enum UnsignedStudentForm: Rule {
    package typealias Scan = SignoffCoverage

    package static let definition = RuleDefinition(
        "SGN-01", "学生表缺签字", "Student form unsigned", severity: "error", status: "V",
        message: BilingualText("学生基本信息表缺{roles}签字", "The student form is not signed by {roles_en}"),
        explanation: Explanation(
            finds: ("学生、家长、班主任、学籍管理员、学校领导中有人没有在学生表上签字。",
                "Forms that the pupil, a parent, the class teacher, the clerk or the head did not sign."),
            matters: ("方案要求逐级签字，谁采集谁负责。", "The plan asks each of them to sign; whoever signs answers for the data."),
            fires: ("没有一条签字记录覆盖该学生的某一角色。每名学生一条。",
                "No sign-off row covers the pupil for one of the roles. One finding for each pupil."),
            doesNotFire: ("按班、年级、全校的签字记录；签字人和签字日期填了一项即可；整个报送没有签字表(不运行)。",
                "Sign-off rows for a class, grade or school; signer or date is enough; no sign-off sheet at all (not run)."),
            limits: ("没有标识码、姓名或出生日期的学生不判断。", "Pupils without identifier, name or birth date are skipped."),
            source: "SPEC §1, steps 3a, 3e; §2.5"))

    package static func obstacle(_ context: CheckContext) -> BilingualText? { SignoffSheets.obstacle(context) }

    package static func findings(
        _ coverage: SignoffCoverage.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for pupil in coverage.unsigned where !pupil.form.isEmpty { buffer.addUnsigned(pupil, pupil.form) }
    }
}
