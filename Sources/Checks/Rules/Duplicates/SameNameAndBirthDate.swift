import Records

/// DUP-07: equal name, sex and birth date in one county under different numbers.
package enum SameNameAndBirthDate: Rule {
    package typealias Scan = LookAlikes

    package static let definition = RuleDefinition(
        "DUP-07", "同名同生日不同号", "Same name, sex, birth date, different ID", severity: "info / warning", status: "V",
        isCore: false,
        message: BilingualText(
            "“{name}”同名同性别同出生日期,身份证号不同,请核实",
            "“{name}” shares name, sex and birth date with a pupil of another ID number; please check"),
        explanation: Explanation(
            finds: ("同一县内姓名、性别、出生日期相同而有效身份证号不同的学生；同校为警告，否则为提示。",
                "Pupils of one county with equal name, sex and birth date and different valid numbers; warning within one school, else info."),
            matters: ("可能是同一人用了两个号码，也可能只是同名。", "One person with two numbers, or just two people of one name."),
            fires: ("不论号码差几位。", "However much the numbers differ."),
            doesNotFire: ("已由DUP-06列出的行；学校所属县未知。", "Rows of a DUP-06 group; schools of an unknown county."),
            source: "SPEC §4.5; RULES DUP-07"))

    package static func findings(
        _ buckets: [[LookAlikes.Pupil]], _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        var number: Int32 = 0
        for bucket in buckets where bucket.count > 1 {
            let left = bucket.filter { $0.resident != nil && $0.typo == nil && $0.member.school != 0 }
            let counties = Dictionary(grouping: left) { context.directory.county(of: $0.member.school) }
            for (county, group) in counties.sorted(by: { $0.key < $1.key }) where county != 0 {
                guard Set(group.map(\.resident)).count > 1 else { continue }
                number += 1
                let numbers = Dictionary(grouping: group) { $0.member.school }.mapValues { Set($0.map(\.resident)).count }
                buffer.addGroup(number, group.map(\.member), context) {
                    let member = group[$0].member
                    return MemberSaying("name", numbers[member.school, default: 0] > 1 ? .warning : .info, value: member.name)
                }
            }
        }
    }
}
