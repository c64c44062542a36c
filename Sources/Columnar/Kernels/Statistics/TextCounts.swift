/// How often each text of a column occurs.
///
/// Few different texts, and all entries of dictionaries, are counted one by one. When more than `plainLimit` different texts
/// stand in pages that are not dictionary-encoded, the rows of such pages go to records that are grouped at the end
/// (everything exact), or into a sketch (small, with a known error). Which of the two it is, and every number, is the same
/// whatever the order of adding and merging.
struct TextCounts: Sendable {
    /// Different texts of plain pages that are counted one by one.
    static let plainLimit = 1 << 15

    private enum Overflow: Sendable {
        case none
        case partitions(TextPartitions)
        case sketch(TextSketch)
    }

    private var table = TextKeyTable()
    private var overflow = Overflow.none
    private(set) var extremes = TextExtremes()
    private(set) var blankCount = 0
    private let isExact: Bool

    /// - Parameter isExact: whether nothing is estimated.
    init(isExact: Bool) { self.isExact = isExact }

    /// - Parameters:
    ///   - firstRow: number of the partition's first row.
    ///   - rows: the number of each row within its partition; nil: 0, 1, 2 …
    mutating func add(_ column: Column, firstRow: UInt32, rows: [UInt32]?) {
        switch column {
        case .utf8(let column):
            extremes.add(column, validity: column.validity)
            blankCount += column.blankRows(validity: column.validity).count
            add(TextRecord.all(of: column, validity: column.validity, firstRow: firstRow, rows: rows))
        case .dictionary(let column): add(column, firstRow: firstRow)
        default: preconditionFailure("not a column of text")
        }
    }

    private mutating func add(_ column: DictionaryColumn, firstRow: UInt32) {
        if column.values.count == 0 { return }
        let counts = column.countsByCode()
        var used = Bitmap(minimumCapacity: counts.count)
        for count in counts { used.append(count > 0) }
        extremes.add(column.values, validity: used)
        for code in column.values.blankRows(validity: used) { blankCount += counts[code] }
        var code = 0
        for record in TextRecord.all(of: column.values, validity: used, firstRow: 0) {
            while counts[code] == 0 { code += 1 }
            table.add(TextRecord(low: record.low, high: record.high, row: firstRow), count: counts[code], isPlain: false)
            code += 1
        }
    }

    /// A text that all of `count` rows hold, as the file's footer says.
    mutating func add(_ text: [UInt8], count: Int, firstRow: UInt32) {
        if count == 0 { return }
        let column = StringColumn(offsets: [0, UInt32(text.count)], bytes: text)
        extremes.add(column, validity: nil)
        if !column.blankRows(validity: nil).isEmpty { blankCount += count }
        table.add(TextRecord(text.span, row: firstRow), count: count, isPlain: false)
    }

    private mutating func add(_ records: [TextRecord]) {
        var taken = 0
        if case .none = overflow {
            while taken < records.count && table.plainCount <= TextCounts.plainLimit {
                table.add(records[taken], isPlain: true)
                taken += 1
            }
            if table.plainCount <= TextCounts.plainLimit { return }
            beginOverflow()
        }
        let rest = records[taken...]
        switch overflow {
        case .none: return
        case .partitions(var partitions):
            overflow = .none  // so that `partitions` is the only owner and grows in place
            partitions.add(rest)
            overflow = .partitions(partitions)
        case .sketch(var sketch):
            overflow = .none
            sketch.add(rest)
            overflow = .sketch(sketch)
        }
    }

    private mutating func beginOverflow() {
        overflow = isExact ? .partitions(TextPartitions()) : .sketch(TextSketch())
    }

    mutating func merge(_ other: TextCounts) {
        extremes.merge(other.extremes)
        blankCount += other.blankCount
        table.merge(other.table)
        switch (overflow, other.overflow) {
        case (_, .none): break
        case (.none, let theirs): overflow = theirs
        case (.partitions(var mine), .partitions(let theirs)):
            overflow = .none
            mine.merge(theirs)
            overflow = .partitions(mine)
        case (.sketch(var mine), .sketch(let theirs)):
            overflow = .none
            mine.merge(theirs)
            overflow = .sketch(mine)
        default: preconditionFailure("exact and estimated counts of one column")
        }
        if case .none = overflow, table.plainCount > TextCounts.plainLimit { beginOverflow() }
    }

    // MARK: Result

