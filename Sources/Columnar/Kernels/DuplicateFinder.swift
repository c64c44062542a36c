/// The two steps of `DuplicateKeys`, scatter and probe, over one kind of keys.
struct DuplicateFinder<Source: DuplicateKeySource>: Sendable {
    /// A chunk's records ordered by part: part p has `records[offsets[p]..<offsets[p + 1]]`, rows ascending.
    private struct ScatteredChunk: Sendable {
        let records: [UInt64]
        let offsets: [UInt32]
    }

    /// 2 MiB of keys and 2 MiB of records: what a core's own cache holds or nearly.
    private static var chunkRowCount: Int { 1 << 18 }

    private let sources: [Source]
    private let locator: RowLocator
    private let threads: Int
    private let partBits: Int

    init(_ sources: [Source], threads: Int) {
        self.sources = sources
        self.threads = threads
        locator = RowLocator(rowCounts: sources.map(\.rowCount))
        precondition(locator.rowCount < Int(UInt32.max), "more rows than a row number can hold")
        var bits = 0
        while bits < 12, locator.rowCount >> bits > 2048 { bits += 1 }
        partBits = bits
    }

    func groups() -> DuplicateGroups {
        let rowCount = locator.rowCount
        let chunkCount = (rowCount + Self.chunkRowCount - 1) / Self.chunkRowCount
        let chunks = Parallel.map(chunkCount, threads: threads) { chunk in
            scatter(chunk * Self.chunkRowCount..<min(rowCount, (chunk + 1) * Self.chunkRowCount))
        }
        // A task takes several parts, so that the table and the list of pairs are made once for all of them.
        let taskCount = min(1 << partBits, 64)
        let partsPerTask = (1 << partBits) / taskCount
        let pairs = Parallel.map(taskCount, threads: threads) { task in
            probe(task * partsPerTask..<(task + 1) * partsPerTask, of: chunks)
        }
        return DuplicateGroups(pairs: pairs)
    }

    // MARK: Scatter

    private func scatter(_ rows: Range<Int>) -> ScatteredChunk {
        var cursors = [UInt32](repeating: 0, count: 1 << partBits)
        forEachRun(of: rows) { source, range, _ in count(source, range, into: &cursors) }
        var offsets = [UInt32](repeating: 0, count: cursors.count + 1)
        for part in cursors.indices {
            offsets[part + 1] = offsets[part] + cursors[part]
            cursors[part] = offsets[part]
        }
        let recordCount = Int(offsets[cursors.count])
        // Every element below `recordCount` is written once: the cursors of a part run through its own range, and
        // the second pass meets the same keys as the first.
        let records = unsafe [UInt64](unsafeUninitializedCapacity: recordCount) { buffer, initializedCount in
            forEachRun(of: rows) { source, range, firstNumber in
                unsafe place(source, range, firstNumber, cursors: &cursors, into: buffer)
            }
            initializedCount = recordCount
        }
        return ScatteredChunk(records: records, offsets: offsets)
    }

    /// Calls `body` for each partition that the rows touch, with its rows and the number of the first of them.
    private func forEachRun(of rows: Range<Int>, _ body: (Source, Range<Int>, UInt32) -> Void) {
        guard !rows.isEmpty else { return }
        var (partition, row) = locator.locate(rows.lowerBound)
        var number = rows.lowerBound
        while number < rows.upperBound {
            let count = min(sources[partition].rowCount - row, rows.upperBound - number)
            if count > 0 { body(sources[partition], row..<row + count, UInt32(number)) }
            number += count
            partition += 1
            row = 0
        }
    }

    private func count(_ source: Source, _ range: Range<Int>, into counts: inout [UInt32]) {
        let shift = UInt64(64 - partBits)
        if source.allHaveKeys {
            for row in range { counts[Int(source.hash(row) >> shift)] &+= 1 }
        } else {
            for row in range where source.hasKey(row) { counts[Int(source.hash(row) >> shift)] &+= 1 }
        }
    }

    private func place(
        _ source: Source, _ range: Range<Int>, _ firstNumber: UInt32, cursors: inout [UInt32],
        into records: UnsafeMutableBufferPointer<UInt64>
    ) {
        let shift = UInt64(64 - partBits)
        let asksForKeys = !source.allHaveKeys
        for row in range {
            if asksForKeys && !source.hasKey(row) { continue }
            let hash = source.hash(row)
            let part = Int(hash >> shift)
            let number = firstNumber &+ UInt32(truncatingIfNeeded: row - range.lowerBound)
            let remainder = (hash << UInt64(partBits)) & 0xFFFF_FFFF_0000_0000
            unsafe records[Int(cursors[part])] = remainder | UInt64(number)
            cursors[part] &+= 1
        }
    }

    // MARK: Probe

    /// All (first row of the group, later row) of some parts, rows of a group ascending.
    ///
    /// Records with equal hash bits are taken for equal first; then all pairs are verified in one loop, where many reads
    /// of far keys are under way at a time. In the rare part with a pair of unequal keys the search is repeated, with each
    /// key compared at once.
    private func probe(_ parts: Range<Int>, of chunks: [ScatteredChunk]) -> [UInt64] {
        var pairs: [UInt64] = []
        var table = ProbeTable()
        for part in parts {
            let start = pairs.count
            probe(part, of: chunks, in: &table, into: &pairs, comparing: false)
            if !haveEqualKeys(pairs.span.extracting(start..<pairs.count), in: sources.span) {
                pairs.removeSubrange(start...)
                probe(part, of: chunks, in: &table, into: &pairs, comparing: true)
            }
        }
        return pairs
    }

