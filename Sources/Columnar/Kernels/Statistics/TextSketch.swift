/// What is kept of many different texts when not every one is counted: how many there are, about, and which are frequent.
///
/// Every text that makes up more than 1/2048 of the rows is among the `candidates`, so those that reach `leastShare` can be
/// counted in a second reading.
///
/// **Source**: Misra and Gries, "Finding repeated elements" (1982); Agarwal et al., "Mergeable summaries" (2012).
struct TextSketch: Sendable {
    /// Frequent values are looked for from this share of the rows on.
    static var leastShare: Double { 0.001 }
    private static var capacity: Int { 4096 }

    private(set) var distinct = HyperLogLog()
    private var candidates = TextKeyTable()
    /// What was taken off the counts in all: none is too small by more.
    private var error = 0

    mutating func add(_ records: some Sequence<TextRecord>) {
        for record in records { add(record, count: 1) }
    }

    @inline(__always) mutating func add(_ record: TextRecord, count: Int) {
        distinct.add(hash: record.hash)
        candidates.add(record, count: count, isPlain: true)
        if candidates.count >= TextSketch.capacity { shrink() }
    }

    mutating func merge(_ other: TextSketch) {
        distinct.merge(other.distinct)
        error += other.error
        for entry in other.candidates.entries {
            candidates.add(entry.record, count: entry.count, isPlain: true)
            if candidates.count >= TextSketch.capacity { shrink() }
        }
    }

    /// Takes the middle count off every text: at least half of them go.
    private mutating func shrink() {
        let counts = candidates.entries.map(\.count).sorted()
        let middle = counts[counts.count / 2]
        error += middle
        candidates.subtract(middle)
    }

    /// The texts that may reach a count.
    func candidates(reaching count: Int) -> [TextRecord] {
        candidates.entries.filter { $0.count + error >= count }.map(\.record)
    }
}
