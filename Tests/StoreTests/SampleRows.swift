import Columnar
import Records

/// Rows of a table made from their position alone: every type, nulls, repeated and distinct text, Chinese and quotes.
enum SampleRows {
    static func batch(_ table: RegistryTable, rows: Range<Int>) -> RecordBatch {
        let columns = table.schema.fields.enumerated().map { column(field: $1, index: $0, rows: rows) }
        return RecordBatch(schema: table.schema, columns: columns, rowCount: rows.count)
    }

    private static func column(field: Field, index: Int, rows: Range<Int>) -> Column {
        func isNull(_ row: Int) -> Bool { field.name != "row" && field.name != "file" && (row + index) % 5 == 0 }
        switch field.type {
        case .bool:
            let values = rows.map { !isNull($0) && ($0 + index) % 2 == 0 }
            return .bool(BoolColumn(values: bitmap(values), validity: bitmap(rows.map { !isNull($0) })))
        case .date:
            return .date(primitive(rows.map { isNull($0) ? nil : Int32(13_000 - 7 * $0 - index) }))
        case .int32:
            return .int32(primitive(rows.map { isNull($0) ? nil : Int32(field.name == "row" ? $0 + 2 : 201_309 - $0) }))
        case .int64:
            return .int64(primitive(rows.map { isNull($0) ? nil : Int64.max / 3 - Int64($0 * 1_000_003) }))
        case .int8: return .int8(primitive(rows.map { isNull($0) ? nil : Int8(truncatingIfNeeded: $0) }))
        case .int16: return .int16(primitive(rows.map { isNull($0) ? nil : Int16(truncatingIfNeeded: $0) }))
        case .utf8:
            let texts = rows.map { isNull($0) ? nil : text(field.name, index, $0) }
            return index % 2 == 0 ? .utf8(StringColumn(texts)) : dictionary(texts)
        }
    }

    private static func text(_ name: String, _ index: Int, _ row: Int) -> String {
        switch name {
        case "file": "南昌/第\(row / 40)小学.csv"
        case "school_id": "313600\(1000 + row / 40)"
        default: index % 3 == 0 ? ["", "汉族", "it's \"quoted\", \\ and 𬱖"][row % 3] : "\(name) \(row)"
        }
    }

    private static func bitmap(_ values: [Bool]) -> Bitmap {
        var bitmap = Bitmap(repeating: false, count: 0)
        for value in values { bitmap.append(value) }
        return bitmap
    }

    private static func primitive<Element>(_ values: [Element?]) -> PrimitiveColumn<Element> {
        var builder = PrimitiveBuilder<Element>()
        for value in values { builder.append(value) }
        return builder.finish()
    }

    private static func dictionary(_ texts: [String?]) -> Column {
        var builder = DictionaryBuilder()
        for text in texts { builder.append(text) }
        return .dictionary(builder.finish())
    }
}

extension BatchSource {
    /// Every value as text, row by row.
    func texts() throws -> [[String?]] {
        var rows: [[String?]] = []
        for partition in 0..<partitionCount {
            let batch = try read(partition: partition, columns: schema.fields.map(\.name))
            for row in 0..<batch.rowCount { rows.append(batch.columns.map { $0.text(row) }) }
        }
        return rows
    }
}
