/// The texts of all rows as records of 16 bytes, scattered by hash, so that texts of one part can be grouped in the
/// processor's cache: a table of all different texts would not fit there.
struct TextPartitions: Sendable {
    private static var bits: Int { 8 }
    static var count: Int { 1 << bits }

    /// The records of a batch, those of a part one behind the other; `starts[p]` is where part p begins.
    private struct Block: Sendable {
        let records: [TextRecord]
        let starts: [UInt32]
    }

    private var blocks: [Block] = []
    private(set) var rowCount = 0

    @inline(__always) static func part(of record: TextRecord) -> Int {
        Int(truncatingIfNeeded: record.hash &>> UInt64(64 - bits))
    }

    mutating func add(_ records: ArraySlice<TextRecord>) {
        if records.isEmpty { return }
        var cursors = [UInt32](repeating: 0, count: TextPartitions.count + 1)
        for record in records { cursors[TextPartitions.part(of: record) &+ 1] &+= 1 }
        for part in 1...TextPartitions.count { cursors[part] += cursors[part - 1] }
        let starts = cursors
        var scattered = [TextRecord](repeating: TextRecord(low: 0, high: 0, row: 0), count: records.count)
        for record in records {
            let part = TextPartitions.part(of: record)
            scattered[Int(cursors[part])] = record
            cursors[part] &+= 1
        }
        blocks.append(Block(records: scattered, starts: starts))
        rowCount += records.count
    }

    mutating func merge(_ other: TextPartitions) {
        blocks.append(contentsOf: other.blocks)
        rowCount += other.rowCount
    }

    /// Groups all parts together with texts that are counted already; each part by itself.
    func group(with counted: TextKeyTable, keeping capacity: Int, threads: Int) -> TextGroups {
        var entries = [[TextKeyTable.Entry]](repeating: [], count: TextPartitions.count)
        for entry in counted.entries { entries[TextPartitions.part(of: entry.record)].append(entry) }
        let counted = entries
        let stretch = threads > 1 ? TextPartitions.count / 16 : TextPartitions.count
        let results = Parallel.map(TextPartitions.count / stretch, threads: threads) { task -> TextGroups in
            var groups = TextGroups(capacity: capacity)
            var grouper = PartGrouper()
            for part in task * stretch..<(task + 1) * stretch { group(part, counted[part], &grouper, &groups) }
            return groups
        }
        return results.dropFirst().reduce(into: results[0]) { $0.merge($1) }
    }

    private func group(
        _ part: Int, _ counted: [TextKeyTable.Entry], _ grouper: inout PartGrouper, _ groups: inout TextGroups
    ) {
        let records = blocks.reduce(0) { $0 + Int($1.starts[part + 1] - $1.starts[part]) }
        grouper.begin(capacity: records + counted.count)
        for entry in counted {
            let record = CollectionOfOne(entry.record)
            grouper.add(record.span, count: entry.count)
        }
        for block in blocks {
            let own = Int(block.starts[part])..<Int(block.starts[part + 1])
            if !own.isEmpty { grouper.add(block.records.span.extracting(own), count: 1) }
        }
        groups.distinctCount += grouper.count
        for position in 0..<grouper.count { groups.add(grouper.records[position], Int(grouper.counts[position])) }
    }
}

/// A table for the texts of one part, used again for the next.
private struct PartGrouper {
    /// The different texts of the part are the first `count`; the room behind them is for those to come.
    private(set) var records: [TextRecord] = []
    private(set) var counts: [UInt32] = []
    private(set) var count = 0
    private var slots: [UInt32] = []  // position + 1; 0 = free
    private var slotCount = 0

    /// - Parameter capacity: texts that will be added at most.
    mutating func begin(capacity: Int) {
        slotCount = 64
        while slotCount < capacity * 2 { slotCount *= 2 }
        if slots.count < slotCount { slots = [UInt32](repeating: 0, count: slotCount) }
        for slot in 0..<slotCount { slots[slot] = 0 }
        if records.count < capacity {
            records = [TextRecord](repeating: TextRecord(low: 0, high: 0, row: 0), count: capacity)
            counts = [UInt32](repeating: 0, count: capacity)
        }
        count = 0
    }

    /// - Parameter times: how often each of them counts.
    mutating func add(_ more: Span<TextRecord>, count times: Int) {
        precondition(count + more.count <= records.count, "more texts than were announced")
        PartGrouper.add(more, times, last: slotCount &- 1, &slots, &records, &counts, &count)
    }

    /// Arrays of their own, so that each is looked at once and not at every text.
    private static func add(
        _ more: Span<TextRecord>, _ times: Int, last: Int, _ slotArray: inout [UInt32], _ recordArray: inout [TextRecord],
        _ countArray: inout [UInt32], _ count: inout Int
    ) {
        var slots = slotArray.mutableSpan
        var records = recordArray.mutableSpan
        var counts = countArray.mutableSpan
        for i in more.indices {
            let record = more[i]
            var slot = Int(truncatingIfNeeded: record.hash) & last
            // `slot` stays below `slotCount`; a slot holds a position below `count`, and that stays below the room for records.
            while unsafe slots[unchecked: slot] != 0 {
                let position = unsafe Int(slots[unchecked: slot]) &- 1
                if unsafe records[unchecked: position].hasText(of: record) { break }
                slot = (slot &+ 1) & last
            }
            if unsafe slots[unchecked: slot] != 0 {
                unsafe counts[unchecked: Int(slots[unchecked: slot]) &- 1] &+= UInt32(truncatingIfNeeded: times)
            } else {
                unsafe records[unchecked: count] = record
                unsafe counts[unchecked: count] = UInt32(truncatingIfNeeded: times)
                count &+= 1
                unsafe slots[unchecked: slot] = UInt32(truncatingIfNeeded: count)
            }
        }
    }
}

/// How many different texts there are, and which may be among the most frequent: all whose count is not below that of the
/// last one wanted.
struct TextGroups: Sendable {
    var distinctCount = 0
    private(set) var candidates: [(record: TextRecord, count: Int)] = []
    private let capacity: Int
    private var least = 1
    /// Candidates at which the list is looked through again.
    private var full = 4096

    init(capacity: Int) { self.capacity = capacity }

    @inline(__always) mutating func add(_ record: TextRecord, _ count: Int) {
        if count < least || capacity == 0 { return }
        candidates.append((record, count))
        if candidates.count >= full { raise() }
    }

    /// Raises the bar to the count of the last text wanted.
    private mutating func raise() {
        prune()
        full = max(4096, candidates.count * 2)
    }

    private mutating func prune() {
        guard candidates.count > capacity else { return }
        var highest: [Int] = []  // descending, at most `capacity`
        for (_, count) in candidates {
            if highest.count == capacity {
                guard count > highest[capacity - 1] else { continue }
                highest.removeLast()
            }
            highest.insert(count, at: highest.firstIndex { $0 < count } ?? highest.count)
        }
        least = highest[capacity - 1]
        let least = least
        candidates.removeAll { $0.count < least }
    }

    mutating func merge(_ other: TextGroups) {
        distinctCount += other.distinctCount
        for (record, count) in other.candidates { add(record, count) }
    }

    /// - Returns: candidates without those that surely are not wanted.
    mutating func finish() -> [(record: TextRecord, count: Int)] {
        prune()
        return candidates
    }
}
