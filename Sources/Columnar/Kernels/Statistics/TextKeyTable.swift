/// How often each text occurs, as a flat open-addressing table over `TextRecord`.
struct TextKeyTable: Sendable {
    struct Entry: Sendable {
        /// Of the place where the text was met first.
        let record: TextRecord
        var count: Int
        /// Whether the text stands in a page that is not dictionary-encoded.
        var isPlain: Bool
    }

    private(set) var entries: [Entry] = []
    /// Entries that are `isPlain`.
    private(set) var plainCount = 0
    private var slots: [UInt32] = []  // position + 1; 0 = free

    var count: Int { entries.count }

    @inline(__always) mutating func add(_ record: TextRecord, count: Int = 1, isPlain: Bool) {
        if slots.isEmpty { slots = [UInt32](repeating: 0, count: 16) }
        let last = slots.count &- 1
        var slot = Int(truncatingIfNeeded: record.hash) & last
        while slots[slot] != 0 {
            let position = Int(slots[slot]) &- 1
            if entries[position].record.hasText(of: record) {
                entries[position].count &+= count
                if isPlain && !entries[position].isPlain {
                    entries[position].isPlain = true
                    plainCount &+= 1
                }
                return
            }
            slot = (slot &+ 1) & last
        }
        insert(Entry(record: record, count: count, isPlain: isPlain), slot)
    }

    private mutating func insert(_ entry: Entry, _ slot: Int) {
        entries.append(entry)
        if entry.isPlain { plainCount += 1 }
        slots[slot] = UInt32(entries.count)
        if entries.count * 2 > slots.count { rebuild(slots.count * 2) }
    }

    private mutating func rebuild(_ slotCount: Int) {
        slots = [UInt32](repeating: 0, count: slotCount)
        for (position, entry) in entries.enumerated() {
            var slot = Int(truncatingIfNeeded: entry.record.hash) & (slotCount - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
            slots[slot] = UInt32(position + 1)
        }
    }

    mutating func merge(_ other: TextKeyTable) {
        if entries.isEmpty { return self = other }
        for entry in other.entries { add(entry.record, count: entry.count, isPlain: entry.isPlain) }
    }

    /// How often a text was counted.
    func count(of record: TextRecord) -> Int? { position(of: record).map { entries[$0].count } }

    func position(of record: TextRecord) -> Int? {
        if slots.isEmpty { return nil }
        var slot = Int(truncatingIfNeeded: record.hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let position = Int(slots[slot]) - 1
            if entries[position].record.hasText(of: record) { return position }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    mutating func increase(_ position: Int, by more: Int) { entries[position].count += more }

    /// Takes `amount` off every count and drops what is left with nothing.
    mutating func subtract(_ amount: Int) {
        entries = entries.compactMap { entry in
            entry.count > amount ? Entry(record: entry.record, count: entry.count - amount, isPlain: entry.isPlain) : nil
        }
        plainCount = entries.reduce(0) { $0 + ($1.isPlain ? 1 : 0) }
        rebuild(slots.count)
    }
}
