/// How often each text occurs: the distinct texts, a counter for each and a flat table to find them.
///
/// A dictionary column is counted by code; only its entries are looked up.
struct TextCounts: Sendable {
    private var bytes: [UInt8] = []
    /// Text `i` is `bytes[ends[i]..<ends[i + 1]]`.
    private var ends: [Int] = [0]
    private var counts: [Int] = []
    /// Upper half: hash; lower half: number of the text + 1; 0 = free.
    private var slots = [UInt64](repeating: 0, count: 64)

    mutating func add(_ column: Column) {
        switch column {
        case .utf8(let column):
            for row in 0..<column.count where column.isValid(row) { add(column.span(row), 1) }
        case .dictionary(let column):
            for (code, count) in column.countsByCode().enumerated() where count > 0 { add(column.values.span(code), count) }
        default: preconditionFailure("not a column of text")
        }
    }

    mutating func merge(_ other: TextCounts) {
        for index in 0..<other.counts.count { add(other.text(index), other.counts[index]) }
    }

    private mutating func add(_ text: Span<UInt8>, _ count: Int) {
        let hash = Hash64.bytes(text)
        let tag = hash & 0xFFFF_FFFF_0000_0000
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            if slots[slot] & 0xFFFF_FFFF_0000_0000 == tag {
                let index = Int(slots[slot] & 0xFFFF_FFFF) - 1
                if self.text(index).isEqual(to: text) {
                    counts[index] += count
                    return
                }
            }
            slot = (slot + 1) & mask
        }
        unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }  // copied before the span ends
        ends.append(bytes.count)
        counts.append(count)
        slots[slot] = tag | UInt64(counts.count)
        if counts.count * 2 > slots.count { grow() }
    }

    @_lifetime(borrow self) private func text(_ index: Int) -> Span<UInt8> {
        bytes.span.extracting(ends[index]..<ends[index + 1])
    }

    private mutating func grow() {
        var next = [UInt64](repeating: 0, count: slots.count * 4)
        for index in counts.indices {
            let hash = Hash64.bytes(text(index))
            var slot = Int(truncatingIfNeeded: hash) & (next.count - 1)
            while next[slot] != 0 { slot = (slot + 1) & (next.count - 1) }
            next[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(index + 1)
        }
        slots = next
    }

    // MARK: Result

    func summary(_ mostFrequentCount: Int) -> ValueSummary {
        var summary = ValueSummary()
        guard !counts.isEmpty else { return summary }
        var first = 0
        var last = 0
        var shortest = Int.max
        var longest = 0
        var frequent: [Int] = []  // numbers of texts, best first
        for index in counts.indices {
            if text(index).precedes(text(first)) { first = index }
            if text(last).precedes(text(index)) { last = index }
            let length = text(index).scalarCount
            shortest = min(shortest, length)
            longest = max(longest, length)
            insert(index, into: &frequent, capacity: mostFrequentCount)
        }
        summary.distinctCount = counts.count
        summary.minimum = value(first)
        summary.maximum = value(last)
        summary.mostFrequent = frequent.map { (value($0), counts[$0]) }
        summary.textLength = shortest...longest
        return summary
    }

    private func insert(_ index: Int, into frequent: inout [Int], capacity: Int) {
        if frequent.count == capacity {
            guard let last = frequent.last, isBefore(index, last) else { return }
            frequent.removeLast()
        }
        let place = frequent.firstIndex { isBefore(index, $0) } ?? frequent.count
        frequent.insert(index, at: place)
    }

    /// More frequent first, then by code point.
    private func isBefore(_ a: Int, _ b: Int) -> Bool {
        counts[a] != counts[b] ? counts[a] > counts[b] : text(a).precedes(text(b))
    }

    private func value(_ index: Int) -> ColumnStatistics.Value {
        .text(String(decoding: bytes[ends[index]..<ends[index + 1]], as: UTF8.self))
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
    /// Unicode scalars of UTF-8: every byte but the continuation bytes begins one.
    var scalarCount: Int {
        var continuations = 0
        for i in indices where self[i] & 0xC0 == 0x80 { continuations += 1 }
        return count - continuations
    }
}
