import Checks
import Spreadsheets
import Store

/// The sheet that lists all findings, each with a jump to its cell.
struct FindingsSheet {
    /// A sheet holds some 65,000 jumps.
    private static let linkLimit = 60_000

    private let report: ValidationReport
    private let places: SheetPlaces
    private let isChinese: Bool

    init(_ report: ValidationReport, _ places: SheetPlaces, isChinese: Bool) {
        self.report = report
        self.places = places
        self.isChinese = isChinese
    }

    private var columns: [(name: String, width: Double)] {
        isChinese
            ? [("单元格", 9), ("级别", 6), ("规则", 9), ("项目", 18), ("问题", 46), ("怎么改", 46), ("原值", 20), ("工作表", 18), ("来源", 30)]
            : [("cell", 9), ("severity", 9), ("rule", 9), ("field", 18), ("fault", 46), ("what to do", 46), ("value", 20), ("sheet", 18), ("source", 30)]
    }

    func write(to page: SheetWriter) throws(SpreadsheetError) {
        for (index, column) in columns.enumerated() { page.setColumns(index...index, width: column.width) }
        for line in report.summary(width: 200, isChinese: isChinese).split(separator: "\n") { try page.writeRow([.text(String(line))]) }
        page.skip(to: page.rowCount + 1)
        let header = page.rowCount
        try page.writeRow(columns.map { .text($0.name) }, style: .header)
        for (index, checked) in report.findings.enumerated() { try write(checked, index, to: page) }
        page.freeze(rows: header + 1)
        page.filter(rows: header...max(header, page.rowCount - 1), columns: 0...(columns.count - 1))
        page.printLandscape(repeatingRows: 0)
    }

    private func write(_ checked: CheckedFinding, _ index: Int, to page: SheetWriter) throws(SpreadsheetError) {
        let finding = checked.finding
        let body = CellStyle(wraps: true, hasBorder: true, alignment: .left, numberFormat: CellStyle.textFormat)
        var mark = body
        mark.fill = SeverityStyle.fill(finding.severity)
        mark.color = SeverityStyle.color(finding.severity)
        let place = places[finding.file, finding.sheet]
        let row = finding.row.map(Int.init)
        let address = checked.column.flatMap { column in row.map { CellAddress.name(row: $0, column: column) } } ?? row.map { "\($0)" } ?? ""
        let message = report.message(of: finding, isChinese: isChinese)
        let remedy = pick(Remedies.of(finding, report.masker))
        try page.writeRow(
            [
                .text(address), .text(SeverityStyle.name(finding.severity, isChinese: isChinese), mark), .text(finding.ruleID),
                .text(checked.fieldName), .text(message), .text(remedy), .text(finding.value), .text(place ?? finding.sheet),
                .text(finding.file),
            ], style: body, height: 15 * lines([checked.fieldName, message, remedy, finding.value, place ?? finding.sheet, finding.file]))
        guard let place, let row, index < Self.linkLimit else { return }
        let cell = CellAddress.name(row: row, column: checked.column ?? 0)
        var link = body
        link.color = 0x0563C1
        page.link(
            column: 0, to: "'\(place.replacing("'", with: "''"))'!\(cell)", text: address, style: link)
    }

    /// Lines of the tallest of these cells, from the fourth column on: not every program finds the height by itself.
    private func lines(_ texts: [String]) -> Double {
        let counts = zip(columns.dropFirst(3), texts).map { (DisplayWidth.of($1) + Int($0.width) - 2) / (Int($0.width) - 1) }
        return Double(min(20, max(1, counts.max() ?? 1)))
    }

    private func pick(_ text: BilingualText) -> String { isChinese ? text.chinese : text.english }
}
