import Records

/// DUP-11: one auxiliary number for several pupils of a school.
package enum AuxiliaryNumberRepeated: Rule {
    package typealias Scan = AuxiliaryNumberGroups

    package static let definition = RuleDefinition(
        "DUP-11", "学籍辅号重复", "Auxiliary number repeated", severity: "warning", status: "I", isCore: false,
        message: BilingualText("学籍辅号“{no}”重复", "The auxiliary number “{no}” is used {n} times in the school"),
        explanation: Explanation(
            finds: ("同一学校内学籍辅号相同的不同学生。", "Different pupils of one school with one auxiliary number."),
            matters: ("学籍辅号是省内原有学号，校内唯一。", "It is the province's own old number, unique inside a school."),
            fires: ("只差前导零也算相同。", "Leading zeros do not make a difference."),
            doesNotFire: ("同一学生重复录入；学校不同。", "One pupil entered twice; different schools."),
            source: "SPEC §4.3"))

    package static func findings(
        _ groups: [[NumberedPupil]], _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws { buffer.add(groups, field: "aux_no", context) }
}
