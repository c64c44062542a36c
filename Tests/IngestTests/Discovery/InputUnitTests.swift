import Ingest
import Records
import TestSupport
import Testing

@Suite struct InputFormatTableTests {
    @Test(arguments: [
        ("<HTML><body>", InputFormat.html), ("\u{FEFF} \r\n<table border=1>", .html), ("<!DOCTYPE HTML PUBLIC", .html), ("<htm", .text),
        ("姓名,性别", .text), ("PK", .text), ("PK\u{3}\u{4}…", .zip), ("a\u{0}b", .unknown), ("", .text),
    ])
    func textPrefixes(text: String, expected: InputFormat) {
        #expect(InputFormatTable.format(of: Array(text.utf8)) == expected)
    }

    @Test func binaryPrefixes() {
        #expect(InputFormatTable.format(of: [0x1F, 0x8B, 8]) == .gzip)
        #expect(InputFormatTable.format(of: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]) == .compoundFile)
        #expect(InputFormatTable.format(of: [0xFF, 0xFE, 0x61, 0, 0, 0]) == .text)
        #expect(InputFormatTable.format(of: [0xFE, 0xFF, 0, 0x3C, 0, 0x74, 0, 0x61, 0, 0x62, 0, 0x6C, 0, 0x65]) == .html)
        #expect(InputFormatTable.format(of: [UInt8](repeating: 0x61, count: 4096) + [0]) == .text)
        #expect(InputFormatTable.format(of: [UInt8](repeating: 0x61, count: 4095) + [0]) == .unknown)
    }
}

@Suite struct InputUnitTests {
    private let book = WorkbookBuilder(rows: "<row><c><v>1</v></c></row>").build()
    private let csv = Array("姓名,性别\n".utf8)

    private func open(_ bytes: [UInt8]) throws -> [String] {
        let units = InputUnits(of: .memory(bytes), path: "f")
        if let first = units.problems.first, units.units.isEmpty { throw first.error }
        return try units.units.map { unit in
            switch try unit.open() {
            case .legacyWorkbook(let workbook):
                var rowCount = 0
                try workbook.read { block in
                    rowCount += block.rowCount
                    return .proceed
                }
                return "\(unit.path): \(rowCount) legacy rows"
            case .workbook(let archive):
                var rowCount = 0
                try WorkbookReader.read(archive) { block in
                    rowCount += block.rowCount
                    return .proceed
                }
                return "\(unit.path) workbook \(rowCount)"
            case .text(let content): return "\(unit.path) text \(try content.readAll(maximum: 1000).count)"
            case .html(let content): return "\(unit.path) html \(try content.readAll(maximum: 1000).count)"
            }
        }
    }

    @Test func plainAndGzipped() throws {
        #expect(try open(csv) == ["f text \(csv.count)"])
        #expect(try open(book) == ["f workbook 1"])
        #expect(try open(ZipBuilder.gzip(csv)) == ["f text \(csv.count)"])
        #expect(try open(ZipBuilder.gzip(book)) == ["f workbook 1"])
        #expect(try open(Array("<table>".utf8)) == ["f html 7"])
    }

    @Test func gzipWholeAndStreamedAgree() throws {
        let one = ZipBuilder.gzip(csv)
        var wrongSize = one
        wrongSize[one.count - 1] = 1
        for (bytes, expected) in [(one, csv), (one + one, csv + csv), (one + [0], csv)] {
            let content = InputContent.gzip(.memory(bytes), Limits())
            #expect(try content.readAll(maximum: 1000) == expected)
            #expect(try content.stream().readAll(maximum: 1000) == expected)
        }
        for (bytes, expected) in [(wrongSize, FileProblem.damagedArchive), (Array(one.dropLast()), .truncated), ([0x1F, 0x8B], .truncated)] {
            #expect(problem { _ = try InputContent.gzip(.memory(bytes), Limits()).readAll(maximum: 1000) } == expected)
        }
        #expect(problem { _ = try InputContent.gzip(.memory(one), Limits()).readAll(maximum: 3) } == .tooLarge)
    }

    @Test func archivesGiveTheirMembers() throws {
        var zip = ZipBuilder()
        zip.add("学校/b.csv", csv)
        zip.add("a.xlsx", book)
        for name in ["__MACOSX/._a.xlsx", ".hidden/x.csv", "~$a.xlsx", "学校\\Thumbs.db"] { zip.add(name, csv) }
        zip.add("empty.csv", "")
        zip.add("学校/", "")
        let units = InputUnits(of: .memory(zip.build()), path: "d/f.zip")
        #expect(units.units.map(\.path) == ["d/f.zip!a.xlsx", "d/f.zip!学校/b.csv"])
        var skipped = SkippedFiles()
        (skipped.hidden, skipped.lock, skipped.system, skipped.empty) = (2, 1, 1, 1)
        #expect(units.skipped == skipped)
        #expect(try open(zip.build()) == ["f!a.xlsx workbook 1", "f!学校/b.csv text \(csv.count)"])
    }

    @Test func equalNamesAreAProblem() {
        var zip = ZipBuilder()
        zip.add("a.csv", csv)
        zip.add("a.csv", book)
        let units = InputUnits(of: .memory(zip.build()), path: "f")
        #expect(units.units.map(\.path) == ["f!a.csv"])
        #expect(units.problems.map(\.path) == ["f!a.csv"])
    }

    @Test func archivesInArchivesStayClosed() {
        var inner = ZipBuilder()
        inner.add("a.csv", csv)
        for bytes in [inner.build(), ZipBuilder.gzip(csv)] {
            var outer = ZipBuilder()
            outer.add("b", bytes)
            #expect(problem { _ = try open(outer.build()) } == .archiveInArchive)
            #expect(problem { _ = try open(ZipBuilder.gzip(bytes)) } == .archiveInArchive)
        }
    }

    @Test func unreadableContent() {
        var document = ZipBuilder()
        document.add("[Content_Types].xml", "<Types/>")
        document.add("word/document.xml", "<w/>")
        #expect(problem { _ = try open(document.build()) } == .noWorkbook)
        #expect(problem { _ = try open([1, 0, 2]) } == .unknownContent)
        #expect(problem { _ = try open(Array(book[..<(book.count / 2)])) } == .truncated)
        #expect(problem { _ = try open(Array(ZipBuilder.gzip(csv).dropLast(9))) } == .truncated)
        #expect(problem { _ = try open(compoundFile("EncryptedPackage")) } == .encrypted)
        #expect(problem { _ = try open(compoundFile("EncryptionInfo")) } == .encrypted)
        #expect(problem { _ = try open(compoundFile("Workbook")) } == .damagedWorkbook)
        #expect(problem { _ = try open(compoundFile("WordDocument")) } == .unknownContent)
        #expect(problem { _ = try open(Array(compoundFile("Workbook").prefix(600))) } == .truncated)
    }

    /// A compound file with one stream of zeros.
    private func compoundFile(_ stream: String) -> [UInt8] {
        var file = CompoundFileBuilder()
        file.streams = [(stream, [UInt8](repeating: 0, count: 100))]
        return file.build()
    }

    @Test func legacyWorkbooksOpen() throws {
        let book = XLSBuilder(BIFF.bool(0, 0, true), BIFF.bool(1, 0, true)).build()
        #expect(try open(book) == ["f: 2 legacy rows"])
        #expect(try open(ZipBuilder.gzip(book)) == ["f: 2 legacy rows"])
    }
}
