import Columnar
import Testing

@Suite struct ParquetRoundTripTests {
    @Test func aFileGivesBackWhatWasWritten() throws {
        try withTemporaryFolder { folder in
            let table = SampleTable.mixed(rowCount: 3000, seed: 1)
            let path = folder + "/a.parquet"
            var writer = try ParquetWriter(path: path, schema: table.schema)
            try writer.append(ParquetEncoder.encode([table], schema: table.schema))
            let summary = try writer.finish()
            #expect(summary.rowCount == 3000)
            let file = try ParquetFile(path: path)
            #expect(file.schema == table.schema)
            let back = try file.read(rowGroup: 0)
            #expect(texts(back) == texts(table))
        }
    }
}
