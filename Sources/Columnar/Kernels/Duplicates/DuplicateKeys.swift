/// Finds rows with equal keys among any number of rows.
///
/// The rows are cut into chunks that fit the cache. Each chunk is scattered by the first bits of a multiplicative hash
/// into up to 4,096 parts, as 8-byte records of further bits of the hash and the row number (`KeyRecordFormat`). Then each
/// part, gathered from all chunks, goes through a table with open addressing. Where the keys are so short that part and
/// record hold all their bits, equal records are equal keys; else they are verified by re-reading the keys. Chunks and
/// parts are independent, so both steps run in parallel, and no memory is written by two threads. The work is linear
/// whatever the keys: a table slot holds one distinct key, never a chain of equal ones.
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
        let threads = threads ?? Parallel.processorCount
        let used = Parallel.map(partitions.count, threads: threads) { partition in
            NarrowKeys.usedBits(of: partitions[partition], mask: mask, sentinel: sentinel)
        }
        let hash = KeyHash(largest: used.reduce(0, |))
        let sources = partitions.map { NarrowKeys(column: $0, mask: mask, sentinel: sentinel, keyHash: hash) }
        return DuplicateFinder(sources, keyBits: hash.bits, threads: threads).groups()
    }

    /// Groups of equal 128-bit keys, as `WideKeys(hashing:)` makes of several columns.
    ///
    /// The key of a tuple is a hash: rows of a group are equal but for a chance of about 2^-128 per pair. A caller whose answer
    /// must be exact compares the values of a group's rows.
    public static func candidateGroups(in partitions: [WideKeys], threads: Int? = nil) -> DuplicateGroups {
        DuplicateFinder(partitions, keyBits: nil, threads: threads ?? Parallel.processorCount).groups()
    }

    /// Groups of equal keys of an int64 column of a file; nulls are in no group. Row numbers go through all row groups.
    ///
    /// Where the footer's bounds say that the keys are short, they are scattered page by page as they are read, and only the
    /// records are held: 8 bytes a row in all.
    ///
    /// - Errors: as `ParquetFile.read`; `unsupported` when the column holds no 64-bit integers, `limit` when there are
    ///   2^32 − 1 rows or more.
    public static func groups(
        in file: ParquetFile, column: String, threads: Int? = nil
    ) throws(ColumnarError) -> DuplicateGroups {
        guard file.rowCount < Int(UInt32.max) else {
            throw ColumnarError(.limit, "expected fewer than 2^32 - 1 rows, found \(file.rowCount)", location: file.path)
        }
        let threads = threads ?? Parallel.processorCount
        if let groups = try FileKeys(file, column: column)?.groups(threads: threads) { return groups }
        let columns = try Parallel.map(file.partitionCount, threads: threads) { (partition) throws(ColumnarError) in
            try FileKeys.keys(of: file, column, partition)
        }
        return Self.groups(in: columns, threads: threads)
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
