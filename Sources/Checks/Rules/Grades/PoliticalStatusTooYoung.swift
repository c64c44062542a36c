import Columnar
import Records

/// GRD-08: too young for the party or the youth league.
package enum PoliticalStatusTooYoung: RowRule {
    package static let definition = RuleDefinition(
        "GRD-08", "政治面貌与年龄不符", "Political status and age", severity: "warning", status: "I", isCore: false,
        message: BilingualText(
            "{a}岁学生政治面貌为“{s}”",
            "A pupil aged {a} has the political status “{s}”"),
        explanation: Explanation(
            finds: (
                "13岁以下的共青团员，17岁以下的中共党员或预备党员。",
                "League members below 13; party members, also probationary, below 17."),
            matters: (
                "多为录错。",
                "Mostly a typing error."),
            fires: (
                "10岁的共青团员。",
                "A league member aged 10."),
            doesNotFire: (
                "群众；出生日期未知。",
                "群众; an unknown birth date."),
            source: "RULES GRD-08, §M"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["political_status", "birth_date"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let statuses = try batch.text("political_status").mapped(null: UInt8(0)) { UInt8($0) ?? 0 }
        let births = try batch.numbers("birth_date")
        let league = Int32(batch.context.parameters["GRD-08.min_age_league"])
        let party = Int32(batch.context.parameters["GRD-08.min_age_party"])
        for row in 0..<batch.rowCount where statuses[row] >= 1 && statuses[row] <= 3 && births[row] != .min {
            let age = batch.context.calendar.age(ofBirth: births[row])
            guard age < (statuses[row] == 3 ? league : party) else { continue }
            let status = try batch.text("political_status").string(row) ?? ""
            try findings.add(
                batch, row, field: "political_status", .warning, value: status,
                [Argument("a", age), Argument("s", CodeLabels.of("political_status", status))])
        }
    }
}
