import Records

/// DUP-04: pupils without a number who share name, sex and birth date.
package enum DuplicateWithoutNumber: Rule {
    package typealias Scan = NameBirthGroups

    package static let definition = RuleDefinition(
        "DUP-04", "无证件号学生姓名性别出生日期重复", "No-ID duplicate", severity: "error", status: "V",
        message: BilingualText(
            "无身份证号学生“{name}”姓名、性别、出生日期重复:{rows}",
            "Pupils without a number share name “{name}”, sex and birth date: {rows}"),
        explanation: Explanation(
            finds: ("身份证件号为空、姓名性别出生日期都相同的行。",
                "Rows with a blank number that agree in name, sex and birth date."),
            matters: ("没有号码，全国系统只能凭这三项判为重复。",
                "Without a number the national system takes these three for the same person."),
            fires: ("不论证件类型和学校。", "Whatever the document type and the school."),
            doesNotFire: ("号码精度丢失(FMT-01)的行不算为空。", "A number that lost precision (FMT-01) is not blank."),
            source: "SPEC §4.5"))

    package static func findings(
        _ groups: [[GroupMember]], _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for (number, members) in groups.enumerated() {
            buffer.addGroup(
                Int32(number + 1), members, field: "name", .error, context, value: \.name, [], namesRows: true)
        }
    }
}
