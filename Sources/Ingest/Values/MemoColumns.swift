import Columnar
import Records

/// Text whose values repeat: a dictionary column.
final class MemoTextColumn: FieldColumn {
    // One struct, so that a loop over cells takes exclusive access to it once and not for each cell.
    private var state = MemoTextState()

    override var count: Int { state.codes.count }

    override func append(_ cells: ColumnCells, issues: inout IssueLog) {
        state.append(cells, interpreter, issues: &issues)
    }

    override func appendNulls(_ count: Int) {
        state.codes.append(contentsOf: repeatElement(MemoTextState.null, count: count))
        state.hasNulls = state.hasNulls || count > 0
    }

    override func expectSimilarBatch() { state.codes.reserveCapacity(state.lastRowCount + state.lastRowCount / 16) }

    override func finish() -> [Column] { [.dictionary(state.finish())] }
}

private struct MemoTextState: ~Copyable {
    static let null = UInt32.max

    /// What the batch at hand knows of a reading: the code of its text, once it has appeared.
    private struct Local {
        var batch: UInt32
        var code: UInt32
        var hasIssues: Bool
    }

    private var memo = ReadingMemo()
    private var locals: [Local] = []
    private var batch: UInt32 = 1
    private var values = DictionaryBuilder()
    var codes: [UInt32] = []
    var hasNulls = false
    /// Of the last batch.
    var lastRowCount = 0

    mutating func append(_ cells: ColumnCells, _ interpreter: CellInterpreter, issues: inout IssueLog) {
        // Taken out, so that the loop may write both the codes and the memo.
        var codes: [UInt32] = []
        swap(&codes, &self.codes)
        let start = codes.count
        let refs = cells.cells.span
        let rows = cells.rows.span
        codes.append(addingCapacity: rows.count) { output in
            for index in rows.indices {
                let cell = refs[Int(rows[index])]
                if index &+ CellBytes.lead < rows.count { cells.bytes.prefetch(refs[Int(rows[index &+ CellBytes.lead])]) }
                if cell.isVoid {
                    output.append(Self.null)
                    hasNulls = true
                } else {
                    output.append(code(of: cell, cells, interpreter, row: start &+ index, issues: &issues))
                }
            }
        }
        self.codes = codes
    }

    @inline(__always)
    private mutating func code(
        of cell: CellRef, _ cells: borrowing ColumnCells, _ interpreter: CellInterpreter, row: Int, issues: inout IssueLog
    ) -> UInt32 {
        let (number, isNew) = memo.number(of: cell, cells, interpreter)
        if isNew { locals.append(Local(batch: 0, code: 0, hasIssues: !memo.readings[number].issues.isEmpty)) }
        if locals[number].batch != batch { enter(number) }
        let local = locals[number]
        if local.hasIssues { issues.append(memo.readings[number], row: row, field: interpreter.field.index) }
        return local.code
    }

    /// Gives a reading its code in this batch.
    private mutating func enter(_ number: Int) {
        locals[number].batch = batch
        if case .text(let text) = memo.readings[number].value {
            locals[number].code = values.intern(text.span)
        } else {
            locals[number].code = Self.null
            hasNulls = true
        }
    }

    mutating func finish() -> DictionaryColumn {
        var validity: Bitmap?
        if hasNulls {
            validity = Bitmap.marking(codes) { $0 != Self.null }
            for index in codes.indices where codes[index] == Self.null { codes[index] = 0 }
        }
        let column = DictionaryColumn(codes: codes, values: values.finish().values, validity: validity)
        lastRowCount = codes.count
        codes.removeAll(keepingCapacity: true)
        values = DictionaryBuilder()
        hasNulls = false
        batch &+= 1
        if memo.trim() { locals = [] }
        return column
    }
}

/// Dates, months and truth values.
final class MemoNumberColumn: FieldColumn {
    private var state = MemoNumberState()

    override var count: Int { state.values.count }

