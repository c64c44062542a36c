import CXLSXWriter
import Glibc

/// One sheet of a workbook that is being written.
///
/// **Units**: rows and columns are 0-based here, as positions; `CellAddress` names them as people do.
@safe package final class SheetWriter {
    package static let rowLimit = 1_048_576
    package static let columnLimit = 16_384

    package let name: String
    /// Rows so far, those left out included: the next one's position.
    package private(set) var rowCount = 0

    private unowned let book: WorkbookWriter
    /// Freed with its workbook; nil afterwards.
    private var page: UnsafeMutablePointer<lxw_worksheet>?
    private let bookPath: String

    init(page: UnsafeMutablePointer<lxw_worksheet>, name: String, book: WorkbookWriter) {
        unsafe self.page = unsafe page
        self.name = name
        self.book = book
        bookPath = book.path
    }

    /// Before the workbook is closed: the bytes of the rows, 0 where they are not streamed; nil when they did not reach the disk,
    /// which the library itself does not look at.
    func end() -> Int? {
        defer { unsafe page = nil }
        guard let page = unsafe page, let file = unsafe page.pointee.optimize_tmpfile else { return 0 }
        // The stream is the library's, open until the workbook is closed.
        guard unsafe fflush(file) == 0, unsafe ferror(file) == 0 else { return nil }
        return unsafe ftell(file)
    }

    // MARK: Rows

    /// Appends a row.
    ///
    /// - Parameters:
    ///   - style: of cells that have none of their own.
    ///   - height: points; nil as the program finds best.
    package func writeRow(
        _ cells: [SheetCell], style: CellStyle? = nil, height: Double? = nil, isHidden: Bool = false
    ) throws(SpreadsheetError) {
        guard unsafe page != nil else { preconditionFailure("a row for a closed workbook") }
        guard rowCount < Self.rowLimit, cells.count <= Self.columnLimit else { throw SpreadsheetError(.tooLarge, path: bookPath) }
        if height != nil || isHidden { setRow(height, isHidden) }
        for (column, cell) in cells.enumerated() {
            let style = cell.style ?? style
            if cell.value == .empty, style == nil { continue }
            try write(cell.value, column, style)
        }
        rowCount += 1
    }

    /// Leaves rows out, so that the next one stands at `row`.
    package func skip(to row: Int) { rowCount = max(rowCount, row) }

    private func setRow(_ height: Double?, _ isHidden: Bool) {
        var options = lxw_row_col_options()
        options.hidden = isHidden ? 1 : 0
        _ = unsafe worksheet_set_row_opt(page, UInt32(rowCount), height ?? 15, nil, &options)
    }

    private func write(_ value: SheetCell.Value, _ column: Int, _ style: CellStyle?) throws(SpreadsheetError) {
        // The library copies what it is given; row and column are within the limits of a sheet.
        let format = unsafe style.flatMap { unsafe book.format($0) }
        let (row, column) = (UInt32(rowCount), UInt16(column))
        let result =
            switch value {
            case .empty: unsafe worksheet_write_blank(page, row, column, format)
            case .text(let text) where text.isEmpty: unsafe worksheet_write_blank(page, row, column, format)
            case .text(let text): unsafe worksheet_write_string(page, row, column, CellText.safe(text), format)
            case .number(let number): unsafe worksheet_write_number(page, row, column, number, format)
            case .bool(let value): unsafe worksheet_write_boolean(page, row, column, value ? 1 : 0, format)
            }
        guard result == LXW_NO_ERROR else { throw SpreadsheetError(.cannotWrite, path: bookPath) }
    }

    // MARK: Looks

    /// - Parameters:
    ///   - width: characters.
    ///   - style: of cells to come, also those that people type.
    package func setColumns(_ columns: ClosedRange<Int>, width: Double, style: CellStyle? = nil, isHidden: Bool = false) {
        var options = lxw_row_col_options()
        options.hidden = isHidden ? 1 : 0
        let format = unsafe style.flatMap { unsafe book.format($0) }
        _ = unsafe worksheet_set_column_opt(
            page, UInt16(columns.lowerBound), UInt16(columns.upperBound), width, format, &options)
    }

    /// Keeps the first rows and columns in sight.
    package func freeze(rows: Int, columns: Int = 0) { unsafe worksheet_freeze_panes(page, UInt32(rows), UInt16(columns)) }

    package func filter(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        _ = unsafe worksheet_autofilter(
            page, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound), UInt16(columns.upperBound))
    }

    package func hide() { unsafe worksheet_hide(page) }

    /// The sheet that is in front when the workbook is opened.
    package func activate() {
        unsafe worksheet_activate(page)
        unsafe worksheet_set_first_sheet(page)
    }

    package func setTabColor(_ color: UInt32) { unsafe worksheet_set_tab_color(page, color) }

    /// How it is printed: A4, landscape, as wide as the page, the first rows on every page.
    package func printLandscape(repeatingRows: Int) {
        unsafe worksheet_set_landscape(page)
        unsafe worksheet_set_paper(page, 9)
        unsafe worksheet_fit_to_pages(page, 1, 0)
        if repeatingRows > 0 { _ = unsafe worksheet_repeat_rows(page, 0, UInt32(repeatingRows - 1)) }
    }

    // MARK: Help

    /// A note on a cell of the row just written; it shows when the cursor is over the cell.
    ///
    /// - Parameter lines: roughly how many it has, for the size of its box.
    package func comment(column: Int, _ text: String, lines: Int) throws(SpreadsheetError) {
        var options = unsafe lxw_comment_options()
        unsafe options.width = 260
        unsafe options.height = UInt16(clamping: max(40, 18 * lines + 10))
        // The library copies what it is given; streamed rows before the last are out of its hands.
        let result = unsafe worksheet_write_comment_opt(page, UInt32(lastRow), UInt16(column), CellText.safe(text), &options)
        guard result == LXW_NO_ERROR else { throw SpreadsheetError(.cannotWrite, path: bookPath) }
    }

    /// Makes a cell of the row just written a jump to a place in this workbook, such as `'学生'!M17`.
    ///
    /// A sheet holds some 65,000 jumps; the cell stays as it is beyond.
    package func link(column: Int, to place: String, text: String, style: CellStyle?) {
        let format = unsafe style.flatMap { unsafe book.format($0) }
        _ = unsafe worksheet_write_url_opt(
            page, UInt32(lastRow), UInt16(column), "internal:" + place, format, CellText.safe(text), nil)
    }

    private var lastRow: Int { max(0, rowCount - 1) }

    package func validate(rows: ClosedRange<Int>, columns: ClosedRange<Int>, _ validation: DataValidation) {
        unsafe ValidationSettings(validation).apply(
            page, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound), UInt16(columns.upperBound))
    }
}
