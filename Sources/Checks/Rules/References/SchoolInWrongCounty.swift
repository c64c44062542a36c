import Records

/// REF-13: the local authority and the address of a school are in different counties.
package enum SchoolInWrongCounty: Rule {
    package typealias Scan = PupilCounts

    package static let definition = RuleDefinition(
        "REF-13", "学校不属于本县", "School in the wrong county", severity: "warning", status: "I", isCore: false,
        message: BilingualText("属地部门代码与学校地址不在同一县", "The local authority and the address are in different counties"),
        explanation: Explanation(
            finds: ("属地管理教育行政部门与学校地址不在同一县。", "A local authority of another county than the address."),
            matters: ("学校会归到别的县审核。", "The school would be reviewed by another county."),
            fires: ("属地360102，地址360103。", "Authority 360102, address 360103."),
            doesNotFire: ("代码不是已知的县。", "A code that is no known county."),
            source: "RULES REF-13"))

    package static func findings(
        _ counts: PupilCounts.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for school in context.directory.schools where school.ownPlace != nil {
            let (authority, address) = (county(school.ownAuthority), county(school.ownDivision))
            guard let authority, let address, authority != address else { continue }
            buffer.addSchool(school, field: "local_authority_code", .warning, value: school.ownAuthority, [], context)
        }
    }

    private static func county(_ code: String) -> Int32? {
        let bytes = Array(code.utf8)
        return AdminDivision.knownCounty(bytes.span)
    }
}
