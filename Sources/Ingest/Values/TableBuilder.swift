import Columnar
import Records

/// Rows of one table from one sheet or more, typed, with what was noted about their cells.
package struct TableBatch: Sendable {
    package var table: RegistryTable
    package var rows: RecordBatch
    /// Rows of `cell_issues`, in the order of rows, fields and kinds.
    package var issues: RecordBatch?
    /// For each issue the row of the batch.
    package var issueRows: [Int32]

    /// Where the issues of a range of rows stand.
    package func issues(ofRows rows: Range<Int>) -> Range<Int> {
        func first(_ row: Int) -> Int { issueRows.indices.partitionPoint { Int(issueRows[$0]) < row } }
        return first(rows.lowerBound)..<first(rows.upperBound)
    }

    /// The issues of some rows, which ascend; nil when there are none.
    package func issues(ofRows rows: [UInt32]) -> RecordBatch? {
        guard let issues else { return nil }
        var wanted: [UInt32] = []
        var next = 0
        for row in rows {
            while next < issueRows.count, issueRows[next] < Int32(row) { next += 1 }
            while next < issueRows.count, issueRows[next] == Int32(row) {
                wanted.append(UInt32(next))
                next += 1
            }
        }
        return wanted.isEmpty ? nil : issues.gather(wanted)
    }
}

/// Turns the data rows of blocks into batches of one table.
///
/// Serves one thread at a time; what it learns about distinct cells never shows in its output.
final class TableBuilder {
    let table: RegistryTable
    private let fields: [FieldDefinition]
    /// For each field its column; nil where the field is not filled.
    private let columns: [FieldColumn?]
    private var rowNumbers: [Int32] = []
    private var issues = IssueLog()
    private var sheets = SheetRuns()

    init(_ table: RegistryTable) {
        self.table = table
        fields = table.fields
        columns = fields.map { $0.requirement == .notFilled ? nil : FieldColumn.make($0) }
    }

    var rowCount: Int { rowNumbers.count }

    /// Makes room for a batch like the last one. Not for short files, whose batches wait in memory: room is not given back.
    func expectSimilarBatch() { for column in columns { column?.expectSimilarBatch() } }

    /// The rows that are appended from here on come from this sheet.
    func begin(file: String, sheet: String) { sheets.begin(file: file, sheet: sheet, row: rowCount) }

    /// - Parameter positions: for each field its column in the block.
    func append(_ block: SheetBlock, rows: [Int32], positions: [Int?], bytes: CellBytes) {
        guard !rows.isEmpty else { return }
        for row in rows { rowNumbers.append(block.rowNumbers[Int(row)]) }
        for (index, column) in columns.enumerated() {
            guard let column, let position = positions[index], position < block.columns.count,
                !block.columns[position].isEmpty
            else { continue }
            column.appendNulls(rowCount - rows.count - column.count)
            let cells = ColumnCells(
                cells: block.columns[position], rows: rows, bytes: bytes, uses1904: block.sheet.uses1904)
            column.append(cells, issues: &issues)
        }
    }

    /// The rows so far as a batch; nil without rows.
    func finish() -> TableBatch? {
        defer { sheets = SheetRuns() }
        guard rowCount > 0 else { return nil }
        issues.sort()
        let (file, sheet) = sheets.columns(rowCount: rowCount)
        var values = [file, sheet, .int32(PrimitiveColumn(values: rowNumbers))]
        var keys: [Column] = []
        for column in columns {
            guard let column else { continue }
            column.appendNulls(rowCount - column.count)
            let made = column.finish()
            values.append(made[0])
            keys += made.dropFirst()
        }
        values.append(issues.isEmpty ? .constant(nil, count: rowCount) : issues.unreadable(rowCount: rowCount, fields: fields))
        if table == .student { values += keys }
        let rows = RecordBatch(schema: table.schema, columns: values, rowCount: rowCount)
        let noted = issues.isEmpty ? nil : issues.batch(table: table, sheets: sheets, rowNumbers: rowNumbers, fields: fields)
        let issueRows = issues.rows
        issues.removeAll()
        rowNumbers.removeAll(keepingCapacity: true)
        return TableBatch(table: table, rows: rows, issues: noted, issueRows: issueRows)
    }
}
