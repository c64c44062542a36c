import Ingest
import Records
import TestSupport
import Testing

/// Files made to hurt: each cap of `Limits.swift` with a file that meets it. What a file costs is bounded, and what it says is told.
@Suite struct HostileFileTests {
    private func limits(_ change: (inout Limits) -> Void) -> Limits {
        var limits = Limits()
        change(&limits)
        return limits
    }

    private let csv = Array("姓名,性别\n".utf8)

    // MARK: Archives

    @Test func bombInAnArchiveAndInAGzip() throws {
        let count = 258 * 300_000  // 77 MB in 490 kB
        let limits = limits { $0.expansionRatio = 100 }
        var zip = ZipBuilder()
        let deflated = ZipBuilder.deflateZeros(multipleOf258: count)
        zip.members = [.init("a.csv", deflated: deflated, content: [])]
        zip.members[0].byteCount = count
        let archive = try ZipArchive(.memory(zip.build()), limits: limits)
        #expect(problem { _ = try archive.read(archive.entries[0], maximum: .max) } == .bomb)
        #expect(problem { _ = try archive.stream(archive.entries[0]).readAll(maximum: .max) } == .bomb)
        let gzip: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + deflated + [UInt8](repeating: 0, count: 8)
        #expect(problem { _ = try InputContent.gzip(.memory(gzip), limits).readAll(maximum: .max) } == .bomb)
    }

    @Test func manyEntriesThatAreModerateAlone() throws {
        let count = 258 * 400
        var zip = ZipBuilder()
        for index in 0..<20 {
            zip.members.append(.init("\(index)", deflated: ZipBuilder.deflateZeros(multipleOf258: count), content: [UInt8](repeating: 0, count: count)))
        }
        let archive = try ZipArchive(.memory(zip.build()), limits: limits { $0.archiveByteCount = 10 * count })
        let problems = archive.entries.map { entry in problem { _ = try archive.read(entry, maximum: .max) } }
        #expect(problems.filter { $0 == nil }.count == 10 && problems.last == .bomb)
    }

    @Test func sizesThatLie() throws {
        var zip = ZipBuilder()
        zip.members = (0..<4).map { .init("\($0)", deflated: ZipBuilder.deflateStored(csv), content: csv) }
        for (index, stated) in [csv.count + 1, csv.count - 1, 1 << 20, 1 << 50].enumerated() { zip.members[index].byteCount = stated }
        for index in zip.members.indices { zip.members[index].usesZip64 = true }
        let archive = try ZipArchive(.memory(zip.build()))
        for entry in archive.entries {
            let found = problem { _ = try archive.read(entry, maximum: .max) }
            #expect(found == .damagedArchive || found == .bomb, "\(entry.byteCount)")
        }
    }

    /// One body of data under many names, as in a "flat" bomb.
    @Test func overlappingEntries() throws {
        var zip = ZipBuilder()
        for index in 0..<50 { zip.add("\(index).csv", csv) }
        var bytes = zip.build()
        // All entries of the directory point to the first local header.
        var place = try #require(bytes.indices.first { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
        while bytes[place...].starts(with: [0x50, 0x4B, 1, 2]) {
            bytes.replaceSubrange((place + 42)..<(place + 46), with: [0, 0, 0, 0])
            place += 46 + Int(bytes[place + 28])
        }
        let archive = try ZipArchive(.memory(bytes))
        let readable = archive.entries.count { entry in problem { _ = try archive.read(entry, maximum: .max) } == nil }
        #expect(archive.entries.count == 50 && readable <= 1)
    }

    @Test func tooManyEntriesAndTooLongADirectory() {
        var zip = ZipBuilder()
        for index in 0..<300 { zip.add("\(index).csv", csv) }
        #expect(problem { _ = try ZipArchive(.memory(zip.build()), limits: limits { $0.archiveEntryCount = 299 }) } == .tooLarge)
        #expect(problem { _ = try ZipArchive(.memory(zip.build()), limits: limits { $0.archiveDirectoryByteCount = 1000 }) } == .tooLarge)
    }

