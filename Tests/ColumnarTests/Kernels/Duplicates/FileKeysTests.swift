import Testing

import Columnar

/// Keys of a file, scattered while they are read, against the column in memory and the plain twin.
@Suite struct FileKeysTests {
    private func check(_ keys: [Int64?], pageByteCount: Int = 1024, isFast: Bool) throws {
        try withTemporaryFolder { folder in
            let parts = DuplicateKeysTests.partitions(keys, sizes: [keys.count / 3, 0, 5])
            let schema = Schema([Field("other", .int64), Field("key", .int64)])
            let options = ParquetOptions(pageByteCount: pageByteCount)
            var writer = try ParquetWriter(path: folder + "/k.parquet", schema: schema, options: options)
            for part in parts {
                let batch = RecordBatch(schema: schema, columns: [.int64(part), .int64(part)], rowCount: part.count)
                try writer.append(try ParquetEncoder.encode([batch], schema: schema, options: options))
            }
            _ = try writer.finish()
            let file = try ParquetFile(path: folder + "/k.parquet")
            #expect(try (FileKeys(file, column: "key") != nil) == isFast)
            let groups = try DuplicateKeys.groups(in: file, column: "key", threads: 1)
            #expect((0..<groups.count).map { Array(groups.rows(of: $0)) } == DuplicateKeysTests.plainGroups(keys))
            #expect(try DuplicateKeys.groups(in: file, column: "key", threads: 3) == groups)
            #expect(DuplicateKeys.groups(in: parts, threads: 2) == groups)
        }
    }

    @Test(arguments: [1, 5, 9, 20, 47]) func shortKeys(bits: Int) throws {
        let seed = UInt64(bits)
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        var keys: [Int64?] = (0..<20_000).map { _ in Int64.random(in: 0..<(1 << Int64(bits)), using: &random) }
        keys += keys[100..<300]
        try check(keys, isFast: true)
        // One page holds more than a chunk.
        try check((0..<600_000).map { Int64($0 % 590_000) & (1 << Int64(bits) - 1) }, pageByteCount: 64 << 20, isFast: true)
    }

    /// What the footer cannot promise to be short takes the way over the column.
    @Test func otherKeys() throws {
        try check((0..<5000).map { $0 % 7 == 0 ? nil : Int64($0 % 4000) }, isFast: false)
        try check((0..<5000).map { Int64($0 % 4000) - 3 }, isFast: false)
        try check((0..<5000).map { Int64($0 % 4000) &* 0x9E3_79B9_7F4A_7C15 & .max }, isFast: false)
    }

    @Test func noRows() throws { try check([], isFast: true) }

    @Test func anotherTypeIsRefused() throws {
        try withTemporaryFolder { folder in
            let batch = SampleTable.mixed(rowCount: 10, seed: 1)
            var writer = try ParquetWriter(path: folder + "/k.parquet", schema: batch.schema)
            try writer.append(try ParquetEncoder.encode([batch], schema: batch.schema))
            _ = try writer.finish()
            let file = try ParquetFile(path: folder + "/k.parquet")
            #expect(throws: ColumnarError.self) { try DuplicateKeys.groups(in: file, column: "name") }
            #expect(throws: ColumnarError.self) { try DuplicateKeys.groups(in: file, column: "none") }
        }
    }
}

@Suite struct KeyRecordFormatTests {
    @Test func hashesAreOneToOne() {
        for bits in 1...14 {
            let hash = KeyHash(bits: bits)
            let all = (0..<UInt64(1) << UInt64(bits)).map { hash($0) }
            #expect(Set(all).count == 1 << bits)
            #expect(all.allSatisfy { $0 & ((1 << UInt64(64 - bits)) - 1) == 0 })
        }
        #expect(KeyHash(largest: 0).bits == 1)
        #expect(KeyHash(largest: 1 << 46).bits == 47)
        #expect(KeyHash(largest: .max).bits == 64)
    }

    /// Part and record give the hash back as far as `isExact` says, and the row.
    @Test(arguments: [0, 1, 2, 1000, 1 << 14, 10_000_000, 200_000_000, Int(UInt32.max) - 1]) func recordsHoldKeys(rowCount: Int) {
        let format = KeyRecordFormat(rowCount: rowCount)
        let bits = format.partBits + 64 - format.rowBits
        #expect(format.isExact(keyBits: bits) && !format.isExact(keyBits: bits + 1))
        let row = UInt64(max(0, rowCount - 1))
        let hash: UInt64 = 0xDEAD_BEEF_0123_4567
        let record = format.record(hash, row: row)
        #expect(record & format.rowMask == row)
        #expect(record != .max)
        let shared = min(64, bits)
        let back = UInt64(format.part(of: hash)) << UInt64(64 - format.partBits) | (record & format.keyMask) >> UInt64(format.partBits)
        #expect((back ^ hash) >> UInt64(64 - shared) == 0)
        #expect(format.rowBits <= 32 && format.partBits <= 12)
    }
}
