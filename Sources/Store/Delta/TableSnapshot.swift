import Columnar

/// A table as one version of its log describes it.
public struct TableSnapshot: Sendable, Equatable {
    /// Folder of the table in the store.
    public let name: String
    /// Number of the last log entry; -1 before the first.
    public let version: Int64
    public let schema: Schema
    /// The files whose rows are the table, in the byte order of their paths.
    public let files: [DataFile]
    /// The last version noted for each application, here one for each input file.
    public let transactions: [String: Int64]
    /// Files of earlier versions and when they were taken out (milliseconds since 1970-01-01).
    let removedFiles: [String: Int64]

    public var rowCount: Int { files.reduce(0) { $0 + $1.rowCount } }
    public var byteCount: Int64 { files.reduce(0) { $0 + $1.byteCount } }

    /// The files that may hold a row with this value, by their statistics.
    public func files(where column: String, mayBe value: FileStatistics.Value) -> [DataFile] {
        files.filter { $0.statistics.mayContain(value, in: column) }
    }
}

/// Applies log entries one after the other.
struct TableReplay {
    private let name: String
    private var version: Int64 = -1
    private var schema: Schema
    private var files: [String: DataFile] = [:]
    private var transactions: [String: Int64] = [:]
    private var removedFiles: [String: Int64] = [:]
    private var hasMetadata = false

    /// - Parameter schema: the columns while the table has no log.
    init(name: String, schema: Schema) {
        self.name = name
        self.schema = schema
    }

    init(_ snapshot: TableSnapshot) {
        name = snapshot.name
        version = snapshot.version
        schema = snapshot.schema
        files = Dictionary(uniqueKeysWithValues: snapshot.files.map { ($0.path, $0) })
        transactions = snapshot.transactions
        removedFiles = snapshot.removedFiles
        hasMetadata = snapshot.version >= 0
    }

    /// - Throws: `.unsupported` for a feature that is not read here, `.damaged` for a contradiction.
    mutating func apply(_ actions: [DeltaAction], version: Int64, path: String) throws(StoreError) {
        precondition(version == self.version + 1, "log entries out of order")
        for action in actions {
            if let needed = action.protocol { try check(needed, path) }
            if let metadata = action.metaData { try apply(metadata, path) }
            if let remove = action.remove {
                let file = try decode(remove.path, path)
                files[file] = nil
                removedFiles[file] = remove.deletionTimestamp ?? 0
            }
            if let add = action.add { try apply(add, path) }
            if let transaction = action.txn { transactions[transaction.appId] = transaction.version }
        }
        guard hasMetadata else {
            throw StoreError(.damaged, "expected metaData in the first entry, found none", location: path)
        }
        self.version = version
    }

    func finish() -> TableSnapshot {
        TableSnapshot(
            name: name, version: version, schema: schema,
            files: files.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) },
            transactions: transactions, removedFiles: removedFiles)
    }

    private func check(_ needed: DeltaAction.ProtocolVersion, _ path: String) throws(StoreError) {
        guard needed.minReaderVersion <= DeltaLog.readerVersion, needed.minWriterVersion <= DeltaLog.writerVersion else {
            throw StoreError(
                .unsupported,
                "expected Delta protocol 1/2, found \(needed.minReaderVersion)/\(needed.minWriterVersion): another "
                    + "program upgraded the table; restore the store from a copy", location: path)
        }
    }

    private mutating func apply(_ metadata: DeltaAction.Metadata, _ path: String) throws(StoreError) {
        guard metadata.partitionColumns.isEmpty else {
            throw StoreError(.unsupported, "expected an unpartitioned table, found a partitioned one", location: path)
        }
        guard metadata.format.provider == "parquet" else {
            throw StoreError(.unsupported, "expected Parquet files, found another format", location: path)
        }
        guard let schema = DeltaSchema.decode(metadata.schemaString) else {
            throw StoreError(.unsupported, "the table has a column of a type that is not read here", location: path)
        }
        self.schema = schema
        hasMetadata = true
    }

    private mutating func apply(_ add: DeltaAction.Add, _ path: String) throws(StoreError) {
        let file = try decode(add.path, path)
        guard let (rowCount, statistics) = add.stats.flatMap(FileStatistics.read), rowCount >= 0, add.size >= 0 else {
            throw StoreError(.unsupported, "expected numRecords in the stats of each file, found none", location: path)
        }
        removedFiles[file] = nil
        files[file] = DataFile(
            path: file, byteCount: add.size, rowCount: rowCount, modificationTime: add.modificationTime,
            notes: (add.tags ?? [:]).compactMapValues { $0 }, statistics: statistics)
    }

    private func decode(_ text: String, _ path: String) throws(StoreError) -> String {
        guard let file = DeltaPath.decode(text) else {
            throw StoreError(.damaged, "expected a path inside the table's folder, found another", location: path)
        }
        return file
    }
}
