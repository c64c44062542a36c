import Columnar
import Records

/// Writes one file of a table, row group by row group, and adds it to the transaction.
///
/// Row groups are encoded elsewhere, in parallel (`ParquetEncoder.encode`); this only appends their bytes. A writer that is
/// dropped before `finish` leaves nothing.
public struct TableFileWriter: ~Copyable {
    private let transaction: StoreTransaction
    private let table: RegistryTable
    private let cluster: String
    private let path: String
    private let options: ParquetOptions
    private var writer: ParquetWriter
    public private(set) var rowCount = 0

    /// - Parameter cluster: begins the file's name; ASCII letters, digits, `_` and `-`. The county for pupils.
    public init(
        _ transaction: StoreTransaction, _ table: RegistryTable, cluster: String,
        options: ParquetOptions = ParquetOptions()
    ) throws(StoreError) {
        self.transaction = transaction
        self.table = table
        self.cluster = cluster
        self.options = options
        path = transaction.newFilePath(table, prefix: cluster)
        do {
            writer = try ParquetWriter(path: path, schema: table.schema, options: options)
        } catch {
            throw StoreError(error)
        }
    }

    /// Appends a row group; its schema is the table's.
    public mutating func append(_ group: EncodedRowGroup) throws(StoreError) {
        do {
            try writer.append(group)
        } catch {
            throw StoreError(error)
        }
        rowCount += group.rowCount
    }

    /// Encodes batches as one row group and appends it.
    public mutating func append(_ batches: [RecordBatch]) throws(StoreError) {
        let group: EncodedRowGroup
        do {
            group = try ParquetEncoder.encode(batches, schema: table.schema, options: options)
        } catch {
            throw StoreError(error)
        }
        try append(group)
    }

    /// Closes the file and adds it to the transaction under its final name; nil when it has no rows.
    public consuming func finish() throws(StoreError) -> DataFile? {
        guard rowCount > 0 else { return nil }
        let (transaction, table, cluster, path) = (transaction, table, cluster, path)
        let summary: ParquetFileSummary
        do {
            summary = try writer.finish()
        } catch {
            throw StoreError(error)
        }
        return try transaction.add(
            table, partFile: path, cluster: cluster, rowCount: summary.rowCount,
            statistics: FileStatistics(summary.columns))
    }
}

extension FileStatistics {
    /// The columns without personal data; texts too long for the log are left out.
    init(_ columns: [ColumnSummary]) {
        let known = columns.filter { TableDefinition.statisticsColumns.contains($0.name) }
        self.init(
            Dictionary(
                uniqueKeysWithValues: known.map { column in
                    let minimum = column.minimum.flatMap(Value.init)
                    let maximum = column.maximum.flatMap(Value.init)
                    let isBounded = minimum != nil && maximum != nil
                    return (
                        column.name,
                        Column(
                            minimum: isBounded ? minimum : nil, maximum: isBounded ? maximum : nil,
                            nullCount: column.nullCount)
                    )
                }))
    }
}

extension FileStatistics.Value {
    private static let maximumByteCount = 256

    init?(_ bound: ColumnBound) {
        switch bound {
        case .integer(let value): self = .integer(value)
        case .text(let bytes) where bytes.count <= FileStatistics.Value.maximumByteCount:
            guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
            self = .text(text)
        default: return nil
        }
    }
}
