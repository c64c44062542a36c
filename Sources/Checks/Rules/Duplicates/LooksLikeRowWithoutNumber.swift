import Records

/// DUP-05: a pupil with a number and one without look alike.
package enum LooksLikeRowWithoutNumber: Rule {
    package typealias Scan = LookAlikes

    package static let definition = RuleDefinition(
        "DUP-05", "有号与无号疑似同一人", "With-ID and without-ID record look alike", severity: "warning", status: "I",
        message: BilingualText(
            "“{name}”疑似与无身份证号记录为同一人", "“{name}” looks like the pupil of a record without an ID number"),
        explanation: Explanation(
            finds: ("姓名、性别、出生日期相同，一条有有效身份证号，另一条号码为空。",
                "Equal name, sex and birth date, one row with a valid resident number and one with a blank one."),
            matters: ("同一学生先后以有号、无号两种方式上报。", "One pupil was entered twice, once without the number."),
            fires: ("全省范围内任何学校之间；桶内有号和无号的行都列出。",
                "Anywhere in the province; every row of the bucket with a valid or a blank number is listed."),
            doesNotFire: ("号码无效或精度丢失的行不参加。", "Rows with an invalid number or lost precision take no part."),
            source: "SPEC §4.5"))

    package static func findings(
        _ buckets: [[LookAlikes.Pupil]], _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        var number: Int32 = 0
        for bucket in buckets {
            guard bucket.contains(where: \.isBlank), bucket.contains(where: { $0.resident != nil }) else { continue }
            let members = bucket.filter { $0.isBlank || $0.resident != nil }.map(\.member)
            number += 1
            buffer.addGroup(number, members, field: "name", .warning, context, value: \.name, [])
        }
    }
}
