/// How often each text occurs. Texts are kept as they come and grouped once, at the end, like duplicate keys: parts of the
/// texts that fit the cache are grouped one after the other, which a table of all distinct texts would not.
///
/// Of a dictionary column only the entries are kept, each with its count.
struct TextCounts: Sendable {
    private var sources: [WeightedTexts] = []

    mutating func add(_ column: Column) {
        switch column {
        case .utf8(let column): sources.append(WeightedTexts(column, validity: column.validity, weights: nil))
        case .dictionary(let column):
            let counts = column.countsByCode()
            if column.values.count == 0 { return }
            var used = Bitmap(minimumCapacity: counts.count)
            for count in counts { used.append(count > 0) }
            sources.append(WeightedTexts(column.values, validity: used, weights: counts))
        default: preconditionFailure("not a column of text")
        }
    }

    mutating func merge(_ other: TextCounts) { sources.append(contentsOf: other.sources) }

    // MARK: Result

    func summary(_ mostFrequentCount: Int, threads: Int) -> ValueSummary {
        let groups = DuplicateFinder(sources, threads: threads).groups()
        var summary = ValueSummary()
        let textCount = sources.reduce(0) { $0 + $1.keyCount }
        guard textCount > 0 else { return summary }
        summary.distinctCount = textCount - (groups.rows.count - groups.count)
        setExtremes(&summary)
        var frequent = MostFrequentTexts(capacity: mostFrequentCount)
        add(groups, to: &frequent)
        addSingles(outside: groups, to: &frequent)
        summary.mostFrequent = frequent.entries.map { (value($0.text), $0.count) }
        return summary
    }

    private func setExtremes(_ summary: inout ValueSummary) {
        var first: TextPlace?
        var last: TextPlace?
        var shortest = Int.max
        var longest = 0
        for (index, source) in sources.enumerated() {
            guard let extremes = source.extremes() else { continue }
            let low = TextPlace(source: index, row: extremes.first)
            let high = TextPlace(source: index, row: extremes.last)
            if first.map({ precedes(low, $0) }) ?? true { first = low }
            if last.map({ precedes($0, high) }) ?? true { last = high }
            shortest = min(shortest, extremes.shortest)
            longest = max(longest, extremes.longest)
        }
        summary.minimum = first.map(value)
        summary.maximum = last.map(value)
        summary.textLength = shortest...longest
    }

    private func add(_ groups: DuplicateGroups, to frequent: inout MostFrequentTexts) {
        let locator = RowLocator(rowCounts: sources.map(\.rowCount))
        for group in 0..<groups.count {
            let rows = groups.rows(of: group)
            var count = 0
            for number in rows {
                let place = locator.locate(Int(number))
                count += sources[place.partition].weight(place.row)
            }
            guard frequent.mayHold(count) else { continue }
            let place = locator.locate(Int(rows[rows.startIndex]))
            frequent.add(TextPlace(source: place.partition, row: place.row), count, precedes: precedes)
        }
    }

    /// Texts that stand in one place only; from a dictionary they may be frequent all the same.
    private func addSingles(outside groups: DuplicateGroups, to frequent: inout MostFrequentTexts) {
        var isGrouped = Bitmap(repeating: false, count: sources.reduce(0) { $0 + $1.rowCount })
        for number in groups.rows { isGrouped.set(Int(number), to: true) }
        var number = 0
        for (index, source) in sources.enumerated() {
            if frequent.mayHold(source.largestWeight) {
                for row in 0..<source.rowCount where source.hasKey(row) && !isGrouped[number + row] {
                    let count = source.weight(row)
                    guard frequent.mayHold(count) else { continue }
                    frequent.add(TextPlace(source: index, row: row), count, precedes: precedes)
                }
            }
            number += source.rowCount
        }
    }

    private func precedes(_ a: TextPlace, _ b: TextPlace) -> Bool {
        let first = sources[a.source].texts
        let second = sources[b.source].texts
        return first.span(a.row).precedes(second.span(b.row))
    }

    private func value(_ place: TextPlace) -> ColumnStatistics.Value {
        .text(sources[place.source].texts[place.row] ?? "")
    }
}

/// Where a text stands in the kept columns.
struct TextPlace {
    let source: Int
    let row: Int
}

