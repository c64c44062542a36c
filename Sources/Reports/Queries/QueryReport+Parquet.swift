import Columnar
import Query
import Store

extension QueryReport {
    private static let rowGroupRowCount = 1 << 17

    /// To a new file, or to standard output. Masked columns are text; a footer has no smallest and largest values.
    ///
    /// - Errors: `ColumnarError`.
    package func writeParquet(path: String?) throws {
        let fields = zip(uniqueNames, columns).map { name, column in Field(name, storedType(column)) }
        let schema = Schema(fields)
        var options = ParquetOptions(statisticsColumns: [])
        options.doubleColumns = Set(zip(fields, columns).filter { $1.type == .double && isClear($1) }.map(\.0.name))
        var writer =
            if let path { try ParquetWriter(path: path, schema: schema, options: options) } else {
                try ParquetWriter(stream: 1, schema: schema, options: options)
            }
        for batch in batches(schema) {
            try writer.append(try ParquetEncoder.encode([batch], schema: schema, options: options))
        }
        _ = try writer.finish()
    }

    private func storedType(_ column: OutputColumn) -> DataType {
        guard isClear(column) else { return .utf8 }
        return switch column.type {
        case .boolean: .bool
        case .integer: .int32
        case .bigint, .double: .int64
        case .date: .date
        case .text, .unknown: .utf8
        }
    }

    private func batches(_ schema: Schema) -> [RecordBatch] {
        var batches: [RecordBatch] = []
        var builders = schema.fields.map { ResultColumnBuilder($0.type) }
        var count = 0
        func close() {
            batches.append(RecordBatch(schema: schema, columns: builders.map { $0.finish() }, rowCount: count))
            builders = schema.fields.map { ResultColumnBuilder($0.type) }
            count = 0
        }
        forEachRow { row in
            for (index, value) in row.enumerated() {
                if isClear(columns[index]) {
                    builders[index].append(value)
                } else {
                    builders[index].append(shown(value, columns[index]).map(Value.text) ?? .null)
                }
            }
            count += 1
            if count == Self.rowGroupRowCount { close() }
        }
        if count > 0 { close() }
        return batches
    }
}

/// Collects values into a column that can be written.
private struct ResultColumnBuilder {
    private let type: DataType
    private var bits = Bitmap()
    private var validity = Bitmap()
    private var small = PrimitiveBuilder<Int32>()
    private var large = PrimitiveBuilder<Int64>()
    private var text = DictionaryBuilder()

    init(_ type: DataType) { self.type = type }

    mutating func append(_ value: Value) {
        switch type {
        case .bool:
            bits.append(value == .bool(true))
            validity.append(value != .null)
        case .utf8: if case .text(let value) = value { text.append(value) } else { text.appendNull() }
        case .int64:
            switch value {
            case .int(let number): large.append(number)
            case .double(let number): large.append(Int64(bitPattern: number.bitPattern))
            default: large.appendNull()
            }
        default: if case .int(let number) = value { small.append(Int32(truncatingIfNeeded: number)) } else { small.appendNull() }
        }
    }

    func finish() -> Column {
        switch type {
        case .bool: .bool(BoolColumn(values: bits, validity: validity))
        case .utf8: .dictionary(text.finish())
        case .int64: .int64(large.finish())
        case .date: .date(small.finish())
        default: .int32(small.finish())
        }
    }
}
