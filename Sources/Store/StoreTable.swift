import Columnar
import Records
import Synchronization

/// The rows of a table: one partition for each row group, ordered by file path, then position in the file.
///
/// The files stay open as long as the table is in use, so a later commit does not disturb the reading.
public struct StoreTable: BatchSource {
    private struct Partition: Sendable {
        let file: Int
        let rowGroup: Int
        let rowCount: Int
    }

    public let schema: Schema
    /// The files that are read, in the order of the partitions.
    public let files: [DataFile]
    private let handles: [ParquetFile]
    private let partitions: [Partition]
    /// Partitions of each file, in the order of `files`.
    private let ranges: [Range<Int>]

    /// - Throws: `.damaged` when a file is missing or is not as the log says.
    init(_ snapshot: TableSnapshot, files: [DataFile], folder: String, cache: FileCache) throws(StoreError) {
        schema = snapshot.schema
        self.files = files
        var handles: [ParquetFile] = []
        var partitions: [Partition] = []
        var ranges: [Range<Int>] = []
        for (index, file) in files.enumerated() {
            let handle = try cache.open(folder + "/" + file.path, snapshot.schema)
            try StoreTable.check(handle, file, snapshot.schema, folder)
            let start = partitions.count
            for (position, group) in handle.rowGroups.enumerated() {
                partitions.append(Partition(file: index, rowGroup: position, rowCount: group.rowCount))
            }
            handles.append(handle)
            ranges.append(start..<partitions.count)
        }
        self.handles = handles
        self.partitions = partitions
        self.ranges = ranges
    }

    public var partitionCount: Int { partitions.count }
    public var rowCount: Int { files.reduce(0) { $0 + $1.rowCount } }

    public func rowCount(partition: Int) -> Int { partitions[partition].rowCount }

    public func read(partition: Int, columns: [String]) throws(ColumnarError) -> RecordBatch {
        let place = partitions[partition]
        return try handles[place.file].read(rowGroup: place.rowGroup, columns: columns)
    }

    public func validity(partition: Int, column: String) throws(ColumnarError) -> Bitmap? {
        let place = partitions[partition]
        return try handles[place.file].validity(partition: place.rowGroup, column: column)
    }

    public func texts(partition: Int, column: String, rows: [Int32]) throws(ColumnarError) -> StringColumn {
        let place = partitions[partition]
        return try handles[place.file].texts(partition: place.rowGroup, column: column, rows: rows)
    }

    /// What the footer says of a partition, for leaving it out unread.
    package func metadata(partition: Int) -> RowGroupMetadata {
        let place = partitions[partition]
        return handles[place.file].rowGroups[place.rowGroup]
    }

    /// The different texts of a column of a partition, without its rows; nil when they are not kept apart.
    package func dictionary(partition: Int, column: String) throws(ColumnarError) -> StringColumn? {
        let place = partitions[partition]
        return try handles[place.file].dictionary(rowGroup: place.rowGroup, column: column)
    }

    public func summary(partition: Int, column: String) -> PartitionColumnSummary? {
        let place = partitions[partition]
        return handles[place.file].summary(partition: place.rowGroup, column: column)
    }

    /// The county whose pupils a partition holds; nil in tables that are not clustered.
    public func cluster(partition: Int) -> String? { files[partitions[partition].file].cluster }

    /// The partitions of `files[file]`.
    public func partitions(file: Int) -> Range<Int> { ranges[file] }

    private static func check(
        _ handle: ParquetFile, _ file: DataFile, _ schema: Schema, _ folder: String
    ) throws(StoreError) {
        let location = folder + "/" + file.path
        guard handle.schema == schema else {
            throw StoreError(
                .damaged, "expected the columns of the table, found others; restore the file from a copy",
                location: location)
        }
        guard handle.rowCount == file.rowCount else {
            throw StoreError(
                .damaged,
                "expected \(file.rowCount) rows, found \(handle.rowCount); restore the file from a copy",
                location: location)
        }
    }
}

/// Footers that were read already.
final class FileCache: Sendable {
    private let handles = Mutex<[String: ParquetFile]>([:])

    /// - Parameter schema: the columns that the file should have.
    func open(_ path: String, _ schema: Schema) throws(StoreError) -> ParquetFile {
        if let known = handles.withLock({ $0[path] }) { return known }
        guard FileSystem.kind(path) == .file else {
            throw StoreError(
                .damaged, "expected a data file that the log lists, found none; restore it from a copy", location: path)
        }
        do {
            let handle = try ParquetFile(path: path, known: schema)
            handles.withLock { $0[path] = handle }
            return handle
        } catch {
            throw StoreError(error)
        }
    }

    /// Closes files that are no longer part of a table, as soon as nobody reads them.
    func keep(_ paths: Set<String>) { handles.withLock { $0 = $0.filter { paths.contains($0.key) } } }
}

extension RegistryStore {
    /// The rows of a table in the state that this store shows.
    ///
    /// - Parameter files: only these files of the table, in this order; nil means all.
    /// - Throws: `.damaged` when a file is missing or is not as the log says.
    public func table(_ table: RegistryTable, files: [DataFile]? = nil) throws(StoreError) -> StoreTable {
        let snapshot = snapshot(of: table)
        FileSystem.raiseOpenFileLimit()
        return try StoreTable(
            snapshot, files: files ?? snapshot.files, folder: layout.table(snapshot.name), cache: fileCache)
    }
}

extension StoreError {
    /// A file of columns could not be read or written.
    public init(_ error: ColumnarError) {
        let code: Code =
            switch error.code {
            case .damaged, .limit: .damaged
            case .unsupported: .unsupported
            case .io: .io
            case .diskFull: .diskFull
            }
        self.init(code, error.message, location: error.location)
    }
}
