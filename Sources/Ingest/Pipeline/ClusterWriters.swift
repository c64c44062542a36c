import Columnar
import Records
import Store

/// Rows that wait for their row group, and the data files that are being written: one file, or more, for each table and cluster.
///
/// What goes into which row group follows from the order in which rows come and from the memory that they may take, never from
/// timing. Drop folders and large files come county by county as a rule, so a cluster that gets no more rows for a while is
/// taken to be complete and its rows are written; the first one that does get more shows that this drop is in another order.
struct ClusterWriters {
    /// A row group is closed when it has so many rows.
    static let rowGroupRowCount = 32768
    /// More open files than this are not needed; the system allows about 1,000.
    private static let openFileCount = 400

    private struct Key: Hashable, Comparable {
        var table: String
        var cluster: String

        static func < (a: Key, b: Key) -> Bool { (a.table, a.cluster) < (b.table, b.cluster) }
    }

    /// Rows of other clusters after which a cluster is taken to be complete.
    private static let idleRowCount = 16384
    /// Fewer rows than this take little memory and wait for the end.
    private static let idleGroupRowCount = 256

    private struct Pending {
        /// How many rows all clusters had got when this one got its last.
        var lastRow = 0
        var slices: [BatchSlice] = []
        var rowCount = 0
        var byteCount = 0

        mutating func add(_ rows: BatchSlice, byteCount: Int, lastRow: Int) {
            if slices.isEmpty || !slices[slices.count - 1].extend(by: rows) { slices.append(rows) }
            rowCount += rows.rowCount
            self.byteCount += byteCount
            self.lastRow = lastRow
        }
    }

    private struct Group: Sendable {
        var key: Key
        var table: RegistryTable
        var slices: [BatchSlice]
    }

    /// Clear bounds only of columns without personal data: the others are in no order that would let a reader skip pages.
    private static let parquet = ParquetOptions(statisticsColumns: TableDefinition.statisticsColumns)

    private let transaction: StoreTransaction
    private let threads: Int
    private let pendingByteCount: Int
    private var pending: [Key: Pending] = [:]
    private var heldByteCount = 0
    private var appendedRowCount = 0
    /// When clusters are looked at for idle ones again.
    private var nextLook = ClusterWriters.idleRowCount
    /// Clusters that were taken to be complete; nil once one of them was not.
    private var completed: Set<Key>? = []
    private var full: [Group] = []
    private var files: [Key: OpenDataFile] = [:]
    private(set) var rowCounts: [RegistryTable: Int] = [:]

    /// - Parameter pendingByteCount: what rows may take in memory that wait for their row group.
    init(_ transaction: StoreTransaction, threads: Int, pendingByteCount: Int) {
        self.transaction = transaction
        self.threads = threads
        self.pendingByteCount = pendingByteCount
    }

    mutating func append(_ rows: RecordBatch, to table: RegistryTable, cluster: String) {
        append(BatchSlice(rows), to: table, cluster: cluster)
    }

    mutating func append(_ rows: BatchSlice, to table: RegistryTable, cluster: String) {
        guard rows.rowCount > 0 else { return }
        let key = Key(table: table.storeName, cluster: cluster)
        let byteCount = rows.byteCount
        rowCounts[table, default: 0] += rows.rowCount
        heldByteCount += byteCount
        appendedRowCount += rows.rowCount
        pending[key, default: Pending()].add(rows, byteCount: byteCount, lastRow: appendedRowCount)
        if let count = pending[key]?.rowCount, count >= Self.rowGroupRowCount { close(key, table) }
        closeIdle(besides: key)
        if heldByteCount > pendingByteCount { relieve() }
    }

    private mutating func close(_ key: Key, _ table: RegistryTable) {
        guard let group = pending.removeValue(forKey: key) else { return }
        heldByteCount -= group.byteCount
        full.append(Group(key: key, table: table, slices: group.slices))
    }

