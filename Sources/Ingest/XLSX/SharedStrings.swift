/// The table of texts that the cells of a workbook point to.
///
/// The texts stay in the bytes of the part; only those with escapes or several runs are written anew, behind them.
struct SharedStrings {
    /// Cells in the buffer `shared`; an empty text is the empty cell.
    private(set) var cells: [CellRef] = []
    private(set) var bytes: [UInt8] = []

    init() {}

    /// - Parameter part: `sharedStrings.xml` and its padding.
    init(part: [UInt8], location: String) throws(IngestError) {
        var side: [UInt8] = []
        do throws(XMLFault) {
            cells = try unsafe part.withUnsafeBufferPointer { buffer throws(XMLFault) in  // outlives the scan
                try unsafe Self.scan(
                    PaddedBytes(buffer, count: part.count - PaddedBytes.padding), sideBase: part.count, side: &side)
            }
        } catch { throw error.ingestError(location: location) }
        bytes = part
        bytes.append(contentsOf: side)
    }

    private static func scan(
        _ bytes: PaddedBytes, sideBase: Int, side: inout [UInt8]
    ) throws(XMLFault) -> [CellRef] {
        var cells: [CellRef] = []
        var cursor = XMLCursor(bytes)
        while true {
            if let plain = plainItem(bytes, cursor.position) {
                cells.append(cell(plain))
                cursor.position = plain.upperBound &+ 9
                continue
            }
            guard let tag = try cursor.nextTag() else { throw .incomplete }
            if tag.kind == .close {
                if bytes.matches(tag.name, "sst") { return cells }
                continue
            }
            try cursor.skipAttributes()
            if bytes.matches(tag.name, "si") {
                cells.append(cursor.isSelfClosing ? .empty : try item(&cursor, sideBase: sideBase, side: &side))
            } else if bytes.matches(tag.name, "sst") {
                if cursor.isSelfClosing { return cells }
            }
        }
    }

    /// The text of `<si><t>text</t></si>` or `<si><t xml:space="preserve">text</t></si>` at `index`; nil for anything else.
    @inline(__always) private static func plainItem(_ bytes: PaddedBytes, _ index: Int) -> Range<Int>? {
        let siT: UInt64 = 0x3E74_3C3E_6973_3C  // "<si><t>"
        guard index < bytes.end else { return nil }
        let word = bytes.word(index)
        var start = index &+ 7
        if word & 0xFF_FFFF_FFFF_FFFF != siT {
            // "<si><t " and then the attribute.
            guard word & 0xFFFF_FFFF_FFFF == siT & 0xFFFF_FFFF_FFFF, bytes.starts(at: index &+ 6, with: " xml:space=\"preserve\">")
            else { return nil }
            start = index &+ 28
        }
        let text = bytes.findTextEnd(from: start)
        let slashTSlash: UInt64 = 0x2F3C_3E74_2F3C  // "</t></"
        let siClose: UInt32 = 0x3E69_732F  // "/si>"
        guard text.isPlain, text.end &- start <= CellRef.maximumLength, text.end &+ 9 <= bytes.end,
            bytes.word(text.end) & 0xFFFF_FFFF_FFFF == slashTSlash, bytes.half(text.end &+ 5) == siClose
        else { return nil }
        return start..<text.end
    }

    @inline(__always) private static func cell(_ range: Range<Int>) -> CellRef {
        range.isEmpty ? .empty : CellRef(.text, .shared, offset: range.lowerBound, length: range.count)
    }

    private static func item(_ cursor: inout XMLCursor, sideBase: Int, side: inout [UInt8]) throws(XMLFault) -> CellRef {
        var pieces = TextPieces(sideStart: side.count)
        try pieces.readRuns(until: "si", &cursor, side: &side)
        switch try pieces.finish(side: &side) {
        case .own(let range): return cell(range)
        case .side(let range): return cell((sideBase + range.lowerBound)..<(sideBase + range.upperBound))
        }
    }
}
