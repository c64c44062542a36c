import Columnar
import Records

/// The cells of one column of a block that are to be read.
struct ColumnCells {
    var cells: [CellRef]
    /// Rows of the block, ascending.
    var rows: [Int32]
    var bytes: CellBytes
    var uses1904: Bool
}

/// Reads one field's cells into a column, batch after batch.
///
/// What it learns about distinct cells it keeps for the next batches; this never shows in the output. One object serves one
/// thread at a time.
class FieldColumn {
    let field: FieldDefinition
    let interpreter: CellInterpreter

    init(_ field: FieldDefinition) {
        self.field = field
        interpreter = CellInterpreter(field)
    }

    /// Rows of the batch so far.
    var count: Int { preconditionFailure("a field column counts its rows") }
    func append(_ cells: ColumnCells, issues: inout IssueLog) { preconditionFailure("a field column reads cells") }
    func appendNulls(_ count: Int) { preconditionFailure("a field column takes nulls") }
    /// Makes room for a batch like the last one, so that it need not grow step by step.
    func expectSimilarBatch() {}
    /// Gives the batch's column out and begins the next one.
    func finish() -> [Column] { preconditionFailure("a field column gives its values") }

    /// How a field's cells are read: by memo where values repeat, by a quick scan where they do not.
    static func make(_ field: FieldDefinition) -> FieldColumn {
        switch field.type {
        case .date8, .month6, .bool: MemoNumberColumn(field)
        case .code, .digits, .classno, .grade, .decimal, .int, .file: MemoTextColumn(field)
        case .text where (field.maxLength ?? .max) <= 20: MemoTextColumn(field)
        case .text, .name, .phone, .email, .period, .idno: PlainTextColumn(field)
        }
    }
}

extension Array where Element: BitwiseCopyable {
    /// All elements; the array is empty after it.
    ///
    /// Batches wait in memory: where much room was left over, they are copied and the room is kept for the next batch.
    mutating func takeAll() -> [Element] {
        guard capacity - count > count / 4 else {
            defer { self = [] }
            return self
        }
        defer { removeAll(keepingCapacity: true) }
        return unsafe [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
            // As many as there is room for.
            unsafe withUnsafeBufferPointer { initialized = unsafe buffer.initialize(fromContentsOf: $0) }
        }
    }
}

extension CellRef {
    /// Nothing to read: no cell, or a text without characters.
    @inline(__always) var isVoid: Bool { isEmpty || length == 0 && kind != .formulaWithoutValue }
}

/// Readings of distinct cells, found by the cells' bytes.
struct ReadingMemo: ~Copyable {
    /// More distinct cells than this are forgotten at the next batch.
    private static let capacity = 1 << 16

    private var memo = ValueMemo()
    private(set) var readings: [CellReading] = []

    /// The number of the cell's reading; numbers hold until `trim`.
    @inline(__always)
    mutating func number(
        of cell: CellRef, _ cells: borrowing ColumnCells, _ interpreter: CellInterpreter
    ) -> (number: Int, isNew: Bool) {
        let kind = UInt8(truncatingIfNeeded: cell.bits &>> 59) & 7 | (cells.uses1904 ? 0x10 : 0)
        // The cell's buffer lives as long as `cells`. What lies outside of it reads as empty.
        guard let (start, count, readable) = unsafe cells.bytes.window(cell), count > 0 else {
            return numberOfEmpty(kind, cell, cells, interpreter)
        }
        let found = unsafe memo.entry(start, count: count, readable: readable, kind: kind)
        if found.isNew {
            readings.append(interpreter.read(cells.bytes.array(cell), kind: cell.kind, uses1904: cells.uses1904))
        }
        return found
    }

    /// A formula without a value has no bytes; one byte that no text is stands for them.
    private mutating func numberOfEmpty(
        _ kind: UInt8, _ cell: CellRef, _ cells: borrowing ColumnCells, _ interpreter: CellInterpreter
    ) -> (number: Int, isNew: Bool) {
        let key: [UInt8] = [0xFF]
        let found = unsafe key.withUnsafeBytes { unsafe memo.entry($0.baseAddress!, count: 1, readable: 1, kind: kind) }  // one byte
        if found.isNew { readings.append(interpreter.read([], kind: cell.kind, uses1904: cells.uses1904)) }
        return found
    }

    /// Forgets everything when there is too much of it. Call between batches.
    mutating func trim() -> Bool {
        guard readings.count > Self.capacity else { return false }
        self = ReadingMemo()
        return true
    }
}
