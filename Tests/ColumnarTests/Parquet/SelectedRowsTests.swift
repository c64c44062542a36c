import Columnar
import Testing

/// Validity and single texts, read without the rest of the column, against the whole column.
@Suite struct SelectedRowsTests {
    private func check(_ file: ParquetFile) throws {
        var random = Randomness(seed: UInt64(file.rowCount))
        for partition in 0..<file.partitionCount {
            let batch = try file.read(partition: partition, columns: file.schema.fields.map(\.name))
            for (field, column) in zip(file.schema.fields, batch.columns) {
                let validity = try file.validity(partition: partition, column: field.name)
                let valid = (0..<batch.rowCount).map { validity?[$0] ?? true }
                #expect(valid == (0..<batch.rowCount).map { column.text($0) != nil }, "\(field.name)")
                guard field.type == .utf8 else { continue }
                for share in [0.0, 0.02, 0.5, 1] {
                    let rows = (0..<Int32(batch.rowCount)).filter { _ in Double.random(in: 0..<1, using: &random) < share }
                    let texts = try file.texts(partition: partition, column: field.name, rows: rows)
                    #expect((0..<texts.count).map { texts[$0] } == rows.map { column.text(Int($0)) }, "\(field.name)")
                }
            }
        }
    }

    @Test(arguments: [ParquetOptions.Compression.lz4raw, .none], [0.0, 0.1, 0.7, 1.0])
    func equalTheWholeColumn(compression: ParquetOptions.Compression, nullShare: Double) throws {
        try withTemporaryFolder { folder in
            let batches = [3000, 1, 700].map { SampleTable.mixed(rowCount: $0, seed: UInt64($0), nullShare: nullShare) }
            for pageByteCount in [1024, 1 << 20] {
                let options = ParquetOptions(compression: compression, pageByteCount: pageByteCount)
                let path = folder + "/\(pageByteCount).parquet"
                var writer = try ParquetWriter(path: path, schema: batches[0].schema, options: options)
                for batch in batches {
                    try writer.append(ParquetEncoder.encode([batch], schema: batch.schema, options: options))
                }
                _ = try writer.finish()
                try check(ParquetFile(path: path))
            }
        }
    }

    @Test(arguments: ["every-encoding", "lz4"]) func filesOfOtherEncodings(name: String) throws {
        let folder = #filePath.split(separator: "/").dropLast(2).reduce("") { $0 + "/" + $1 } + "/Goldens/"
        try check(ParquetFile(path: folder + name + ".parquet"))
    }

    @Test func rowsThatAreNotThereAreRefused() throws {
        try withTemporaryFolder { folder in
            let batch = SampleTable.mixed(rowCount: 10, seed: 1)
            var writer = try ParquetWriter(path: folder + "/a.parquet", schema: batch.schema)
            try writer.append(ParquetEncoder.encode([batch], schema: batch.schema))
            _ = try writer.finish()
            let file = try ParquetFile(path: folder + "/a.parquet")
            #expect(throws: ColumnarError.self) { try file.texts(partition: 0, column: "name", rows: [3, 10]) }
            #expect(throws: ColumnarError.self) { try file.texts(partition: 0, column: "key", rows: [3]) }
        }
    }

    @Test func setBitsOfARange() {
        var random = Randomness(seed: 3)
        var bitmap = Bitmap()
        for _ in 0..<300 { bitmap.append(Bool.random(using: &random)) }
        for _ in 0..<2000 {
            let start = Int.random(in: 0...300, using: &random)
            let range = start..<Int.random(in: start...300, using: &random)
            #expect(bitmap.setCount(in: range) == range.reduce(0) { $0 + (bitmap[$1] ? 1 : 0) })
        }
    }
}
