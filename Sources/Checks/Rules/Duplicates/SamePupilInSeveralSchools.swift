import Records

/// DUP-02: one pupil entered by several schools.
package enum SamePupilInSeveralSchools: Rule {
    package typealias Scan = ResidentNumberGroups

    package static let definition = RuleDefinition(
        "DUP-02", "身份证号相同、姓名相同、学校不同", "Same pupil in several schools", severity: "error", status: "V",
        message: BilingualText(
            "学生“{name}”同时出现在{schools},须按“学生在哪学籍在哪”处理",
            "Pupil “{name}” is registered by {schools}; the record belongs to the school that the pupil attends"),
        explanation: Explanation(
            finds: ("身份证号、姓名相同而学校标识码不同的行。",
                "Rows with equal resident number and name and different school identifiers."),
            matters: ("一人只能有一个学籍；多为借读或教学点与中心校同时上报。",
                "A pupil has one registration; mostly a borrowed place, or a teaching point and its central school."),
            fires: ("两所学校都上报；同校另有重复行时，该行也列入。",
                "Two schools report the pupil; a repeated row of one of them is a member too."),
            doesNotFire: ("只在一所学校重复(DUP-01)；姓名不同(DUP-03)。",
                "Repeated in one school only (DUP-01); different names (DUP-03)."),
            source: "SPEC §4.5"))

    package static func findings(
        _ groups: [[GroupMember]], _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        var number: Int32 = 0
        for group in groups {
            let parts = group.split { $0.school == 0 || $0.name.isEmpty ? nil : ExactText($0.name) }
            for members in parts where Set(members.map(\.school)).count > 1 {
                number += 1
                let schools = members.map { String($0.school) }.distinctSorted()
                buffer.addGroup(
                    number, members, field: "id_number", .error, context, value: \.number,
                    schools.map { Argument("schools", $0) })
            }
        }
    }
}