    @Test func aWorkbookInAnArchiveThatIsTooLarge() {
        var zip = ZipBuilder()
        zip.add("a.xlsx", WorkbookBuilder(rows: "<row/>").build())
        #expect(problem { _ = try openAndRead(zip.build(), limits: limits { $0.workbookByteCount = 100 }) } == .tooLarge)
    }

    // MARK: Workbooks

    @Test func dimensionsAreNotBelieved() throws {
        var book = WorkbookBuilder(rows: "")
        let cell = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"
        book.sheets[0].xml = "<dimension ref=\"A1:XFD1048576\"/><sheetData>\(cell)</sheetData>"
        #expect(try openAndRead(book.build()).map { [$0[0], $0.last ?? ""] } == [["1048576", "n1"]])
        let dimensions = BIFF.record(0x200, BIFF.little(0, 4) + BIFF.little(0x10000, 4) + BIFF.little(0, 2) + BIFF.little(0x100, 2) + [0, 0])
        #expect(try openAndRead(XLSBuilder(dimensions, BIFF.number(65535, 255, 1)).build()).map { [$0[0], $0.last ?? ""] } == [["65536", "n1"]])
    }

    @Test func countsOfSharedStringsAreNotBelieved() throws {
        var zip = WorkbookBuilder(rows: "<row><c t=\"s\"><v>0</v></c></row>", sharedStrings: "<si><t>甲</t></si>").zip()
        for index in zip.members.indices where zip.members[index].name == Array("xl/sharedStrings.xml".utf8) {
            let text = String(decoding: zip.members[index].data, as: UTF8.self).replacing("<sst ", with: "<sst count=\"4294967295\" uniqueCount=\"4294967295\" ")
            zip.members[index] = .init("xl/sharedStrings.xml", Array(text.utf8))
        }
        #expect(try openAndRead(zip.build()) == [["1", "t甲"]])
        // In .xls: XLSSharedStringsTests.countsAreNotBelieved.
    }

