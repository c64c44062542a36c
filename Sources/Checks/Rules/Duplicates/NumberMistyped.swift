import Records

/// DUP-06: one pupil under two numbers that differ by a typing error.
package enum NumberMistyped: Rule {
    package typealias Scan = LookAlikes

    package static let definition = RuleDefinition(
        "DUP-06", "疑似输错号码", "Same pupil, ID off by a typo", severity: "warning", status: "I",
        message: BilingualText(
            "“{name}”两条记录身份证号仅相差{k}位,疑似同一人",
            "Two records of “{name}” have ID numbers that differ in {k} places: probably one pupil"),
        explanation: Explanation(
            finds: ("姓名、性别、出生日期相同，18位身份证号相差不超过2位，或相邻两位颠倒。",
                "Equal name, sex and birth date, and 18-character resident numbers that differ in at most two places or by two exchanged neighbours."),
            matters: ("同一学生重复上报，其中一条号码输错。", "One pupil was entered twice, once with a mistyped number."),
            fires: ("校验码对错不论；甲近乙、乙近丙，则三条为一组。",
                "Whether the check character is right or not; if A is near B and B near C, the three are one group."),
            doesNotFire: ("号码相同(DUP-01至03)；15位号码。", "Equal numbers (DUP-01 to 03); 15-digit numbers."),
            limits: ("同名双胞胎也会列出。", "Twins of one name are listed too."),
            source: "RULES DUP-06, §M"))

    package static func findings(
        _ buckets: [[LookAlikes.Pupil]], _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        var number: Int32 = 0
        for bucket in buckets {
            let groups = Dictionary(grouping: bucket.filter { $0.typo != nil }) { $0.typo?.component ?? 0 }
            for (_, group) in groups.sorted(by: { $0.key < $1.key }) {
                number += 1
                buffer.addGroup(number, group.map(\.member), context) {
                    MemberSaying(
                        "id_number", .warning, value: group[$0].member.number,
                        [Argument("k", group[$0].typo?.distance ?? 0)])
                }
            }
        }
    }
}
