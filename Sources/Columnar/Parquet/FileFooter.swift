/// The footer of an open file, whose column chunks are read when somebody asks: a province has ten thousands of them, and a query
/// looks at a few columns.
///
/// The bytes of every chunk were passed over once, so that all lie inside; what they say may still be wrong, and is an error then.
package final class FileFooter: Sendable {
    /// The row groups have `chunkOffsets` instead of columns.
    package let metadata: FileMetadata
    private let bytes: ByteSlice

    /// - Errors: those of `FileMetadata`, but for what only the chunks themselves can show.
    package init(_ bytes: ByteSlice) throws(ColumnarError) {
        self.bytes = bytes
        metadata = try FileMetadata(bytes, readsChunks: false)
    }

    /// - Errors: `damaged` when the bytes are no column chunk.
    package func chunk(rowGroup: Int, _ index: Int) throws(ColumnarError) -> StoredColumnChunk {
        var reader = ThriftCompactReader(bytes, at: metadata.rowGroups[rowGroup].chunkOffsets[index])
        return try StoredColumnChunk(&reader, ThriftCompactReader.element)
    }
}
