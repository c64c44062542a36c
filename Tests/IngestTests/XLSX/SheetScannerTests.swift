import Ingest
import Records
import TestSupport
import Testing

/// The fast ways, the general way and the way in windows give the same cells; damage gives an error and nothing else.
@Suite struct SheetScannerTests {
    /// A sheet that only the general way reads: other quotes, and a comment in each cell.
    private func unusual(_ xml: String) -> String {
        xml.replacing("\"", with: "'").replacing("</c>", with: "<!-- --></c>")
    }

    private func randomSheet(_ random: inout SplitMix, rowCount: Int) -> String {
        var xml = ""
        for row in 1...rowCount {
            xml += "<row r=\"\(row * 2)\">"
            for column in 0..<Int.random(in: 1...40, using: &random) {
                let letters = column < 26 ? String(UnicodeScalar(UInt8(65 + column))) : "A" + String(UnicodeScalar(UInt8(65 + column - 26)))
                let style = Bool.random(using: &random) ? " s=\"\(column * 7)\"" : ""
                let address = Int.random(in: 0...9, using: &random) > 1 ? " r=\"\(letters)\(row * 2)\"" + style : ""
                let long = String(repeating: "长", count: Int.random(in: 0...40, using: &random))
                switch Int.random(in: 0...12, using: &random) {
                case 0: xml += "<c\(address) t=\"s\"><v>\(Int.random(in: 0...2, using: &random))</v></c>"
                case 1: xml += "<c\(address)><v>\(Double.random(in: -1e6...1e20, using: &random))</v></c>"
                case 2: xml += "<c\(address) t=\"inlineStr\"><is><t>张\(column)&amp;</t></is></c>"
                case 3: xml += "<c\(address) t=\"inlineStr\"><is><t>李\(column)</t></is></c>"
                case 4: xml += "<c\(address) t=\"str\"><v>王_\(column)</v></c>"
                case 5: xml += "<c\(address) t=\"b\"><v>1</v></c>"
                case 6: xml += "<c\(address) t=\"inlineStr\"><is><t xml:space=\"preserve\"> \(long)a</t></is></c>"
                case 7: xml += "<c\(address) t=\"inlineStr\"><is><t>\(long)</t></is></c>"
                case 8: xml += "<c\(address) t=\"inlineStr\"><is><t>\(long)_x0041_\r</t></is></c>"
                case 9: xml += "<c\(address)\(column % 2 == 0 ? " t=\"n\"" : "")><v>\(UInt32.random(in: 0 ... .max, using: &random))</v></c>"
                case 10: xml += "<c\(address)/>"
                case 11: xml += "<c\(address) t=\"str\"><v>\(long)</v></c>"
                default: xml += "<c\(address) t=\"str\"><v>赵</v></c>"
                }
            }
            xml += "</row>"
        }
        return xml
    }

    private let strings = "<si><t>甲</t></si><si><t>乙&lt;</t></si><si/>"

    @Test func allWaysAgree() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SplitMix(seed: seed)
        for _ in 0..<5 {
            let rows = randomSheet(&random, rowCount: 40)
            let expected = try readAll(WorkbookBuilder(rows: rows, sharedStrings: strings).build())
            #expect(expected.count > 30)
            for way in [SheetScanner.Way.vectors, .words, .general] where way != .vectors || SheetScanner.Way.best == .vectors {
                let found = try readAll(WorkbookBuilder(rows: rows, sharedStrings: strings).build(), way: way)
                #expect(found == expected, "seed \(seed), \(way)")
            }
            #expect(try readAll(WorkbookBuilder(rows: unusual(rows), sharedStrings: strings).build()) == expected, "seed \(seed)")
            var limits = Limits()
            limits.wholeEntryByteCount = 0
            for windowByteCount in [17, 100, 1000, 1 << 20] {
                limits.windowByteCount = windowByteCount
                // Rows of one block may lack the last columns of another one.
                let found = try readAll(WorkbookBuilder(rows: rows, sharedStrings: strings).build(), limits: limits)
                #expect(found.map(trimmed) == expected.map(trimmed), "seed \(seed), windows of \(windowByteCount)")
            }
        }
    }

    private func trimmed(_ row: [String]) -> [String] { Array(row.prefix(1 + (row.lastIndex { $0 != "-" } ?? 0))) }

    @Test(arguments: [
        (#"<row r="0"/>"#, FileProblem.damagedWorkbook), (#"<row r="1048577"/>"#, .damagedWorkbook), (#"<row r="x"/>"#, .damagedWorkbook),
        (#"<row><c r="XFE1"><v>1</v></c></row>"#, .damagedWorkbook), (#"<row><c r="1A"><v>1</v></c></row>"#, .damagedWorkbook),
        (#"<row><c t="s"><v>9</v></c></row>"#, .damagedWorkbook), (#"<row><c t="s"><v>-1</v></c></row>"#, .damagedWorkbook),
        (#"<row><c t="?"><v>9</v></c></row>"#, .damagedWorkbook), (#"<row><c t="b"><v>7</v></c></row>"#, .damagedWorkbook),
        (#"<row><c><v>1</v></row>"#, .damagedWorkbook), (#"<row><c"#, .damagedWorkbook), ("<row><c><v>1</v></c>", .damagedWorkbook),
        (#"<!DOCTYPE x [<!ENTITY a "b">]><row/>"#, .doctype),
    ])
    func damagedSheets(rows: String, expected: FileProblem) {
        #expect(problem { _ = try readAll(WorkbookBuilder(rows: rows, sharedStrings: strings).build()) } == expected)
    }

    @Test func truncatedParts() throws {
        var book = WorkbookBuilder(rows: "<row><c t=\"s\"><v>0</v></c><c t=\"inlineStr\"><is><t>李&amp;</t></is></c></row>")
        book.sharedStrings = strings
        let parts = book.zip()
        for (index, member) in parts.members.enumerated() where index > 0 && member.name.last == UInt8(ascii: "l") {
            for count in 0..<(member.data.count - 12) {
                var zip = parts
                zip.members[index] = .init(String(decoding: member.name, as: UTF8.self), Array(member.data[..<count]))
                let found = problem { _ = try readAll(zip.build()) }
                #expect(found != nil || member.name.starts(with: "xl/worksheets".utf8), "\(count) bytes")
            }
        }
    }

    @Test func truncatedAndFlippedFiles() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SplitMix(seed: seed)
        let bytes = WorkbookBuilder(rows: randomSheet(&random, rowCount: 3), sharedStrings: strings).build()
        for count in stride(from: 0, to: bytes.count, by: 7) {
            #expect(problem { _ = try readAll(Array(bytes[..<count])) } != nil, "\(count) bytes")
        }
        for _ in 0..<300 {
            var broken = bytes
            let index = Int.random(in: 0..<broken.count, using: &random)
            broken[index] ^= UInt8.random(in: 1...255, using: &random)
            _ = problem { _ = try readAll(broken) }
        }
        // With the checksum made right again the scanner itself meets the damage.
        let parts = WorkbookBuilder(rows: randomSheet(&random, rowCount: 2), sharedStrings: strings).zip()
        for _ in 0..<300 {
            var zip = parts
            let member = Int.random(in: 1..<zip.members.count, using: &random)
            var data = zip.members[member].data
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                data[Int.random(in: 0..<data.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            zip.members[member] = .init(String(decoding: zip.members[member].name, as: UTF8.self), data)
            _ = problem { _ = try readAll(zip.build()) }
            var limits = Limits()
            limits.wholeEntryByteCount = 0
            limits.windowByteCount = 64
            _ = problem { _ = try readAll(zip.build(), limits: limits) }
        }
    }

    /// Vector code leaves what it does not know to the word-wise scan; so damage gives the same cells or the same error.
    @Test func vectorsAndWordsAgreeOnDamage() throws {
        guard SheetScanner.Way.best == .vectors else { return }
        let seed = UInt64.random(in: 0 ... .max)
        var random = SplitMix(seed: seed)
        for turn in 0..<150 {
            var rows = Array(randomSheet(&random, rowCount: 2).utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let replacements: [UInt8] = Array("<>/\"=' &_\r0129csrtv".utf8) + [0, 0xE5, .random(in: 0...255, using: &random)]
                rows[Int.random(in: 0..<rows.count, using: &random)] = replacements.randomElement(using: &random)!
            }
            let bytes = WorkbookBuilder(rows: String(decoding: rows, as: UTF8.self), sharedStrings: strings).build()
            #expect(outcome(bytes, .vectors) == outcome(bytes, .words), "seed \(seed), turn \(turn)")
        }
    }

    private func outcome(_ bytes: [UInt8], _ way: SheetScanner.Way) -> String {
        do { return "\(try readAll(bytes, way: way))" } catch { return "\(error)" }
    }

    @Test func aRowBeyondTheLimitOfWindows() {
        var limits = Limits()
        limits.wholeEntryByteCount = 0
        limits.windowByteCount = 10
        limits.rowByteCount = 100
        let rows = "<row>" + String(repeating: "<c><v>1</v></c>", count: 20) + "</row>"
        #expect(problem { _ = try readAll(WorkbookBuilder(rows: rows).build(), limits: limits) } == .tooLarge)
    }

    @Test func missingParts() {
        let parts = WorkbookBuilder(rows: "<row/>", sharedStrings: strings).zip()
        let expected: [String: FileProblem] = [
            "xl/workbook.xml": .noWorkbook, "xl/_rels/workbook.xml.rels": .damagedWorkbook,
            "xl/worksheets/sheet1.xml": .damagedWorkbook, "xl/sharedStrings.xml": .damagedWorkbook,
        ]
        for (name, expected) in expected {
            var zip = parts
            zip.members.removeAll { $0.name == Array(name.utf8) }
            #expect(problem { _ = try readAll(zip.build()) } == expected, "\(name)")
        }
    }

    @Test func aWideSheetGivesSmallBlocks() throws {
        let rows = (1...500).map { "<row r=\"\($0)\"><c r=\"XFD\($0)\"><v>1</v></c></row>" }.joined()
        var rowCount = 0
        try WorkbookReader.read(.memory(WorkbookBuilder(rows: rows).build())) { block in
            rowCount += block.rowCount
            #expect(block.rowCount <= 64)
            return .proceed
        }
        #expect(rowCount == 500)
    }
}