    /// - Parameters:
    ///   - capacity: how many of the most frequent texts are wanted.
    ///   - rowCount: all rows, nulls included.
    consuming func finish(keeping capacity: Int, rowCount: Int, threads: Int) -> TextResult {
        switch overflow {
        case .none:
            var groups = TextGroups(capacity: capacity)
            for entry in table.entries { groups.add(entry.record, entry.count) }
            return TextResult(distinctCount: table.count, candidates: groups.finish(), extremes: extremes, blankCount: blankCount)
        case .partitions(let partitions):
            var groups = partitions.group(with: table, keeping: capacity, threads: threads)
            return TextResult(
                distinctCount: groups.distinctCount, candidates: groups.finish(), extremes: extremes, blankCount: blankCount)
        case .sketch(var sketch):
            for entry in table.entries { sketch.add(entry.record, count: entry.count) }
            let least = max(1, Int((Double(rowCount) * TextSketch.leastShare).rounded(.up)))
            var result = TextResult(
                distinctCount: sketch.distinct.estimate, candidates: [], extremes: extremes, blankCount: blankCount)
            result.isEstimated = true
            result.uncounted = capacity > 0 ? sketch.candidates(reaching: least) : []
            result.leastCount = least
            return result
        }
    }
}

/// What the texts of a column give. The most frequent ones are still records: `FrequentTexts` finds their texts.
struct TextResult: Sendable {
    var distinctCount: Int
    /// All that may be among the most frequent, with their counts.
    var candidates: [(record: TextRecord, count: Int)]
    var extremes: TextExtremes
    var blankCount: Int
    /// Whether `distinctCount` is an estimate.
    var isEstimated = false
    /// Texts that may be frequent, to be counted in a second reading.
    var uncounted: [TextRecord] = []
    /// With an estimate: how many rows a text needs to be called frequent.
    var leastCount = 1
}

extension StringColumn {
    /// Rows whose text is there and shows nothing: empty, or only spaces, tabs and line breaks, ideographic ones included.
    func blankRows(validity: Bitmap?) -> [Int] {
        var rows: [Int] = []
        let bytes = bytes.span
        let offsets = offsets.span
        for row in 0..<count {
            // row < count, and the offsets lie inside the bytes.
            let start = unsafe Int(offsets[unchecked: row])
            let end = unsafe Int(offsets[unchecked: row &+ 1])
            if start < end {
                let first = unsafe bytes[unchecked: start]
                if first > 0x20 && first != 0xE3 { continue }
            }
            guard validity?[row] ?? true, StringColumn.isBlank(bytes.extracting(start..<end)) else { continue }
            rows.append(row)
        }
        return rows
    }

    private static func isBlank(_ text: Span<UInt8>) -> Bool {
        var i = 0
        while i < text.count {
            switch text[i] {
            case 0x20, 0x09, 0x0A, 0x0D: i += 1
            case 0xE3 where i + 2 < text.count && text[i + 1] == 0x80 && text[i + 2] == 0x80: i += 3  // U+3000
            default: return false
            }
        }
        return true
    }
}

extension DictionaryColumn {
    /// How many rows have each code; nulls are not counted.
    func countsByCode() -> [Int] {
        // A null slot holds code 0, also without entries.
        var counts: [Int]
        switch indices {
        case .int8(let indices): counts = DictionaryColumn.counts(indices, max(values.count, 1))
        case .int16(let indices): counts = DictionaryColumn.counts(indices, max(values.count, 1))
        case .int32(let indices): counts = DictionaryColumn.counts(indices, max(values.count, 1))
        }
        counts[0] -= nullCount
        return counts
    }

    /// Four counters a code, taken in turn: equal neighbours would else wait for each other.
    private static func counts<T: FixedWidthInteger & UnsignedInteger>(_ indices: [T], _ width: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: width)
        guard width <= 4096, indices.count > 64 else {
            for index in indices { counts[Int(index)] += 1 }
            return counts
        }
        var lanes = [UInt32](repeating: 0, count: width * 4)
        let whole = indices.count & ~3
        var i = 0
        while i < whole {
            lanes[Int(indices[i])] &+= 1
            lanes[width &+ Int(indices[i &+ 1])] &+= 1
            lanes[2 &* width &+ Int(indices[i &+ 2])] &+= 1
            lanes[3 &* width &+ Int(indices[i &+ 3])] &+= 1
            i &+= 4
        }
        while i < indices.count {
            counts[Int(indices[i])] += 1
            i &+= 1
        }
        for code in 0..<width { for lane in 0..<4 { counts[code] += Int(lanes[lane * width + code]) } }
        return counts
    }
}
