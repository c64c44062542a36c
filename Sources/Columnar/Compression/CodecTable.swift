/// Every codec that is read and written. To add one: a file with the type, a line here.
package enum CodecTable {
    package static let codecs: [any Codec.Type] = [UncompressedCodec.self, LZ4RawCodec.self]

    /// - Errors: `unsupported` with the codec's name and what to write instead.
    package static func codec(_ id: CodecID) throws(ColumnarError) -> any Codec.Type {
        if let found = codecs.first(where: { $0.id == id }) { return found }
        throw ColumnarError(
            .unsupported, "the compression \(id.name) is not read; rewrite the file with LZ4_RAW or without compression")
    }
}
