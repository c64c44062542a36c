import Ingest
import Records
import TestSupport
import Testing

/// Every hazard of SPEC §6.2 that lies in how a file is stored: recognised by content, whatever it is called.
@Suite struct FileHazardTests {
    private static let grid = GridBuilder([
        ["学校标识码", "姓名", "性别", "出生日期", "民族", "现住址"], ["2136000001", "王小明", "男", "20070831", "汉族", "建设路1号"],
    ])

    /// GBK of the characters above.
    private static let gbk: [Character: [UInt8]] = {
        var known: [Character: [UInt8]] = [:]
        for high in UInt8(0x81)...0xFE {
            for low in UInt8(0x40)...0xFE where low != 0x7F {
                let decoded = TextDecoder.decode([high, low], in: 0..<2, as: .gb18030)
                guard decoded.replacementCount == 0, let character = String(decoding: decoded.text, as: UTF8.self).first else { continue }
                known[character] = known[character] ?? [high, low]
            }
        }
        return known
    }()

    static func gbk(_ text: String) -> [UInt8] { text.flatMap { $0.isASCII ? Array($0.utf8) : gbk[$0] ?? [0x3F] } }

    private static func utf16(_ text: String, isBig: Bool) -> [UInt8] {
        (isBig ? [0xFE, 0xFF] : [0xFF, 0xFE]) + text.utf16.flatMap { unit -> [UInt8] in
            let (low, high) = (UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8))
            return isBig ? [high, low] : [low, high]
        }
    }

    struct Sample: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var bytes: [UInt8]
        var format: String
        var encoding: String?
        var file = "a.xls"
    }

    static let samples: [Sample] = [
        Sample(testDescription: "xlsx named .xls", bytes: grid.xlsx(), format: "xlsx"),
        Sample(testDescription: "BIFF8", bytes: grid.xls(), format: "xls"),
        Sample(testDescription: "WPS .et", bytes: grid.xls(), format: "xls", file: "a.et"),
        Sample(testDescription: "BIFF8 named .csv", bytes: grid.xls(), format: "xls", file: "a.csv"),
        Sample(testDescription: "HTML named .xls", bytes: Array(grid.html().utf8), format: "html", encoding: "utf-8"),
        Sample(testDescription: "HTML in GBK named .xls", bytes: gbk(grid.html()), format: "html", encoding: "gb18030"),
        Sample(testDescription: "tab text named .xls", bytes: gbk(grid.csv(separator: "\t")), format: "tsv", encoding: "gb18030"),
        Sample(testDescription: "UTF-16 tab text named .xls", bytes: utf16(grid.csv(separator: "\t"), isBig: false), format: "tsv", encoding: "utf-16le"),
        Sample(testDescription: "CSV in UTF-8", bytes: Array(grid.csv().utf8), format: "csv", encoding: "utf-8", file: "a.csv"),
        Sample(testDescription: "CSV in UTF-8 with BOM", bytes: [0xEF, 0xBB, 0xBF] + Array(grid.csv().utf8), format: "csv", encoding: "utf-8-bom", file: "a.csv"),
        Sample(testDescription: "CSV in GBK", bytes: gbk(grid.csv()), format: "csv", encoding: "gb18030", file: "a.csv"),
        Sample(testDescription: "CSV in UTF-16 BE", bytes: utf16(grid.csv(), isBig: true), format: "csv", encoding: "utf-16be", file: "a.csv"),
        Sample(testDescription: "gzipped CSV", bytes: ZipBuilder.gzip(Array(grid.csv().utf8)), format: "csv", encoding: "utf-8", file: "a.csv.gz"),
        Sample(testDescription: "gzipped .xls", bytes: ZipBuilder.gzip(grid.xls()), format: "xls", file: "a.gz"),
    ]

    @Test(arguments: samples) func isRecognisedByContent(_ sample: Sample) throws {
        let place = try Workplace()
        try place.write(sample.file, sample.bytes)
        try place.ingest()
        #expect(try place.rows(.student, ["file", "name", "birth_date", "current_address"]) == [[sample.file, "王小明", "2007-08-31", "建设路1号"]])
        #expect(try place.rows(.files, ["format", "encoding"]) == [[sample.format, sample.encoding]])
    }

    /// A name without the UTF-8 flag is UTF-8 when it can be, else GB18030.
    @Test func namesOfArchiveMembers() throws {
        var zip = ZipBuilder()
        zip.add("x", Self.grid.xlsx())
        zip.add("y", Self.grid.xls())
        zip.add("三.xlsx", Self.grid.xlsx())
        zip.members[0].name = Self.gbk("县城/一年级.xlsx")
        zip.members[0].flags = 0
        zip.members[1].name = Array("二.xls".utf8)
        zip.members[1].flags = 0
        let place = try Workplace()
        try place.write("a.zip", zip.build())
        try place.ingest()
        let files = try place.rows(.student, ["file"])
        #expect(files == [["a.zip!三.xlsx"], ["a.zip!二.xls"], ["a.zip!县城/一年级.xlsx"]])
        #expect(try place.rows(.files, ["archive"]) == [["a.zip"], ["a.zip"], ["a.zip"]])
    }

    /// A bad member does not take the others with it; an archive in an archive is not opened.
    @Test func badMembersStandAlone() throws {
        var inner = ZipBuilder()
        inner.add("a.csv", Self.grid.csv())
        var zip = ZipBuilder()
        zip.add("1.zip", inner.build())
        zip.add("2.gz", ZipBuilder.gzip(Array(Self.grid.csv().utf8)))
        zip.add("3.xlsx", Self.grid.xlsx())
        zip.add("4.xlsx", Self.grid.xlsx())
        zip.add("5.csv", Self.grid.csv())
        zip.members[2].flags |= 1
        zip.members[3].crc32 ^= 1
        let place = try Workplace()
        try place.write("a.zip", zip.build())
        try place.ingest()
        #expect(try place.rows(.student, ["file"]) == [["a.zip!5.csv"]])
        #expect(try place.rows(.files, ["file", "status", "reason"]) == [
            ["a.zip!1.zip", "unreadable", "archive_in_archive"], ["a.zip!2.gz", "unreadable", "archive_in_archive"],
            ["a.zip!3.xlsx", "unreadable", "encrypted"], ["a.zip!4.xlsx", "unreadable", "damaged_archive"], ["a.zip!5.csv", "ok", nil],
        ])
    }

    @Test(arguments: [
        ("no signature and a NUL", [1, 0, 2] as [UInt8], "unknown_content"), ("an OLE2 file without a workbook", word, "unknown_content"),
        ("an office file without a workbook", document, "no_workbook"), ("a cut workbook", Array(grid.xlsx().dropLast(30)), "truncated"),
        ("a cut .xls", Array(grid.xls().prefix(700)), "truncated"), ("a zip in a gz", ZipBuilder.gzip(document), "no_workbook"),
        ("undecodable without a header", [0x61, 0x2C, 0xFF, 0x0A], "undecodable"),
    ])
    func unreadableFiles(what: String, bytes: [UInt8], reason: String) throws {
        let place = try Workplace()
        try place.write("a", bytes)
        try place.ingest()
        #expect(try place.rows(.files, ["status", "reason"]) == [["unreadable", reason]], "\(what)")
    }

    private static let word: [UInt8] = {
        var file = CompoundFileBuilder()
        file.streams = [("WordDocument", [UInt8](repeating: 1, count: 100))]
        return file.build()
    }()

    private static let document: [UInt8] = {
        var zip = ZipBuilder()
        zip.add("[Content_Types].xml", "<Types/>")
        zip.add("word/document.xml", "<w/>")
        return zip.build()
    }()

    /// Characters that cannot be decoded are U+FFFD and counted (FIL-10); the rows are kept.
    @Test func undecodableBytesAreCounted() throws {
        let place = try Workplace()
        try place.write("a.csv", Self.gbk(Self.grid.csv()).dropLast(1) + [0xFF, 0x0A])
        try place.ingest()
        #expect(try place.rows(.files, ["encoding", "replaced_characters", "status"]) == [["gb18030", "1", "ok"]])
        #expect(try place.rows(.student, ["current_address"]) == [["建设路1号\u{FFFD}"]])
    }
}
