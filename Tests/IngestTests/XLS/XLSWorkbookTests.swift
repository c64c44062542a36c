import Ingest
import TestSupport
import Testing

/// All rows of all sheets as text: the row number, then its cells, as in `WorkbookReaderTests`.
func readXLS(_ bytes: [UInt8], limits: Limits = Limits(), includesHidden: Bool = false) throws -> [[String]] {
    var rows: [[String]] = []
    try XLSWorkbook(bytes, limits: limits).read(includesHidden: includesHidden) { block in
        for row in 0..<block.rowCount {
            rows.append([String(block.rowNumbers[row])] + block.columns.indices.map { describe(block, row, $0) })
        }
        return .proceed
    }
    return rows
}

/// The blocks of a workbook.
func blocks(_ bytes: [UInt8], limits: Limits = Limits(), includesHidden: Bool = false) throws -> [SheetBlock] {
    var blocks: [SheetBlock] = []
    try XLSWorkbook(bytes, limits: limits).read(includesHidden: includesHidden) {
        blocks.append($0)
        return .proceed
    }
    return blocks
}

@Suite struct XLSWorkbookTests {
    @Test func everyKindOfRecord() throws {
        let book = XLSBuilder(
            BIFF.shared(0, 0, 0), BIFF.shared(0, 1, 1), BIFF.shared(0, 2, 2), BIFF.label(0, 3, "é¥"), BIFF.number(0, 4, -1.5),
            BIFF.rk(0, 5, bits: BIFF.rkBits(-7)), BIFF.multipleRK(0, 6, bits: [BIFF.rkBits(1), BIFF.rkBits(250, isHundredth: true)]),
            BIFF.blank(0, 8), BIFF.multipleBlank(0, 9, count: 2), BIFF.bool(0, 11, true), BIFF.bool(0, 12, false),
            BIFF.error(0, 13, 0x17), BIFF.error(0, 14, 0x2A), BIFF.rk(0, 15, bits: 0x3FF8_0000), BIFF.rk(0, 16, bits: 0x3FF8_0001),
            BIFF.number(2, 0, 3.60102200708311e17),
            strings: ["姓名", "", "a𠀀b"])
        #expect(
            try readXLS(book.build()) == [
                [
                    "1", "t姓名", "-", "ta𠀀b", "té¥", "n-1.5", "n-7", "n1", "n2.5", "-", "-", "-", "bTRUE", "bFALSE", "e#REF!",
                    "e#N/A", "n1.5", "n0.015",
                ],
                ["3", "n3.60102200708311e+17"] + [String](repeating: "-", count: 16),
            ])
    }

    @Test func resultsOfFormulas() throws {
        let shared = BIFF.record(0x4BC, [1, 2, 3])
        let book = XLSBuilder(
            BIFF.formula(0, 0, result: BIFF.double(20130901)), BIFF.formula(0, 1, result: [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]), shared,
            BIFF.string("小学"), BIFF.formula(0, 2, result: [1, 0, 1, 0, 0, 0, 0xFF, 0xFF]),
            BIFF.formula(0, 3, result: [2, 0, 7, 0, 0, 0, 0xFF, 0xFF]), BIFF.formula(0, 4, result: [3, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
            BIFF.formula(0, 5, result: [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]), BIFF.formula(0, 6, result: BIFF.double(0.1)),
            BIFF.string("of no cell"))
        #expect(try readXLS(book.build()) == [["1", "n20130901", "t小学", "bTRUE", "e#DIV/0!", "-", "-", "n0.1"]])
    }

    @Test func aFormulaTextThatGoesOn() throws {
        let text = Array("一二三".utf16)
        let first = BIFF.record(0x207, [3, 0, 1] + BIFF.little(Int(text[0]), 2))
        let rest = BIFF.record(0x3C, [1] + BIFF.little(Int(text[1]), 2)) + BIFF.record(0x3C, []) + BIFF.record(0x3C, [0, 0x41])
        let book = XLSBuilder(BIFF.formula(0, 0, result: [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]), first, rest, BIFF.bool(0, 1, true))
        #expect(try readXLS(book.build()) == [["1", "t一二A", "bTRUE"]])
    }

    @Test func textOfExcel5() throws {
        var book = XLSBuilder(
            BIFF.label(0, 0, bytes: [0xD0, 0xD5, 0xC3, 0xFB]), BIFF.label(0, 1, bytes: Array("abc".utf8), isRich: true),
            BIFF.formula(0, 2, result: [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]), BIFF.record(0x207, [2, 0, 0xC4, 0xD0]))
        book.isBIFF5 = true
        book.encodeName = { _ in [0xB1, 0xED] }
        for codePage in [936, nil] {
            book.globals = codePage.map { BIFF.record(0x42, BIFF.little($0, 2)) } ?? []
            #expect(try readXLS(book.build()) == [["1", "t姓名", "tabc", "t男"]])
            #expect(try blocks(book.build())[0].sheet.name == "表")
        }
        book.globals = BIFF.record(0x42, BIFF.little(1252, 2))
        #expect(try readXLS(book.build()) == [["1", "tÐÕÃû", "tabc", "tÄÐ"]])
        book.globals = BIFF.record(0x42, BIFF.little(1, 2))
        #expect(problem { _ = try readXLS(book.build()) } == .unsupportedWorkbook)
    }

    /// What only the C library knows: Big5, Cyrillic; bytes that stand for nothing.
    @Test func textOfExcel5InOtherCodePages() throws {
        func read(_ codePage: Int, _ bytes: [UInt8]) throws -> [[String]] {
            var book = XLSBuilder(BIFF.label(0, 0, bytes: bytes))
            book.isBIFF5 = true
            book.encodeName = { Array($0.unicodeScalars.map { _ in 0x61 }) }
            book.globals = BIFF.record(0x42, BIFF.little(codePage, 2))
            return try readXLS(book.build())
        }
        #expect(try read(950, [0xA9, 0x6D, 0xA6, 0x57]) == [["1", "t姓名"]])
        #expect(try read(1251, [0xC8, 0xEC, 0xFF]) == [["1", "tИмя"]])
        #expect(try read(950, [0x61, 0xFF, 0x62, 0xA9]) == [["1", "ta\u{FFFD}b\u{FFFD}"]])
    }

    /// As a writer leaves them that counts the records of the list wrongly.
    @Test func offsetsOfSheetsThatAreWrong() throws {
        var book = XLSBuilder()
        book.sheets = [
            .init("一", BIFF.bool(0, 0, true)), .init("图", [], kind: 2), .init("藏", BIFF.bool(0, 0, true), state: 1), .init("二", BIFF.bool(4, 0, false)),
        ]
        var stream = book.stream()
        let places = stream.indices.dropLast(4).filter { stream[$0] == 0x85 && stream[$0 + 1] == 0 && stream[$0 + 3] == 0 }.map { $0 + 4 }
        #expect(places.count == 4)
        for place in places { stream[place] &+= 20 }
        var file = CompoundFileBuilder()
        file.streams = [("Workbook", stream)]
        #expect(try readXLS(file.build()) == [["1", "bTRUE"], ["5", "bFALSE"]])
        // One sheet less than the list says: it cannot be told which.
        file.streams = [("Workbook", Array(stream.dropLast(4 + 12 + 20)))]
        #expect(problem { _ = try readXLS(file.build()) } == .damagedWorkbook)
    }

    @Test func hiddenThings() throws {
        var book = XLSBuilder()
        let cell = BIFF.bool(0, 0, true)
        book.sheets = [
            .init("看", BIFF.columns(2, 3, isHidden: true) + BIFF.columns(4, 4, isHidden: false) + BIFF.row(1, isHidden: true)
                + BIFF.row(2, isHidden: false) + cell + BIFF.bool(1, 0, true) + BIFF.bool(2, 0, true)),
            .init("藏", cell, state: 1), .init("深藏", cell, state: 2), .init("图", [], kind: 2), .init("空", []),
        ]
        let visible = try blocks(book.build())
        #expect(visible.map(\.sheet.name) == ["看", "空"])
        #expect(visible[0].hiddenRows == [2] && visible[0].sheet.hiddenColumns == [2...3])
        #expect(visible.map(\.isLast) == [true, true] && visible[1].rowCount == 0)
        #expect(try blocks(book.build(), includesHidden: true).map(\.sheet.name) == ["看", "藏", "深藏", "空"])
        #expect(try blocks(book.build(), includesHidden: true).map(\.sheet.isHidden) == [false, true, true, false])
    }

    @Test(arguments: [true, false]) func dateSystem(_ is1904: Bool) throws {
        var book = XLSBuilder(BIFF.number(0, 0, 39000.25))
        book.globals = BIFF.record(0x22, [is1904 ? 1 : 0, 0])
        let found = try blocks(book.build())[0]
        #expect(found.sheet.uses1904 == is1904)
        #expect(describe(found, 0, 0) == "n39000.25")
    }

    @Test func protectedSheetsAreReadAndEncryptedOnesAreNot() throws {
        var book = XLSBuilder(BIFF.record(0x12, [1, 0]), BIFF.record(0x13, [0x34, 0x12]), BIFF.bool(0, 0, true))
        #expect(try readXLS(book.build()) == [["1", "bTRUE"]])
        book.globals = BIFF.record(0x2F, [1, 0])
        #expect(problem { _ = try readXLS(book.build()) } == .encrypted)
    }

    @Test func cellsInAnyOrder() throws {
        // Column by column, as some writers do; the later of two cells at one place counts.
        let book = XLSBuilder(
            BIFF.number(1, 0, 10), BIFF.number(4, 0, 40), BIFF.number(0, 1, 1), BIFF.formula(1, 1, result: [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
            BIFF.string("x"), BIFF.number(4, 0, 41))
        #expect(try readXLS(book.build()) == [["1", "-", "n1"], ["2", "n10", "tx"], ["5", "n41", "-"]])
    }

    @Test func aChartInsideASheet() throws {
        let chart = BIFF.record(0x809, [0, 6, 0x20, 0]) + BIFF.number(0, 5, 9) + BIFF.record(0x0A, [])
        #expect(try readXLS(XLSBuilder(BIFF.bool(0, 0, true), chart, BIFF.bool(1, 0, false)).build()) == [["1", "bTRUE"], ["2", "bFALSE"]])
    }

    @Test func sheetsOfSeveralBlocks() throws {
        var limits = Limits()
        limits.blockRowCount = 2
        let records = (0..<5).flatMap { BIFF.rk($0, 0, bits: BIFF.rkBits($0)) + BIFF.label($0, 1, "r\($0)") }
        let reversed = (0..<5).reversed().flatMap { BIFF.rk($0, 0, bits: BIFF.rkBits($0)) + BIFF.label($0, 1, "r\($0)") }
        for records in [records, reversed] {
            let bytes = XLSBuilder(records).build()
            #expect(try blocks(bytes, limits: limits).map(\.rowCount) == [2, 2, 1])
            #expect(try blocks(bytes, limits: limits).map(\.isLast) == [false, false, true])
            #expect(try readXLS(bytes, limits: limits) == (0..<5).map { ["\($0 + 1)", "n\($0)", "tr\($0)"] })
        }
    }

    @Test func damage() {
        let cell = BIFF.bool(0, 0, true)
        #expect(problem { _ = try readXLS(XLSBuilder(BIFF.shared(0, 0, 1), strings: ["a"]).build()) } == .damagedWorkbook)
        #expect(problem { _ = try readXLS(XLSBuilder(BIFF.record(0x27E, [0, 0, 0, 0])).build()) } == .damagedWorkbook)
        #expect(problem { _ = try readXLS(XLSBuilder(BIFF.number(0, 0x4000, 1)).build()) } == .damagedWorkbook)
        // The last BOF, EOF of the sheet missing.
        var file = CompoundFileBuilder()
        file.streams = [("Workbook", Array(XLSBuilder(cell).stream().dropLast(4)))]
        #expect(problem { _ = try readXLS(file.build()) } == .damagedWorkbook)
        // Excel 4.
        file.streams = [("Book", BIFF.record(0x809, [0, 4, 5, 0]) + BIFF.record(0x0A, []))]
        #expect(problem { _ = try readXLS(file.build()) } == .unsupportedWorkbook)
    }

    @Test func sheetsThatShareRecords() throws {
        var book = XLSBuilder((0..<50).flatMap { BIFF.bool($0, 0, true) })
        book.sheets += [.init("b", []), .init("c", [])]
        var stream = book.stream()
        // All three sheets begin where the first begins.
        let places = stream.indices.dropLast(4).filter { stream[$0] == 0x85 && stream[$0 + 1] == 0 }.map { $0 + 4 }
        #expect(places.count == 3)
        for place in places.dropFirst() { stream.replaceSubrange(place..<(place + 4), with: stream[places[0]..<(places[0] + 4)]) }
        var file = CompoundFileBuilder()
        file.streams = [("Workbook", stream)]
        #expect(problem { _ = try readXLS(file.build()) } == .damagedWorkbook)
    }
}
