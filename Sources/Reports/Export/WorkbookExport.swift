import Columnar
import Spreadsheets

/// A workbook in constant memory: typed cells under a header row, a new sheet where one is full.
package struct WorkbookExport: TableExport.Target, ~Copyable {
    /// The library takes one thread at a time, so the rows are made where they are written.
    package typealias Piece = RecordBatch

    private let book: WorkbookWriter
    private let names: [String]
    private let sheetName: String
    private let rowLimit: Int
    private var sheet: SheetWriter
    /// Rows of the current sheet, its header included.
    private var rowCount = 1

    /// - Parameter rowLimit: rows of a sheet, header included; Excel's limit but for tests.
    package init(path: String, schema: Schema, sheetName: String, rowLimit: Int = SheetWriter.rowLimit) throws {
        let book = try WorkbookWriter(path: path)
        let names = schema.fields.map(\.name)
        let sheet = try WorkbookExport.newSheet(book, sheetName, names)
        self.book = book
        self.names = names
        self.sheetName = sheetName
        self.rowLimit = max(2, rowLimit)
        self.sheet = sheet
    }

    package static func encode(_ batch: RecordBatch, _ export: TableExport) throws -> RecordBatch { batch }

    package mutating func append(_ piece: RecordBatch) throws {
        for row in 0..<piece.rowCount {
            if rowCount == rowLimit {
                sheet = try WorkbookExport.newSheet(book, sheetName, names)
                rowCount = 1
            }
            try sheet.writeRow(piece.columns.map { WorkbookExport.cell($0, row) })
            rowCount += 1
        }
    }

    package consuming func finish() throws { try book.close() }

    private static func newSheet(_ book: WorkbookWriter, _ name: String, _ names: [String]) throws -> SheetWriter {
        let sheet = try book.addSheet(name)
        try sheet.writeRow(names.map { .text($0) }, style: .header)
        sheet.freeze(rows: 1)
        return sheet
    }

    /// Text stays text whatever it looks like, so nothing becomes a formula.
    private static func cell(_ column: Column, _ row: Int) -> SheetCell {
        switch column {
        case .bool(let column): column[row].map { .bool($0) } ?? .empty
        case .int8(let column): column[row].map { .integer($0) } ?? .empty
        case .int16(let column): column[row].map { .integer($0) } ?? .empty
        case .int32(let column): column[row].map { .integer($0) } ?? .empty
        case .int64(let column): column[row].map { .integer($0) } ?? .empty
        case .date(let column):
            column[row].map { day in .date(days: day, text: CivilDate(daysSince1970: day).description) } ?? .empty
        case .utf8, .dictionary: column.text(row).map { .text($0) } ?? .empty
        }
    }
}
