/// Scans the XML of a worksheet into rows of cells.
///
/// The hot loop of the reader: cells as Excel writes them (`<c r="B7" s="3" t="s"><v>12</v></c>`) are recognised by vector code or
/// by a few word compares; everything else that the format allows goes through `XMLCursor`. `SheetScannerTests` compares the ways.
///
/// A sheet may come in windows. The scanner moves on only after complete rows, so that the caller can repeat what a window cuts.
/// **Source**: ECMA-376 part 1, 18.3.1.4 (c), 18.3.1.73 (row), 18.18.11 (ST_CellType).
package struct SheetScanner {
    enum Outcome {
        /// The block is full; call again with the same bytes.
        case blockFull
        /// Everything before `position` is done; call again with the bytes from there and more.
        case needsMore
        /// No more rows.
        case finished
    }

    /// How cells are recognised. All ways give the same; the later ones are there for other processors and for tests.
    package enum Way: Sendable {
        /// As `words`, and runs of usual cells by `xj_cells`.
        case vectors
        /// Usual cells by `SheetScanner+PlainCell`, others by `SheetScanner+AnyCell`.
        case words
        /// All cells by `SheetScanner+AnyCell`.
        case general

        package static var best: Way { VectorCode.isAvailable ? .vectors : .words }
    }

    private enum Stage { case beforeData, inData, afterData }

    /// What `t` says.
    enum CellType { case number, shared, string, inline, bool, error, date }

    static let constants = Array("TRUEFALSE".utf8)

    private(set) var sheet: SheetInfo
    /// The row that is being read, for messages.
    private(set) var rowNumber = 0
    private var stage = Stage.beforeData
    var builder: BlockBuilder
    /// Text that differs from the bytes of the sheet.
    var side = constants
    let shared: [CellRef]
    let limits: Limits
    let way: Way

    init(sheet: SheetInfo, shared: [CellRef], limits: Limits, way: Way) {
        self.sheet = sheet
        self.shared = shared
        self.limits = limits
        self.way = way
        builder = BlockBuilder(limits: limits)
    }

    /// Makes room for the cells of a part: they seldom take less than 64 bytes each.
    mutating func expect(byteCount: Int) { builder.expect(cellCount: byteCount / 64) }

    var hasRows: Bool { builder.rowCount > 0 }

    /// The rows so far.
    mutating func finishBlock(own: [UInt8], shared: [UInt8], isLast: Bool) -> SheetBlock {
        let buffers = CellBuffers(own: own, side: side, shared: shared)
        side = Self.constants
        return builder.finish(sheet: sheet, buffers: buffers, isLast: isLast)
    }

    /// - Parameter isFinal: the bytes reach to the end of the part.
    mutating func scan(_ bytes: PaddedBytes, position: inout Int, isFinal: Bool) throws(XMLFault) -> Outcome {
        var cursor = XMLCursor(bytes, position: position)
        do throws(XMLFault) {
            while stage != .afterData {
                if stage == .inData, way != .general, let row = plainRow(&cursor) {
                    try scanRow(row, &cursor)
                    position = cursor.position
                    if builder.isFull { return .blockFull }
                    continue
                }
                guard let tag = try cursor.nextTag() else { throw .incomplete }
                if stage == .beforeData { try scanPreamble(tag, &cursor) } else { try scanData(tag, &cursor) }
                position = cursor.position
                if builder.isFull { return .blockFull }
            }
            return .finished
        } catch .incomplete where !isFinal {
            builder.abandonRow()
            return .needsMore
        }
    }

    /// A tag before the rows.
    private mutating func scanPreamble(_ tag: XMLCursor.Tag, _ cursor: inout XMLCursor) throws(XMLFault) {
        guard tag.kind == .open else {
            if cursor.bytes.matches(tag.name, "worksheet") { stage = .afterData }
            return
        }
        if cursor.bytes.matches(tag.name, "col") {
            try scanColumn(&cursor)
        } else if cursor.bytes.matches(tag.name, "sheetData") {
            try cursor.skipAttributes()
            stage = cursor.isSelfClosing ? .afterData : .inData
        } else {
            try cursor.skipAttributes()
        }
    }

    /// `<col min="3" max="4" hidden="1"/>`
    private mutating func scanColumn(_ cursor: inout XMLCursor) throws(XMLFault) {
        var first: Int?
        var last: Int?
        var isHidden = false
        while let attribute = try cursor.nextAttribute() {
            if cursor.bytes.matches(attribute.name, "min") { first = cursor.number(attribute.value) }
            if cursor.bytes.matches(attribute.name, "max") { last = cursor.number(attribute.value) }
            if cursor.bytes.matches(attribute.name, "hidden") { isHidden = cursor.isTrue(attribute.value) }
        }
        guard isHidden, let first, let last, first >= 1, last >= first, first <= limits.columnCount else { return }
        guard sheet.hiddenColumns.count < limits.columnCount else { throw .limit("too many column definitions") }
        sheet.hiddenColumns.append((first - 1)...(min(last, limits.columnCount) - 1))
    }

    /// A tag between the rows.
    private mutating func scanData(_ tag: XMLCursor.Tag, _ cursor: inout XMLCursor) throws(XMLFault) {
        if tag.kind == .close {
            if cursor.bytes.matches(tag.name, "sheetData") { stage = .afterData }
        } else if cursor.bytes.matches(tag.name, "row") {
            try scanRow(&cursor)
        } else {
            try cursor.skipElement()
        }
    }

    /// What an opening tag says of its row.
    private struct RowStart {
        var number: Int
        /// Where the number stands.
        var address: Range<Int>?
        var isHidden = false
    }

    private mutating func scanRow(_ cursor: inout XMLCursor) throws(XMLFault) {
        var row = RowStart(number: rowNumber + 1)
        while let attribute = try cursor.nextAttribute() {
            if cursor.bytes.matches(attribute.name, "r") {
                guard let stated = cursor.number(attribute.value) else { throw .damaged("a row has no readable number") }
                row.number = stated
                row.address = attribute.value
            } else if cursor.bytes.matches(attribute.name, "hidden") {
                row.isHidden = cursor.isTrue(attribute.value)
            }
        }
        try scanRow(row, isEmpty: cursor.isSelfClosing, &cursor)
    }

    private mutating func scanRow(_ row: RowStart, isEmpty: Bool = false, _ cursor: inout XMLCursor) throws(XMLFault) {
        guard row.number >= 1, row.number <= limits.rowCount else { throw .damaged("row \(row.number) is outside the sheet") }
        if !isEmpty { try scanCells(&cursor, row.address) }
        builder.endRow(number: row.number, isHidden: row.isHidden)
        // Only now: an incomplete row is read again.
        rowNumber = row.number
    }

    /// Passes `<row r="12">`; nil for any other tag.
    private func plainRow(_ cursor: inout XMLCursor) -> RowStart? {
        let bytes = cursor.bytes
        let start = cursor.position &+ 8
        guard start < bytes.end, bytes.word(cursor.position) == 0x223D_7220_776F_723C else { return nil }  // `<row r="`
        var index = start
        var number = 0
        while bytes[index] &- 0x30 < 10, index &- start < 7 {
            number = number &* 10 &+ Int(bytes[index] &- 0x30)
            index &+= 1
        }
        guard index > start, index &+ 2 <= bytes.end, bytes.half(index) & 0xFFFF == 0x3E22 else { return nil }  // `">`
        cursor.position = index &+ 2
        return RowStart(number: number, address: start..<index)
    }

    /// - Parameter address: where the row's number stands.
    private mutating func scanCells(_ cursor: inout XMLCursor, _ address: Range<Int>?) throws(XMLFault) {
        let bytes = cursor.bytes
        let open: UInt32 = 0x20_633C  // "<c "
        let close: UInt64 = 0x3E77_6F72_2F3C  // "</row>"
        let row = way == .vectors ? address.flatMap { CellRun.row(bytes, $0, limits) } : nil
        var column = -1
        while true {
            if cursor.position < bytes.end, bytes.half(cursor.position) & 0xFF_FFFF == open {
                if let row, scanRun(&cursor, row, column: &column) { continue }
                cursor.position &+= 3
                try scanCell(&cursor, column: &column)
                continue
            }
            if way != .general, cursor.position &+ 6 <= bytes.end, bytes.word(cursor.position) & 0xFFFF_FFFF_FFFF == close {
                cursor.position &+= 6
                return
            }
            guard let tag = try cursor.nextTag() else { throw .incomplete }
            if tag.kind == .close {
                if bytes.matches(tag.name, "row") { return }
                throw .damaged("expected the end of the row, found another tag")
            } else if bytes.matches(tag.name, "c") {
                try scanCell(&cursor, column: &column)
            } else {
                try cursor.skipElement()
            }
        }
    }
}
