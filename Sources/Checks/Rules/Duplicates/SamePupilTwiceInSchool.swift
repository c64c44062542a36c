import Records

/// DUP-01: one pupil entered more than once in one school.
package enum SamePupilTwiceInSchool: Rule {
    package typealias Scan = ResidentNumberGroups

    package static let definition = RuleDefinition(
        "DUP-01", "同一学生重复录入", "Same pupil entered twice in one school", severity: "error", status: "V",
        message: BilingualText(
            "学生“{name}”在本校重复录入{n}次:{rows}", "Pupil “{name}” was entered {n} times in this school: {rows}"),
        explanation: Explanation(
            finds: ("同一学校内身份证号、姓名都相同的多行。", "Rows of one school with equal resident number and name."),
            matters: ("学生数虚增，全国系统查重时退回。",
                "The pupil is counted twice, and the national duplicate check sends the record back."),
            fires: ("两个文件都含同一班级；15位与升位后18位相同。",
                "Two files that hold the same class; a 15-digit number and its 18-character form."),
            doesNotFire: ("学校不同(DUP-02)；姓名不同(DUP-03)；学校标识码不可用的行。",
                "Different schools (DUP-02); different names (DUP-03); rows without a usable school identifier."),
            source: "SPEC §4.5"))

    package static func findings(
        _ groups: [[GroupMember]], _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        var number: Int32 = 0
        for group in groups {
            let parts = group.split { $0.school == 0 || $0.name.isEmpty ? nil : PupilOfSchool($0) }
            for members in parts where members.count > 1 {
                number += 1
                buffer.addGroup(
                    number, members, field: "id_number", .error, context, value: \.number, [], namesRows: true)
            }
        }
    }

    private struct PupilOfSchool: Hashable {
        let school: Int64
        let name: ExactText

        init(_ member: GroupMember) {
            school = member.school
            name = ExactText(member.name)
        }
    }
}

/// Text compared by its bytes; `String` would take canonically equivalent spellings for equal.
struct ExactText: Hashable {
    let bytes: [UInt8]
    init(_ text: String) { bytes = Array(text.utf8) }
}
