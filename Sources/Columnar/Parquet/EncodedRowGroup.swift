/// A row group as bytes, ready to be appended to a file. Pure data: groups can be encoded in parallel.
public struct EncodedRowGroup: Sendable {
    public let schema: Schema
    public let rowCount: Int
    let columns: [EncodedColumnChunk]

    /// **Units**: bytes that the group takes in the file.
    public var byteCount: Int { columns.reduce(0) { $0 + $1.bytes.count } }

    public var columnSummaries: [ColumnSummary] {
        zip(schema.fields, columns).map { field, chunk in
            ColumnSummary(
                name: field.name, type: field.type, nullCount: chunk.nullCount, minimum: chunk.bounds?.minimum,
                maximum: chunk.bounds?.maximum, byteCount: chunk.bytes.count)
        }
    }
}

/// Smallest and largest value; a missing one means that there are only nulls.
struct ValueBounds: Sendable, Equatable {
    var minimum: ColumnBound
    var maximum: ColumnBound

    func union(_ other: ValueBounds) -> ValueBounds {
        ValueBounds(minimum: min(minimum, other.minimum), maximum: max(maximum, other.maximum))
    }
}

struct EncodedColumnChunk: Sendable {
    struct Page: Sendable {
        /// **Units**: bytes from the beginning of the chunk; rows from the beginning of the row group.
        let offset: Int
        let byteCount: Int
        let firstRow: Int
        let rowCount: Int
        let nullCount: Int
        let bounds: ValueBounds?
    }

    let type: PhysicalType
    let codec: CodecID
    let encodings: [EncodingID]
    let bytes: [UInt8]
    let uncompressedByteCount: Int
    /// The first page is a dictionary page of this length; 0 when there is none.
    let dictionaryPageByteCount: Int
    let pages: [Page]
    let hasBounds: Bool

    var nullCount: Int { pages.reduce(0) { $0 + $1.nullCount } }

    var bounds: ValueBounds? {
        pages.reduce(nil) { known, page in page.bounds.map { bounds in known.map { $0.union(bounds) } ?? bounds } ?? known }
    }
}
