import Columnar
import Testing

@Suite struct ParquetRoundTripTests {
    /// Writes one row group of the batches and reads it.
    private func roundTrip(
        _ batches: [RecordBatch], _ options: ParquetOptions = ParquetOptions(),
        _ check: (ParquetFile, ParquetFileSummary) throws -> Void
    ) throws {
        try withTemporaryFolder { folder in
            let schema = batches[0].schema
            var writer = try ParquetWriter(path: folder + "/a.parquet", schema: schema, options: options)
            try writer.append(ParquetEncoder.encode(batches, schema: schema, options: options))
            let summary = try writer.finish()
            let file = try ParquetFile(path: folder + "/a.parquet")
            #expect(file.schema == schema && file.byteCount == summary.byteCount && file.rowCount == summary.rowCount)
            try check(file, summary)
        }
    }

    private func one(_ name: String, _ column: Column) -> RecordBatch {
        RecordBatch(schema: Schema([Field(name, column.type)]), columns: [column], rowCount: column.count)
    }

    @Test(arguments: [1, 8, 63, 64, 65, 1000, 3000], [0.0, 0.1, 1.0])
    func aFileGivesBackWhatWasWritten(rowCount: Int, nullShare: Double) throws {
        let table = SampleTable.mixed(rowCount: rowCount, seed: UInt64(rowCount), nullShare: nullShare)
        for pageByteCount in [1024, 1 << 20] {
            try roundTrip([table], ParquetOptions(pageByteCount: pageByteCount)) { file, _ in
                #expect(texts(try file.read(rowGroup: 0)) == texts(table))
                let some = try file.read(rowGroup: 0, columns: ["code", "key"])
                #expect(texts(some) == texts(try table.selecting(["code", "key"])))
            }
        }
    }

    @Test func aTableWithoutRowsHasNoRowGroup() throws {
        try roundTrip([SampleTable.mixed(rowCount: 0, seed: 1)]) { file, summary in
            #expect(file.rowCount == 0 && file.rowGroups.isEmpty && summary.rowGroupCount == 0)
        }
    }

    @Test func dictionariesOfSeveralBatchesBecomeOne() throws {
        let first = DictionaryColumn(codes: [0, 1, 2], values: StringColumn(["unused", "a", "b"].map { $0 }))
        let second = DictionaryColumn(
            codes: [1, 0, 0, 1], values: StringColumn(["b", "c"]), validity: Bitmap(words: [0b1011], count: 4))
        let plain = StringColumn(["c", nil, "a"])
        let batches = [one("x", .dictionary(first)), one("x", .dictionary(second)), one("x", .utf8(plain))]
        try roundTrip(batches) { file, _ in
            let column = try file.read(rowGroup: 0).columns[0]
            #expect((0..<column.count).map { column.text($0) } == ["unused", "a", "b", "c", "b", nil, "c", "c", nil, "a"])
        }
    }

    @Test func repeatedTextComesBackAsADictionaryAndDistinctTextAsText() throws {
        let repeated = StringColumn((0..<1000).map { "value \($0 % 7)" })
        try roundTrip([one("x", .utf8(repeated))]) { file, _ in
            guard case .dictionary(let column) = try file.read(rowGroup: 0).columns[0] else { Issue.record("not coded"); return }
            #expect(column.values.count == 7)
        }
        let distinct = StringColumn((0..<1000).map { "value \($0)" })
        try roundTrip([one("x", .utf8(distinct))]) { file, _ in
            guard case .utf8(let column) = try file.read(rowGroup: 0).columns[0] else { Issue.record("coded"); return }
            #expect(column == distinct)
        }
    }

    /// More distinct values than 8 and 16 bits number, in draws of which the first rows repeat hardly any.
    @Test(arguments: [300, 70_000]) func manyDistinctTexts(pool: Int) throws {
        var random = Randomness(seed: 73)
        let column = StringColumn(
            (0..<(pool * 3)).map { _ in
                String(UInt64(Int.random(in: 1...pool, using: &random)) &* 0x9E37_79B9_7F4A_7C15, radix: 36)
            })
        try roundTrip([one("x", .utf8(column))]) { file, _ in
            let back = try file.read(rowGroup: 0).columns[0]
            guard case .dictionary(let coded) = back else { Issue.record("not coded"); return }
            #expect(coded.values.count > (pool == 300 ? 256 : 65_536) && coded.values.count <= pool)
            #expect((0..<back.count).allSatisfy { back.text($0) == column[$0] })
        }
    }

    @Test func theSmallestEncodingIsChosen() throws {
        var random = Randomness(seed: 71)
        let cases: [(Column, String)] = [
            (.int32(PrimitiveColumn(values: (0..<5000).map { Int32($0) })), "DELTA_BINARY_PACKED"),
            (.int64(PrimitiveColumn(values: (0..<5000).map { _ in .random(in: .min ... .max, using: &random) })), "PLAIN"),
            (
                .int64(PrimitiveColumn(values: (0..<5000).map { _ in [.min, .max, 0].randomElement(using: &random)! })),
                "RLE_DICTIONARY"
            ),
        ]
        for (column, encoding) in cases {
            try roundTrip([one("x", column)]) { file, _ in
                #expect(file.rowGroups[0].columns[0].encodings.contains(encoding))
                let back = try file.read(rowGroup: 0).columns[0]
                #expect(back == column)
            }
        }
    }

