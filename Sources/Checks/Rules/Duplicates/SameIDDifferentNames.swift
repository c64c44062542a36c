import Records

/// DUP-03: one resident number under different names.
package enum SameIDDifferentNames: Rule {
    package typealias Scan = ResidentNumberGroups

    package static let definition = RuleDefinition(
        "DUP-03", "身份证号相同、姓名不同", "Same ID, different names", severity: "error", status: "V",
        message: BilingualText(
            "身份证号“{id}”对应不同姓名:{names}", "The ID number “{id}” stands under different names: {names}"),
        explanation: Explanation(
            finds: ("同一身份证号对应两个以上姓名。", "One resident number under two or more names."),
            matters: ("至少一人的号码或姓名有错。", "The number or the name of at least one of them is wrong."),
            fires: ("全省范围内任何学校之间。", "Anywhere in the province, also without a usable school identifier."),
            doesNotFire: ("只差空格等写法(规范化后相同)；姓名为空的行不参加。",
                "Spellings equal after normalisation; rows without a name take no part."),
            source: "SPEC §4.5"))

    package static func findings(
        _ groups: [[GroupMember]], _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        var number: Int32 = 0
        for group in groups {
            let members = group.filter { !$0.name.isEmpty }
            guard Set(members.map { ExactText($0.name) }).count > 1 else { continue }
            number += 1
            var arguments = members.map(\.name).distinctSorted().map { Argument("names", $0, .name) }
            arguments.append(Argument("id", members[0].number, .idNumber))
            buffer.addGroup(number, members, field: "id_number", .error, context, value: \.number, arguments)
        }
    }
}
