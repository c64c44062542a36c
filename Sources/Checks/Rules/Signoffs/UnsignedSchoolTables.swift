import Records

/// SGN-04: the head did not sign the school, campus and class tables.
package enum UnsignedSchoolTables: Rule {
    package typealias Scan = SubmissionDates

    package static let definition = RuleDefinition(
        "SGN-04", "学校表未审核", "School tables unsigned", severity: "error", status: "V", isCore: false,
        message: BilingualText("学校、校区、班级表缺学校领导审核", "The head has not signed the school, campus and class tables"),
        explanation: Explanation(
            finds: ("报了学校、校区或班级表而没有学校领导签字的学校。",
                "Schools with a school, campus or class row and no signature of the head."),
            matters: ("方案第二步要求学校领导审核签字。", "Step 2 of the plan asks the head to review and sign."),
            fires: ("没有文件为学校表、角色为学校领导的签字记录。", "No sign-off row of the school tables with the role of the head."),
            doesNotFire: ("角色写作校长、主管领导等；整个报送没有签字表(不运行)。",
                "Other names of the head; no sign-off sheet at all (not run)."),
            source: "SPEC §1, step 2; §2.5"))

    package static func obstacle(_ context: CheckContext) -> BilingualText? { SignoffSheets.obstacle(context) }

    package static func findings(
        _ dates: SubmissionDates.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for school in context.directory.schools {
            guard school.ownPlace != nil || school.campusRowCount > 0 || !school.classes.isEmpty else { continue }
            if context.signoffs.schools[school.id]?.hasSignedTables == true { continue }
            buffer.addSchool(school, field: "", .error, value: SignoffRole.head.id, [], context)
        }
    }
}
