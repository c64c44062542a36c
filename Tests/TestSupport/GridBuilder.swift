/// One sheet as .xlsx, .xls, CSV or HTML.
public struct GridBuilder: Sendable {
    public enum Cell: Sendable, ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
        case none
        case text(String)
        case number(Double)
        case bool(Bool)
        /// As shown, such as `#REF!`.
        case error(String)
        /// Only .xlsx knows it.
        case formulaWithoutValue

        public init(stringLiteral value: String) { self = value.isEmpty ? .none : .text(value) }
        public init(floatLiteral value: Double) { self = .number(value) }
        public init(integerLiteral value: Int) { self = .number(Double(value)) }

        var plain: String {
            switch self {
            case .none, .formulaWithoutValue: ""
            case .text(let text), .error(let text): text
            case .number(let value): value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
            case .bool(let value): value ? "TRUE" : "FALSE"
            }
        }
    }

    public var rows: [[Cell]]
    /// 0-based.
    public var hiddenRows: Set<Int> = []
    /// 0-based.
    public var hiddenColumns: Set<Int> = []
    public var uses1904 = false

    public init(_ rows: [[Cell]]) { self.rows = rows }

    /// What stands inside `<worksheet>`.
    public var worksheet: String {
        var xml = ""
        if !hiddenColumns.isEmpty {
            let columns = hiddenColumns.sorted().map { "<col min=\"\($0 + 1)\" max=\"\($0 + 1)\" width=\"9\" hidden=\"1\"/>" }
            xml += "<cols>\(columns.joined())</cols>"
        }
        xml += "<sheetData>"
        for (row, cells) in rows.enumerated() where !cells.isEmpty {
            xml += "<row r=\"\(row + 1)\"\(hiddenRows.contains(row) ? " hidden=\"1\"" : "")>"
            for (column, cell) in cells.enumerated() { xml += Self.element(cell, "\(Self.letters(column))\(row + 1)") }
            xml += "</row>"
        }
        return xml + "</sheetData>"
    }

    private static func element(_ cell: Cell, _ address: String) -> String {
        switch cell {
        case .none: ""
        case .text(let text): "<c r=\"\(address)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped(text))</t></is></c>"
        case .number(let value): "<c r=\"\(address)\"><v>\(value)</v></c>"
        case .bool(let value): "<c r=\"\(address)\" t=\"b\"><v>\(value ? 1 : 0)</v></c>"
        case .error(let text): "<c r=\"\(address)\" t=\"e\"><v>\(text)</v></c>"
        case .formulaWithoutValue: "<c r=\"\(address)\"><f>A1</f></c>"
        }
    }

    private static func letters(_ column: Int) -> String {
        let last = String(UnicodeScalar(UInt8(65 + column % 26)))
        return column < 26 ? last : letters(column / 26 - 1) + last
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }

    public func xlsx() -> [UInt8] {
        var book = WorkbookBuilder()
        book.sheets = [.init("Sheet1", worksheet)]
        book.uses1904 = uses1904
        return book.build()
    }

    /// The records between BOF and EOF.
    public var records: [UInt8] {
        var records: [UInt8] = hiddenColumns.sorted().flatMap { BIFF.columns($0, $0, isHidden: true) }
        for row in hiddenRows.sorted() { records += BIFF.row(row, isHidden: true) }
        for (row, cells) in rows.enumerated() {
            for (column, cell) in cells.enumerated() {
                switch cell {
                case .none, .formulaWithoutValue: break
                case .text(let text): records += BIFF.label(row, column, text)
                case .number(let value): records += BIFF.number(row, column, value)
                case .bool(let value): records += BIFF.bool(row, column, value)
                case .error(let text): records += BIFF.error(row, column, text == "#REF!" ? 0x17 : 0x2A)
                }
            }
        }
        return records
    }

    public func xls() -> [UInt8] {
        var book = XLSBuilder(records)
        if uses1904 { book.globals = BIFF.record(0x22, [1, 0]) }
        return book.build()
    }

    public func csv(separator: String = ",") -> String {
        rows.map { row in row.map { Self.quoted($0.plain, separator) }.joined(separator: separator) + "\n" }.joined()
    }

    private static func quoted(_ text: String, _ separator: String) -> String {
        guard text.contains(separator) || text.contains("\"") || text.contains("\n") else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    public func html() -> String {
        let rows = rows.map { row in "<tr>" + row.map { "<td>\(Self.escaped($0.plain))</td>" }.joined() + "</tr>" }
        return "<html><body><table>\(rows.joined())</table></body></html>"
    }
}
