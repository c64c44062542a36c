/// Booleans as runs behind their byte length. Read, never written: some readers take them for PLAIN.
///
/// **Source**: Parquet format, "Run Length Encoding", booleans of data pages.
package enum RunLengthBooleans: ValueDecoding {
    package static let id = EncodingID.rle
    package static let types: [PhysicalType] = [.boolean]

    package static func decode(_ bytes: ByteSlice, count: Int, into values: inout Bitmap) throws(ColumnarError) {
        let length = Int(try bytes.uint32(0))
        _ = try Levels.decode(try bytes.slice(4, length), count: count, into: &values)
    }
}
