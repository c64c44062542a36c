/// What stands in front of every page.
///
/// **Source**: parquet.thrift, `struct PageHeader`.
package struct PageHeader: Sendable, Equatable {
    package enum Kind: Int32, Sendable {
        case data = 0
        case index = 1
        case dictionary = 2
        case dataV2 = 3
    }

    package var kind: Int32 = 0
    package var byteCount: Int32 = 0
    package var compressedByteCount: Int32 = 0
    package var crc: UInt32?
    package var valueCount: Int32 = 0
    package var encoding: Int32 = 0
    package var definitionLevelEncoding = EncodingID.rle.rawValue
    package var repetitionLevelEncoding = EncodingID.rle.rawValue
    /// Of a version 2 page only.
    package var nullCount: Int32 = 0
    package var definitionLevelByteCount: Int32 = 0
    package var repetitionLevelByteCount: Int32 = 0
    package var isCompressed = true

    package init() {}

    /// Reads the header at the beginning of `bytes` and says how long it is.
    package init(_ bytes: ByteSlice, byteCount headerByteCount: inout Int) throws(ColumnarError) {
        var reader = ThriftCompactReader(bytes)
        var header = PageHeader()
        try reader.structure { (input, field) throws(ColumnarError) in
            switch field.id {
            case 1: header.kind = try input.int32(field)
            case 2: header.byteCount = try input.int32(field)
            case 3: header.compressedByteCount = try input.int32(field)
            case 4: header.crc = UInt32(bitPattern: try input.int32(field))
            case 5, 7, 8: try header.readDetails(&input, field)
            default: return false
            }
            return true
        }
        self = header
        headerByteCount = reader.offset
        guard byteCount >= 0, byteCount <= Limits.pageByteCount, compressedByteCount >= 0, valueCount >= 0 else {
            throw ColumnarError(.damaged, "a page header with the sizes \(compressedByteCount) and \(byteCount)")
        }
    }

    /// The data page header (5), the dictionary page header (7) or the data page header of version 2 (8).
    private mutating func readDetails(
        _ reader: inout ThriftCompactReader, _ outer: ThriftCompactReader.Field
    ) throws(ColumnarError) {
        var header = self
        try reader.structure(outer) { (input, field) throws(ColumnarError) in
            switch (outer.id, field.id) {
            case (_, 1): header.valueCount = try input.int32(field)
            case (5, 2), (7, 2), (8, 4): header.encoding = try input.int32(field)
            case (5, 3): header.definitionLevelEncoding = try input.int32(field)
            case (5, 4): header.repetitionLevelEncoding = try input.int32(field)
            case (8, 2): header.nullCount = try input.int32(field)
            case (8, 5): header.definitionLevelByteCount = try input.int32(field)
            case (8, 6): header.repetitionLevelByteCount = try input.int32(field)
            case (8, 7): header.isCompressed = try input.bool(field)
            default: return false
            }
            return true
        }
        self = header
    }

    /// Writes a data page (version 1) or dictionary page header.
    package func write(to writer: inout ThriftCompactWriter) {
        writer.structure { out in
            out.field(1, kind)
            out.field(2, byteCount)
            out.field(3, compressedByteCount)
            if let crc { out.field(4, Int32(bitPattern: crc)) }
            if kind == Kind.dictionary.rawValue {
                out.field(7) {
                    $0.field(1, valueCount)
                    $0.field(2, encoding)
                }
            } else {
                out.field(5) {
                    $0.field(1, valueCount)
                    $0.field(2, encoding)
                    $0.field(3, definitionLevelEncoding)
                    $0.field(4, repetitionLevelEncoding)
                }
            }
        }
    }
}
