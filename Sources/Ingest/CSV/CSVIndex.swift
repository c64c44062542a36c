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

    var recordCount: Int { starts.count }

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

    /// The state machine, longer than most functions: one loop over words keeps its state in registers.
    ///
    /// A word's bytes below 0x30 are candidates: delimiter, line ends and quote are all among them and letters, digits and
    /// Chinese text are not. Only candidates are looked at one by one.
    private mutating func scan(
        _ text: UnsafePointer<UInt8>, count: Int, delimiter: UInt8, line firstLine: Int, target: Int
    ) -> (Int, Int) {
        // Every index of `text` below stays under `count`.
        var line = firstLine
        var recordStart = 0
        var recordLine = firstLine
        var fieldStart = 0
        var quotedFlag: UInt32 = 0
        var i = 0
        scanning: while i < count {
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
                    fieldStart = at &+ 1
                } else if byte == 0x0A || byte == 0x0D {
                    ends.append(UInt32(truncatingIfNeeded: at) | quotedFlag)
                    quotedFlag = 0
                    closeRecord(from: recordStart, line: recordLine)
                    line &+= 1
                    let isPair = unsafe byte == 0x0D && at &+ 1 < count && text[at &+ 1] == 0x0A
                    fieldStart = at &+ (isPair ? 2 : 1)
                    recordStart = fieldStart
                    recordLine = line
                    if fieldStart >= target { return (fieldStart, line) }
                    if isPair {
                        i = fieldStart
                        continue scanning
                    }
                } else if byte == 0x22 && at == fieldStart {
                    let openingLine = line
                    let close = unsafe Self.closingQuote(text, after: at, count: count, line: &line)
                    quotedFlag = Self.quoted
                    if close == nil { unclosedQuoteLine = openingLine }
                    i = close ?? count
                    continue scanning
                }
            }
        }
        if recordStart < count || quotedFlag != 0 {
            ends.append(UInt32(truncatingIfNeeded: count) | quotedFlag)
            closeRecord(from: recordStart, line: recordLine)
        }
        return (count, line)
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

    private mutating func closeRecord(from start: Int, line: Int) {
        starts.append(UInt32(truncatingIfNeeded: start))
        lines.append(Int32(clamping: line))
        fieldCount = max(fieldCount, ends.count - Int(firsts[firsts.count - 1]))
        firsts.append(UInt32(truncatingIfNeeded: ends.count))
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
