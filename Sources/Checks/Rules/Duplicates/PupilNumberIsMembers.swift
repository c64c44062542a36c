import Columnar
import Records

/// DUP-09: the pupil and a member have one number.
package enum PupilNumberIsMembers: RowRule {
    package static let definition = RuleDefinition(
        "DUP-09", "学生号与家长号相同", "Pupil's number equals a member's", severity: "error", status: "I", isCore: false,
        message: BilingualText(
            "学生身份证号与成员{m}的相同",
            "The pupil's ID number is that of member {m}"),
        explanation: Explanation(
            finds: (
                "学生与成员的身份证号相同。",
                "A pupil and a family member with one resident number."),
            matters: (
                "学生号码或成员号码是抄错的。",
                "One of the two was copied."),
            fires: (
                "母亲栏填了学生的号码。",
                "The pupil's number as the mother's."),
            doesNotFire: (
                "号码无效；成员证件不是居民身份证。",
                "Invalid numbers; a member with another document."),
            source: "RULES DUP-09"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.number + Members.all]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let keys = try batch.residentKeys()
        let types = try batch.documentTypes()
        let members = try [batch.memberKeys(1), batch.memberKeys(2)]
        for row in 0..<batch.rowCount where keys[row] != ResidentKey.none && types[row] == DocumentType.residentCard {
            let own = ResidentID.groupingKey(keys[row])
            let found = members.indices.first {
                members[$0][row] != ResidentKey.none && ResidentID.groupingKey(members[$0][row]) == own
            }
            guard let found else { continue }
            let text = try batch.text("id_number").string(row) ?? ""
            try findings.add(batch, row, field: "id_number", .error, value: text, [Argument("m", found + 1)])
        }
    }
}