    @Test func incompressibleChunksAreStoredAsTheyAre() throws {
        var random = Randomness(seed: 72)
        let noise = Column.int64(PrimitiveColumn(values: (0..<5000).map { _ in .random(in: .min ... .max, using: &random) }))
        try roundTrip([one("x", noise)]) { file, _ in #expect(file.rowGroups[0].columns[0].compression == "UNCOMPRESSED") }
        let text = Column.utf8(StringColumn((0..<5000).map { "江西省南昌市东湖区某某街道\($0)号" }))
        try roundTrip([one("x", text)]) { file, _ in #expect(file.rowGroups[0].columns[0].compression == "LZ4_RAW") }
    }

    @Test func summariesAndStatisticsHoldTheBounds() throws {
        let text = StringColumn(["b", nil, "王", "a"])
        try roundTrip([one("x", .utf8(text))]) { file, summary in
            let chunk = file.rowGroups[0].columns[0]
            #expect(chunk.nullCount == 1 && summary.columns[0].nullCount == 1)
            for (low, high) in [(chunk.minimum, chunk.maximum), (summary.columns[0].minimum, summary.columns[0].maximum)] {
                #expect(low == .text(Array("a".utf8)) && high == .text(Array("王".utf8)))
            }
        }
        let numbers = PrimitiveColumn<Int16>(values: [5, -3, 0], validity: Bitmap(words: [0b011], count: 3))
        try roundTrip([one("x", .int16(numbers))]) { file, summary in
            #expect(file.rowGroups[0].columns[0].minimum == .integer(-3) && summary.columns[0].maximum == .integer(5))
        }
        let flags = BoolColumn(values: Bitmap(words: [0b10], count: 2))
        try roundTrip([one("x", .bool(flags))]) { file, _ in
            #expect(file.rowGroups[0].columns[0].minimum == .bool(false) && file.rowGroups[0].columns[0].maximum == .bool(true))
        }
    }

    @Test func boundsStayOutOfTheFileWhenNotWanted() throws {
        let column = Column.utf8(StringColumn(["360102200708311012", "360102200708311012"]))
        try roundTrip([one("id_number", column)], ParquetOptions(compression: .none, statisticsColumns: [])) { file, summary in
            #expect(file.rowGroups[0].columns[0].minimum == nil && summary.columns[0].maximum == nil)
            #expect(file.rowGroups[0].columns[0].nullCount == 0)
        }
    }

    @Test func longBoundsAreShortenedToTheSafeSide() throws {
        let long = String(repeating: "长", count: 40)
        let top = String(repeating: "\u{10FFFF}", count: 30)
        for text in [long, top, long + "a"] {
            try roundTrip([one("x", .utf8(StringColumn([text])))]) { file, _ in
                guard case .text(let low) = file.rowGroups[0].columns[0].minimum,
                    case .text(let high) = file.rowGroups[0].columns[0].maximum
                else { Issue.record("no bounds"); return }
                let bytes = Array(text.utf8)
                #expect(low.count <= 64 && bytes.starts(with: low) && String(validating: low, as: UTF8.self) != nil)
                #expect(bytes == high || bytes.lexicographicallyPrecedes(high))
                #expect(String(validating: high, as: UTF8.self) != nil)
            }
        }
    }

    @Test func keyValuesAndCreatorAreKept() throws {
        let options = ParquetOptions(keyValueMetadata: [("a", "1"), ("键", "值")])
        try roundTrip([SampleTable.mixed(rowCount: 2, seed: 1)], options) { file, _ in
            #expect(file.keyValueMetadata.map(\.0) == ["a", "键"] && file.keyValueMetadata.map(\.1) == ["1", "值"])
            #expect(file.createdBy == "xueji version 0.1.0")
        }
    }

    @Test func aMissingColumnIsNamed() throws {
        try roundTrip([SampleTable.mixed(rowCount: 2, seed: 1)]) { file, _ in
            expectError(.damaged, mentioning: "absent") { try file.read(rowGroup: 0, columns: ["absent"]) }
        }
    }

    @Test func anUnfinishedFileIsRemovedAndAnExistingOneKept() throws {
        try withTemporaryFolder { folder in
            let schema = Schema([Field("x", .int32)])
            do { _ = try ParquetWriter(path: folder + "/a.parquet", schema: schema) }
            #expect(try fileNames(folder).isEmpty)
            _ = try ParquetWriter(path: folder + "/a.parquet", schema: schema).finish()
            #expect { _ = try ParquetWriter(path: folder + "/a.parquet", schema: schema) } throws: {
                ($0 as? ColumnarError)?.code == .io
            }
            #expect(try fileNames(folder) == ["a.parquet"])
        }
    }
}
