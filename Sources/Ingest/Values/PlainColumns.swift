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

    override var count: Int { state.count }

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
    private var offsets: [UInt32] = [0]
    private var bytes: [UInt8] = []
    private var validity = ValidityBuilder()
    private var keys: [Int64] = []
    private var keyValidity = ValidityBuilder()
    private var scratch: [UInt8] = []

    init(hasKeys: Bool) { self.hasKeys = hasKeys }

    var count: Int { offsets.count - 1 }

    mutating func append(_ cells: ColumnCells, _ interpreter: CellInterpreter, issues: inout IssueLog) {
        let refs = cells.cells.span
        let rows = cells.rows.span
        var room = 0
        for index in rows.indices { room &+= refs[Int(rows[index])].length }
        reserve(rows.count, byteCount: room)
        for index in rows.indices {
            let cell = refs[Int(rows[index])]
            if cell.isVoid {
                appendNull()
            } else if cell.kind != .text || !appendNormal(cell, cells, interpreter.field.normalisation) {
                appendReading(cell, cells, interpreter, issues: &issues)
            }
        }
    }

    /// Makes room, at least doubling it.
    private mutating func reserve(_ rowCount: Int, byteCount: Int) {
        if offsets.count + rowCount > offsets.capacity { offsets.reserveCapacity(max(offsets.count + rowCount, offsets.count * 2)) }
        if bytes.count + byteCount > bytes.capacity { bytes.reserveCapacity(max(bytes.count + byteCount, bytes.count * 2)) }
    }

    /// Copies a text that is normal already; false when it must be read with more care.
    @inline(__always)
    private mutating func appendNormal(_ cell: CellRef, _ cells: borrowing ColumnCells, _ kind: Normalisation) -> Bool {
        // The cell's buffer lives as long as `cells`.
        let buffer = unsafe cells.bytes[cell]
        let span = unsafe buffer.span
        if hasKeys {
            // A number that packs consists of digits and X: normal, and not blank.
            guard let key = ResidentID.pack(span) else { return false }
            keys.append(key)
            keyValidity.append(true)
        } else {
            if Normaliser.normalise(span, as: kind, into: &scratch) { return false }
            if span.count <= 4, BlankValue.isBlank(span) {
                appendNull()
                return true
            }
        }
        unsafe bytes.append(contentsOf: buffer)
        close()
        return true
    }

    private mutating func close() {
        offsets.append(UInt32(bytes.count))
        validity.append(true)
    }

    private mutating func appendReading(
        _ cell: CellRef, _ cells: borrowing ColumnCells, _ interpreter: CellInterpreter, issues: inout IssueLog
    ) {
        let reading = interpreter.read(cells.bytes.array(cell), kind: cell.kind, uses1904: cells.uses1904)
        if !reading.issues.isEmpty { issues.append(reading, row: count, field: interpreter.field.index) }
        guard case .text(let value) = reading.value else { return appendNull() }
        bytes.append(contentsOf: value)
        close()
        if hasKeys {
            let key = ResidentID.pack(value.span)
            keys.append(key ?? 0)
            keyValidity.append(key != nil)
        }
    }

    @inline(__always)
    mutating func appendNull() {
        offsets.append(UInt32(truncatingIfNeeded: bytes.count))
        validity.append(false)
        if hasKeys {
            keys.append(0)
            keyValidity.append(false)
        }
    }

    mutating func finish() -> [Column] {
        defer { self = PlainTextState(hasKeys: hasKeys) }
        let text = Column.utf8(StringColumn(offsets: offsets, bytes: bytes, validity: validity.finish()))
        return hasKeys ? [text, .int64(PrimitiveColumn(values: keys, validity: keyValidity.finish()))] : [text]
    }
}

/// Appends to a bitmap of valid rows, a word at a time.
private struct ValidityBuilder {
    private var words: [UInt64] = []
    private var word: UInt64 = 0
    private var count = 0
    private var hasNulls = false

    @inline(__always)
    mutating func append(_ isValid: Bool) {
        word |= (isValid ? 1 : 0) &<< UInt64(truncatingIfNeeded: count)
        hasNulls = hasNulls || !isValid
        count &+= 1
        if count & 63 == 0 {
            words.append(word)
            word = 0
        }
    }

    /// Nil when all rows are valid.
    func finish() -> Bitmap? { hasNulls ? Bitmap(words: words + [word], count: count) : nil }
}
