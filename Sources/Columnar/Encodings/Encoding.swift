/// How values lie in a page, numbered as the format does.
///
/// **Source**: parquet.thrift, `enum Encoding`.
package enum EncodingID: Int32, Sendable, CaseIterable {
    case plain = 0
    case plainDictionary = 2
    case rle = 3
    case bitPacked = 4
    case deltaBinaryPacked = 5
    case deltaLengthByteArray = 6
    case deltaByteArray = 7
    case rleDictionary = 8
    case byteStreamSplit = 9

    package var name: String {
        switch self {
        case .plain: "PLAIN"
        case .plainDictionary: "PLAIN_DICTIONARY"
        case .rle: "RLE"
        case .bitPacked: "BIT_PACKED"
        case .deltaBinaryPacked: "DELTA_BINARY_PACKED"
        case .deltaLengthByteArray: "DELTA_LENGTH_BYTE_ARRAY"
        case .deltaByteArray: "DELTA_BYTE_ARRAY"
        case .rleDictionary: "RLE_DICTIONARY"
        case .byteStreamSplit: "BYTE_STREAM_SPLIT"
        }
    }

    /// Whether a page of this encoding holds indices into the chunk's dictionary.
    package var isDictionary: Bool { self == .rleDictionary || self == .plainDictionary }
}

/// What a column chunk stores, numbered as the format does.
///
/// **Source**: parquet.thrift, `enum Type`.
package enum PhysicalType: Int32, Sendable, CaseIterable {
    case boolean = 0
    case int32 = 1
    case int64 = 2
    case int96 = 3
    case float = 4
    case double = 5
    case byteArray = 6
    case fixedLengthByteArray = 7

    package var name: String {
        switch self {
        case .boolean: "BOOLEAN"
        case .int32: "INT32"
        case .int64: "INT64"
        case .int96: "INT96"
        case .float: "FLOAT"
        case .double: "DOUBLE"
        case .byteArray: "BYTE_ARRAY"
        case .fixedLengthByteArray: "FIXED_LEN_BYTE_ARRAY"
        }
    }
}

/// Values of a page without its nulls, from bytes.
///
/// Every function appends exactly `count` values or throws. An encoding implements those of its `types`.
package protocol ValueDecoding: SendableMetatype {
    static var id: EncodingID { get }
    static var types: [PhysicalType] { get }

    static func decode(_ bytes: ByteSlice, count: Int, into values: inout Bitmap) throws(ColumnarError)
    static func decode(_ bytes: ByteSlice, count: Int, into values: inout OutputSpan<Int32>) throws(ColumnarError)
    static func decode(_ bytes: ByteSlice, count: Int, into values: inout OutputSpan<Int64>) throws(ColumnarError)
    static func decode(_ bytes: ByteSlice, count: Int, into values: inout TextValues) throws(ColumnarError)
}

/// Values of a page without its nulls, to bytes. An encoding implements those of its `types`.
package protocol ValueEncoding: ValueDecoding {
    static func encode(_ values: Bitmap, into buffer: inout ByteBuffer)
    static func encode(_ values: Span<Int32>, into buffer: inout ByteBuffer)
    static func encode(_ values: Span<Int64>, into buffer: inout ByteBuffer)
    /// The values of these rows that are not null.
    static func encode(_ column: StringColumn, rows: Range<Int>, into buffer: inout ByteBuffer)
}

extension ValueDecoding {
    private static func misuse(_ type: PhysicalType) -> ColumnarError {
        ColumnarError(.damaged, "the encoding \(id.name) does not exist for \(type.name)")
    }

    package static func decode(_: ByteSlice, count: Int, into: inout Bitmap) throws(ColumnarError) {
        throw misuse(.boolean)
    }

    package static func decode(_: ByteSlice, count: Int, into: inout OutputSpan<Int32>) throws(ColumnarError) {
        throw misuse(.int32)
    }

    package static func decode(_: ByteSlice, count: Int, into: inout OutputSpan<Int64>) throws(ColumnarError) {
        throw misuse(.int64)
    }

    package static func decode(_: ByteSlice, count: Int, into: inout TextValues) throws(ColumnarError) {
        throw misuse(.byteArray)
    }
}

extension ValueEncoding {
    package static func encode(_: Bitmap, into: inout ByteBuffer) { preconditionFailure("not for booleans") }
    package static func encode(_: Span<Int32>, into: inout ByteBuffer) { preconditionFailure("not for INT32") }
    package static func encode(_: Span<Int64>, into: inout ByteBuffer) { preconditionFailure("not for INT64") }
    package static func encode(_: StringColumn, rows: Range<Int>, into: inout ByteBuffer) {
        preconditionFailure("not for text")
    }
}

/// Decoded text without nulls.
///
/// **Shape**: `offsets[0] == 0`, ascending, the last one is `bytes.count`.
package struct TextValues: Sendable, Equatable {
    package var offsets: [UInt32] = [0]
    package var bytes: [UInt8] = []

    package init() {}

    package var count: Int { offsets.count - 1 }

    /// Room for `more` bytes and the overshoot of a word-wise copy, grown by doubling.
    mutating func reserveBytes(_ more: Int) throws(ColumnarError) {
        guard more <= Limits.textByteCount - bytes.count else {
            throw ColumnarError(.limit, "the text of one column exceeds 4 GiB in a row group; write smaller row groups")
        }
        let needed = bytes.count + more + ByteBuffer.slack
        if needed > bytes.capacity { bytes.reserveCapacity(max(needed, 2 * bytes.capacity)) }
    }

    mutating func reserveOffsets(_ more: Int) {
        let needed = offsets.count + more
        if needed > offsets.capacity { offsets.reserveCapacity(max(needed, 2 * offsets.capacity)) }
    }
}
