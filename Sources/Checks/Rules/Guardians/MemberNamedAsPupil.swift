import Columnar
import Records

/// GUA-07: a member has the pupil's name.
package enum MemberNamedAsPupil: RowRule {
    package static let definition = RuleDefinition(
        "GUA-07", "成员与学生同名", "Member named as the pupil", severity: "warning", status: "I", isCore: false,
        message: BilingualText(
            "成员{m}姓名与学生相同",
            "Member {m} has the name of the pupil"),
        explanation: Explanation(
            finds: (
                "成员姓名与学生姓名相同。",
                "A member with the name of the pupil."),
            matters: (
                "多为把学生本人填作成员。",
                "Mostly the pupil was typed as a member."),
            fires: (
                "成员1与学生同名。",
                "Member 1 has the pupil's name."),
            doesNotFire: (
                "姓名为空。",
                "A blank name."),
            source: "RULES GUA-07"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["name", "m1_name", "m2_name"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let names = try batch.text("name")
        for member in 1...2 {
            let field = "m\(member)_name"
            let others = try batch.text(field)
            for row in 0..<batch.rowCount where names.isEqual(row, to: others) {
                try findings.add(
                    batch, row, field: field, .warning, value: others.string(row) ?? "", [Argument("m", member)])
            }
        }
    }
}
