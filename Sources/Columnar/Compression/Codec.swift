/// How the bytes of a page are compressed, numbered as the format does.
///
/// **Source**: parquet.thrift, `enum CompressionCodec`.
package enum CodecID: Int32, Sendable, CaseIterable {
    case uncompressed = 0
    case snappy = 1
    case gzip = 2
    case lzo = 3
    case brotli = 4
    case lz4 = 5
    case zstd = 6
    case lz4Raw = 7

    package var name: String {
        switch self {
        case .uncompressed: "UNCOMPRESSED"
        case .snappy: "SNAPPY"
        case .gzip: "GZIP"
        case .lzo: "LZO"
        case .brotli: "BROTLI"
        case .lz4: "LZ4 (framed, outdated)"
        case .zstd: "ZSTD"
        case .lz4Raw: "LZ4_RAW"
        }
    }
}

package protocol Codec: SendableMetatype {
    static var id: CodecID { get }

    /// Appends the compressed form of `bytes`.
    static func compress(_ bytes: RawSpan, into buffer: inout ByteBuffer)

    /// - Parameter byteCount: the length that the page header promises; already checked against `Limits`.
    /// - Errors: `damaged` unless exactly `byteCount` bytes come out.
    static func decompress(_ bytes: ByteSlice, byteCount: Int) throws(ColumnarError) -> ByteSlice

    /// The first `prefix` bytes of what comes out, or all of it.
    ///
    /// - Precondition: `prefix <= byteCount`.
    static func decompress(_ bytes: ByteSlice, byteCount: Int, prefix: Int) throws(ColumnarError) -> ByteSlice
}

extension Codec {
    package static func decompress(_ bytes: ByteSlice, byteCount: Int, prefix: Int) throws(ColumnarError) -> ByteSlice {
        try decompress(bytes, byteCount: byteCount)
    }
}

/// Pages as they are.
package enum UncompressedCodec: Codec {
    package static let id = CodecID.uncompressed

    package static func compress(_ bytes: RawSpan, into buffer: inout ByteBuffer) { buffer.append(contentsOf: bytes) }

    package static func decompress(_ bytes: ByteSlice, byteCount: Int) throws(ColumnarError) -> ByteSlice {
        guard bytes.count == byteCount else {
            throw ColumnarError(.damaged, "expected an uncompressed page of \(byteCount) bytes, found \(bytes.count)")
        }
        return bytes
    }
}