/// The texts with the highest counts; equal counts in order of the texts.
struct MostFrequentTexts {
    private(set) var entries: [(text: TextPlace, count: Int)] = []
    private let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    /// Whether a text with this count could enter.
    func mayHold(_ count: Int) -> Bool {
        entries.count < capacity || (entries.last.map { count >= $0.count } ?? false)
    }

    mutating func add(_ text: TextPlace, _ count: Int, precedes: (TextPlace, TextPlace) -> Bool) {
        func isBefore(_ other: (text: TextPlace, count: Int)) -> Bool {
            count != other.count ? count > other.count : precedes(text, other.text)
        }
        if entries.count == capacity {
            guard let last = entries.last, isBefore(last) else { return }
            entries.removeLast()
        }
        let place = entries.firstIndex(where: isBefore) ?? entries.count
        entries.insert((text, count), at: place)
    }
}

/// The texts of a plain column, or the entries of a dictionary with their counts.
struct WeightedTexts: DuplicateKeySource {
    let texts: StringColumn
    private let validity: Bitmap?
    private let weights: [Int]?
    private let hashes: [UInt64]

    init(_ texts: StringColumn, validity: Bitmap?, weights: [Int]?) {
        self.texts = texts
        self.validity = validity
        self.weights = weights
        hashes = (0..<texts.count).map { Hash64.bytes(texts.span($0)) }
    }

    var rowCount: Int { texts.count }
    var keyCount: Int { validity?.setCount ?? texts.count }
    var allHaveKeys: Bool { validity == nil }
    var largestWeight: Int { weights?.max() ?? 1 }

    func weight(_ row: Int) -> Int { weights?[row] ?? 1 }
    func hasKey(_ row: Int) -> Bool { validity?[row] ?? true }
    func hash(_ row: Int) -> UInt64 { hashes[row] }

    func isEqual(_ row: Int, to other: WeightedTexts, _ otherRow: Int) -> Bool {
        hashes[row] == other.hashes[otherRow] && texts.span(row).isEqual(to: other.texts.span(otherRow))
    }

    /// Rows of the first and the last text in order, and lengths in Unicode scalars.
    func extremes() -> (first: Int, last: Int, shortest: Int, longest: Int)? {
        guard let start = (0..<rowCount).first(where: hasKey) else { return nil }
        var result = (first: start, last: start, shortest: Int.max, longest: 0)
        var lowest = texts.span(start).orderingPrefix
        var highest = lowest
        for row in start..<rowCount where hasKey(row) {
            let text = texts.span(row)
            let prefix = text.orderingPrefix
            if prefix < lowest || prefix == lowest && text.precedes(texts.span(result.first)) {
                lowest = prefix
                result.first = row
            }
            if prefix > highest || prefix == highest && texts.span(result.last).precedes(text) {
                highest = prefix
                result.last = row
            }
            let length = text.scalarCount
            result.shortest = min(result.shortest, length)
            result.longest = max(result.longest, length)
        }
        return result
    }
}

extension DictionaryColumn {
    /// How many rows have each code; nulls are not counted.
    func countsByCode() -> [Int] {
        var counts = [Int](repeating: 0, count: max(values.count, 1))  // a null slot holds code 0, also without entries
        switch indices {
        case .int8(let indices): for index in indices { counts[Int(index)] += 1 }
        case .int16(let indices): for index in indices { counts[Int(index)] += 1 }
        case .int32(let indices): for index in indices { counts[Int(index)] += 1 }
        }
        counts[0] -= nullCount
        return counts
    }
}

extension Span<UInt8> {
    /// Unicode scalars of UTF-8: every byte but the continuation bytes (10xxxxxx) begins one.
    var scalarCount: Int {
        let raw = unsafe bytes  // bytes of bytes: no padding, no lifetime beyond this call
        var continuations = 0
        var i = 0
        while i + 8 <= count {
            // The loop condition keeps the read inside.
            let word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: i, as: UInt64.self)
            continuations += ((word >> 7) & ~(word >> 6) & 0x0101_0101_0101_0101).nonzeroBitCount
            i += 8
        }
        while i < count {
            if self[i] & 0xC0 == 0x80 { continuations += 1 }
            i += 1
        }
        return count - continuations
    }
}