    /// Ten lines that would be a gigabyte, in every part that is read.
    @Test(arguments: ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
    func entitiesAreNotExpanded(part: String) {
        var zip = WorkbookBuilder(rows: "<row><c t=\"s\"><v>0</v></c></row>", sharedStrings: "<si><t>甲</t></si>").zip()
        let entities = (1...9).map { "<!ENTITY l\($0) \"" + String(repeating: "&l\($0 - 1);", count: 10) + "\">" }.joined()
        for index in zip.members.indices where zip.members[index].name == Array(part.utf8) {
            let text = "<!DOCTYPE x [<!ENTITY l0 \"lol\">\(entities)]>" + String(decoding: zip.members[index].data, as: UTF8.self)
            zip.members[index] = .init(part, Array(text.replacing("甲", with: "&l9;").utf8))
        }
        #expect(problem { _ = try openAndRead(zip.build()) } == .doctype)
    }

    /// A million elements in each other: no recursion, no stack.
    @Test func deepNesting() throws {
        let open = String(repeating: "<a>", count: 1_000_000)
        let close = String(repeating: "</a>", count: 1_000_000)
        let row = "<row><c><v>1</v></c></row>"
        var book = WorkbookBuilder(rows: open + close + row)
        #expect(try openAndRead(book.build()) == [["1", "n1"]])
        book = WorkbookBuilder(rows: "<row><c>\(open)\(close)<v>1</v></c></row>")
        #expect(try openAndRead(book.build()) == [["1", "n1"]])
        book = WorkbookBuilder(rows: "<row><c t=\"s\"><v>0</v></c></row>", sharedStrings: "<si>\(open)\(close)<t>甲</t></si>")
        #expect(try openAndRead(book.build()) == [["1", "t甲"]])
        book = WorkbookBuilder(rows: open + row)
        #expect(problem { _ = try openAndRead(book.build()) } == .truncated)
    }

    @Test func nestedTables() {
        let html = Array(String(repeating: "<table><tr><td>", count: 100_000).utf8)
        var reader = HTMLReader(html)
        #expect(problem { while try reader.next() != nil {} } == .tooLarge)
    }

    /// The largest text of Excel has 32,767 characters; longer ones are read as long as they are, up to the cap.
    @Test func giganticStrings() throws {
        let text = String(repeating: "长", count: 1 << 20)
        #expect(try openAndRead(WorkbookBuilder(rows: "<row><c t=\"str\"><v>\(text)</v></c></row>").build()) == [["1", "t\(text)"]])
        let shared = WorkbookBuilder(rows: "<row><c t=\"s\"><v>0</v></c></row>", sharedStrings: "<si><t>\(text)</t></si>")
        #expect(try openAndRead(shared.build()) == [["1", "t\(text)"]])
        #expect(problem { _ = try openAndRead(shared.build(), limits: limits { $0.sharedStringByteCount = 1 << 20 }) } == .tooLarge)
        let windows = limits { limits in
            limits.wholeEntryByteCount = 0
            limits.windowByteCount = 1 << 12
            limits.rowByteCount = 1 << 16
        }
        #expect(problem { _ = try openAndRead(WorkbookBuilder(rows: "<row><c t=\"str\"><v>\(text)</v></c></row>").build(), limits: windows) } == .tooLarge)
    }

    @Test func tenThousandSheets() {
        var book = WorkbookBuilder()
        var old = XLSBuilder()
        for index in 0..<10_000 {
            book.sheets.append(.init("\(index)", "<sheetData/>"))
            old.sheets.append(.init("\(index)", []))
        }
        #expect(problem { _ = try openAndRead(book.build()) } == .tooLarge)
        #expect(problem { _ = try openAndRead(old.build()) } == .tooLarge)
    }

    @Test func cellsAndRowsOutsideTheSheet() {
        for row in ["<row r=\"1048577\"/>", "<row r=\"999999999999\"/>", "<row><c r=\"XFE1\"><v>1</v></c></row>", "<row><c r=\"AAAAAAAA1\"><v>1</v></c></row>"] {
            #expect(problem { _ = try openAndRead(WorkbookBuilder(rows: row).build()) } == .damagedWorkbook, "\(row)")
        }
        let rows = WorkbookBuilder(rows: String(repeating: "<row><c><v>1</v></c></row>", count: 30)).build()
        #expect(problem { _ = try openAndRead(rows, limits: limits { $0.rowCount = 29 }) } == .damagedWorkbook)
    }

    @Test func aPartOfAGigabyteThatShouldBeSmall() {
        let padding = String(repeating: " ", count: 1 << 12)
        var zip = WorkbookBuilder(rows: "<row/>").zip()
        zip.members = zip.members.map { $0.name == Array("xl/workbook.xml".utf8) ? .init("xl/workbook.xml", $0.data + Array(padding.utf8)) : $0 }
        #expect(problem { _ = try openAndRead(zip.build(), limits: limits { $0.smallPartByteCount = 1 << 12 }) } == .tooLarge)
    }

    /// A thousand sheets that are one part: each is read, and each counts against the archive's cap.
    @Test func sheetsThatShareAPart() throws {
        var book = WorkbookBuilder()
        let rows = (1...50).map { "<row r=\"\($0)\"><c><v>1</v></c></row>" }.joined()
        for index in 0..<1000 { book.sheets.append(.init("\(index)", "<sheetData>\(rows)</sheetData>")) }
        var zip = book.zip()
        zip.members = zip.members.filter { !$0.name.starts(with: Array("xl/worksheets/".utf8)) || $0.name == Array("xl/worksheets/sheet1.xml".utf8) }
        for index in zip.members.indices where zip.members[index].name == Array("xl/_rels/workbook.xml.rels".utf8) {
            var text = String(decoding: zip.members[index].data, as: UTF8.self)
            for number in (2...1000).reversed() { text = text.replacing("worksheets/sheet\(number).xml", with: "worksheets/sheet1.xml") }
            zip.members[index] = .init("xl/_rels/workbook.xml.rels", Array(text.utf8))
        }
        #expect(problem { _ = try openAndRead(zip.build(), limits: limits { $0.archiveByteCount = 1 << 20 }) } == .bomb)
    }
}
