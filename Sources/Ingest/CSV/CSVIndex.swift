import CVector

/// Where the fields of a run of records lie: the structural scan, before any field is looked at.
///
///     text        a , " b , c " LF d LF
///     starts      0                 9          (a record each)
///     firsts      0                 2    3     (into ends; one more than records)
///     ends        1   8|quoted          10     (a field each; bit 31: the field begins with a quote)
///
/// A quote opens a quoted field only as its first byte; two quotes inside stand for one; what follows the closing quote up to the
/// delimiter belongs to the field as it is. LF, CRLF and CR end a record. A quote that is never closed runs to the end of the text.
///
/// **Units**: positions count from the scanned range's beginning; lines are 1-based.
struct CSVIndex {
    /// Marks in `ends` a field that begins with a quote.
    static let quoted: UInt32 = 1 << 31
    /// Positions have 31 bits.
    static let maximumByteCount = 1 << 30

    private(set) var starts: [UInt32] = []
    private(set) var lines: [Int32] = []
    private(set) var firsts: [UInt32] = [0]
    private(set) var ends: [UInt32] = []
    /// How many fields the longest record has.
    private(set) var fieldCount = 0
    /// Line on which a quote opens that is never closed.
    private(set) var unclosedQuoteLine: Int?

    /// Entries that vector code may write at a time.
    private static let room = 4096
    private let usesVectors: Bool
    /// Which of the latest `ends` end a line.
    private var lineEnds: [UInt32]

    var recordCount: Int { starts.count }

    /// - Parameter usesVectors: false for the plain twin, which finds the same.
    init(usesVectors: Bool = VectorCode.isAvailable) {
        self.usesVectors = usesVectors
        lineEnds = [UInt32](repeating: 0, count: usesVectors ? Self.room : 0)
    }

