import Columnar
import Records

/// GUA-06: both members are one person.
package enum MembersIdentical: RowRule {
    package static let definition = RuleDefinition(
        "GUA-06", "两名成员相同", "Both members identical", severity: "warning", status: "I", isCore: false,
        message: BilingualText(
            "两名成员重复",
            "Both family members are the same person"),
        explanation: Explanation(
            finds: (
                "两名成员姓名电话都相同，或身份证号相同。",
                "Members with equal name and phone, or with one number."),
            matters: (
                "第二名成员复制了第一名。",
                "The second was copied from the first."),
            fires: (
                "姓名、电话都相同。",
                "Equal names and phones."),
            doesNotFire: (
                "只有电话相同。",
                "Only the phone is equal."),
            source: "RULES GUA-06"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + Members.all + ["m1_name", "m2_name", "m1_phone", "m2_phone"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let names = try [batch.text("m1_name"), batch.text("m2_name")]
        let keys = try [batch.memberKeys(1), batch.memberKeys(2)]
        for row in 0..<batch.rowCount {
            let isSameNumber =
                keys[0][row] != ResidentKey.none && keys[1][row] != ResidentKey.none
                && ResidentID.groupingKey(keys[0][row]) == ResidentID.groupingKey(keys[1][row])
            if !isSameNumber {
                guard names[0].isEqual(row, to: names[1]) else { continue }
                guard try batch.text("m1_phone").isEqual(row, to: batch.text("m2_phone")) else { continue }
            }
            try findings.add(batch, row, field: "m2_name", .warning, value: names[1].string(row) ?? "")
        }
    }
}
