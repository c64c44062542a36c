import Columnar
import Records

/// COD-04: the health status disagrees with the disability.
package enum HealthDoesNotFitDisability: RowRule {
    package static let definition = RuleDefinition(
        "COD-04", "健康状况与残疾类型不符", "Health and disability disagree", severity: "info", status: "I", isCore: false,
        message: BilingualText(
            "健康状况“{h}”与残疾类型“{d}”不一致",
            "Health “{h}” disagrees with disability “{d}”"),
        explanation: Explanation(
            finds: (
                "健康状况残疾而无残疾，或健康良好而有残疾类型。",
                "Health 残疾 without a disability, or 健康或良好 with one."),
            matters: (
                "其中一项可能填错。",
                "One of the two may be wrong."),
            fires: (
                "健康或良好、听力残疾。",
                "健康或良好 with a hearing disability."),
            doesNotFire: (
                "残疾类型为空。",
                "A blank disability."),
            source: "RULES COD-04"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["health", "disability"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let states = try batch.text("health").mapped(null: UInt8(0)) { $0 == "50" ? 50 : $0 == "10" ? 10 : 0 }
        let disabilities = try batch.text("disability")
        for row in 0..<batch.rowCount where states[row] != 0 && !disabilities.isNull(row) {
            let disability = disabilities.string(row) ?? ""
            guard (states[row] == 50) == (disability == "0") else { continue }
            try findings.add(
                batch, row, field: "health", .info, value: String(states[row]),
                [
                    Argument("h", CodeLabels.of("health_status", String(states[row]))),
                    Argument("d", CodeLabels.of("disability_type", disability)),
                ])
        }
    }
}