    override func append(_ cells: ColumnCells, issues: inout IssueLog) {
        state.append(cells, interpreter, issues: &issues)
    }

    override func appendNulls(_ count: Int) {
        state.values.append(contentsOf: repeatElement(MemoNumberState.null, count: count))
        state.hasNulls = state.hasNulls || count > 0
    }

    override func expectSimilarBatch() { state.values.reserveCapacity(state.lastRowCount + state.lastRowCount / 16) }

    override func finish() -> [Column] { [state.finish(field.type)] }
}

private struct MemoNumberState: ~Copyable {
    static let null = Int32.min

    private struct Local {
        var value: Int32
        var hasIssues: Bool
    }

    private var memo = ReadingMemo()
    private var locals: [Local] = []
    var values: [Int32] = []
    var hasNulls = false
    /// Of the last batch.
    var lastRowCount = 0

    mutating func append(_ cells: ColumnCells, _ interpreter: CellInterpreter, issues: inout IssueLog) {
        // Taken out, so that the loop may write both the values and the memo.
        var values: [Int32] = []
        swap(&values, &self.values)
        let start = values.count
        let refs = cells.cells.span
        let rows = cells.rows.span
        values.append(addingCapacity: rows.count) { output in
            for index in rows.indices {
                let cell = refs[Int(rows[index])]
                if index &+ CellBytes.lead < rows.count { cells.bytes.prefetch(refs[Int(rows[index &+ CellBytes.lead])]) }
                if cell.isVoid {
                    output.append(Self.null)
                    hasNulls = true
                } else {
                    output.append(value(of: cell, cells, interpreter, row: start &+ index, issues: &issues))
                }
            }
        }
        self.values = values
    }

    @inline(__always)
    private mutating func value(
        of cell: CellRef, _ cells: borrowing ColumnCells, _ interpreter: CellInterpreter, row: Int, issues: inout IssueLog
    ) -> Int32 {
        let (number, isNew) = memo.number(of: cell, cells, interpreter)
        if isNew { locals.append(Self.local(memo.readings[number])) }
        let local = locals[number]
        if local.value == Self.null { hasNulls = true }
        if local.hasIssues { issues.append(memo.readings[number], row: row, field: interpreter.field.index) }
        return local.value
    }

    private static func local(_ reading: CellReading) -> Local {
        let value =
            switch reading.value {
            case .null, .text: null
            case .date(let value), .month(let value): value
            case .bool(let value): Int32(value ? 1 : 0)
            }
        return Local(value: value, hasIssues: !reading.issues.isEmpty)
    }

    mutating func finish(_ type: FieldType) -> Column {
        lastRowCount = values.count
        let validity = hasNulls ? Bitmap.marking(values) { $0 != Self.null } : nil
        let column: Column
        if type == .bool {
            column = .bool(BoolColumn(values: Bitmap.marking(values) { $0 == 1 }, validity: validity))
            values.removeAll(keepingCapacity: true)
        } else {
            if hasNulls { for index in values.indices where values[index] == Self.null { values[index] = 0 } }
            let primitive = PrimitiveColumn(values: values.takeAll(), validity: validity)
            column = type == .date8 ? .date(primitive) : .int32(primitive)
        }
        hasNulls = false
        if memo.trim() { locals = [] }
        return column
    }
}

extension Bitmap {
    /// A bit for each value, set where the condition holds.
    @inline(__always)
    static func marking<Value>(_ values: [Value], where condition: (Value) -> Bool) -> Bitmap {
        var words: [UInt64] = []
        words.reserveCapacity((values.count + 63) / 64)
        var start = 0
        while start < values.count {
            let end = min(start + 64, values.count)
            var word: UInt64 = 0
            for index in start..<end { word |= (condition(values[index]) ? 1 : 0) << UInt64(index &- start) }
            words.append(word)
            start = end
        }
        return Bitmap(words: words, count: values.count)
    }
}
