/// Builds small .xls workbooks record by record.
public struct XLSBuilder: Sendable {
    public struct Sheet: Sendable {
        public var name: String
        /// What stands between BOF and EOF.
        public var records: [UInt8]
        /// 0 visible, 1 hidden, 2 very hidden.
        public var state: UInt8 = 0
        /// 0 worksheet, 2 chart.
        public var kind: UInt8 = 0

        public init(_ name: String, _ records: [UInt8], state: UInt8 = 0, kind: UInt8 = 0) {
            self.name = name
            self.records = records
            self.state = state
            self.kind = kind
        }
    }

    public var sheets: [Sheet] = []
    public var isBIFF5 = false
    /// The SST record and its CONTINUE records.
    public var sharedStrings: [UInt8] = []
    /// Other records of the globals: CODEPAGE, DATEMODE, FILEPASS.
    public var globals: [UInt8] = []
    /// Bytes of a sheet's name in BIFF5.
    public var encodeName: @Sendable (String) -> [UInt8] = { Array($0.utf8) }

    public init() {}

    /// A workbook of one sheet.
    public init(_ records: [UInt8]..., strings: [String] = []) {
        sheets = [Sheet("表1", records.flatMap { $0 })]
        if !strings.isEmpty { sharedStrings = BIFF.sharedStrings(strings) }
    }

    /// The content of the stream `Workbook` or `Book`.
    public func stream() -> [UInt8] {
        let head = BIFF.begin(isBIFF5: isBIFF5, kind: 5) + globals
        let substreams = sheets.map { BIFF.begin(isBIFF5: isBIFF5, kind: $0.kind == 2 ? 0x20 : 0x10) + $0.records + BIFF.record(0x0A, []) }
        let listLength = sheets.reduce(0) { $0 + bound($1, at: 0).count }
        var offset = head.count + listLength + sharedStrings.count + 4
        var list: [UInt8] = []
        for (sheet, substream) in zip(sheets, substreams) {
            list += bound(sheet, at: offset)
            offset += substream.count
        }
        return head + list + sharedStrings + BIFF.record(0x0A, []) + substreams.flatMap { $0 }
    }

    private func bound(_ sheet: Sheet, at offset: Int) -> [UInt8] {
        let name = isBIFF5 ? encodeName(sheet.name) : sheet.name.utf16.flatMap { BIFF.little(Int($0), 2) }
        let count = isBIFF5 ? [UInt8(name.count)] : [UInt8(name.count / 2), 1]
        return BIFF.record(0x85, BIFF.little(offset, 4) + [sheet.state, sheet.kind] + count + name)
    }

    public func build() -> [UInt8] {
        var file = CompoundFileBuilder()
        file.streams = [(isBIFF5 ? "Book" : "Workbook", stream())]
        return file.build()
    }
}

/// Records of the BIFF format.
public enum BIFF {
    public static func little(_ value: Int, _ count: Int) -> [UInt8] { CompoundFileBuilder.little(value, count) }

    public static func record(_ type: Int, _ content: [UInt8]) -> [UInt8] { little(type, 2) + little(content.count, 2) + content }

    static func begin(isBIFF5: Bool, kind: Int) -> [UInt8] {
        record(0x809, little(isBIFF5 ? 0x500 : 0x600, 2) + little(kind, 2) + [UInt8](repeating: 0, count: isBIFF5 ? 4 : 12))
    }

    private static func place(_ row: Int, _ column: Int) -> [UInt8] { little(row, 2) + little(column, 2) + [15, 0] }

    /// UTF-16, or one byte a character where that is enough; with a count of `countWidth` bytes.
    public static func text(_ text: String, countWidth: Int = 2) -> [UInt8] {
        let units = Array(text.utf16)
        let isWide = units.contains { $0 > 0xFF }
        return little(units.count, countWidth) + [isWide ? 1 : 0] + units.flatMap { little(Int($0), isWide ? 2 : 1) }
    }

    public static func sharedStrings(_ texts: [String]) -> [UInt8] {
        record(0xFC, little(texts.count, 4) + little(texts.count, 4) + texts.flatMap { text($0) })
    }

    public static func shared(_ row: Int, _ column: Int, _ index: Int) -> [UInt8] {
        record(0xFD, place(row, column) + little(index, 4))
    }

    public static func number(_ row: Int, _ column: Int, _ value: Double) -> [UInt8] {
        record(0x203, place(row, column) + double(value))
    }

    public static func double(_ value: Double) -> [UInt8] { little(Int(bitPattern: UInt(value.bitPattern)), 8) }

    /// A whole number, times 1/100 if wished.
    public static func rkBits(_ value: Int, isHundredth: Bool = false) -> Int { value << 2 | 2 | (isHundredth ? 1 : 0) }

    public static func rk(_ row: Int, _ column: Int, bits: Int) -> [UInt8] { record(0x27E, place(row, column) + little(bits, 4)) }

    public static func multipleRK(_ row: Int, _ column: Int, bits: [Int]) -> [UInt8] {
        record(
            0xBD, little(row, 2) + little(column, 2) + bits.flatMap { [15, 0] + little($0, 4) } + little(column + bits.count - 1, 2))
    }

    public static func blank(_ row: Int, _ column: Int) -> [UInt8] { record(0x201, place(row, column)) }

    public static func multipleBlank(_ row: Int, _ column: Int, count: Int) -> [UInt8] {
        record(0xBE, little(row, 2) + little(column, 2) + [UInt8](repeating: 15, count: 2 * count) + little(column + count - 1, 2))
    }

    public static func label(_ row: Int, _ column: Int, _ value: String) -> [UInt8] {
        record(0x204, place(row, column) + text(value))
    }

    /// A label of BIFF5.
    public static func label(_ row: Int, _ column: Int, bytes: [UInt8], isRich: Bool = false) -> [UInt8] {
        record(isRich ? 0xD6 : 0x204, place(row, column) + little(bytes.count, 2) + bytes + (isRich ? [1, 0, 5] : []))
    }

    public static func bool(_ row: Int, _ column: Int, _ value: Bool) -> [UInt8] {
        record(0x205, place(row, column) + [value ? 1 : 0, 0])
    }

    public static func error(_ row: Int, _ column: Int, _ code: UInt8) -> [UInt8] { record(0x205, place(row, column) + [code, 1]) }

    /// - Parameter result: eight bytes.
    public static func formula(_ row: Int, _ column: Int, result: [UInt8]) -> [UInt8] {
        record(0x06, place(row, column) + result + [UInt8](repeating: 0, count: 8))
    }

    public static func string(_ value: String) -> [UInt8] { record(0x207, text(value)) }

    public static func row(_ row: Int, isHidden: Bool) -> [UInt8] {
        record(0x208, little(row, 2) + little(0, 2) + little(256, 2) + little(255, 2) + little(0, 4) + [isHidden ? 0x20 : 0, 1, 15, 0])
    }

    public static func columns(_ first: Int, _ last: Int, isHidden: Bool) -> [UInt8] {
        record(0x7D, little(first, 2) + little(last, 2) + little(2048, 2) + little(15, 2) + [isHidden ? 1 : 0, 0] + [0, 0])
    }
}
