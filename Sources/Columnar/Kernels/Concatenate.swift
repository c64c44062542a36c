extension RecordBatch {
    /// The rows of all batches, one after the other.
    ///
    /// Dictionaries are merged by value, in order of first appearance. Where some batches hold a text column plain and
    /// others as a dictionary, the result is plain; batches with only nulls in that column have no say.
    ///
    /// - Precondition: every batch has this schema.
    /// - Throws: `ColumnarError` `.limit` when a text column would exceed 4 GiB.
    /// - Complexity: O(rows × columns), plus the bytes of text; dictionary entries are hashed once per batch.
    public static func concatenate(_ batches: [RecordBatch], schema: Schema) throws(ColumnarError) -> RecordBatch {
        precondition(batches.allSatisfy { $0.schema == schema }, "a batch of another schema")
        if batches.count == 1 { return batches[0] }
        var columns: [Column] = []
        columns.reserveCapacity(schema.fields.count)
        for (index, field) in schema.fields.enumerated() {
            columns.append(try Column.concatenate(batches.map { $0.columns[index] }, type: field.type, name: field.name))
        }
        return RecordBatch(schema: schema, columns: columns, rowCount: batches.reduce(0) { $0 + $1.rowCount })
    }
}

extension Column {
    /// The values of all columns, one after the other. See `RecordBatch.concatenate`.
    ///
    /// - Precondition: every column has this type.
    public static func concatenate(
        _ columns: [Column], type: DataType, name: String = ""
    ) throws(ColumnarError) -> Column {
        precondition(columns.allSatisfy { $0.type == type }, "a column of another type")
        let validity = Bitmap.concatenate(columns.map { ($0.validity, $0.count) })
        return switch type {
        case .bool: .bool(BoolColumn(values: concatenateBits(columns), validity: validity))
        case .int8: .int8(PrimitiveColumn(values: columns.flatMap(\.int8Values), validity: validity))
        case .int16: .int16(PrimitiveColumn(values: columns.flatMap(\.int16Values), validity: validity))
        case .int32: .int32(PrimitiveColumn(values: columns.flatMap(\.int32Values), validity: validity))
        case .date: .date(PrimitiveColumn(values: columns.flatMap(\.int32Values), validity: validity))
        case .int64: .int64(PrimitiveColumn(values: columns.flatMap(\.int64Values), validity: validity))
        case .utf8: try concatenateText(columns, validity: validity, name: name)
        }
    }

    private static func concatenateBits(_ columns: [Column]) -> Bitmap {
        var result = Bitmap(minimumCapacity: columns.reduce(0) { $0 + $1.count })
        for case .bool(let column) in columns { result.append(contentsOf: column.values) }
        return result
    }

    private static func concatenateText(
        _ columns: [Column], validity: Bitmap?, name: String
    ) throws(ColumnarError) -> Column {
        var hasPlain = false
        var hasDictionary = false
        for column in columns where column.nullCount < column.count {
            if case .dictionary = column { hasDictionary = true } else { hasPlain = true }
        }
        if hasDictionary && !hasPlain { return .dictionary(try mergeDictionaries(columns, validity, name)) }
        return .utf8(try concatenatePlain(columns, validity, name))
    }

    private static func concatenatePlain(
        _ columns: [Column], _ validity: Bitmap?, _ name: String
    ) throws(ColumnarError) -> StringColumn {
        let plain = columns.map { $0.plainText() }
        let byteCount = plain.reduce(0) { $0 + $1.bytes.count }
        try checkTextLimit(byteCount, name)
        var offsets: [UInt32] = [0]
        offsets.reserveCapacity(plain.reduce(1) { $0 + $1.count })
        var bytes: [UInt8] = []
        bytes.reserveCapacity(byteCount)
        for column in plain {
            let base = UInt32(bytes.count)
            offsets.append(contentsOf: column.offsets.dropFirst().lazy.map { $0 &+ base })
            bytes.append(contentsOf: column.bytes)
        }
        return StringColumn(offsets: offsets, bytes: bytes, validity: validity)
    }

    /// Columns here are dictionaries, or have only nulls.
    private static func mergeDictionaries(
        _ columns: [Column], _ validity: Bitmap?, _ name: String
    ) throws(ColumnarError) -> DictionaryColumn {
        var merged = DictionaryBuilder()
        var codes: [UInt32] = []
        codes.reserveCapacity(columns.reduce(0) { $0 + $1.count })
        var textBytes = 0
        for column in columns {
            guard case .dictionary(let column) = column, column.nullCount < column.count else {
                codes.append(contentsOf: repeatElement(0, count: column.count))
                continue
            }
            textBytes += column.values.bytes.count
            try checkTextLimit(textBytes, name)
            let newCode = (0..<column.values.count).map { merged.intern(column.values.span($0)) }
            column.appendCodes(to: &codes, mappedBy: newCode)
        }
        let values = merged.finish().values
        return DictionaryColumn(codes: codes, values: values, validity: validity)
    }

    private static func checkTextLimit(_ byteCount: Int, _ name: String) throws(ColumnarError) {
        guard byteCount <= Int(UInt32.max) else {
            throw ColumnarError(
                .limit, "expected at most 4 GiB of text in one column of a batch, found \(byteCount) bytes; use smaller batches",
                location: name)
        }
    }

    private var int8Values: [Int8] { if case .int8(let column) = self { column.values } else { [] } }
    private var int16Values: [Int16] { if case .int16(let column) = self { column.values } else { [] } }
    private var int64Values: [Int64] { if case .int64(let column) = self { column.values } else { [] } }
    private var int32Values: [Int32] {
        switch self {
        case .int32(let column), .date(let column): column.values
        default: []
        }
    }
}

extension Column {
    /// A text column as plain text.
    ///
    /// - Precondition: the column is text.
    public func plainText() -> StringColumn {
        switch self {
        case .utf8(let column): return column
        case .dictionary(let column): return column.plainText()
        default: preconditionFailure("not a text column")
        }
    }
}

extension DictionaryColumn {
    /// The values row by row, without a dictionary.
    public func plainText() -> StringColumn {
        var builder = StringBuilder(minimumCapacity: count)
        for row in 0..<count {
            if isValid(row) { builder.append(values.span(code(row))) } else { builder.appendNull() }
        }
        return builder.finish()
    }

    /// Appends `newCode[code]` of every row; 0 for nulls.
    func appendCodes(to codes: inout [UInt32], mappedBy newCode: [UInt32]) {
        let first = codes.count
        switch indices {
        case .int8(let indices): for index in indices { codes.append(newCode[Int(index)]) }
        case .int16(let indices): for index in indices { codes.append(newCode[Int(index)]) }
        case .int32(let indices): for index in indices { codes.append(newCode[Int(index)]) }
        }
        guard let validity else { return }
        for row in 0..<count where !validity[row] { codes[first + row] = 0 }
    }
}

extension Bitmap {
    /// The bits of all parts; a part without a bitmap counts as all set. Nil when no part has one.
    static func concatenate(_ parts: [(bits: Bitmap?, count: Int)]) -> Bitmap? {
        guard parts.contains(where: { $0.bits != nil }) else { return nil }
        var result = Bitmap(minimumCapacity: parts.reduce(0) { $0 + $1.count })
        for part in parts {
            if let bits = part.bits {
                result.append(contentsOf: bits)
            } else {
                result.append(repeating: true, count: part.count)
            }
        }
        return result
    }
}
