import FoundationEssentials
import Records
import Testing

@Suite struct GeneratedTableTests {
    @Test func generatedSourcesAreNotStale() throws {
        var root = #filePath
        for _ in 0..<4 { root = String(root[..<(root.lastIndex(of: "/") ?? root.startIndex)]) }
        let folder = root + "/Sources/Records/Codes/csv"
        for table in GeneratedTable.all {
            let bytes = try [UInt8](Data(contentsOf: URL(filePath: folder + "/" + table.name + ".csv")))
            #expect(SHA256Digest.hex(bytes.span) == table.sourceHash, "\(table.name).csv changed: run scripts/record")
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(files.sorted() == GeneratedTable.all.map { $0.name + ".csv" }.sorted())
    }
}
