/// A table cut into partitions that can be read in any order and in parallel.
///
/// A partition is a row group of a stored file or a batch in memory; `read` gives only the columns that are named, in
/// that order, so that a scan costs what it looks at.
public protocol BatchSource: Sendable {
    var schema: Schema { get }
    var partitionCount: Int { get }

    /// Rows of a partition, known without reading it.
    func rowCount(partition: Int) -> Int

    /// - Throws: `ColumnarError` when the partition cannot be read or a column does not exist.
    func read(partition: Int, columns: [String]) throws(ColumnarError) -> RecordBatch

    /// What is known of a column of a partition without reading it; nil when nothing is.
    func summary(partition: Int, column: String) -> PartitionColumnSummary?

    /// Which rows of a column hold a value; nil when all do. As `read`, but a file need not make the values.
    func validity(partition: Int, column: String) throws(ColumnarError) -> Bitmap?

    /// The texts of some rows, ascending, of a column of text. As `read`, but a file need not make the others.
    func texts(partition: Int, column: String, rows: [Int32]) throws(ColumnarError) -> StringColumn
}

extension BatchSource {
    public func validity(partition: Int, column: String) throws(ColumnarError) -> Bitmap? {
        try read(partition: partition, columns: [column]).columns[0].validity
    }

    public func texts(partition: Int, column: String, rows: [Int32]) throws(ColumnarError) -> StringColumn {
        let column = try read(partition: partition, columns: [column]).columns[0]
        return StringColumn(rows.map { column.text(Int($0)) })
    }

    public func summary(partition: Int, column: String) -> PartitionColumnSummary? { nil }
}

/// What a stored partition says of one of its columns.
public struct PartitionColumnSummary: Sendable, Equatable {
    public let nullCount: Int?
    /// The value of every row that is not null, where they are all the same.
    public let constant: ColumnBound?
    /// **Units**: bytes before compression.
    public let byteCount: Int

    public init(nullCount: Int?, constant: ColumnBound?, byteCount: Int) {
        self.nullCount = nullCount
        self.constant = constant
        self.byteCount = byteCount
    }
}

/// Batches in memory as a table, for a single school's files and for tests.
public struct MemoryTable: BatchSource {
    public let schema: Schema
    public let batches: [RecordBatch]

    public init(schema: Schema, batches: [RecordBatch]) {
        precondition(batches.allSatisfy { $0.schema == schema }, "a batch of another schema")
        self.schema = schema
        self.batches = batches
    }

    public var partitionCount: Int { batches.count }
    public func rowCount(partition: Int) -> Int { batches[partition].rowCount }

    public func read(partition: Int, columns: [String]) throws(ColumnarError) -> RecordBatch {
        try batches[partition].selecting(columns)
    }
}

extension RecordBatch {
    /// The named columns in the given order.
    public func selecting(_ names: [String]) throws(ColumnarError) -> RecordBatch {
        var fields: [Field] = []
        var selected: [Column] = []
        for name in names {
            guard let index = schema.index(of: name) else {
                throw ColumnarError(.damaged, "expected a column \(name), found none")
            }
            fields.append(schema.fields[index])
            selected.append(columns[index])
        }
        return RecordBatch(schema: Schema(fields), columns: selected, rowCount: rowCount)
    }
}
