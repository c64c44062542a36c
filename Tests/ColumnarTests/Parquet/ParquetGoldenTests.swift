import Columnar
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// The bytes of our files do not change unnoticed, and old files stay readable.
///
/// A run with XUEJI_RECORD=1 writes the files anew and fails.
@Suite struct ParquetGoldenTests {
    /// Every encoding that is written, without compression: the bytes of LZ4 depend on the version of liblz4.
    @Test func uncompressedBytesAreTheSame() throws { try compare("every-encoding.parquet", .none, isByteExact: true) }

    @Test func compressedFilesStayReadable() throws { try compare("lz4.parquet", .lz4raw, isByteExact: false) }

    private func compare(_ name: String, _ compression: ParquetOptions.Compression, isByteExact: Bool) throws {
        let golden = #filePath.split(separator: "/").dropLast(2).reduce("") { $0 + "/" + $1 } + "/Goldens/" + name
        let table = Self.table
        let options = ParquetOptions(compression: compression, pageByteCount: 1024, keyValueMetadata: [("golden", "1")])
        try withTemporaryFolder { folder in
            var path = folder + "/" + name
            if unsafe getenv("XUEJI_RECORD") != nil {
                unsafe unlink(golden)
                path = golden
                Issue.record("recorded \(name)")
            }
            var writer = try ParquetWriter(path: path, schema: table.schema, options: options)
            try writer.append(ParquetEncoder.encode([table], schema: table.schema, options: options))
            _ = try writer.finish()
            if isByteExact { #expect(try bytes(path) == bytes(golden)) }
            let file = try ParquetFile(path: golden)
            #expect(texts(try file.read(rowGroup: 0)) == texts(table))
            let encodings = Set(file.rowGroups[0].columns.flatMap(\.encodings))
            #expect(encodings == ["PLAIN", "RLE", "RLE_DICTIONARY", "DELTA_BINARY_PACKED"])
        }
    }

    private func bytes(_ path: String) throws -> [UInt8] {
        let file = try ReadableFile(path: path)
        return try file.read(offset: 0, count: file.byteCount).all.array
    }

    /// Made by arithmetic alone, so that it is the same on every version of the standard library.
    private static var table: RecordBatch {
        let count = 600
        let scattered = (0..<count).map { UInt64($0 + 1) &* 0x9E37_79B9_7F4A_7C15 }
        var validity = Bitmap()
        for i in 0..<count { validity.append(i % 7 != 3) }
        func withNulls<T: FixedWidthInteger>(_ value: (Int) -> T) -> PrimitiveColumn<T> {
            PrimitiveColumn(values: (0..<count).map { validity[$0] ? value($0) : 0 }, validity: validity)
        }
        var flags = Bitmap()
        for i in 0..<count { flags.append(scattered[i] >> 63 != 0) }
        var code = DictionaryBuilder()
        for i in 0..<count { code.append(i % 11 == 5 ? nil : ["汉族", "回族", "畲族", ""][Int(scattered[i] >> 62)]) }
        let columns: [(String, DataType, Column)] = [
            ("row", .int32, .int32(PrimitiveColumn(values: (0..<count).map { Int32($0 + 2) }))),
            ("scattered", .int64, .int64(withNulls { Int64(bitPattern: scattered[$0]) })),
            ("生日", .date, .date(withNulls { Int32(12_000 + scattered[$0] >> 52) })),
            ("small", .int8, .int8(withNulls { Int8(truncatingIfNeeded: scattered[$0] >> 40) })),
            ("code", .utf8, .dictionary(code.finish())),
            ("text", .utf8, .utf8(StringColumn((0..<count).map { validity[$0] ? "江西省\(scattered[$0])号" : nil }))),
            ("flag", .bool, .bool(BoolColumn(values: flags))),
            ("nothing", .utf8, .utf8(StringColumn([String?](repeating: nil, count: count)))),
        ]
        return RecordBatch(
            schema: Schema(columns.map { Field($0.0, $0.1) }), columns: columns.map(\.2), rowCount: count)
    }
}
