import Columnar
import Records

/// Text that seldom repeats: most cells are normal already and are copied.
final class PlainTextColumn: FieldColumn {
    // One struct, so that a loop over cells takes exclusive access to it once and not for each cell.
    private var state: PlainTextState

    override init(_ field: FieldDefinition) {
        state = PlainTextState(
            hasKeys: field.type == .idno, takesNumbers: field.codeList == nil && field.dateKind == nil)
        super.init(field)
    }

    override var count: Int { state.count }

    override func append(_ cells: ColumnCells, issues: inout IssueLog) {
        state.append(cells, interpreter, issues: &issues)
    }

    override func appendNulls(_ count: Int) { for _ in 0..<count { state.appendNull() } }

    override func expectSimilarBatch() { state.expectSimilarBatch() }

    /// The text; of identity numbers also the packed numbers.
    override func finish() -> [Column] { state.finish() }
}

private struct PlainTextState {
    /// Identity numbers: each text that is a valid number also gives its packed form.
    private let hasKeys: Bool
    /// Whole numbers are the text of their digits, as `CellInterpreter` finds with more effort.
    private let takesNumbers: Bool
    private var offsets: [UInt32] = [0]
    private var bytes: [UInt8] = []
    private var validity = ValidityBuilder()
    private var keys: [Int64] = []
    private var keyValidity = ValidityBuilder()
    /// Of the last batch.
    private var lastRowCount = 0
    private var lastByteCount = 0

    init(hasKeys: Bool, takesNumbers: Bool) {
        self.hasKeys = hasKeys
        self.takesNumbers = takesNumbers
    }

    var count: Int { offsets.count - 1 }

    mutating func append(_ cells: ColumnCells, _ interpreter: CellInterpreter, issues: inout IssueLog) {
        var index = 0
        while index < cells.rows.count {
            index = appendNormals(cells, from: index, interpreter.field.normalisation)
            guard index < cells.rows.count else { break }
            appendReading(cells.cells[Int(cells.rows[index])], cells, interpreter, issues: &issues)
            index += 1
        }
    }

    /// Copies cells up to the first one that must be read with more care.
    ///
    /// - Returns: its index among the rows; their count when there is none.
    private mutating func appendNormals(_ cells: borrowing ColumnCells, from first: Int, _ kind: Normalisation) -> Int {
        let refs = cells.cells.span
        let rows = cells.rows.span
        var room = 0
        for index in first..<rows.count { room &+= refs[Int(rows[index])].length }
        reserve(rows.count - first, byteCount: room)
        // Taken out, so that the loop can hold room in both.
        var bytes: [UInt8] = []
        var offsets: [UInt32] = []
        swap(&bytes, &self.bytes)
        swap(&offsets, &self.offsets)
        var index = first
        let start = bytes.count
        offsets.append(addingCapacity: rows.count - first) { ends in
            bytes.append(addingCapacity: room + CellBytes.slack) { output in
                unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                    guard let base = buffer.baseAddress else { return }
                    let out = unsafe base + initialized
                    var count = 0
                    while index < rows.count {
                        let cell = refs[Int(rows[index])]
                        if index &+ CellBytes.lead < rows.count { cells.bytes.prefetch(refs[Int(rows[index &+ CellBytes.lead])]) }
                        if !cell.isVoid {
                            // The room of all cells that are left, and some slack, lies behind `count`.
                            let copied = unsafe append(cell, cells.bytes, kind, to: out + count)
                            if copied < 0 { break }
                            count &+= copied
                        } else {
                            appendNullMark()
                        }
                        ends.append(UInt32(truncatingIfNeeded: start &+ count))
                        index &+= 1
                    }
                    initialized += count
                }
            }
        }
        swap(&bytes, &self.bytes)
        swap(&offsets, &self.offsets)
        return index
    }

    /// Copies a text that is normal already, or a whole number.
    ///
    /// - Parameter out: room for the cell's bytes and `CellBytes.slack` more.
    /// - Returns: how many bytes were copied; -1 when the cell must be read with more care.
    @inline(__always)
    private mutating func append(
        _ cell: CellRef, _ source: CellBytes, _ kind: Normalisation, to out: UnsafeMutablePointer<UInt8>
    ) -> Int {
        let isNumber = cell.kind == .number
        guard cell.kind == .text || isNumber && takesNumbers else { return -1 }
        let buffer = unsafe source[cell]
        let span = unsafe buffer.span
        if isNumber {
            guard Self.isWholeNumber(span) else { return -1 }
            if hasKeys {
                let key = ResidentID.pack(span)
                keys.append(key ?? 0)
                keyValidity.append(key != nil)
            }
        } else if hasKeys {
            // A number that packs consists of digits and X: normal, and not blank.
            guard let key = ResidentID.pack(span) else { return -1 }
            keys.append(key)
            keyValidity.append(true)
        } else {
            if !Normaliser.isNormal(span, as: kind) { return -1 }
            if span.count <= 4, BlankValue.isBlank(span) {
                appendNullMark()
                return 0
            }
        }
        validity.append(true)
        unsafe source.copy(cell, to: out)
        return span.count
    }

    /// Five to fifteen digits, none too many in front: rendered as it stands, normal, not blank, and no digit was lost.
    @inline(__always)
    private static func isWholeNumber(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 5, text.count <= 15, text[0] != 0x30 else { return false }
        var others: UInt8 = 0
        for index in 0..<text.count { others |= text[index] &- 0x30 < 10 ? 0 : 1 }
        return others == 0
    }

    mutating func expectSimilarBatch() {
        offsets.reserveCapacity(lastRowCount + lastRowCount / 16 + 1)
        bytes.reserveCapacity(lastByteCount + lastByteCount / 16 + CellBytes.slack)
        if hasKeys { keys.reserveCapacity(lastRowCount + lastRowCount / 16) }
    }

    /// Makes room, at least doubling it.
    private mutating func reserve(_ rowCount: Int, byteCount: Int) {
        let more = byteCount + CellBytes.slack
        if offsets.count + rowCount > offsets.capacity { offsets.reserveCapacity(max(offsets.count + rowCount, offsets.count * 2)) }
        if bytes.count + more > bytes.capacity { bytes.reserveCapacity(max(bytes.count + more, bytes.count * 2)) }
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

    mutating func appendNull() {
        offsets.append(UInt32(truncatingIfNeeded: bytes.count))
        appendNullMark()
    }

    /// A null, but for its offset.
    @inline(__always)
    private mutating func appendNullMark() {
        validity.append(false)
        if hasKeys {
            keys.append(0)
            keyValidity.append(false)
        }
    }

    mutating func finish() -> [Column] {
        (lastRowCount, lastByteCount) = (count, bytes.count)
        let text = Column.utf8(
            StringColumn(offsets: offsets.takeAll(), bytes: bytes.takeAll(), validity: validity.finish()))
        offsets.append(0)
        validity = ValidityBuilder()
        guard hasKeys else { return [text] }
        defer { keyValidity = ValidityBuilder() }
        return [text, .int64(PrimitiveColumn(values: keys.takeAll(), validity: keyValidity.finish()))]
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
