import Columnar
import Records

/// Text that seldom repeats: most cells are normal already and are copied.
class PlainTextColumn: FieldColumn {
    private var text = StringBuilder()
    private var scratch: [UInt8] = []

    override var count: Int { text.count }

    override func append(_ cells: ColumnCells, issues: inout IssueLog) {
        for row in cells.rows {
            let cell = cells.cells[Int(row)]
            if cell.isVoid { appendNull() } else { append(cell, cells, issues: &issues) }
        }
    }

    /// Reads one cell that is there.
    func append(_ cell: CellRef, _ cells: ColumnCells, issues: inout IssueLog) {
        if cell.kind == .text {
            let bytes = unsafe cells.bytes[cell]
            // The cell's buffer lives as long as `cells`.
            let span = unsafe bytes.span
            if !Normaliser.normalise(span, as: field.normalisation, into: &scratch) {
                if BlankValue.isBlank(span) { appendNull() } else { appendText(span) }
                return
            }
        }
        append(read(cell, cells), issues: &issues)
    }

    final func append(_ reading: CellReading, issues: inout IssueLog) {
        if !reading.issues.isEmpty { issues.append(reading, row: count, field: field.index) }
        if case .text(let value) = reading.value { appendText(value.span) } else { appendNull() }
    }

    func appendText(_ value: Span<UInt8>) { text.append(value) }
    func appendNull() { text.appendNull() }

    override func appendNulls(_ count: Int) { for _ in 0..<count { appendNull() } }

    override func finish() -> [Column] {
        defer { text = StringBuilder() }
        return [.utf8(text.finish())]
    }
}

/// Identity numbers: the text, and the packed number where it is valid.
final class IdentityColumn: PlainTextColumn {
    private var keys = PrimitiveBuilder<Int64>()

    override func append(_ cell: CellRef, _ cells: ColumnCells, issues: inout IssueLog) {
        if cell.kind == .text {
            let bytes = unsafe cells.bytes[cell]
            // A number that packs consists of digits and X: normal, not blank. The buffer lives as long as `cells`.
            if let key = unsafe ResidentID.pack(bytes.span) {
                super.appendText(unsafe bytes.span)
                keys.append(key)
                return
            }
        }
        append(read(cell, cells), issues: &issues)
    }

    override func appendText(_ value: Span<UInt8>) {
        super.appendText(value)
        keys.append(ResidentID.pack(value))
    }

    override func appendNull() {
        super.appendNull()
        keys.appendNull()
    }

    /// The text column, then the keys.
    override func finish() -> [Column] {
        defer { keys = PrimitiveBuilder() }
        return super.finish() + [.int64(keys.finish())]
    }
}
