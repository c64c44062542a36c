import Columnar
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Damaged files end in an error or in the right answer, never in a trap or a wrong answer.
@Suite struct DamagedFileTests {
    private func sample(_ folder: String, rowCount: Int = 30) throws -> (table: RecordBatch, bytes: [UInt8]) {
        let table = SampleTable.mixed(rowCount: rowCount, seed: 61)
        let path = folder + "/whole.parquet"
        var writer = try ParquetWriter(path: path, schema: table.schema)
        try writer.append(ParquetEncoder.encode([table], schema: table.schema))
        _ = try writer.finish()
        let file = try ReadableFile(path: path)
        return (table, try file.read(offset: 0, count: file.byteCount).all.array)
    }

    /// Nil when the file is refused.
    private func read(_ bytes: [UInt8], _ folder: String) throws -> [[String?]]? {
        let path = folder + "/damaged.parquet"
        // Not flushed to the disk: thousands of files are written here.
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        try #require(descriptor >= 0)
        try #require(unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) } == bytes.count)
        close(descriptor)
        do throws(ColumnarError) {
            let file = try ParquetFile(path: path)
            var all = [[String?]](repeating: [], count: file.schema.fields.count)
            for group in 0..<file.rowGroups.count {
                let whole = texts(try file.read(rowGroup: group))
                for (i, column) in whole.enumerated() { all[i] += column }
                try compareRows(of: file, group, with: whole)
            }
            return all
        } catch {
            return nil
        }
    }

    /// What gave the whole columns gives the same rows one by one.
    private func compareRows(of file: ParquetFile, _ group: Int, with whole: [[String?]]) throws(ColumnarError) {
        for (field, values) in zip(file.schema.fields, whole) {
            let validity = try file.validity(partition: group, column: field.name)
            // That there are no nulls is what the footer says, which has no checksum.
            if file.summary(partition: group, column: field.name)?.nullCount != 0 {
                #expect(values.indices.allSatisfy { (validity?[$0] ?? true) == (values[$0] != nil) })
            }
            guard field.type == .utf8, values.count > 1 else { continue }
            let picked = try file.texts(partition: group, column: field.name, rows: [0, Int32(values.count - 1)])
            #expect(picked[0] == values[0] && picked[1] == values[values.count - 1])
        }
    }

    @Test func everyTruncationIsRefused() throws {
        try withTemporaryFolder { folder in
            let (_, bytes) = try sample(folder, rowCount: 9)
            for length in 0..<bytes.count {
                #expect(try read(Array(bytes[..<length]), folder) == nil, "\(length) of \(bytes.count) bytes")
            }
        }
    }

    /// Pages are under checksums. A flip in the footer can rename a column or change what describes the file, but must
    /// not change a value without an error unless it changes the column's type.
    @Test func everyFlippedByteOfThePagesIsAnErrorOrHarmless() throws {
        try withTemporaryFolder { folder in
            let (table, bytes) = try sample(folder)
            let right = texts(table)
            let file = try ParquetFile(path: folder + "/whole.parquet")
            let end = 4 + file.rowGroups[0].columns.reduce(0) { $0 + $1.byteCount }
            for offset in 4..<end {
                var damaged = bytes
                damaged[offset] ^= UInt8(1 << (offset % 8))
                let found = try read(damaged, folder)
                #expect(found == nil || found == right, "byte \(offset)")
            }
        }
    }

    @Test func randomDamageNeverTraps() throws {
        try withTemporaryFolder { folder in
            let (_, bytes) = try sample(folder)
            var random = Randomness(seed: 62)
            for _ in 0..<300 {
                var damaged = bytes
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    damaged[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
                }
                _ = try read(damaged, folder)
            }
        }
    }

    @Test func footerFlipsNeverTrap() throws {
        try withTemporaryFolder { folder in
            let (_, bytes) = try sample(folder, rowCount: 5)
            let file = try ParquetFile(path: folder + "/whole.parquet")
            let start = 4 + file.rowGroups[0].columns.reduce(0) { $0 + $1.byteCount }
            for offset in start..<bytes.count {
                for mask in [UInt8(0x01), 0x80, 0xFF] {
                    var damaged = bytes
                    damaged[offset] ^= mask
                    _ = try read(damaged, folder)
                }
            }
        }
    }

    @Test func otherThingsThanFilesAreRefused() throws {
        try withTemporaryFolder { folder in
            _ = try sample(folder, rowCount: 1)
            unsafe symlink(folder + "/whole.parquet", folder + "/link.parquet")
            for path in [folder + "/absent.parquet", folder, folder + "/link.parquet", "/dev/null"] {
                #expect { try ParquetFile(path: path) } throws: { ($0 as? ColumnarError)?.code == .io }
            }
            #expect(try read([], folder) == nil)
            #expect(try read(Array("PAR1PAR1PAR1".utf8), folder) == nil)
        }
    }
}
