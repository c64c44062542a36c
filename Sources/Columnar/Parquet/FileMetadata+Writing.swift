extension FileMetadata {
    package func write(to writer: inout ThriftCompactWriter) {
        writer.structure { out in
            out.field(1, version)
            out.field(2, list: .structure, count: schema.count)
            for element in schema { element.write(to: &out) }
            out.field(3, rowCount)
            out.field(4, list: .structure, count: rowGroups.count)
            for group in rowGroups { group.write(to: &out) }
            if !keyValues.isEmpty {
                out.field(5, list: .structure, count: keyValues.count)
                for pair in keyValues {
                    out.structure {
                        $0.field(1, pair.key)
                        $0.field(2, pair.value)
                    }
                }
            }
            out.field(6, createdBy)
            let leafCount = schema.count - 1
            out.field(7, list: .structure, count: leafCount)
            for _ in 0..<leafCount { out.structure { $0.field(1) { _ in } } }
        }
    }
}

extension SchemaElement {
    func write(to writer: inout ThriftCompactWriter) {
        writer.structure { out in
            if let type { out.field(1, type) }
            if let repetition { out.field(3, repetition) }
            out.field(4, name)
            if childCount > 0 { out.field(5, childCount) }
            if let convertedType { out.field(6, convertedType) }
            if let logicalType { out.field(10) { logicalType.write(to: &$0) } }
        }
    }
}

extension SchemaElement.Logical {
    func write(to out: inout ThriftCompactWriter) {
        switch self {
        case .string: out.field(1) { _ in }
        case .date: out.field(6) { _ in }
        case .integer(let bitWidth, let isSigned):
            out.field(10) {
                $0.field(1, i8: bitWidth)
                $0.field(2, isSigned)
            }
        case .other(let id): out.field(id) { _ in }
        }
    }
}

extension StoredRowGroup {
    func write(to writer: inout ThriftCompactWriter) {
        writer.structure { out in
            out.field(1, list: .structure, count: columns.count)
            for column in columns { column.write(to: &out) }
            out.field(2, byteCount)
            out.field(3, rowCount)
            out.field(5, fileOffset)
            out.field(6, compressedByteCount)
            if ordinal <= Int32(Int16.max) { out.field(7, i16: Int16(ordinal)) }
        }
    }
}

extension StoredColumnChunk {
    func write(to writer: inout ThriftCompactWriter) {
        writer.structure { out in
            out.field(2, Int64(0))
            out.field(3) { writeMetadata(to: &$0) }
            if let offsetIndexOffset {
                out.field(4, offsetIndexOffset)
                out.field(5, offsetIndexByteCount)
            }
            if let columnIndexOffset {
                out.field(6, columnIndexOffset)
                out.field(7, columnIndexByteCount)
            }
        }
    }

    private func writeMetadata(to out: inout ThriftCompactWriter) {
        out.field(1, type)
        out.field(2, list: .i32, count: encodings.count)
        for encoding in encodings { out.element(encoding) }
        out.field(3, list: .binary, count: path.count)
        for name in path { out.element(name) }
        out.field(4, codec)
        out.field(5, valueCount)
        out.field(6, byteCount)
        out.field(7, compressedByteCount)
        out.field(9, dataPageOffset)
        if let dictionaryPageOffset { out.field(11, dictionaryPageOffset) }
        out.field(12) { statistics.write(to: &$0) }
    }
}

extension StoredStatistics {
    func write(to out: inout ThriftCompactWriter) {
        if let nullCount { out.field(3, nullCount) }
        if let maximum, let minimum {
            out.field(5, maximum)
            out.field(6, minimum)
            out.field(7, isMaximumExact)
            out.field(8, isMinimumExact)
        }
    }
}