    /// Scans whole records until `target` bytes are taken or the range ends, replacing what the index held.
    ///
    /// - Parameter line: number of the line on which the range begins.
    /// - Returns: where the next record begins, and its line.
    /// - Precondition: `range` lies within `bytes`, begins at a record and ends at one or at the end of the text.
    mutating func scan(
        _ bytes: [UInt8], in range: Range<Int>, delimiter: Delimiter, line: Int, target: Int
    ) -> (next: Int, line: Int) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count && range.count <= Self.maximumByteCount)
        starts.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        firsts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        firsts.append(0)
        fieldCount = 0
        guard !range.isEmpty else { return (range.upperBound, line) }
        let (consumed, nextLine) = unsafe bytes.withUnsafeBufferPointer { buffer in
            // `range` is not empty and lies within the array.
            unsafe scan(
                buffer.baseAddress! + range.lowerBound, count: range.count, delimiter: delimiter.rawValue, line: line,
                target: target)
        }
        return (range.lowerBound + consumed, nextLine)
    }

    /// Where the scan stands between two steps.
    private struct ScanState {
        var line: Int
        var recordStart = 0
        var recordLine: Int
        var fieldStart = 0
    }

    /// The state machine, longer than most functions: one loop over words keeps its state in registers.
    ///
    /// A word's bytes below 0x30 are candidates: delimiter, line ends and quote are all among them and letters, digits and
    /// Chinese text are not. Only candidates are looked at one by one. Blocks without quotes go through vector code.
    private mutating func scan(
        _ text: UnsafePointer<UInt8>, count: Int, delimiter: UInt8, line firstLine: Int, target: Int
    ) -> (Int, Int) {
        // Every index of `text` below stays under `count`.
        var state = ScanState(line: firstLine, recordLine: firstLine)
        var quotedFlag: UInt32 = 0
        // The target lies behind all blocks, so that a record that reaches it is always found here.
        let blockLimit = min(count, target &- 1)
        var nextBlock = usesVectors ? 0 : Int.max
        var i = 0
        scanning: while i < count {
            if i >= nextBlock && quotedFlag == 0 && blockLimit &- i > 64 {
                i = unsafe takeBlocks(text, from: i, limit: blockLimit, delimiter: delimiter, &state)
                nextBlock = i &+ 64
            }
            var candidates = unsafe Self.candidates(text, at: i, count: count)
            let base = i
            i &+= 8
            while candidates != 0 {
                let at = base &+ (candidates.trailingZeroBitCount &>> 3)
                candidates &= candidates &- 1
                let byte = unsafe text[at]
                if byte == delimiter {
                    ends.append(UInt32(truncatingIfNeeded: at) | quotedFlag)
                    quotedFlag = 0
                    state.fieldStart = at &+ 1
                } else if byte == 0x0A || byte == 0x0D {
                    ends.append(UInt32(truncatingIfNeeded: at) | quotedFlag)
                    quotedFlag = 0
                    let isPair = unsafe byte == 0x0D && at &+ 1 < count && text[at &+ 1] == 0x0A
                    closeRecord(&state, endCount: ends.count, next: at &+ (isPair ? 2 : 1))
                    if state.fieldStart >= target { return (state.fieldStart, state.line) }
                    if isPair {
                        i = state.fieldStart
                        continue scanning
                    }
                } else if byte == 0x22 && at == state.fieldStart {
                    let openingLine = state.line
                    let close = unsafe Self.closingQuote(text, after: at, count: count, line: &state.line)
                    quotedFlag = Self.quoted
                    if close == nil { unclosedQuoteLine = openingLine }
                    i = close ?? count
                    continue scanning
                }
            }
        }
        if state.recordStart < count || quotedFlag != 0 {
            ends.append(UInt32(truncatingIfNeeded: count) | quotedFlag)
            let line = state.line
            closeRecord(&state, endCount: ends.count, next: count)
            return (count, line)
        }
        return (count, state.line)
    }

    /// Takes blocks that hold no quote, as many as there are in a row.
    ///
    /// - Precondition: `start` is outside quotes, and `limit` bytes can be read.
    /// - Returns: the first byte that was not taken.
    private mutating func takeBlocks(
        _ text: UnsafePointer<UInt8>, from start: Int, limit: Int, delimiter: UInt8, _ state: inout ScanState
    ) -> Int {
        var position = start
        while true {
            let first = ends.count
            let result = unsafe appendBlocks(text, from: position, limit: limit, delimiter: delimiter)
            for index in 0..<result.line_count {
                let field = first &+ Int(lineEnds[index])
                let end = Int(ends[field])
                // A line end was found at `end`, below `limit`.
                let next = unsafe end &+ (text[end] == 0x0D ? 2 : 1)
                closeRecord(&state, endCount: field &+ 1, next: next)
            }
            if result.end_count > 0 {
                let end = Int(ends[ends.count &- 1])
                state.fieldStart = unsafe end &+ (text[end] == 0x0D ? 2 : 1)  // as above
            }
            position = result.position
            guard Self.room &- result.end_count < 64 else { return position }
        }
    }

    private mutating func appendBlocks(
        _ text: UnsafePointer<UInt8>, from position: Int, limit: Int, delimiter: UInt8
    ) -> xj_fields_result {
        // Taken out, so that both can be written.
        var lines: [UInt32] = []
        swap(&lines, &lineEnds)
        var result = xj_fields_result()
        ends.append(addingCapacity: Self.room) { output in
            unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                guard let base = buffer.baseAddress else { return }
                // Both buffers have `room` entries; the text has `limit` bytes.
                result = unsafe xj_fields(text, position, limit, delimiter, base + initialized, &lines, Self.room)
                initialized += result.end_count
            }
        }
        swap(&lines, &lineEnds)
        return result
    }

    /// The cells of a column as slices of the text.
    ///
    /// - Returns: also whether they are all of them (no field begins with a quote or is too long), and whether they are all empty.
    /// - Precondition: `rows` are records of the index; its positions plus `base` are offsets of cells.
    func plainCells(
        of column: Int, in rows: Range<Int>, base: Int
    ) -> (cells: [CellRef], isPlain: Bool, isEmpty: Bool) {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= recordCount, "records outside the index")
        precondition(base + Int((ends.last ?? 0) & ~Self.quoted) <= CellRef.maximumOffset, "a text that cells cannot address")
        let text = UInt64(CellKind.text.rawValue) << 59
        var isPlain = true
        var all: UInt64 = 0
        let starts = starts.span
        let firsts = firsts.span
        let ends = ends.span
        let cells = [CellRef](capacity: rows.count) { output in
            for row in rows {
                // A record's fields are `firsts[row]..<firsts[row + 1]` of `ends`; there is one more of `firsts` than records.
                let field = unsafe Int(firsts[unchecked: row]) &+ column
                guard field < (unsafe Int(firsts[unchecked: row &+ 1])) else {
                    output.append(.empty)
                    continue
                }
                let end = unsafe ends[unchecked: field]
                let start =
                    unsafe column == 0 ? starts[unchecked: row] : (ends[unchecked: field &- 1] & ~Self.quoted) &+ 1
                let length = (end & ~Self.quoted) &- start
                isPlain = isPlain && (length == 0 || end < Self.quoted && length <= UInt32(CellRef.maximumLength))
                let bits = length == 0 ? 0 : text | UInt64(length) << 32 | UInt64(truncatingIfNeeded: base &+ Int(start))
                all |= bits
                output.append(CellRef(bits: bits))
            }
        }
        return (cells, isPlain, all == 0)
    }

    /// - Parameters:
    ///   - endCount: how many of `ends` belong to this record and those before it.
    ///   - next: where the next record begins.
    @inline(__always)
    private mutating func closeRecord(_ state: inout ScanState, endCount: Int, next: Int) {
        starts.append(UInt32(truncatingIfNeeded: state.recordStart))
        lines.append(Int32(clamping: state.recordLine))
        fieldCount = max(fieldCount, endCount &- Int(firsts[firsts.count &- 1]))
        firsts.append(UInt32(truncatingIfNeeded: endCount))
        state.line &+= 1
        state.fieldStart = next
        state.recordStart = next
        state.recordLine = state.line
    }

    /// A bit (the byte's highest) for each of up to eight bytes that is below 0x30.
    @inline(__always) private static func candidates(_ text: UnsafePointer<UInt8>, at i: Int, count: Int) -> UInt64 {
        var word: UInt64
        if i &+ 8 <= count {
            // Eight bytes lie before the end.
            word = unsafe UnsafeRawPointer(text + i).loadUnaligned(as: UInt64.self)
        } else {
            word = .max
            for k in i..<count {
                // `k` is below `count`.
                word = unsafe word << 8 | UInt64(text[count &- 1 &- (k &- i)])
            }
        }
        let low = (word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x5050_5050_5050_5050
        return ~(low | word) & 0x8080_8080_8080_8080
    }

    /// Position after the quote that closes the one at `open`; counts the line ends between.
    private static func closingQuote(
        _ text: UnsafePointer<UInt8>, after open: Int, count: Int, line: inout Int
    ) -> Int? {
        // Every index below stays under `count`.
        var i = open &+ 1
        scanning: while i < count {
            var candidates = unsafe candidates(text, at: i, count: count)
            let base = i
            i &+= 8
            while candidates != 0 {
                let at = base &+ (candidates.trailingZeroBitCount &>> 3)
                candidates &= candidates &- 1
                let byte = unsafe text[at]
                if byte == 0x22 {
                    guard unsafe at &+ 1 < count && text[at &+ 1] == 0x22 else { return at &+ 1 }
                    i = at &+ 2
                    continue scanning
                }
                if byte == 0x0A { line &+= 1 }
                if unsafe byte == 0x0D && !(at &+ 1 < count && text[at &+ 1] == 0x0A) { line &+= 1 }
            }
        }
        return nil
    }
}
