import Columnar
import Records

/// GUA-05: the sex of a member does not fit the relation.
package enum MemberSexDoesNotFit: RowRule {
    package static let definition = RuleDefinition(
        "GUA-05", "成员性别与关系不符", "Member's sex vs relation", severity: "warning", status: "S", isCore: false,
        message: BilingualText(
            "成员{m}关系“{rel}”与身份证号性别不符",
            "The relation “{rel}” of member {m} disagrees with the sex in the ID number"),
        explanation: Explanation(
            finds: (
                "父亲的号码为女性，或母亲的号码为男性。",
                "A father with a female number, or a mother with a male one."),
            matters: (
                "关系或号码填错。",
                "The relation or the number is wrong."),
            fires: (
                "父母号码互换。",
                "The parents' numbers are exchanged."),
            doesNotFire: (
                "其他关系；号码无效(GUA-03)。",
                "Other relations; an invalid number (GUA-03)."),
            source: "RULES GUA-05"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + Members.all]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        for member in 1...2 {
            let keys = try batch.memberKeys(member)
            let relations = try batch.text("m\(member)_relation").mapped(null: UInt8(0)) { UInt8($0) ?? 0 }
            for row in 0..<batch.rowCount where keys[row] != ResidentKey.none {
                guard relations[row] == 51 || relations[row] == 52, ResidentID.isMale(keys[row]) != (relations[row] == 51)
                else { continue }
                let relation = String(relations[row])
                try findings.add(
                    batch, row, field: "m\(member)_relation", .warning, value: relation,
                    [Argument("m", member), Argument("rel", CodeLabels.of("family_relation_form", relation))])
            }
        }
    }
}
