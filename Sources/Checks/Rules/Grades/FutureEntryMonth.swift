import Columnar
import Records

/// GRD-04: an entry month after the collection.
package enum FutureEntryMonth: RowRule {
    package static let definition = RuleDefinition(
        "GRD-04", "入学年月晚于采集日期", "Entry month in the future", severity: "error", status: "I",
        message: BilingualText(
            "入学年月{ym}晚于{ref}",
            "The entry month {ym} is later than {ref}"),
        explanation: Explanation(
            finds: (
                "入学年月晚于采集基准月。",
                "Entry months after the reference month."),
            matters: (
                "尚未入学的学生不应采集。",
                "A pupil who has not entered yet is not collected."),
            fires: (
                "201310。",
                "201310."),
            doesNotFire: (
                "201309。",
                "201309."),
            source: "SPEC §1"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["entry_month"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let months = try batch.numbers("entry_month")
        let last = batch.context.calendar.referenceMonth
        for row in 0..<batch.rowCount where months[row] > last {
            try findings.add(
                batch, row, field: "entry_month", .error, value: String(months[row]),
                [Argument("ym", months[row]), Argument("ref", last)])
        }
    }
}
