extension FileMetadata {
    /// - Parameter readsChunks: false leaves the columns of row groups out and notes where they are.
    /// - Errors: `damaged` when the bytes are no footer, `limit` when there are too many columns or row groups.
    package init(_ bytes: ByteSlice, readsChunks: Bool = true) throws(ColumnarError) {
        self.init()
        var reader = ThriftCompactReader(bytes)
        var metadata = FileMetadata()
        try reader.structure { (input, field) throws(ColumnarError) in
            switch field.id {
            case 1: metadata.version = try input.int32(field)
            case 2:
                try input.list(field) { (input, item) throws(ColumnarError) in
                    metadata.schema.append(try SchemaElement(&input, item))
                }
            case 3: metadata.rowCount = try input.int(field)
            case 4:
                try input.list(field) { (input, item) throws(ColumnarError) in
                    let group = try StoredRowGroup(&input, item, chunkCount: metadata.schema.count, readsChunks: readsChunks)
                    metadata.rowGroups.append(group)
                }
            case 5:
                try input.list(field) { (input, item) throws(ColumnarError) in
                    metadata.keyValues.append(try KeyValue(&input, item))
                }
            case 6: metadata.createdBy = try input.string(field)
            case 7: metadata.hasTypeOrder = try FileMetadata.readOrders(&input, field)
            default: return false
            }
            return true
        }
        self = metadata
        guard schema.count <= Limits.columnCount * 4, rowGroups.count <= Limits.rowGroupCount else {
            throw ColumnarError(.limit, "expected at most \(Limits.columnCount) columns, found \(schema.count) schema elements")
        }
    }

    /// True when there are orders and all are the order of the type.
    private static func readOrders(
        _ reader: inout ThriftCompactReader, _ field: ThriftCompactReader.Field
    ) throws(ColumnarError) -> Bool {
        var areTypeOrders = true
        try reader.list(field) { (input, item) throws(ColumnarError) in
            try input.structure(item) { (_, order) throws(ColumnarError) in
                if order.id != 1 { areTypeOrders = false }
                return false
            }
        }
        return areTypeOrders
    }
}

extension KeyValue {
    init(_ reader: inout ThriftCompactReader, _ item: ThriftCompactReader.Field) throws(ColumnarError) {
        var pair = KeyValue()
        try reader.structure(item) { (input, field) throws(ColumnarError) in
            switch field.id {
            case 1: pair.key = try input.string(field)
            case 2: pair.value = try input.string(field)
            default: return false
            }
            return true
        }
        self = pair
    }
}

extension SchemaElement {
    init(_ reader: inout ThriftCompactReader, _ item: ThriftCompactReader.Field) throws(ColumnarError) {
        var element = SchemaElement(name: "")
        try reader.structure(item) { (input, field) throws(ColumnarError) in
            switch field.id {
            case 1: element.type = try input.int32(field)
            case 3: element.repetition = try input.int32(field)
            case 4: element.name = try input.string(field)
            case 5: element.childCount = try input.int32(field)
            case 6: element.convertedType = try input.int32(field)
            case 10: element.logicalType = try Logical(&input, field)
            default: return false
            }
            return true
        }
        self = element
    }
}

extension SchemaElement.Logical {
    /// A union: exactly one field is set.
    init(_ reader: inout ThriftCompactReader, _ item: ThriftCompactReader.Field) throws(ColumnarError) {
        var logical = SchemaElement.Logical.other(0)
        try reader.structure(item) { (input, field) throws(ColumnarError) in
            switch field.id {
            case 1: logical = .string
            case 6: logical = .date
            case 10:
                logical = try SchemaElement.Logical.integer(&input, field)
                return true
            default: logical = .other(field.id)
            }
            return false
        }
        self = logical
    }

