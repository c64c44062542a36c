import Columnar
import Records

/// Text that seldom repeats: most cells are normal already and are copied.
final class PlainTextColumn: FieldColumn {
    // One struct, so that a loop over cells takes exclusive access to it once and not for each cell.
    private var state: PlainTextState

    override init(_ field: FieldDefinition) {
        state = PlainTextState(hasKeys: field.type == .idno)
        super.init(field)
    }

    override var count: Int { state.text.count }

    override func append(_ cells: ColumnCells, issues: inout IssueLog) {
        state.append(cells, interpreter, issues: &issues)
    }

    override func appendNulls(_ count: Int) { for _ in 0..<count { state.appendNull() } }

    /// The text; of identity numbers also the packed numbers.
    override func finish() -> [Column] { state.finish() }
}

private struct PlainTextState {
    /// Identity numbers: each text that is a valid number also gives its packed form.
    private let hasKeys: Bool
    var text = StringBuilder()
    private var keys = PrimitiveBuilder<Int64>()
    private var scratch: [UInt8] = []

    init(hasKeys: Bool) { self.hasKeys = hasKeys }

    mutating func append(_ cells: ColumnCells, _ interpreter: CellInterpreter, issues: inout IssueLog) {
        for row in cells.rows {
            let cell = cells.cells[Int(row)]
            if cell.isVoid {
                appendNull()
            } else if cell.kind != .text || !appendNormal(cell, cells, interpreter.field.normalisation) {
                appendReading(cell, cells, interpreter, issues: &issues)
            }
        }
    }

    /// Copies a text that is normal already; false when it must be read with more care.
    private mutating func appendNormal(_ cell: CellRef, _ cells: ColumnCells, _ kind: Normalisation) -> Bool {
        // The cell's buffer lives as long as `cells`.
        let span = unsafe cells.bytes[cell].span
        if hasKeys {
            // A number that packs consists of digits and X: normal, and not blank.
            guard let key = ResidentID.pack(span) else { return false }
            text.append(span)
            keys.append(key)
            return true
        }
        if Normaliser.normalise(span, as: kind, into: &scratch) { return false }
        if BlankValue.isBlank(span) { appendNull() } else { text.append(span) }
        return true
    }

    private mutating func appendReading(
        _ cell: CellRef, _ cells: ColumnCells, _ interpreter: CellInterpreter, issues: inout IssueLog
    ) {
        let reading = interpreter.read(cells.bytes.array(cell), kind: cell.kind, uses1904: cells.uses1904)
        if !reading.issues.isEmpty { issues.append(reading, row: text.count, field: interpreter.field.index) }
        guard case .text(let value) = reading.value else { return appendNull() }
        text.append(value.span)
        if hasKeys { keys.append(ResidentID.pack(value.span)) }
    }

    mutating func appendNull() {
        text.appendNull()
        if hasKeys { keys.appendNull() }
    }

    mutating func finish() -> [Column] {
        defer {
            text = StringBuilder()
            keys = PrimitiveBuilder()
        }
        return hasKeys ? [.utf8(text.finish()), .int64(keys.finish())] : [.utf8(text.finish())]
    }
}
