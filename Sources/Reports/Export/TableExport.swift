import Columnar
import Records
import Store

/// The rows of a table on their way into a file, in the store's order.
package struct TableExport: Sendable {
    /// Where the converted batches go.
    package protocol Target: ~Copyable, SendableMetatype {
        associatedtype Piece: Sendable
        /// Called from several threads at a time.
        static func encode(_ batch: RecordBatch, _ export: TableExport) throws -> Piece
        mutating func append(_ piece: Piece) throws
    }

    package let table: RegistryTable
    package let columns: [ExportColumn]
    package let schema: Schema
    private let source: StoreTable
    private let selection: StatisticsOptions.Selection?
    private let threads: Int

    /// Columns that lead from a row back to the file and so to the pupil: without names and numbers they stay out.
    private static let originColumns: Set<String> = ["file", "sheet", "row"]

    /// - Parameters:
    ///   - names: the columns in their order; nil: all, but for a pseudonymised export not where a row comes from.
    ///   - selection: the rows of a partition; nil: all.
    package init(
        _ source: StoreTable, of table: RegistryTable, columns names: [String]?, treatment: ExportTreatment,
        selection: StatisticsOptions.Selection?, threads: Int
    ) {
        self.table = table
        self.source = source
        self.selection = selection
        self.threads = threads
        var isPseudonymised = false
        if case .pseudonymised = treatment { isPseudonymised = true }
        let chosen = names ?? table.schema.fields.map(\.name).filter { !(isPseudonymised && TableExport.originColumns.contains($0)) }
        columns = chosen.compactMap { name in
            table.schema.index(of: name).map { ExportColumn(table.schema.fields[$0], of: table, treatment) }
        }
        schema = Schema(columns.map(\.field))
    }

    /// Reads, converts and encodes `threads` partitions at a time; the target gets them in order.
    ///
    /// - Returns: how many rows there were.
    package func write<T: Target & ~Copyable>(to target: inout T) throws -> Int {
        var rowCount = 0
        for start in stride(from: 0, to: source.partitionCount, by: max(1, threads)) {
            let count = min(max(1, threads), source.partitionCount - start)
            let pieces = try Parallel.map(count, threads: threads) { (index) throws(any Error) -> (Int, T.Piece)? in
                let batch = try batch(start + index)
                return batch.rowCount == 0 ? nil : (batch.rowCount, try T.encode(batch, self))
            }
            for (rows, piece) in pieces.compactMap({ $0 }) {
                try target.append(piece)
                rowCount += rows
            }
        }
        return rowCount
    }

    private func batch(_ partition: Int) throws(ColumnarError) -> RecordBatch {
        let rows = try selection?(partition)
        if let rows, rows.setCount == 0 { return RecordBatch(schema: Schema([]), columns: [], rowCount: 0) }
        let stored = try source.read(partition: partition, columns: columns.map(\.source))
        let chosen = rows.map { stored.filter($0) } ?? stored
        let changed = zip(columns, chosen.columns).map { $0.apply($1) }
        return RecordBatch(schema: schema, columns: changed, rowCount: chosen.rowCount)
    }
}

/// A Parquet file as the store itself writes them.
package struct ParquetExport: TableExport.Target, ~Copyable {
    private var writer: ParquetWriter

    package init(path: String, schema: Schema) throws(ColumnarError) { writer = try ParquetWriter(path: path, schema: schema) }

    package static func encode(_ batch: RecordBatch, _ export: TableExport) throws -> EncodedRowGroup {
        let open = Set(export.columns.filter { !$0.isPersonal }.map(\.field.name))
        return try ParquetEncoder.encode([batch], schema: batch.schema, options: ParquetOptions(statisticsColumns: open))
    }

    package mutating func append(_ piece: EncodedRowGroup) throws { try writer.append(piece) }

    package consuming func finish() throws { _ = try writer.finish() }
}

/// CSV as RFC 4180 says, UTF-8, with CRLF line ends; a null is an empty field, an empty text a quoted one.
package struct CSVExport: TableExport.Target, ~Copyable {
    private var file: NewFile

    package init(path: String, schema: Schema) throws(ColumnarError) {
        var file = try NewFile(path: path)
        let header = schema.fields.map { DelimitedText.field(OutputText.formulaSafe($0.name)) }.joined(separator: ",") + "\r\n"
        let bytes = Array(header.utf8)
        try file.append(unsafe bytes.span.bytes)  // bytes of bytes
        self.file = file
    }

    package static func encode(_ batch: RecordBatch, _ export: TableExport) throws -> [UInt8] {
        let columns = batch.columns.map(CSVFields.init)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(batch.rowCount * columns.count * 8)
        for row in 0..<batch.rowCount {
            for (index, column) in columns.enumerated() {
                if index > 0 { bytes.append(0x2C) }
                column.append(row, to: &bytes)
            }
            bytes.append(0x0D)
            bytes.append(0x0A)
        }
        return bytes
    }

    package mutating func append(_ piece: [UInt8]) throws {
        try file.append(unsafe piece.span.bytes)  // bytes of bytes
    }

    package consuming func finish() throws { try file.finish() }
}

/// The fields of one column, quoted and made safe; those of a dictionary once an entry.
private struct CSVFields {
    private let column: Column
    /// Of dictionaries: the field of each entry.
    private let entries: [[UInt8]]

    init(_ column: Column) {
        self.column = column
        guard case .dictionary(let dictionary) = column else {
            entries = []
            return
        }
        entries = (0..<dictionary.values.count).map { CSVFields.field(dictionary.values[$0] ?? "") }
    }

    func append(_ row: Int, to bytes: inout [UInt8]) {
        switch column {
        case .dictionary(let dictionary):
            if dictionary.isValid(row) { bytes.append(contentsOf: entries[dictionary.code(row)]) }
        case .utf8(let texts):
            if let text = texts[row] { bytes.append(contentsOf: CSVFields.field(text)) }
        default:
            if let text = column.text(row) { bytes.append(contentsOf: text.utf8) }
        }
    }

    private static func field(_ text: String) -> [UInt8] {
        text.isEmpty ? [0x22, 0x22] : Array(DelimitedText.field(OutputText.formulaSafe(text)).utf8)
    }
}
