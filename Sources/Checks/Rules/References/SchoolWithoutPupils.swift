import Records

/// REF-11: a school in scope from which no pupil came.
package enum SchoolWithoutPupils: Rule {
    package typealias Scan = PupilCounts

    package static let definition = RuleDefinition(
        "REF-11", "学校没有学生", "School without students", severity: "error", status: "V",
        message: BilingualText("学校“{name}”没有学生数据", "School “{name}” has no pupils"),
        explanation: Explanation(
            finds: ("报了学校表而没有任何学生的学校。", "Schools with a row of their own and no pupil."),
            matters: ("学生文件没有报送，或标识码填错。", "The pupils' files were not sent, or carry another identifier."),
            fires: ("办学类型在采集范围内。", "The type is in scope."),
            doesNotFire: ("只在下发名单中的学校(SUM-07)；类型不在范围(REF-12)。",
                "Schools of the issued list only (SUM-07); types out of scope (REF-12)."),
            source: "SPEC §1"))

    package static func findings(
        _ counts: PupilCounts.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for school in context.directory.schools where school.ownPlace != nil && counts.schools[school.id] == nil {
            guard SchoolType.isInScope(String(school.type)) else { continue }
            buffer.addSchool(
                school, field: "school_id", .error, value: String(school.id), [Argument("name", school.name)], context)
        }
    }
}
