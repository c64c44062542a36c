import Spreadsheets

/// Writes sheets as one workbook.
enum Workbook {
    /// - Parameters:
    ///   - inline: texts stand in their cells, not in a table of shared strings.
    ///   - temporary: folder for the library's own temporary files.
    /// - Returns: the row numbers of each sheet's records.
    static func write(_ sheets: [SheetContent], path: String, inline: Bool, temporary: String) throws(SyntheticError) -> [[Int]] {
        do throws(SpreadsheetError) {
            let book = try WorkbookWriter(path: path, options: WorkbookOptions(isStreamed: inline, temporaryFolder: temporary))
            var numbers: [[Int]] = []
            for sheet in sheets {
                let printer = SheetPrinter(sheet: try book.addSheet(sheet.name), content: sheet)
                numbers.append(try printer.print())
            }
            try book.close()
            return numbers
        } catch {
            throw SyntheticError.cannotWrite(path)
        }
    }
}

/// Writes one sheet's cells.
///
/// **Units**: returned row numbers from 1.
private struct SheetPrinter {
    let sheet: SheetWriter
    let content: SheetContent

    func print() throws(SpreadsheetError) -> [Int] {
        for title in content.titles { try sheet.writeRow([.text(title)]) }
        for (index, column) in content.columns.enumerated() where column.header == "隐藏" {
            sheet.setColumns(index...index, width: 8.43, isHidden: true)
        }
        try sheet.writeRow(content.columns.map { text($0.header) })
        if content.hasExampleRow { try sheet.writeRow(content.columns.indices.map { text(content.exampleText($0)) }) }
        var numbers: [Int] = []
        for (position, record) in content.rows.enumerated() {
            numbers.append(sheet.rowCount + 1)
            try sheet.writeRow(content.columns.map { cell($0, record, position) })
        }
        return numbers
    }

    private func cell(_ column: SheetColumn, _ record: Int, _ position: Int) -> SheetCell {
        switch column.source {
        case .serial: return .integer(position + 1)
        case .constant(let value): return text(value)
        case .field(let field):
            let value = content.table.text(record, field)
            if value.isEmpty { return .empty }
            if case .brokenNumber = content.table.form(record, field), let number = Double(value) { return .number(number) }
            if content.typesNumbers, let number = SheetContent.plainNumber(value) { return .number(number) }
            return .text(value)
        }
    }

    private func text(_ value: String) -> SheetCell { value.isEmpty ? .empty : .text(value) }
}
