/// Writes workbooks of Excel 97 to 2003: shared texts over several records, real date cells, numbers, merged headers, hidden
/// rows, columns and sheets.
///
/// **Source**: [MS-XLS].
enum OldWorkbook {
    /// The file and the row numbers of each sheet's records, from 1.
    static func render(_ sheets: [SheetContent]) -> (bytes: [UInt8], rowNumbers: [[Int]]) {
        var texts = SharedTexts()
        var pages: [OldSheet] = sheets.map { content in
            var page = OldSheet(content: content)
            page.write(&texts)
            return page
        }
        var names = sheets.map { (name: $0.name, isHidden: false) }
        if let first = sheets.first, first.hasDictionarySheet {
            var page = OldSheet(content: first)
            page.writeDictionary(&texts)
            pages.append(page)
            names.append(("字典", true))
        }
        return (pack(pages.map(\.records), names, texts), pages.prefix(sheets.count).map(\.rowNumbers))
    }

    /// A workbook of one sheet with plain texts.
    static func render(_ name: String, lines: [[String]]) -> [UInt8] {
        var texts = SharedTexts()
        var page = OldSheet(content: SheetContent(name: name, columns: [], table: RecordTable(.summary), rows: []))
        page.write(lines, &texts)
        return pack([page.records], [(name, false)], texts)
    }

    private static func pack(_ pages: [[UInt8]], _ names: [(name: String, isHidden: Bool)], _ texts: SharedTexts) -> [UInt8] {
        let head = begin(5) + record(0x42, [0xB0, 4]) + window + fonts + formats
        let tail = texts.records + record(0x0A, [])
        let listSize = names.reduce(0) { $0 + sheetEntry($1.name, isHidden: $1.isHidden, offset: 0).count }
        var offset = head.count + listSize + tail.count
        var list: [UInt8] = []
        var bodies: [UInt8] = []
        for (page, entry) in zip(pages, names) {
            list += sheetEntry(entry.name, isHidden: entry.isHidden, offset: offset)
            let body = begin(0x10) + page + record(0x0A, [])
            offset += body.count
            bodies += body
        }
        return CompoundFile.pack(head + list + tail + bodies, name: "Workbook")
    }

    static func record(_ type: Int, _ content: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        for value in [type, content.count] { CompoundFile.put(value, 2, &out) }
        return out + content
    }

    static func words(_ values: [Int]) -> [UInt8] {
        values.reduce(into: []) { CompoundFile.put($1, 2, &$0) }
    }

    private static func begin(_ kind: Int) -> [UInt8] { record(0x809, words([0x600, kind, 0x0DBB, 0x07CC, 0x41, 0, 6, 0])) }

    private static let window = record(0x3D, words([0, 0, 15_000, 9_000, 0x38, 0, 0, 1, 600]))

    private static let fonts = (0..<4).flatMap { _ in
        record(0x31, words([200, 0, 0x7FFF, 400, 0, 0, 0]) + [5, 0] + Array("Arial".utf8))
    }

    /// 15 styles, the general cell (15) and the date cell (16).
    private static let formats = (0..<17).flatMap { index -> [UInt8] in
        let isCell = index > 14
        return record(0xE0, words([0, index == 16 ? 14 : 0, isCell ? 1 : 0xFFF5, 0x20, isCell ? 0 : 0xF400, 0, 0, 0, 0, 0x20C0]))
    } + record(0x293, [0, 0x80, 0, 0xFF])

    private static func sheetEntry(_ name: String, isHidden: Bool, offset: Int) -> [UInt8] {
        var out: [UInt8] = []
        CompoundFile.put(offset, 4, &out)
        out += [isHidden ? 1 : 0, 0, UInt8(name.utf16.count), 1]
        for unit in name.utf16 { CompoundFile.put(Int(unit), 2, &out) }
        return record(0x85, out)
    }
}

/// The texts of a workbook, each once; a record holds 8,224 bytes, and no text is cut in two.
struct SharedTexts {
    private var places: [String: Int] = [:]
    private var blocks: [[UInt8]] = [[]]
    private var useCount = 0

    mutating func place(_ text: String) -> Int {
        useCount += 1
        if let known = places[text] { return known }
        var out: [UInt8] = []
        let units = Array(text.utf16)
        let isWide = units.contains { $0 > 0xFF }
        CompoundFile.put(units.count, 2, &out)
        out.append(isWide ? 1 : 0)
        for unit in units { CompoundFile.put(Int(unit), isWide ? 2 : 1, &out) }
        // The first record begins with two counts.
        if blocks[blocks.count - 1].count + out.count > 8_224 - 8 { blocks.append([]) }
        blocks[blocks.count - 1] += out
        places[text] = places.count
        return places.count - 1
    }

