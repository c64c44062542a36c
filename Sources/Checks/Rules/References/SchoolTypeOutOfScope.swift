import Records

/// REF-12: a school of a type that is not collected.
package enum SchoolTypeOutOfScope: Rule {
    package typealias Scan = PupilCounts

    package static let definition = RuleDefinition(
        "REF-12", "办学类型不在采集范围", "School type out of scope", severity: "error", status: "V", isCore: false,
        message: BilingualText("办学类型“{t}”不在采集范围", "School type “{t}” is out of scope"),
        explanation: Explanation(
            finds: ("报了学校表而办学类型不在采集范围的学校。", "Schools with a row of their own whose type is not collected."),
            matters: ("幼儿园、职业学校、成人学校不采集。", "Kindergartens, vocational and adult schools are not collected."),
            fires: ("幼儿园、职业初中。", "A kindergarten, a vocational junior secondary school."),
            doesNotFire: ("办学类型未知。", "An unknown type."),
            source: "SPEC §1"))

    package static func findings(
        _ counts: PupilCounts.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for school in context.directory.schools where school.ownPlace != nil && school.type != 0 {
            let type = String(school.type)
            if SchoolType.isInScope(type) { continue }
            buffer.addSchool(
                school, field: "school_type", .error, value: school.ownType == 0 ? "" : String(school.ownType),
                [Argument("t", CodeLabels.of("school_type", type))], context)
        }
    }
}
