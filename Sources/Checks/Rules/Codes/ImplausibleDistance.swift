import Columnar
import Records

/// COD-06: a commute that is no number or too long.
package enum ImplausibleDistance: RowRule {
    package static let definition = RuleDefinition(
        "COD-06", "走读距离异常", "Commute distance implausible", severity: "warning", status: "I", isCore: false,
        message: BilingualText(
            "上下学距离“{v}”不合理",
            "The commute of “{v}” is implausible"),
        explanation: Explanation(
            finds: (
                "上下学距离不是数字，超过500公里，或走读而超过100公里。",
                "A distance that is no number, above 500 km, or above 100 km for a day pupil."),
            matters: (
                "导入要求纯数字，单位公里。",
                "The import takes plain numbers in kilometres."),
            fires: (
                "2公里；-1；800；走读120。",
                "2公里; -1; 800; 120 for a day pupil."),
            doesNotFire: (
                "1.5；住校生120。",
                "1.5; a boarder with 120."),
            source: "RULES COD-06, §M"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["commute_km", "study_mode"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let distances = try batch.encodedText("commute_km")
        guard let codes = distances.codes else { return }
        let most = Double(batch.context.parameters["COD-06.max_km"])
        let mostByDay = Double(batch.context.parameters["COD-06.max_km_day_pupil"])
        let values = (0..<distances.values.count).map { index in
            let bytes = Array(Normaliser.n2(distances.values[index] ?? "").utf8)
            return ContactFormats.distance(bytes.span) ?? .infinity
        }
        guard values.contains(where: { $0 > mostByDay }) else { return }
        let modes = try batch.text("study_mode").mapped(null: UInt8(0)) { $0 == "1" ? 1 : 0 }
        for row in 0..<batch.rowCount where !distances.isNull(row) {
            let value = values[Int(codes[row])]
            guard value > most || (modes[row] == 1 && value > mostByDay) else { continue }
            let text = distances.string(row) ?? ""
            try findings.add(batch, row, field: "commute_km", .warning, value: text, [Argument("v", text)])
        }
    }
}
