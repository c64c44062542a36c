/// Writes workbooks as another program would: texts inside the cells, real date cells, formulas without a value, merged
/// headers, hidden rows, columns and sheets.
///
/// **Source**: ECMA-376 part 1, SpreadsheetML.
enum HandMadeWorkbook {
    /// The archive and the row numbers of each sheet's records, from 1.
    static func render(_ sheets: [SheetContent]) -> (bytes: [UInt8], rowNumbers: [[Int]]) {
        let pages = sheets.map { HandMadeSheet(content: $0).render() }
        let hasDictionary = sheets.first?.hasDictionarySheet ?? false
        var bodies = pages.map(\.bytes)
        var names = sheets.map { ($0.name, "") }
        if hasDictionary, let first = sheets.first {
            bodies.append(HandMadeSheet(content: first).renderDictionary())
            names.append(("字典", " state=\"hidden\""))
        }
        return (pack(bodies, names), pages.map(\.rowNumbers))
    }

    private static func pack(_ bodies: [[UInt8]], _ names: [(String, String)]) -> [UInt8] {
        var members: [(name: String, bytes: [UInt8])] = [
            ("[Content_Types].xml", Array(contentTypes(bodies.count).utf8)), ("_rels/.rels", Array(packageRelations.utf8)),
            ("xl/workbook.xml", Array(workbook(names).utf8)), ("xl/_rels/workbook.xml.rels", Array(relations(bodies.count).utf8)),
            ("xl/styles.xml", Array(styles.utf8)),
        ]
        for (index, body) in bodies.enumerated() { members.append(("xl/worksheets/sheet\(index + 1).xml", body)) }
        return Compression.zip(members, namesInGB18030: false)
    }

    /// A workbook of one sheet with plain texts.
    static func render(_ name: String, lines: [[String]]) -> [UInt8] {
        pack([HandMadeSheet(content: SheetContent(name: name, columns: [], table: RecordTable(.summary), rows: [])).render(lines)], [(name, "")])
    }

    static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let mainNamespace = "xmlns=\"\(main)\""
    private static let officeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let packageSpace = "http://schemas.openxmlformats.org/package/2006"
    private static let sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    private static func contentTypes(_ count: Int) -> String {
        let sheets = (1...count).map { "<Override PartName=\"/xl/worksheets/sheet\($0).xml\" ContentType=\"\(sheetType).worksheet+xml\"/>" }
        return declaration + "<Types xmlns=\"\(packageSpace)/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(sheetType).sheet.main+xml\"/>"
            + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(sheetType).styles+xml\"/>" + sheets.joined() + "</Types>"
    }

    private static let packageRelations =
        declaration + "<Relationships xmlns=\"\(packageSpace)/relationships\">"
        + "<Relationship Id=\"rId1\" Type=\"\(officeRelations)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"

    private static func workbook(_ names: [(name: String, state: String)]) -> String {
        let sheets = names.enumerated().map { index, sheet in
            "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(sheet.state) r:id=\"rId\(index + 1)\"/>"
        }
        return declaration + "<workbook \(mainNamespace) xmlns:r=\"\(officeRelations)\"><sheets>" + sheets.joined() + "</sheets></workbook>"
    }

    private static func relations(_ count: Int) -> String {
        let sheets = (1...count).map {
            "<Relationship Id=\"rId\($0)\" Type=\"\(officeRelations)/worksheet\" Target=\"worksheets/sheet\($0).xml\"/>"
        }
        return declaration + "<Relationships xmlns=\"\(packageSpace)/relationships\">" + sheets.joined()
            + "<Relationship Id=\"rId\(count + 1)\" Type=\"\(officeRelations)/styles\" Target=\"styles.xml\"/></Relationships>"
    }

    /// Style 0 is general, style 1 a date.
    private static let styles =
        declaration + "<styleSheet \(mainNamespace)><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills>"
        + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
        + "<cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
}

/// The XML of one sheet.
struct HandMadeSheet {
    let content: SheetContent
    private var out: [UInt8] = []
    private var row = 0

    init(content: SheetContent) { self.content = content }

    func render() -> (bytes: [UInt8], rowNumbers: [Int]) {
        var sheet = self
        return sheet.write()
    }

