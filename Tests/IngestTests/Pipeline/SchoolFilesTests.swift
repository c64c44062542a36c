import Columnar
import Foundation
import Ingest
import Records
import Store
import TestSupport
import Testing

/// One school's files in memory are what the same files give in a store.
@Suite struct SchoolFilesTests {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "xueji-school-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder + "/drop", withIntermediateDirectories: true)
        var zip = ZipBuilder()
        zip.add("二班.csv", Self.text(pupils: 40, first: 40))
        zip.add("坏.xls", String(decoding: [0xD0, 0x00, 0x01] as [UInt8], as: Unicode.ASCII.self))
        try write("一班.csv", Array(Self.text(pupils: 40).utf8))
        try write("班.zip", zip.build())
        try write("三班.gz", ZipBuilder.gzip(Array(Self.text(pupils: 900, first: 80).utf8)))
        try write("坏.xlsx", Array("PK\u{3}\u{4}".utf8))
    }

    private func write(_ name: String, _ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: folder + "/drop/" + name))
    }

    private static func text(pupils count: Int, first: Int = 0) -> String {
        var text = "学校标识码,姓名,性别,出生日期,民族,身份证件号,户口所在地行政区划\n"
        for number in first..<(first + count) {
            text += "2136000001,王小\(number),男,\(number % 3 == 0 ? "2007-8-31" : "20070831"),\(number % 5 == 0 ? "汉" : "汉族"),,360102\n"
        }
        return text
    }

    private func cleanUp() { try? FileManager.default.removeItem(atPath: folder) }

    private func rows(_ source: some BatchSource, _ columns: [String]) throws -> [String] {
        var rows: [String] = []
        for partition in 0..<source.partitionCount {
            let batch = try source.read(partition: partition, columns: columns)
            rows += (0..<batch.rowCount).map { row in batch.columns.map { $0.text(row) ?? "∅" }.joined(separator: "|") }
        }
        return rows.sorted()
    }

    @Test(arguments: [1, 2])
    func memoryAndStoreAgree(threads: Int) throws {
        defer { cleanUp() }
        let read = try SchoolFiles(reading: [folder + "/drop"], options: IngestOptions(threads: threads))
        let store = try RegistryStore.open(path: folder + "/store", for: .writing(create: true))
        let summary = try Ingester.run(drop: folder + "/drop", store: store)
        #expect(read.unreadable == summary.unreadable && read.unreadable == 2)
        for table in RegistryTable.allCases where table.isData || table == .cellIssues || table == .files {
            let columns = table.schema.fields.map(\.name)
            let memory = try rows(try #require(read.tables[table]), columns)
            // Paths are given from the current folder here, from the drop folder there.
            #expect(memory.map { $0.replacing(folder + "/drop/", with: "") }.sorted() == (try rows(store.table(table), columns)), "\(table)")
        }
    }

    @Test func sheetsSayWhereTheFieldsStand() throws {
        defer { cleanUp() }
        let path = folder + "/drop/一班.csv"
        let read = try SchoolFiles(reading: [path, path])
        #expect(read.sheets.count == 1)
        let sheet = try #require(read.sheets.first)
        #expect(sheet.file == path && sheet.table == .student && sheet.isText && sheet.headerRow == 1)
        #expect(sheet.columns[try #require(RegistryTable.student.field(named: "ethnicity")).index] == 4)
        #expect(sheet.columns[try #require(RegistryTable.student.field(named: "phone")).index] == nil)
    }

    @Test func theHashIsThatOfTheContent() throws {
        defer { cleanUp() }
        let one = try SchoolFiles(reading: [folder + "/drop/一班.csv"]).contentHash
        try FileManager.default.copyItem(atPath: folder + "/drop/一班.csv", toPath: folder + "/copy.csv")
        #expect(try SchoolFiles(reading: [folder + "/copy.csv"]).contentHash == one)
        #expect(try SchoolFiles(reading: [folder + "/drop/三班.gz"]).contentHash != one)
    }

    @Test func blocksComeBackCellByCell() throws {
        defer { cleanUp() }
        var names: [String: Int] = [:]
        try SchoolFiles(reading: [folder + "/drop"]).forEachBlock { names[$0, default: 0] += $1.rowCount }
        let counts = names.map { "\($0.replacing(folder + "/drop/", with: "")) \($1)" }.sorted()
        #expect(counts == ["一班.csv 41", "三班.gz 901", "班.zip!二班.csv 41"])
    }

    @Test func aMistypedPathIsKnownAtOnce() {
        defer { cleanUp() }
        #expect(throws: IngestFailure.self) { try SchoolFiles.check([folder + "/drop/没有.csv"], issuedSchools: nil) }
    }
}