    /// The table and what continues it.
    var records: [UInt8] {
        var head: [UInt8] = []
        for value in [useCount, places.count] { CompoundFile.put(value, 4, &head) }
        return OldWorkbook.record(0xFC, head + blocks[0]) + blocks.dropFirst().flatMap { OldWorkbook.record(0x3C, $0) }
    }
}

/// The records of one sheet, without its begin and end.
struct OldSheet {
    let content: SheetContent
    private(set) var records: [UInt8] = []
    /// Of the data records, from 1.
    private(set) var rowNumbers: [Int] = []
    private var row = 0

    init(content: SheetContent) { self.content = content }

    mutating func write(_ texts: inout SharedTexts) {
        records.reserveCapacity(content.rows.count * 1_200 + 4_096)
        for column in content.hiddenColumns { records += OldWorkbook.record(0x7D, OldWorkbook.words([column, column, 2_340, 15, 1, 0])) }
        for title in content.titles { line([title], &texts) }
        let headers = content.columns.map(\.header)
        if content.hasMergedHeader { writeMergedHeader(headers, &texts) } else { line(headers, &texts) }
        if content.hasExampleRow { line(content.columns.indices.map(content.exampleText), &texts) }
        for (position, record) in content.rows.enumerated() {
            if content.isHidden(position) { hideRow() }
            for (index, column) in content.columns.enumerated() { cell(index, column, record, position, &texts) }
            row += 1
            rowNumbers.append(row)
        }
        finish()
    }

    /// A sheet that looks like data: the headers and one full row.
    mutating func writeDictionary(_ texts: inout SharedTexts) {
        write([content.columns.map(\.header), content.columns.indices.map { "选项\($0)" }], &texts)
    }

    mutating func write(_ lines: [[String]], _ texts: inout SharedTexts) {
        for cells in lines { line(cells, &texts) }
        finish()
    }

    /// Two header rows: the first four columns are merged downwards, the others stand below the name of their block.
    private mutating func writeMergedHeader(_ headers: [String], _ texts: inout SharedTexts) {
        line(headers.indices.map { $0 < 4 ? headers[$0] : $0 == 4 ? "基础信息" : $0 == 30 ? "扩展信息" : "" }, &texts)
        line(headers.indices.map { $0 < 4 ? "" : headers[$0] }, &texts)
        let count = min(4, headers.count)
        let ranges = (0..<count).flatMap { [row - 2, row - 1, $0, $0] }
        records += OldWorkbook.record(0xE5, OldWorkbook.words([count] + ranges))
    }

    private mutating func cell(_ index: Int, _ column: SheetColumn, _ record: Int, _ position: Int, _ texts: inout SharedTexts) {
        switch column.source {
        case .serial: number(index, Double(position + 1))
        case .constant(let value): text(index, value, &texts)
        case .field(let field):
            let value = content.table.text(record, field)
            switch content.table.form(record, field) {
            case .brokenNumber: if let broken = Double(value) { number(index, broken) }
            case .serialDay(let day): number(index, Double(day), isDate: true)
            default:
                if content.typesNumbers, let plain = SheetContent.plainNumber(value) { number(index, plain) } else { text(index, value, &texts) }
            }
        }
    }

    private mutating func line(_ cells: [String], _ texts: inout SharedTexts) {
        for (index, value) in cells.enumerated() { text(index, value, &texts) }
        row += 1
    }

    private mutating func text(_ index: Int, _ value: String, _ texts: inout SharedTexts) {
        if value.isEmpty { return }
        var out = OldWorkbook.words([row, index, 15])
        CompoundFile.put(texts.place(value), 4, &out)
        records += OldWorkbook.record(0xFD, out)
    }

    private mutating func number(_ index: Int, _ value: Double, isDate: Bool = false) {
        var out = OldWorkbook.words([row, index, isDate ? 16 : 15])
        CompoundFile.put(Int(truncatingIfNeeded: value.bitPattern), 8, &out)
        records += OldWorkbook.record(0x203, out)
    }

    private mutating func hideRow() {
        records += OldWorkbook.record(0x208, OldWorkbook.words([row, 0, content.columns.count, 255, 0, 0, 0x120, 15]))
    }

    private mutating func finish() {
        records += OldWorkbook.record(0x23E, OldWorkbook.words([0x6B6, 0, 0, 0x40, 0, 0, 0, 0, 0]))
    }
}
