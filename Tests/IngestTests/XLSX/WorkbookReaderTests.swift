import Ingest
import TestSupport
import Testing

/// A cell as text: its kind's first letter and its bytes.
func describe(_ block: SheetBlock, _ row: Int, _ column: Int) -> String {
    let cell = block[row, column]
    let mark =
        switch cell.kind {
        case .empty: "-"
        case .text: "t"
        case .number: "n"
        case .bool: "b"
        case .error: "e"
        case .formulaWithoutValue: "f"
        }
    return mark + block.text(cell)
}

/// All rows of all sheets as text: the row number, then its cells.
func readAll(
    _ bytes: [UInt8], limits: Limits = Limits(), includesHidden: Bool = false, way: SheetScanner.Way = .best
) throws -> [[String]] {
    var rows: [[String]] = []
    try WorkbookReader.read(.memory(bytes), limits: limits, includesHidden: includesHidden, way: way) { block in
        for row in 0..<block.rowCount {
            rows.append([String(block.rowNumbers[row])] + block.columns.indices.map { describe(block, row, $0) })
        }
        return .proceed
    }
    return rows
}

@Suite struct WorkbookReaderTests {
    private let strings = "<si><t>姓名</t></si><si><t xml:space=\"preserve\"> 李 </t></si><si/><si><t/></si>"

