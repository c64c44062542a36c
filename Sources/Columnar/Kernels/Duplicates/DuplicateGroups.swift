/// Groups of rows with equal keys, each of two rows or more.
///
/// **Shape**: group `g` has `rows[offsets[g]..<offsets[g + 1]]`. Rows are numbered through all partitions (`RowLocator`)
/// and ascend inside a group; groups are ordered by their first row.
public struct DuplicateGroups: Sendable, Equatable {
    public let offsets: [Int]
    public let rows: [UInt32]

    public var count: Int { offsets.count - 1 }
    public func rows(of group: Int) -> ArraySlice<UInt32> { rows[offsets[group]..<offsets[group + 1]] }
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
