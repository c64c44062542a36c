import Columnar
import Records

/// GRD-03: an entry month other than August or September.
package enum UnusualEntryMonth: RowRule {
    package static let definition = RuleDefinition(
        "GRD-03", "入学月份异常", "Entry month not September", severity: "info", status: "I", isCore: false,
        message: BilingualText(
            "入学年月{ym}不是9月",
            "The entry month {ym} is not September"),
        explanation: Explanation(
            finds: (
                "入学年月不是8月或9月。",
                "Entry months other than August and September."),
            matters: (
                "起始年级都在9月入学；多为填了转入月份。",
                "Initial grades begin in September; mostly the month of a transfer was given."),
            fires: (
                "201303。",
                "201303."),
            doesNotFire: (
                "201308、201309；晚于采集日期(GRD-04)。",
                "201308, 201309; after the reference date (GRD-04)."),
            source: "SPEC §2.1 note 7"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["entry_month"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let months = try batch.numbers("entry_month")
        let last = batch.context.calendar.referenceMonth
        for row in 0..<batch.rowCount where months[row] != .min && months[row] <= last {
            let month = months[row] % 100
            if month == 8 || month == 9 { continue }
            try findings.add(
                batch, row, field: "entry_month", .info, value: String(months[row]), [Argument("ym", months[row])])
        }
    }
}
