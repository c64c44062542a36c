import Columnar
import Records

/// GUA-01: no family member is marked as guardian.
package enum NoGuardian: RowRule {
    package static let definition = RuleDefinition(
        "GUA-01", "没有监护人", "No guardian marked", severity: "error / warning", status: "I",
        message: BilingualText(
            "家庭成员中未指定监护人",
            "No family member is marked as guardian"),
        explanation: Explanation(
            finds: (
                "填了家庭成员而没有一名标为监护人(孤儿为警告)。",
                "Family members and none of them the guardian (orphans: warning)."),
            matters: (
                "监护人是学籍必备信息。",
                "A record needs a guardian."),
            fires: (
                "成员1“否”，没有成员2。",
                "Member 1 否, no member 2."),
            doesNotFire: (
                "未填成员姓名(CMP-01)；监护人栏为空或不可读。",
                "No member named (CMP-01); a blank or unreadable guardian cell."),
            source: "RULES GUA-01"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["m1_name", "m1_is_guardian", "m2_name", "m2_is_guardian", "orphan"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let blanks = try [batch.blanks("m1_name"), batch.blanks("m2_name")]
        let marks = try [batch.booleans("m1_is_guardian"), batch.booleans("m2_is_guardian")]
        for row in 0..<batch.rowCount where !blanks[0][row] || !blanks[1][row] {
            if !blanks[0][row], marks[0][row] != false { continue }
            if !blanks[1][row], marks[1][row] != false { continue }
            let isOrphan = try batch.bool("orphan", row) == true
            let value = marks[0][row].map { $0 ? "1" : "0" } ?? ""
            try findings.add(batch, row, field: "m1_is_guardian", isOrphan ? .warning : .error, value: value)
        }
    }
}
