/// Every encoding that is read; those that conform to `ValueEncoding` are also written.
///
/// To add one: a file with the type, a line here. RLE_DICTIONARY and PLAIN_DICTIONARY are not in the list, since their
/// values are indices: `DictionaryIndices` holds them.
package enum EncodingTable {
    package static let values: [any ValueDecoding.Type] = [
        PlainEncoding.self,
        RunLengthBooleans.self,
        DeltaBinaryPacked.self,
        DeltaLengthByteArray.self,
        DeltaByteArray.self,
    ]

    /// - Errors: `unsupported` with the encoding's name and what to write instead.
    package static func decoder(_ id: EncodingID, for type: PhysicalType) throws(ColumnarError) -> any ValueDecoding.Type {
        if let found = values.first(where: { $0.id == id && $0.types.contains(type) }) { return found }
        throw ColumnarError(
            .unsupported, "the encoding \(id.name) of \(type.name) is not read; rewrite the file with PLAIN or RLE_DICTIONARY")
    }
}
