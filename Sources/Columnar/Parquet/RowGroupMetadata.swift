/// What the footer says of a row group.
public struct RowGroupMetadata: Sendable {
    public let rowCount: Int
    /// Of the columns that can be read, in file order.
    public let columns: RowGroupColumns
}

/// The columns of a row group; what the footer says of one is read when it is asked for.
public struct RowGroupColumns: RandomAccessCollection, Sendable {
    private let footer: FileFooter
    private let leaves: [LeafColumn]
    private let rowGroup: Int

    init(_ footer: FileFooter, rowGroup: Int, leaves: [LeafColumn]) {
        self.footer = footer
        self.rowGroup = rowGroup
        self.leaves = leaves
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { leaves.count }

    /// Where the footer is damaged nothing is known; reading the column says what is wrong.
    public subscript(position: Int) -> ColumnChunkMetadata {
        let leaf = leaves[position]
        let chunk = try? footer.chunk(rowGroup: rowGroup, leaf.chunkIndex)
        return ColumnChunkMetadata(chunk ?? StoredColumnChunk(), leaf: leaf, hasTypeOrder: footer.metadata.hasTypeOrder)
    }
}

/// What the footer says of one column of a row group.
public struct ColumnChunkMetadata: Sendable {
    public let name: String
    public let type: DataType
    /// Nil when the writer did not count.
    public let nullCount: Int?
    /// Not greater than any value; nil when unknown.
    public let minimum: ColumnBound?
    /// Not smaller than any value; nil when unknown.
    public let maximum: ColumnBound?
    /// Whether `minimum` and `maximum` are values of the chunk, and not only below and above them.
    public let areBoundsExact: Bool
    /// **Units**: bytes in the file, and before compression.
    public let byteCount: Int
    public let uncompressedByteCount: Int
    private let codec: Int32
    private let encodingNumbers: [Int32]

    /// Names as in the format's specification.
    public var compression: String { CodecID(rawValue: codec)?.name ?? "\(codec)" }
    public var encodings: [String] { encodingNumbers.map { EncodingID(rawValue: $0)?.name ?? "\($0)" } }
}

extension ColumnChunkMetadata {
    fileprivate init(_ chunk: StoredColumnChunk, leaf: LeafColumn, hasTypeOrder: Bool) {
        name = leaf.field.name
        type = leaf.field.type
        nullCount = chunk.statistics.nullCount.map { Int(clamping: $0) }
        let isOrdered = hasTypeOrder && leaf.conversion == .none
        minimum = isOrdered ? chunk.statistics.minimum.flatMap { ColumnBound($0, leaf.field.type) } : nil
        maximum = isOrdered ? chunk.statistics.maximum.flatMap { ColumnBound($0, leaf.field.type) } : nil
        areBoundsExact = chunk.statistics.isMinimumExact && chunk.statistics.isMaximumExact
        byteCount = Int(clamping: chunk.compressedByteCount)
        uncompressedByteCount = Int(clamping: chunk.byteCount)
        codec = chunk.codec
        encodingNumbers = chunk.encodings
    }
}

extension ColumnBound {
    /// Nil when the bytes have not the length of the type.
    fileprivate init?(_ bytes: [UInt8], _ type: DataType) {
        func integer() -> Int64 { bytes.reversed().reduce(0) { $0 << 8 | Int64($1) } }
        switch type {
        case .bool where bytes.count == 1: self = .bool(bytes[0] != 0)
        case .int8, .int16, .int32: 
            guard bytes.count == 4 else { return nil }
            self = .integer(Int64(Int32(truncatingIfNeeded: integer())))
        case .date where bytes.count == 4: self = .date(Int32(truncatingIfNeeded: integer()))
        case .int64 where bytes.count == 8: self = .integer(integer())
        case .utf8: self = .text(bytes)
        default: return nil
        }
    }
}