    private static func integer(
        _ reader: inout ThriftCompactReader, _ item: ThriftCompactReader.Field
    ) throws(ColumnarError) -> Self {
        var bitWidth: Int8 = 0
        var isSigned = true
        try reader.structure(item) { (input, field) throws(ColumnarError) in
            switch field.id {
            case 1: bitWidth = Int8(truncatingIfNeeded: try input.int(field))
            case 2: isSigned = try input.bool(field)
            default: return false
            }
            return true
        }
        return .integer(bitWidth: bitWidth, isSigned: isSigned)
    }
}

extension StoredRowGroup {
    /// - Parameter chunkCount: about how many there will be.
    init(
        _ reader: inout ThriftCompactReader, _ item: ThriftCompactReader.Field, chunkCount: Int, readsChunks: Bool
    ) throws(ColumnarError) {
        var group = StoredRowGroup()
        try reader.structure(item) { (input, field) throws(ColumnarError) in
            switch field.id {
            case 1 where readsChunks:
                try input.list(field) { (input, item) throws(ColumnarError) in
                    group.columns.append(try StoredColumnChunk(&input, item))
                }
            case 1:
                group.chunkOffsets.reserveCapacity(chunkCount)
                try input.list(field) { (input, item) throws(ColumnarError) in
                    group.chunkOffsets.append(input.offset)
                    try input.passStructure(item)
                }
            case 2: group.byteCount = try input.int(field)
            case 3: group.rowCount = try input.int(field)
            case 5: group.fileOffset = try input.int(field)
            case 6: group.compressedByteCount = try input.int(field)
            case 7: group.ordinal = try input.int32(field)
            default: return false
            }
            return true
        }
        self = group
    }
}

extension StoredColumnChunk {
    init(_ reader: inout ThriftCompactReader, _ item: ThriftCompactReader.Field) throws(ColumnarError) {
        var chunk = StoredColumnChunk()
        try reader.structure(item) { (input, field) throws(ColumnarError) in
            switch field.id {
            case 1: chunk.filePath = try input.string(field)
            case 3: try chunk.readMetadata(&input, field)
            case 4: chunk.offsetIndexOffset = try input.int(field)
            case 5: chunk.offsetIndexByteCount = try input.int32(field)
            case 6: chunk.columnIndexOffset = try input.int(field)
            case 7: chunk.columnIndexByteCount = try input.int32(field)
            default: return false
            }
            return true
        }
        self = chunk
    }

    private mutating func readMetadata(
        _ reader: inout ThriftCompactReader, _ item: ThriftCompactReader.Field
    ) throws(ColumnarError) {
        var chunk = self
        try reader.structure(item) { (input, field) throws(ColumnarError) in
            switch field.id {
            case 1: chunk.type = try input.int32(field)
            case 2:
                try input.list(field) { (input, item) throws(ColumnarError) in chunk.encodings.append(try input.int32(item)) }
            case 3:
                try input.list(field) { (input, item) throws(ColumnarError) in chunk.path.append(try input.string(item)) }
            case 4: chunk.codec = try input.int32(field)
            case 5: chunk.valueCount = try input.int(field)
            case 6: chunk.byteCount = try input.int(field)
            case 7: chunk.compressedByteCount = try input.int(field)
            case 9: chunk.dataPageOffset = try input.int(field)
            case 11: chunk.dictionaryPageOffset = try input.int(field)
            case 12: chunk.statistics = try StoredStatistics(&input, field)
            default: return false
            }
            return true
        }
        self = chunk
    }
}

extension StoredStatistics {
    init(_ reader: inout ThriftCompactReader, _ item: ThriftCompactReader.Field) throws(ColumnarError) {
        var statistics = StoredStatistics()
        try reader.structure(item) { (input, field) throws(ColumnarError) in
            switch field.id {
            case 3: statistics.nullCount = try input.int(field)
            case 5: statistics.maximum = try input.binary(field)
            case 6: statistics.minimum = try input.binary(field)
            case 7: statistics.isMaximumExact = try input.bool(field)
            case 8: statistics.isMinimumExact = try input.bool(field)
            default: return false
            }
            return true
        }
        self = statistics
    }
}
