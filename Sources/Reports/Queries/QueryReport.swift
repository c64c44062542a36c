import Columnar
import Query
import Records
import Spreadsheets
import Store

/// The rows of a query as a table, CSV, JSON, Parquet or a workbook; personal values go through the masker here and nowhere else.
package struct QueryReport {
    private let result: QueryResult
    private let masker: Masker
    private let isChinese: Bool

    package init(_ result: QueryResult, masker: Masker, isChinese: Bool) {
        self.result = result
        self.masker = masker
        self.isChinese = isChinese
    }

    var columns: [OutputColumn] { result.columns }

    /// Whether the value of a column is shown as it is.
    func isClear(_ column: OutputColumn) -> Bool { masker.reveal || column.privacy.isOpen }

    /// The value as text; nil for NULL.
    func shown(_ value: Value, _ column: OutputColumn) -> String? {
        guard let text = value.text(as: column.type) else { return nil }
        return switch column.privacy {
        case .open: masker.text(text, as: .none)
        case .field(let kind): masker.text(text, as: kind)
        case .derived: masker.reveal ? text : "…"
        }
    }

    func forEachRow(_ body: ([Value]) throws -> Void) rethrows {
        for part in result.parts {
            for row in 0..<part.rowCount { try body(part.vectors.map { $0.value(row) }) }
        }
    }

    private static func isRight(_ type: SQLType) -> Bool { type.isNumeric }

    // MARK: Table

    /// A line for each row; where the columns do not fit, a block for each row.
    package func table(width: Int) -> String {
        let columns = result.columns
        var table = TextTable(columns.map { (OutputText.terminalSafe($0.name), Self.isRight($0.type) ? .right : .left) })
        var rows: [[String]] = []
        forEachRow { row in
            let cells = zip(row, columns).map { OutputText.terminalSafe(shown($0, $1) ?? "") }
            rows.append(cells)
            table.append(cells)
        }
        // A single column is never cut: a terminal folds it.
        if columns.count == 1 { return table.render(width: max(width, table.naturalWidth)) + footer }
        let isNarrow = table.naturalWidth <= width || columns.count * 10 <= width
        return (isNarrow ? table.render(width: width) : blocks(rows, width: width)) + footer
    }

    private var footer: String {
        let count = result.rowCount
        return isChinese ? "(\(count.grouped) 行)\n" : "(\(count.grouped) \(count == 1 ? "row" : "rows"))\n"
    }

    private func blocks(_ rows: [[String]], width: Int) -> String {
        let names = result.columns.map { OutputText.terminalSafe($0.name) }
        let nameWidth = min(names.map { DisplayWidth.of($0) }.max() ?? 0, width / 2)
        return rows.enumerated().map { index, row in
            let title = isChinese ? "── 第 \((index + 1).grouped) 行 ──\n" : "── row \((index + 1).grouped) ──\n"
            let lines = zip(names, row).map { name, value in
                let label = DisplayWidth.truncate(name, to: nameWidth)
                let padding = String(repeating: " ", count: nameWidth - DisplayWidth.of(label))
                return label + padding + "  " + DisplayWidth.truncate(value, to: max(8, width - nameWidth - 2)) + "\n"
            }
            return title + lines.joined()
        }.joined()
    }

    // MARK: CSV, JSON

    /// NULL is an empty field, an empty text `""`.
    package func writeCSV(_ write: (String) -> Void) {
        write(DelimitedText.row(result.columns.map { OutputText.formulaSafe($0.name) }))
        forEachRow { row in
            let fields = zip(row, result.columns).map { value, column -> String in
                guard let text = shown(value, column) else { return "" }
                if text.isEmpty { return "\"\"" }
                // A negative number is no formula.
                return DelimitedText.field(column.type.isNumeric && isClear(column) ? text : OutputText.formulaSafe(text))
            }
            write(fields.joined(separator: ",") + "\n")
        }
    }

    package func writeJSON(_ write: (String) -> Void) {
        let names = uniqueNames
        var separator = "[\n"
        forEachRow { row in
            let members = zip(names, zip(row, result.columns)).map { ($0, json($1.0, $1.1)) }
            write(separator + JSONValue.object(members).text)
            separator = ",\n"
        }
        write(result.rowCount == 0 ? "[]\n" : "\n]\n")
    }

    private func json(_ value: Value, _ column: OutputColumn) -> JSONValue {
        guard isClear(column) else { return .optional(shown(value, column)) }
        return switch value {
        case .null: .null
        case .bool(let value): .bool(value)
        case .int(let number) where column.type != .date: .int(Int(number))
        case .double(let number): .double(number)
        default: .optional(shown(value, column))
        }
    }

    /// Members of an object and columns of a file differ in name.
    var uniqueNames: [String] {
        var used: Set<String> = []
        return result.columns.map { column in
            var name = column.name
            var number = 2
            while !used.insert(name).inserted {
                name = "\(column.name)_\(number)"
                number += 1
            }
            return name
        }
    }

    // MARK: Workbook, Parquet

    /// - Errors: `SpreadsheetError`, also when there are more rows than a sheet holds.
    package func writeWorkbook(path: String) throws {
        let book = try WorkbookWriter(path: path)
        let sheet = try book.addSheet(isChinese ? "查询结果" : "Result")
        try sheet.writeRow(result.columns.map { .text($0.name) }, style: .header)
        try forEachRow { row in try sheet.writeRow(zip(row, result.columns).map(cell)) }
        try book.close()
    }

    private func cell(_ value: Value, _ column: OutputColumn) -> SheetCell {
        guard isClear(column) else { return shown(value, column).map { .text($0) } ?? .empty }
        switch value {
        case .null: return .empty
        case .bool(let value): return .bool(value)
        case .int(let number) where column.type == .date:
            return .date(days: Int32(truncatingIfNeeded: number), text: value.text(as: .date) ?? "")
        case .int(let number): return .integer(number)
        case .double(let number): return .number(number)
        case .text(let text): return .text(text)
        }
    }
}
