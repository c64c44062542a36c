/// Turns record batches into the bytes of one row group.
///
/// Pure computation on values: the same batches give the same bytes, on any thread.
public enum ParquetEncoder {
    /// - Errors: `limit` when there are more rows than a row group may have, or more than 4 GiB of text in a column.
    /// - Parameter pieces: for each batch the first rows of the pieces that it was put together from, beginning with 0; nil: each is
    ///   one piece. The bytes depend on the pieces, not on how they share batches.
    /// - Precondition: every batch has `schema`.
    public static func encode(
        _ batches: [RecordBatch], pieces: [[Int]]? = nil, schema: Schema, options: ParquetOptions = ParquetOptions()
    ) throws(ColumnarError) -> EncodedRowGroup {
        precondition(batches.allSatisfy { $0.schema == schema }, "a batch of another schema")
        precondition(pieces == nil || pieces!.count == batches.count, "pieces of another number of batches")
        let some = zip(batches, pieces ?? batches.map { _ in [0] }).filter { $0.0.rowCount > 0 }
        let pieces = some.map(\.1)
        let rowCount = batches.reduce(0) { $0 + $1.rowCount }
        guard rowCount <= Limits.rowGroupRowCount else {
            throw ColumnarError(.limit, "expected at most \(Limits.rowGroupRowCount) rows in a row group, found \(rowCount)")
        }
        var chunks: [EncodedColumnChunk] = []
        for (index, field) in schema.fields.enumerated() {
            var columns: [Column] = []
            for (batch, _) in some { columns.append(batch.columns[index]) }
            do throws(ColumnarError) {
                chunks.append(try encode(columns, pieces, field: field, options: options))
            } catch {
                throw ColumnarError(error.code, error.message, location: "column \(field.name)")
            }
        }
        return EncodedRowGroup(schema: schema, rowCount: rowCount, columns: chunks)
    }

    private static func encode(
        _ columns: [Column], _ pieces: [[Int]], field: Field, options: ParquetOptions
    ) throws(ColumnarError) -> EncodedColumnChunk {
        let rows = ChunkRows(columns)
        let wantsBounds = options.statisticsColumns?.contains(field.name) ?? true
        switch field.type {
        case .bool:
            let booleans = columns.compactMap { if case .bool(let column) = $0 { column } else { nil } }
            return BooleanChunkEncoder(booleans, rows: rows, options: options).encode(wantsBounds: wantsBounds)
        case .utf8:
            return try TextChunkEncoder(rows: rows, columns: columns, pieces: pieces, options: options, wantsBounds: wantsBounds).encode()
        case .int64 where options.doubleColumns.contains(field.name):
            let encoder = IntegerChunkEncoder(rows: rows, values: compact64(columns, rows), options: options)
            return EncodedColumnChunk(encoder.bodies(allowsDelta: false), rows: rows, type: .double, bounds: nil, options: options)
        case .int64:
            return integers(compact64(columns, rows), .int64, rows, field.type, wantsBounds, options)
        case .int8, .int16, .int32, .date:
            return integers(compact32(columns, rows), .int32, rows, field.type, wantsBounds, options)
        }
    }

    private static func integers<T: FixedWidthInteger & SignedInteger & BitwiseCopyable & Sendable>(
        _ values: [T], _ type: PhysicalType, _ rows: ChunkRows, _ logicalType: DataType, _ wantsBounds: Bool,
        _ options: ParquetOptions
    ) -> EncodedColumnChunk {
        let encoder = IntegerChunkEncoder(rows: rows, values: values, options: options)
        let bodies = encoder.bodies()
        let bounds = wantsBounds ? encoder.bounds(bodies.pages, of: logicalType) : nil
        return EncodedColumnChunk(bodies, rows: rows, type: type, bounds: bounds, options: options)
    }

    private static func compact64(_ columns: [Column], _ rows: ChunkRows) -> [Int64] {
        var values: [Int64] = []
        values.reserveCapacity(rows.valueCount)
        for case .int64(let column) in columns {
            rows.compact(column.values.span, validity: column.validity, into: &values)
        }
        return values
    }

    /// Narrow integers are stored as INT32.
    private static func compact32(_ columns: [Column], _ rows: ChunkRows) -> [Int32] {
        var values: [Int32] = []
        values.reserveCapacity(rows.valueCount)
        for column in columns {
            switch column {
            case .int32(let column): rows.compact(column.values.span, validity: column.validity, into: &values)
            case .date(let column):
                rows.compact(column.values.span, validity: column.validity, into: &values)
            case .int16(let column):
                let widened = column.values.map(Int32.init)
                rows.compact(widened.span, validity: column.validity, into: &values)
            case .int8(let column):
                let widened = column.values.map(Int32.init)
                rows.compact(widened.span, validity: column.validity, into: &values)
            default: preconditionFailure("not a column of integers")
            }
        }
        return values
    }
}
