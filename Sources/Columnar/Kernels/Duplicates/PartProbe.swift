/// Tells whether two rows that look equal are equal.
protocol PairCheck: Sendable {
    /// False where records that look equal always are.
    static var isNeeded: Bool { get }
    func areEqual(_ a: UInt32, _ b: UInt32) -> Bool
}

/// For records that hold their whole key.
struct ExactRecords: PairCheck {
    static var isNeeded: Bool { false }
    func areEqual(_ a: UInt32, _ b: UInt32) -> Bool { true }
}

/// Reads the keys again.
struct SourceCheck<Source: DuplicateKeySource>: PairCheck {
    static var isNeeded: Bool { true }
    let sources: [Source]
    let locator: RowLocator

    func areEqual(_ a: UInt32, _ b: UInt32) -> Bool {
        let a = locator.locate(Int(a))
        let b = locator.locate(Int(b))
        return sources[a.partition].isEqual(a.row, to: sources[b.partition], b.row)
    }
}

/// Finds the equal records of each part, gathered from all chunks.
struct PartProbe<Check: PairCheck>: Sendable {
    /// In the order of their rows.
    let chunks: [ScatteredChunk]
    let format: KeyRecordFormat
    let check: Check

    func groups(threads: Int) -> DuplicateGroups {
        // A task takes several parts, so that the table and the list of pairs are made once for all of them.
        let taskCount = min(format.partCount, 64)
        let partsPerTask = format.partCount / taskCount
        let pairs = Parallel.map(taskCount, threads: threads) { task in
            self.pairs(of: task * partsPerTask..<(task + 1) * partsPerTask)
        }
        return DuplicateGroups(pairs: pairs)
    }

    /// All (first row of the group, later row) of some parts, rows of a group ascending.
    ///
    /// Records with equal bits are taken for equal first; then all pairs are verified in one loop, where many reads of far
    /// keys are under way at a time. In the rare part with a pair of unequal keys the search is repeated, with each key
    /// compared at once.
    private func pairs(of parts: Range<Int>) -> [UInt64] {
        var pairs: [UInt64] = []
        var table = ProbeTable(keyMask: format.keyMask)
        for part in parts {
            let start = pairs.count
            probe(part, in: &table, into: &pairs, comparing: false)
            if Check.isNeeded, !areEqual(pairs.span.extracting(start..<pairs.count)) {
                pairs.removeSubrange(start...)
                probe(part, in: &table, into: &pairs, comparing: true)
            }
        }
        return pairs
    }

    private func probe(_ part: Int, in table: inout ProbeTable, into pairs: inout [UInt64], comparing: Bool) {
        table.reset(for: chunks.reduce(0) { $0 + $1.range(of: part).count })
        for chunk in chunks {
            probe(chunk.records.span.extracting(chunk.range(of: part)), in: &table, into: &pairs, comparing: comparing)
        }
    }

    private func probe(
        _ records: Span<UInt64>, in table: inout ProbeTable, into pairs: inout [UInt64], comparing: Bool
    ) {
        let rowMask = format.rowMask
        records: for index in records.indices {
            let record = records[index]
            var slot = table.firstSlot(of: record)
            while let known = table.lookUp(record, from: &slot) {
                let (first, later) = (known & rowMask, record & rowMask)
                if !comparing || check.areEqual(UInt32(truncatingIfNeeded: first), UInt32(truncatingIfNeeded: later)) {
                    pairs.append(first << 32 | later)
                    continue records
                }
                slot += 1
            }
            table.insert(record, at: slot)
        }
    }

    private func areEqual(_ pairs: Span<UInt64>) -> Bool {
        var differs = false
        for index in pairs.indices {
            let pair = pairs[index]
            let equal = check.areEqual(UInt32(truncatingIfNeeded: pair >> 32), UInt32(truncatingIfNeeded: pair))
            differs = differs || !equal
        }
        return !differs
    }
}
