import Columnar
import TestSupport
import Testing

/// How pieces of rows share batches does not show in the bytes of a row group.
@Suite struct PiecesTests {
    private let schema = Schema([Field("text", .utf8), Field("number", .int64)])

    /// Texts of which about half repeat, so that the look ahead has something to decide; some are null.
    private func piece(_ rowCount: Int, pool: Int, _ random: inout SplitMix) -> RecordBatch {
        let texts: [String?] = (0..<rowCount).map { _ in
            Int.random(in: 0...9, using: &random) == 0 ? nil : "text \(Int.random(in: 0..<pool, using: &random))"
        }
        let numbers = (0..<rowCount).map { _ in Int64.random(in: 0...1000, using: &random) }
        return RecordBatch(
            schema: schema, columns: [.utf8(StringColumn(texts)), .int64(PrimitiveColumn(values: numbers))], rowCount: rowCount)
    }

    /// The bytes of a file of one row group.
    private func bytes(_ batches: [RecordBatch], pieces: [[Int]]? = nil) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try withTemporaryFolder { folder in
            var writer = try ParquetWriter(path: folder + "/a.parquet", schema: schema)
            try writer.append(ParquetEncoder.encode(batches, pieces: pieces, schema: schema))
            _ = try writer.finish()
            let file = try ReadableFile(path: folder + "/a.parquet")
            bytes = try file.read(offset: 0, count: file.byteCount).all.array
        }
        return bytes
    }

    @Test func sharedBatchesGiveTheSameBytes() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SplitMix(seed: seed)
        for pool in [100, 1500, 3000, 6000, 100_000] {
            let parts = [700, 30, 1500, 0, 511, 513].map { piece($0, pool: pool, &random) }
            let expected = try bytes(parts)
            let joined = try RecordBatch.concatenate(parts, schema: schema)
            var starts: [Int] = []
            var row = 0
            for part in parts where part.rowCount > 0 {
                starts.append(row)
                row += part.rowCount
            }
            #expect(try bytes([joined], pieces: [starts]) == expected, "seed \(seed), \(pool) texts")
            let head = joined.slice(0..<730)
            let tail = joined.slice(730..<joined.rowCount)
            let tailStarts = starts.dropFirst(2).map { $0 - 730 }
            #expect(try bytes([head, tail], pieces: [[0, 700], tailStarts]) == expected, "seed \(seed), \(pool) texts in two")
        }
    }
}
