import Columnar
import Records

/// COD-05: a pupil comes by school bus and needs none.
package enum BusWithoutNeed: RowRule {
    package static let definition = RuleDefinition(
        "COD-05", "乘校车与上下学方式矛盾", "Bus need and commute mode", severity: "info", status: "I", isCore: false,
        message: BilingualText(
            "上下学方式为校车但“是否需要乘坐校车”为否",
            "The pupil comes by school bus, but 是否需要乘坐校车 says no"),
        explanation: Explanation(
            finds: (
                "上下学方式为校车而不需要乘坐校车。",
                "Commute by school bus and no need of one."),
            matters: (
                "其中一项填错。",
                "One of the two is wrong."),
            fires: (
                "校车、否。",
                "校车 and 否."),
            doesNotFire: (
                "其中一项为空。",
                "One of the two is blank."),
            source: "RULES COD-05"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["commute_mode", "needs_bus"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let modes = try batch.text("commute_mode").mapped(null: UInt8(0)) { $0 == "5" ? 1 : 0 }
        let needs = try batch.booleans("needs_bus")
        for row in 0..<batch.rowCount where modes[row] == 1 && needs[row] == false {
            try findings.add(batch, row, field: "commute_mode", .info, value: "5")
        }
    }
}
