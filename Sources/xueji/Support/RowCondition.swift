import Columnar
import Query
import Records
import Reports
import Store

/// `--where`: the rows of a table for which a condition of SQL is true.
///
/// Judged once for the whole table before anything is written, so that a row that makes the condition fail leaves nothing behind.
struct RowCondition: Sendable {
    /// One a partition.
    private let rows: [Bitmap]
    let text: String

    /// - Errors: usage with the place in `text` when the condition is wrong, storage when the table cannot be read.
    init(_ text: String, over source: StoreTable, of table: RegistryTable, common: CommonOptions) throws {
        self.text = text
        rows = try QueryFailure.described(text, common.language) { () throws(QueryError) in
            let predicate = try Predicate(parsing: text, schema: table.schema, table: table)
            return try Parallel.map(source.partitionCount, threads: common.threadCount) { partition throws(QueryError) in
                try predicate.evaluate(Self.batch(of: source, partition, predicate.columns))
            }
        }
    }

    private static func batch(
        of source: StoreTable, _ partition: Int, _ columns: [String]
    ) throws(QueryError) -> RecordBatch {
        // A condition without columns, such as 1 = 1, is asked about rows without any.
        if columns.isEmpty { return RecordBatch(schema: Schema([]), columns: [], rowCount: source.rowCount(partition: partition)) }
        do { return try source.read(partition: partition, columns: columns) } catch { throw QueryError(error) }
    }

    var rowCount: Int { rows.reduce(0) { $0 + $1.setCount } }

    var selection: StatisticsOptions.Selection {
        { [rows] (partition) throws(ColumnarError) in rows[partition] }
    }
}

extension CommonOptions {
    /// The rows that a command is about; nil: all.
    func condition(_ text: String?, over source: StoreTable, of table: RegistryTable) throws -> RowCondition? {
        try text.map { try RowCondition($0, over: source, of: table, common: self) }
    }
}
