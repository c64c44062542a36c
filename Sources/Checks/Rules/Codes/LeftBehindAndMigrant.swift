import Columnar
import Records

/// COD-08: both left behind and migrant.
package enum LeftBehindAndMigrant: RowRule {
    package static let definition = RuleDefinition(
        "COD-08", "留守与随迁同时成立", "Left-behind and migrant both true", severity: "warning", status: "V", isCore: false,
        message: BilingualText(
            "留守儿童与随迁子女不能同时为是",
            "A pupil cannot be left behind and migrant at once"),
        explanation: Explanation(
            finds: (
                "同一学生既是留守儿童又是随迁子女。",
                "A pupil both left behind and a migrant worker's child."),
            matters: (
                "留守指父母外出，随迁指随父母居住，二者互斥。",
                "Left behind means parents away, migrant means living with them."),
            fires: (
                "单亲留守儿童、随迁是。",
                "单亲留守儿童 and migrant 是."),
            doesNotFire: (
                "非留守儿童。",
                "非留守儿童."),
            source: "SPEC §2.1 note 8"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["left_behind", "migrant_child"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        guard try batch.column("migrant_child").nullCount < batch.rowCount else { return }
        let states = try batch.text("left_behind").mapped(null: UInt8(0)) { $0 == "1" || $0 == "2" ? 1 : 0 }
        let migrants = try batch.booleans("migrant_child")
        for row in 0..<batch.rowCount where states[row] == 1 && migrants[row] == true {
            try findings.add(batch, row, field: "migrant_child", .warning, value: "1")
        }
    }
}
