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

/// Finds rows with equal keys among any number of rows.
///
/// The rows are cut into chunks that fit the cache. Each chunk is scattered by the first bits of a multiplicative hash
/// into up to 4,096 parts, as 8-byte records:
///
///     63        32 31         0
///     next 32 bits   row number
///      of the hash
///
/// Then each part, gathered from all chunks, goes through a table with open addressing; equal 32 bits are verified by
/// re-reading the keys. Chunks and parts are independent, so both steps run in parallel, and no memory is written by two
/// threads. The work is linear whatever the keys: a table slot holds one distinct key, never a chain of equal ones.
///
/// Because a chunk and its records stay in the cache, the scatter needs no write-combining buffers.
public enum DuplicateKeys {
    /// Groups of equal 64-bit keys.
    ///
    /// - Parameters:
    ///   - partitions: the key column of each partition; nulls are in no group.
    ///   - mask: bits of the key that count.
    ///   - sentinel: a masked key that is in no group.
    ///   - threads: how many threads; the result does not depend on it.
    /// - Precondition: fewer than 2^32 − 1 rows.
    /// - Complexity: O(rows) time; 8 bytes per row, and 8 per row in a group.
    public static func groups(
        in partitions: [PrimitiveColumn<Int64>], mask: Int64 = -1, sentinel: Int64? = nil, threads: Int? = nil
    ) -> DuplicateGroups {
        let sources = partitions.map { NarrowKeys(column: $0, mask: mask, sentinel: sentinel) }
        return DuplicateFinder(sources, threads: threads ?? Parallel.processorCount).groups()
    }

    /// Groups of equal 128-bit keys, as `WideKeys(hashing:)` makes of several columns.
    ///
    /// The key of a tuple is a hash: rows of a group are equal but for a chance of about 2^-128 per pair. A caller whose answer
    /// must be exact compares the values of a group's rows.
    public static func candidateGroups(in partitions: [WideKeys], threads: Int? = nil) -> DuplicateGroups {
        DuplicateFinder(partitions, threads: threads ?? Parallel.processorCount).groups()
    }
}

/// One 128-bit key per row, in two halves; rows without a bit in `validity` have none.
public struct WideKeys: Sendable, Equatable {
    public let low: [UInt64]
    public let high: [UInt64]
    public let validity: Bitmap?

    public init(low: [UInt64], high: [UInt64], validity: Bitmap? = nil) {
        precondition(low.count == high.count, "halves of different length")
        precondition(validity == nil || validity!.count == low.count, "validity of another length")
        self.low = low
        self.high = high
        self.validity = validity
    }
}

/// What the finder asks of the keys of one partition.
protocol DuplicateKeySource: Sendable {
    var rowCount: Int { get }
    /// False where a row is in no group.
    func hasKey(_ row: Int) -> Bool
    /// Whether every row has a key, so that `hasKey` need not be asked.
    var allHaveKeys: Bool { get }
    /// Well spread in the upper 44 bits.
    func hash(_ row: Int) -> UInt64
    func isEqual(_ row: Int, to other: Self, _ otherRow: Int) -> Bool
}

struct NarrowKeys: DuplicateKeySource {
    let column: PrimitiveColumn<Int64>
    let mask: Int64
    let sentinel: Int64?

    var rowCount: Int { column.count }
    var allHaveKeys: Bool { column.validity == nil && sentinel == nil }
    func hasKey(_ row: Int) -> Bool { column.isValid(row) && (column.values[row] & mask) != sentinel }

    func hash(_ row: Int) -> UInt64 {
        let key = UInt64(bitPattern: column.values[row] & mask)
        return (key ^ (key >> 32)) &* 0x9E37_79B9_7F4A_7C15
    }

    func isEqual(_ row: Int, to other: NarrowKeys, _ otherRow: Int) -> Bool {
        (column.values[row] ^ other.column.values[otherRow]) & mask == 0
    }
}

extension WideKeys: DuplicateKeySource {
    var rowCount: Int { low.count }
    var allHaveKeys: Bool { validity == nil }
    func hasKey(_ row: Int) -> Bool { validity?[row] ?? true }
    func hash(_ row: Int) -> UInt64 { (low[row] ^ (low[row] >> 32)) &* 0x9E37_79B9_7F4A_7C15 }
    func isEqual(_ row: Int, to other: WideKeys, _ otherRow: Int) -> Bool {
        low[row] == other.low[otherRow] && high[row] == other.high[otherRow]
    }
}