    private func probe(
        _ part: Int, of chunks: [ScatteredChunk], in table: inout ProbeTable, into pairs: inout [UInt64], comparing: Bool
    ) {
        var recordCount = 0
        for chunk in chunks { recordCount += Int(chunk.offsets[part + 1] - chunk.offsets[part]) }
        table.reset(for: recordCount)
        for chunk in chunks {
            let range = Int(chunk.offsets[part])..<Int(chunk.offsets[part + 1])
            probe(chunk.records.span.extracting(range), in: &table, into: &pairs, comparing: comparing)
        }
    }

    private func probe(
        _ records: Span<UInt64>, in table: inout ProbeTable, into pairs: inout [UInt64], comparing: Bool
    ) {
        let sources = sources.span
        records: for index in records.indices {
            let record = records[index]
            var slot = table.firstSlot(of: record)
            while let known = table.lookUp(record, from: &slot) {
                if !comparing || isEqual(known, UInt32(truncatingIfNeeded: record), in: sources) {
                    pairs.append(UInt64(known) << 32 | record & 0xFFFF_FFFF)
                    continue records
                }
                slot += 1
            }
            table.insert(record, at: slot)
        }
    }

    private func haveEqualKeys(_ pairs: Span<UInt64>, in sources: Span<Source>) -> Bool {
        var differs = false
        for index in pairs.indices {
            let pair = pairs[index]
            let equal = isEqual(UInt32(truncatingIfNeeded: pair >> 32), UInt32(truncatingIfNeeded: pair), in: sources)
            differs = differs || !equal
        }
        return !differs
    }

    private func isEqual(_ a: UInt32, _ b: UInt32, in sources: Span<Source>) -> Bool {
        let a = locator.locate(Int(a))
        let b = locator.locate(Int(b))
        return sources[a.partition].isEqual(a.row, to: sources[b.partition], b.row)
    }
}

/// Distinct records of one part: open addressing over the upper bits of the record.
///
/// Safe to use: it owns `slots`, whose length is `mask + 1`, a power of two, and every index is masked.
@safe struct ProbeTable: ~Copyable {
    /// No record: row numbers are smaller than 2^32 − 1.
    private static var free: UInt64 { .max }

    private var slots: UnsafeMutablePointer<UInt64>
    private var mask = 15
    private var shift: UInt64 = 60
    private var used = 0

    init() {
        unsafe slots = .allocate(capacity: 16)
        unsafe slots.initialize(repeating: ProbeTable.free, count: 16)
    }

    deinit { unsafe slots.deallocate() }

    /// Empties the table. It starts with room for at most 32,768 distinct records and grows with them, so that a part
    /// of one key repeated stays small.
    mutating func reset(for recordCount: Int) {
        var bits = 4
        while bits < 16, 1 << bits < recordCount * 2 { bits += 1 }
        resize(bits)
    }

    @inline(__always) func firstSlot(of record: UInt64) -> Int { Int(truncatingIfNeeded: record >> shift) }

    /// The row of the next known record with the same 32 bits, and its slot; nil at the first free slot.
    @inline(__always) func lookUp(_ record: UInt64, from slot: inout Int) -> UInt32? {
        slot &= mask
        while true {
            let known = unsafe slots[slot]
            if known == ProbeTable.free { return nil }
            if (known ^ record) >> 32 == 0 { return UInt32(truncatingIfNeeded: known) }
            slot = (slot &+ 1) & mask
        }
    }

    /// Puts a new record into the free slot that `lookUp` ended at.
    @inline(__always) mutating func insert(_ record: UInt64, at slot: Int) {
        unsafe slots[slot & mask] = record
        used &+= 1
        if used &* 2 > mask { grow() }
    }

    private mutating func resize(_ bits: Int) {
        if mask + 1 != 1 << bits {
            unsafe slots.deallocate()
            unsafe slots = .allocate(capacity: 1 << bits)
            mask = 1 << bits - 1
            shift = UInt64(64 - bits)
        }
        unsafe slots.initialize(repeating: ProbeTable.free, count: mask + 1)
        used = 0
    }

    private mutating func grow() {
        let old = unsafe Array(UnsafeBufferPointer(start: slots, count: mask + 1))
        resize((mask + 1).trailingZeroBitCount + 1)
        for record in old where record != ProbeTable.free {
            var slot = firstSlot(of: record)
            while unsafe slots[slot] != ProbeTable.free { slot = (slot + 1) & mask }
            unsafe slots[slot] = record
            used += 1
        }
    }
}

extension DuplicateGroups {
    /// From lists of (first row, later row). All pairs of a group stand in one list, later rows ascending.
    init(pairs lists: [[UInt64]]) {
        // The later rows ascend already, so a stable sort by the first row is enough.
        var pairs: [UInt64] = []
        pairs.reserveCapacity(lists.reduce(0) { $0 + $1.count })
        for list in lists { pairs.append(contentsOf: list) }
        pairs = RadixSort.sorted(pairs, fromBit: 32)
        var offsets: [Int] = []
        var rows: [UInt32] = []
        rows.reserveCapacity(pairs.count + pairs.count / 2)
        var last: UInt64 = .max
        for pair in pairs {
            if pair >> 32 != last {
                last = pair >> 32
                offsets.append(rows.count)
                rows.append(UInt32(truncatingIfNeeded: last))
            }
            rows.append(UInt32(truncatingIfNeeded: pair))
        }
        offsets.append(rows.count)
        self.init(offsets: offsets, rows: rows)
    }
}