    @Test func everyTypeOfCell() throws {
        let book = WorkbookBuilder(
            rows: """
                <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="5" t="s"><v>1</v></c><c r="C1"><v>3.60102E+17</v></c>\
                <c r="D1" t="n"><v>-1.5</v></c><c r="E1" t="b"><v>1</v></c><c r="F1" t="b"><v>0</v></c>\
                <c r="G1" t="e"><v>#REF!</v></c><c r="H1" t="str"><f>A1&amp;"x"</f><v>姓名x</v></c>\
                <c r="I1" t="inlineStr"><is><t>张三</t></is></c><c r="J1" t="d"><v>2007-08-31T00:00:00</v></c>\
                <c r="K1" t="s"><v>2</v></c><c r="L1" t="s"><v>3</v></c><c r="M1"/><c r="N1"><v>007</v></c></row>
                """, sharedStrings: strings)
        #expect(
            try readAll(book.build()) == [
                [
                    "1", "t姓名", "t 李 ", "n3.60102E+17", "n-1.5", "bTRUE", "bFALSE", "e#REF!", "t姓名x", "t张三",
                    "t2007-08-31T00:00:00", "-", "-", "-", "n007",
                ]
            ])
    }

    @Test(arguments: [
        (#"<c r="A1"><f>1+1</f></c>"#, "f"), (#"<c r="A1"><f>1+1</f><v/></c>"#, "f"), (#"<c r="A1"><f>1+1</f><v></v></c>"#, "f"),
        (#"<c r="A1" t="str"><f>B1</f></c>"#, "f"), (#"<c r="A1"><f t="shared" si="0"/></c>"#, "f"),
        (#"<c r="A1" t="e"><f>1/0</f><v></v></c>"#, "f"), (#"<c r="A1"><f>1+1</f><v>2</v></c>"#, "n2"),
    ])
    func formulas(cell: String, expected: String) throws {
        #expect(try readAll(WorkbookBuilder(rows: "<row>\(cell)</row>").build()) == [["1", expected]])
    }

    @Test(arguments: [
        #"<c r="A1" t="str"><f>B1</f><v></v></c>"#, #"<c r="A1" t="str"><f>B1</f><v/></c>"#, #"<c r="A1"><v></v></c>"#,
        #"<c r="A1" t="inlineStr"><is><t></t></is></c>"#, #"<c r="A1" t="inlineStr"/>"#,
    ])
    func blankCells(cell: String) throws {
        #expect(try readAll(WorkbookBuilder(rows: "<row>\(cell)</row>").build()) == [])
    }

    @Test func placesWithoutAddresses() throws {
        let rows = """
            <row><c><v>1</v></c><c><v>2</v></c><c r="E1"><v>5</v></c><c><v>6</v></c></row>\
            <row r="7"><c r="B7"><v>1</v></c><c r="A7"><v>2</v></c><c r="B7"><v>3</v></c></row><row/><row><c><v>9</v></c></row>\
            <row r="3"><c r="XFD3"><v>1</v></c></row>
            """
        let found = try readAll(WorkbookBuilder(rows: rows).build())
        #expect(found[0].prefix(7) == ["1", "n1", "n2", "-", "-", "n5", "n6"])
        #expect(found[1].prefix(3) == ["7", "n2", "n3"])
        #expect(found[2].prefix(2) == ["9", "n9"])
        #expect(found[3].first == "3" && found[3].last == "n1" && found[3].count == 16_385)
    }

    @Test func textIsUnescaped() throws {
        let strings = """
            <si><t>A&amp;B &lt;&gt;&quot;&apos;&#65;&#x4E00;&unknown;&</t></si>\
            <si><r><rPr><b/></rPr><t>张</t></r><r><t xml:space="preserve"> 三</t></r><rPh sb="0" eb="1"><t>zhang</t></rPh></si>\
            <si><t>a_x000D_b_x005F_x000A_c_xD840__xDC00_d_xZZZZ_</t></si><si><t>1\r\n2\r3</t></si>\
            <si><t><![CDATA[<&amp;>]]>x</t></si><si><t>a_b</t><phoneticPr fontId="1"/></si>
            """
        let cells = (0..<6).map { "<c t=\"s\"><v>\($0)</v></c>" }.joined()
        let inline = "<c t='inlineStr'><is><r><t>甲&amp;</t></r><r><t>乙</t></r></is></c><c t=\"str\"><v>&lt;_x0041_</v></c>"
        let found = try readAll(WorkbookBuilder(rows: "<row>\(cells)\(inline)</row>", sharedStrings: strings).build())
        #expect(
            found == [
                [
                    "1", "tA&B <>\"'A一&unknown;&", "t张 三", "ta\rb_x000A_c𠀀d_xZZZZ_", "t1\n2\n3", "t<&amp;>x", "ta_b",
                    "t甲&乙", "t<A",
                ]
            ])
    }

    /// Both may stand in a cell; the inline text counts. A value alone is the cached result of a formula.
    @Test(arguments: [
        (#"<c t="inlineStr"><v>1.0</v><is><r><t>1.</t></r></is></c>"#, "t1."), (#"<c t="inlineStr"><is><t>1.</t></is><v>1.0</v></c>"#, "t1."),
        (#"<c t="inlineStr"><v>&amp;</v><is><t>&lt;</t></is></c>"#, "t<"), (#"<c t="inlineStr"><f>A1</f><v>甲</v></c>"#, "t甲"),
    ])
    func inlineTextBesideAValue(cell: String, expected: String) throws {
        #expect(try readAll(WorkbookBuilder(rows: "<row>\(cell)</row>").build()) == [["1", expected]])
    }

    @Test func addressesInSmallLetters() throws {
        #expect(try readAll(WorkbookBuilder(rows: "<row r=\"3\"><c r=\"b3\"><v>1</v></c><c r=\"aa3\"><v>2</v></c></row>").build())[0].count == 28)
        #expect(problem { _ = try readAll(WorkbookBuilder(rows: "<row><c r=\"[1\"><v>1</v></c></row>").build()) } == .damagedWorkbook)
    }

    @Test func twoPartsOfOneName() throws {
        for name in ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"] {
            var zip = WorkbookBuilder(rows: "<row><c t=\"s\"><v>0</v></c></row>", sharedStrings: "<si><t>a</t></si>").zip()
            zip.add(name.uppercased(), "<x/>")
            #expect(problem { _ = try readAll(zip.build()) } == .damagedWorkbook, "\(name)")
        }
        var zip = WorkbookBuilder(rows: "<row><c><v>1</v></c></row>").zip()
        for _ in 0..<2 { zip.add("docProps/app.xml", "<x/>") }
        #expect(try readAll(zip.build()) == [["1", "n1"]])
    }

    @Test func prefixesQuotesAndSpaces() throws {
        var book = WorkbookBuilder(rows: "", sharedStrings: "<x:si><x:t>甲</x:t></x:si>")
        book.sheets[0].xml = """
            <x:dimension ref="A1:XFD1048576"/><!-- <row> --><x:sheetData>
              <x:row r='2' ><x:c r = 'B2' t = 's' ><x:v>0</x:v></x:c>\t<x:c r="C2"><x:v> 12 </x:v></x:c ></x:row >
            </x:sheetData>
            """
        #expect(try readAll(book.build()) == [["2", "-", "t甲", "n12"]])
    }

    @Test func sheetsInOrderWithTheirStates() throws {
        var book = WorkbookBuilder()
        let row = "<sheetData><row><c><v>1</v></c></row></sheetData>"
        book.sheets = [
            .init("b&amp;c", row), .init("dic", row, state: "veryHidden"), .init("a", "<sheetData/>"), .init("h", row, state: "hidden"),
        ]
        book.uses1904 = true
        var seen: [SheetInfo] = []
        try WorkbookReader.read(.memory(book.build()), includesHidden: true) { block in
            #expect(block.isLast)
            seen.append(block.sheet)
            return .proceed
        }
        #expect(seen.map(\.name) == ["b&c", "dic", "a", "h"])
        #expect(seen.map(\.isHidden) == [false, true, false, true])
        #expect(seen.map(\.index) == [0, 1, 2, 3])
        #expect(seen.allSatisfy { $0.uses1904 })
        #expect(try readAll(book.build()).count == 1)
    }

    @Test func hiddenRowsAndColumns() throws {
        var book = WorkbookBuilder()
        let rows = #"<row r="1" hidden="1"><c><v>1</v></c></row><row r="2" hidden="0"><c><v>1</v></c></row><row r="3" hidden="true"><c><v>1</v></c></row><row r="4" hidden="1"/>"#
        book.sheets = [
            .init("a", #"<cols><col min="1" max="2" hidden="1"/><col min="3" max="3"/><col min="5" max="99999" hidden="true"/></cols><sheetData>\#(rows)</sheetData>"#)
        ]
        try WorkbookReader.read(.memory(book.build())) { block in
            #expect(block.hiddenRows == [1, 3])
            #expect(block.sheet.hiddenColumns == [0...1, 4...16_383])
            return .proceed
        }
    }

    @Test func blocksAndSkipping() throws {
        let rows = (1...10).map { "<row r=\"\($0)\"><c><v>\($0)</v></c></row>" }.joined()
        var limits = Limits()
        limits.blockRowCount = 4
        var sizes: [Int] = []
        var last: [Bool] = []
        try WorkbookReader.read(.memory(WorkbookBuilder(rows: rows).build()), limits: limits) { block in
            sizes.append(block.rowCount)
            last.append(block.isLast)
            return .proceed
        }
        #expect(sizes == [4, 4, 2])
        #expect(last == [false, false, true])
        var count = 0
        try WorkbookReader.read(.memory(WorkbookBuilder(rows: rows).build()), limits: limits) { _ in
            count += 1
            return .skipSheet
        }
        #expect(count == 1)
    }

    @Test func utf16AndInvalidBytes() throws {
        var zip = WorkbookBuilder(rows: "").zip()
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet><sheetData><row><c t=\"inlineStr\"><is><t>张𠀀</t></is></c></row></sheetData></worksheet>"
        var data: [UInt8] = [0xFF, 0xFE]
        for unit in text.utf16 { data += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        zip.members[1] = .init("xl/worksheets/sheet1.xml", data)
        #expect(try readAll(zip.build()) == [["1", "t张𠀀"]])
        for isBig in [false, true] {
            zip.members[1] = .init(
                "xl/worksheets/sheet1.xml", text.utf16.flatMap { isBig ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
            #expect(try readAll(zip.build()) == [["1", "t张𠀀"]], "without a mark")
        }
        let broken = Array("<worksheet><sheetData><row><c t=\"str\"><v>a".utf8) + [0xE5, 0xBC] + Array("b</v></c></row></sheetData></worksheet>".utf8)
        zip.members[1] = .init("xl/worksheets/sheet1.xml", broken)
        #expect(try readAll(zip.build()) == [["1", "ta\u{FFFD}b"]])
    }
}