    private mutating func write() -> (bytes: [UInt8], rowNumbers: [Int]) {
        out.reserveCapacity(content.rows.count * 4_000 + 8_192)
        put(HandMadeWorkbook.declaration + "<worksheet \(HandMadeWorkbook.mainNamespace)>")
        let hidden = content.hiddenColumns
        if !hidden.isEmpty {
            put("<cols>" + hidden.map { "<col min=\"\($0 + 1)\" max=\"\($0 + 1)\" width=\"9\" hidden=\"1\"/>" }.joined() + "</cols>")
        }
        put("<sheetData>")
        for title in content.titles { line([title]) }
        let merges = content.hasMergedHeader ? writeMergedHeader() : plainHeader()
        if content.hasExampleRow { line(content.columns.indices.map(content.exampleText)) }
        var numbers: [Int] = []
        for (position, record) in content.rows.enumerated() { numbers.append(writeRecord(record, position)) }
        put("</sheetData>")
        if !merges.isEmpty { put("<mergeCells>" + merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined() + "</mergeCells>") }
        put("</worksheet>")
        return (out, numbers)
    }

    /// A hidden sheet that looks like data: the headers and one full row.
    func renderDictionary() -> [UInt8] {
        var sheet = self
        sheet.put(HandMadeWorkbook.declaration + "<worksheet \(HandMadeWorkbook.mainNamespace)><sheetData>")
        _ = sheet.plainHeader()
        sheet.line(content.columns.indices.map { "选项\($0)" })
        sheet.put("</sheetData></worksheet>")
        return sheet.out
    }

    func render(_ lines: [[String]]) -> [UInt8] {
        var sheet = self
        sheet.put(HandMadeWorkbook.declaration + "<worksheet \(HandMadeWorkbook.mainNamespace)><sheetData>")
        for texts in lines { sheet.line(texts) }
        sheet.put("</sheetData></worksheet>")
        return sheet.out
    }

    private mutating func plainHeader() -> [String] {
        line(content.columns.map(\.header))
        return []
    }

    /// Two header rows: the first four columns are merged downwards, the others stand below the name of their block.
    private mutating func writeMergedHeader() -> [String] {
        let headers = content.columns.map(\.header)
        let top = headers.indices.map { $0 < 4 ? headers[$0] : $0 == 4 ? "基础信息" : $0 == 30 ? "扩展信息" : "" }
        line(top)
        line(headers.indices.map { $0 < 4 ? "" : headers[$0] })
        let (first, last) = (row - 1, row)
        return (0..<min(4, headers.count)).map { "\(HandMadeSheet.column($0))\(first):\(HandMadeSheet.column($0))\(last)" }
    }

    private mutating func writeRecord(_ record: Int, _ position: Int) -> Int {
        open(isHidden: content.isHidden(position))
        for (index, column) in content.columns.enumerated() {
            switch column.source {
            case .serial: number(index, String(position + 1))
            case .constant(let value): text(index, value)
            case .field(let field): cell(index, record, field)
            }
        }
        put("</row>")
        return row
    }

    private mutating func cell(_ index: Int, _ record: Int, _ field: Int) {
        let value = content.table.text(record, field)
        if value.isEmpty { return }
        switch content.table.form(record, field) {
        case .brokenNumber: number(index, value)
        case .serialDay(let day): put("<c r=\"\(HandMadeSheet.column(index))\(row)\" s=\"1\"><v>\(day)</v></c>")
        case .formula: put("<c r=\"\(HandMadeSheet.column(index))\(row)\"><f>\(value)</f></c>")
        case nil:
            if content.typesNumbers, SheetContent.plainNumber(value) != nil { number(index, value) } else { text(index, value) }
        }
    }

    private mutating func line(_ texts: [String]) {
        open(isHidden: false)
        for (index, value) in texts.enumerated() { text(index, value) }
        put("</row>")
    }

    private mutating func open(isHidden: Bool) {
        row += 1
        put("<row r=\"\(row)\"" + (isHidden ? " hidden=\"1\">" : ">"))
    }

    private mutating func number(_ index: Int, _ value: String) {
        put("<c r=\"\(HandMadeSheet.column(index))\(row)\"><v>\(value)</v></c>")
    }

    private mutating func text(_ index: Int, _ value: String) {
        if value.isEmpty { return }
        put("<c r=\"\(HandMadeSheet.column(index))\(row)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "&"): put("&amp;")
            case UInt8(ascii: "<"): put("&lt;")
            case UInt8(ascii: ">"): put("&gt;")
            default: out.append(byte)
            }
        }
        put("</t></is></c>")
    }

    private mutating func put(_ text: String) { out.append(contentsOf: text.utf8) }

    /// `A`, `B`, … `AA`.
    private static func column(_ index: Int) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ").map { String($0) }
        return index < 26 ? letters[index] : letters[index / 26 - 1] + letters[index % 26]
    }
}