    /// Closes the groups of clusters that seem to be complete.
    private mutating func closeIdle(besides current: Key) {
        if completed?.contains(current) == true { completed = nil }
        guard completed != nil, appendedRowCount >= nextLook else { return }
        nextLook = appendedRowCount + Self.idleRowCount / 8
        for key in pending.keys.sorted() {
            guard let group = pending[key], group.rowCount >= Self.idleGroupRowCount,
                appendedRowCount - group.lastRow >= Self.idleRowCount, let table = RegistryTable(storeName: key.table)
            else { continue }
            completed?.insert(key)
            close(key, table)
        }
    }

    /// Closes the largest groups until three quarters of the memory are free of waiting rows.
    private mutating func relieve() {
        let bySize = pending.sorted { ($1.value.byteCount, $0.key) < ($0.value.byteCount, $1.key) }
        for (key, _) in bySize {
            guard heldByteCount > pendingByteCount / 4, let table = RegistryTable(storeName: key.table) else { return }
            close(key, table)
        }
    }

    /// Encodes the closed row groups in parallel and appends them to their files in order.
    mutating func write() throws {
        while !full.isEmpty {
            // A few groups at a time, so that their encoded bytes stay few.
            let some = Array(full.prefix(2 * threads))
            full.removeFirst(some.count)
            let encoded = try Parallel.map(some.count, threads: threads) { index throws(ColumnarError) in
                let (group, slices) = (some[index], some[index].slices)
                return try ParquetEncoder.encode(
                    slices.map(\.rows), pieces: slices.map(\.pieces), schema: group.table.schema, options: Self.parquet)
            }
            for (group, bytes) in zip(some, encoded) { try file(for: group).append(bytes) }
        }
    }

    private mutating func file(for group: Group) throws -> OpenDataFile {
        if let file = files[group.key] { return file }
        if files.count >= Self.openFileCount, let first = files.keys.min(), let file = files.removeValue(forKey: first) {
            try file.finish(transaction)
        }
        let file = try OpenDataFile(group.table, cluster: group.key.cluster, transaction)
        files[group.key] = file
        return file
    }

    /// Writes what is left and hands all files to the transaction.
    mutating func finish() throws {
        for key in pending.keys.sorted() {
            guard let table = RegistryTable(storeName: key.table) else { continue }
            close(key, table)
        }
        try write()
        for key in files.keys.sorted() { try files[key]?.finish(transaction) }
        files = [:]
    }
}

/// A data file that is being written.
private final class OpenDataFile {
    private let table: RegistryTable
    private let cluster: String
    private let path: String
    private var writer: ParquetWriter?

    init(_ table: RegistryTable, cluster: String, _ transaction: StoreTransaction) throws {
        self.table = table
        self.cluster = cluster
        path = transaction.newFilePath(table, prefix: cluster)
        writer = try ParquetWriter(path: path, schema: table.schema)
    }

    func append(_ group: EncodedRowGroup) throws { try writer?.append(group) }

    func finish(_ transaction: StoreTransaction) throws {
        guard let writer = writer.take() else { return }
        let summary = try writer.finish()
        try transaction.add(
            table, partFile: path, cluster: cluster, rowCount: summary.rowCount, statistics: Self.statistics(summary))
    }

    /// The bounds that may stand in the log: addresses and keys, no personal data.
    private static func statistics(_ summary: ParquetFileSummary) -> FileStatistics {
        var columns: [String: FileStatistics.Column] = [:]
        for column in summary.columns where TableDefinition.statisticsColumns.contains(column.name) {
            columns[column.name] = FileStatistics.Column(
                minimum: column.minimum.flatMap(value), maximum: column.maximum.flatMap(value), nullCount: column.nullCount)
        }
        return FileStatistics(columns)
    }

    private static func value(_ bound: ColumnBound) -> FileStatistics.Value? {
        switch bound {
        case .integer(let value): .integer(value)
        case .date(let value): .integer(Int64(value))
        case .text(let bytes): .text(String(decoding: bytes, as: UTF8.self))
        case .bool: nil
        }
    }
}
