import CXLSXWriter

/// Writes sheets as one workbook.
///
/// **Source**: libxlsxwriter dates its zip entries 1980-01-01; with a fixed creation date the bytes depend on the content only.
enum Workbook {
    /// - Parameter temporary: folder for the library's own temporary files.
    /// - Returns: the row numbers of each sheet's records.
    static func write(_ sheets: [SheetContent], path: String, inline: Bool, temporary: String) throws(SyntheticError) -> [[Int]] {
        let directory = Array(temporary.utf8CString)
        // The library keeps the pointer until the workbook is closed, inside this closure.
        let numbers: [[Int]]? = unsafe directory.withUnsafeBufferPointer { folder in
            var options = unsafe lxw_workbook_options()
            unsafe options.constant_memory = inline ? 1 : 0
            unsafe options.tmpdir = unsafe UnsafeMutablePointer(mutating: folder.baseAddress)
            guard let book = unsafe workbook_new_opt(path, &options) else { return nil }
            return unsafe fill(book, sheets)
        }
        guard let numbers else { throw SyntheticError.cannotWrite(path) }
        return numbers
    }

    private static func fill(_ book: UnsafeMutablePointer<lxw_workbook>, _ sheets: [SheetContent]) -> [[Int]]? {
        var properties = unsafe lxw_doc_properties()
        // 2013-09-20 00:00 UTC.
        unsafe properties.created = 1_379_635_200
        _ = unsafe workbook_set_properties(book, &properties)
        var numbers: [[Int]] = []
        for sheet in sheets {
            guard let page = unsafe workbook_add_worksheet(book, sheet.name) else { return nil }
            numbers.append(unsafe SheetPrinter(page: page, content: sheet).print())
        }
        return unsafe workbook_close(book) == LXW_NO_ERROR ? numbers : nil
    }
}

/// Writes one sheet's cells; the page lives as long as its book, which `Workbook.fill` closes afterwards.
///
/// **Units**: rows and columns from 0, as the library counts; returned row numbers from 1.
@safe
private struct SheetPrinter {
    let page: UnsafeMutablePointer<lxw_worksheet>
    let content: SheetContent

    func print() -> [Int] {
        var row: UInt32 = 0
        for title in content.titles {
            text(row, 0, title)
            row += 1
        }
        for (index, column) in content.columns.enumerated() {
            text(row, UInt16(index), column.header)
            if column.header == "隐藏" { hide(UInt16(index)) }
        }
        row += 1
        if content.hasExampleRow {
            for index in content.columns.indices { text(row, UInt16(index), content.exampleText(index)) }
            row += 1
        }
        var numbers: [Int] = []
        for (position, record) in content.rows.enumerated() {
            numbers.append(Int(row) + 1)
            for (index, column) in content.columns.enumerated() { cell(row, UInt16(index), column, record, position) }
            row += 1
        }
        return numbers
    }

    private func hide(_ column: UInt16) {
        var options = lxw_row_col_options()
        options.hidden = 1
        _ = unsafe worksheet_set_column_opt(page, column, column, 8.43, nil, &options)
    }

    private func cell(_ row: UInt32, _ index: UInt16, _ column: SheetColumn, _ record: Int, _ position: Int) {
        switch column.source {
        case .serial: _ = unsafe worksheet_write_number(page, row, index, Double(position + 1), nil)
        case .constant(let value): text(row, index, value)
        case .field(let field):
            let value = content.table.text(record, field)
            if value.isEmpty { return }
            if case .brokenNumber = content.table.form(record, field), let number = Double(value) {
                _ = unsafe worksheet_write_number(page, row, index, number, nil)
            } else if content.typesNumbers, let number = SheetContent.plainNumber(value) {
                _ = unsafe worksheet_write_number(page, row, index, number, nil)
            } else {
                text(row, index, value)
            }
        }
    }

    private func text(_ row: UInt32, _ column: UInt16, _ value: String) {
        if !value.isEmpty { _ = unsafe worksheet_write_string(page, row, column, value, nil) }
    }
}
