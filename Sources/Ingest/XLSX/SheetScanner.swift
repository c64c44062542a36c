/// Scans the XML of a worksheet into rows of cells.
///
/// The hot loop of the reader: a cell as Excel writes it (`<c r="B7" s="3" t="s"><v>12</v></c>`) is recognised with a few word
/// compares; everything else that the format allows goes through `XMLCursor`. `SheetScannerTests` compares the two ways.
///
/// A sheet may come in windows. The scanner moves on only after complete rows, so that the caller can repeat what a window cuts.
/// **Source**: ECMA-376 part 1, 18.3.1.4 (c), 18.3.1.73 (row), 18.18.11 (ST_CellType).
struct SheetScanner {
    enum Outcome {
        /// The block is full; call again with the same bytes.
        case blockFull
        /// Everything before `position` is done; call again with the bytes from there and more.
        case needsMore
        /// No more rows.
        case finished
    }

    private enum Stage { case beforeData, inData, afterData }

    /// What `t` says.
    private enum CellType { case number, shared, string, inline, bool, error, date }

    private static let constants = Array("TRUEFALSE".utf8)

    private(set) var sheet: SheetInfo
    /// The row that is being read, for messages.
    private(set) var rowNumber = 0
    private var stage = Stage.beforeData
    private var builder: BlockBuilder
    private var side = constants
    private let shared: [CellRef]
    private let limits: Limits
    /// Without it every cell takes the general way; for tests.
    private let usesFastPath: Bool

    init(sheet: SheetInfo, shared: [CellRef], limits: Limits, usesFastPath: Bool = true) {
        self.sheet = sheet
        self.shared = shared
        self.limits = limits
        self.usesFastPath = usesFastPath
        builder = BlockBuilder(limits: limits)
    }

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

    private mutating func scanRow(_ cursor: inout XMLCursor) throws(XMLFault) {
        var number = rowNumber + 1
        var isHidden = false
        while let attribute = try cursor.nextAttribute() {
            if cursor.bytes.matches(attribute.name, "r") {
                guard let stated = cursor.number(attribute.value) else { throw .damaged("a row has no readable number") }
                number = stated
            } else if cursor.bytes.matches(attribute.name, "hidden") {
                isHidden = cursor.isTrue(attribute.value)
            }
        }
        guard number >= 1, number <= limits.rowCount else { throw .damaged("row \(number) is outside the sheet") }
        if !cursor.isSelfClosing { try scanCells(&cursor) }
        builder.endRow(number: number, isHidden: isHidden)
        // Only now: an incomplete row is read again.
        rowNumber = number
    }

    private mutating func scanCells(_ cursor: inout XMLCursor) throws(XMLFault) {
        let bytes = cursor.bytes
        let open: UInt32 = 0x20_633C  // "<c "
        var column = -1
        while true {
            if cursor.position < bytes.end, bytes.half(cursor.position) & 0xFF_FFFF == open {
                cursor.position &+= 3
                try scanCell(&cursor, column: &column)
                continue
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

    /// A cell; `cursor` stands at its attributes.
    @inline(__always)
    private mutating func scanCell(_ cursor: inout XMLCursor, column: inout Int) throws(XMLFault) {
        let bytes = cursor.bytes
        var type = CellType.number
        column &+= 1
        var position = cursor.position
        while true {
            let byte = bytes[position]
            if byte == 0x20 {
                position &+= 1
                continue
            }
            if byte == 0x3E, position < bytes.end { break }
            guard usesFastPath, bytes.half(position &+ 1) & 0xFFFF == 0x223D,  // `="`
                let end = scanAttribute(bytes, position, name: byte, type: &type, column: &column)
            else {
                cursor.position = position
                try scanAttributes(&cursor, type: &type, column: &column)
                if cursor.isSelfClosing { return }
                position = cursor.position &- 1
                break
            }
            position = end
        }
        guard column < limits.columnCount else { throw .damaged("a cell lies beyond column \(limits.columnCount)") }
        position &+= 1
        if usesFastPath {
            let isValue = bytes.half(position) & 0xFF_FFFF == 0x3E_763C  // "<v>"
            let end =
                try isValue
                ? scanValue(bytes, position &+ 3, type, column)
                : type == .inline ? scanInline(bytes, position, column) : nil
            if let end {
                cursor.position = end
                return
            }
        }
        cursor.position = position
        try scanContent(&cursor, type, column)
    }

    /// An attribute whose name has one letter; nil when it needs the general way.
    @inline(__always)
    private func scanAttribute(
        _ bytes: PaddedBytes, _ position: Int, name: UInt8, type: inout CellType, column: inout Int
    ) -> Int? {
        var index = position &+ 3
        if name == 0x72 {  // r
            var number = 0
            while true {
                let letter = bytes[index] &- 0x41
                if letter >= 26 { break }
                number = number &* 26 &+ Int(letter) &+ 1
                index &+= 1
            }
            guard number > 0, index &- position <= 6 else { return nil }
            while bytes[index] &- 0x30 < 10 { index &+= 1 }
            guard bytes[index] == 0x22 else { return nil }
            column = number &- 1
            return index &+ 1
        }
        if name == 0x74 {  // t
            switch bytes.half(index) & 0xFFFF {
            case 0x2273: type = .shared  // s"
            case 0x226E: type = .number  // n"
            case 0x6E69 where bytes.word(index) == 0x7453_656E_696C_6E69 && bytes.half(index &+ 8) & 0xFFFF == 0x2272:
                type = .inline  // inlineStr"
                return index &+ 10
            case 0x7473 where bytes.half(index) == 0x2272_7473:
                type = .string  // str"
                return index &+ 4
            default: return nil
            }
            return index &+ 2
        }
        guard name == 0x73 else { return nil }  // s
        while bytes[index] &- 0x30 < 10 { index &+= 1 }
        return bytes[index] == 0x22 ? index &+ 1 : nil
    }

    /// The general way to read the attributes of a cell.
    private func scanAttributes(
        _ cursor: inout XMLCursor, type: inout CellType, column: inout Int
    ) throws(XMLFault) {
        while let attribute = try cursor.nextAttribute() {
            if cursor.bytes.matches(attribute.name, "r") {
                guard let stated = columnNumber(cursor.bytes, attribute.value) else {
                    throw .damaged("a cell has no readable address")
                }
                column = stated
            } else if cursor.bytes.matches(attribute.name, "t") {
                type = try cellType(cursor.bytes, attribute.value)
            }
        }
    }

    private func columnNumber(_ bytes: PaddedBytes, _ address: Range<Int>) -> Int? {
        var number = 0
        var index = address.lowerBound
        // Small letters occur, too: bit 5 is all that they differ in.
        while index < address.upperBound, index - address.lowerBound < 3, bytes[index] & 0xDF &- 0x41 < 26 {
            number = number * 26 + Int(bytes[index] & 0xDF) - 0x40
            index += 1
        }
        let digits = index..<address.upperBound
        return number > 0 && digits.allSatisfy({ bytes[$0] &- 0x30 < 10 }) ? number - 1 : nil
    }

    private func cellType(_ bytes: PaddedBytes, _ value: Range<Int>) throws(XMLFault) -> CellType {
        if bytes.matches(value, "s") { return .shared }
        if bytes.matches(value, "n") { return .number }
        if bytes.matches(value, "str") { return .string }
        if bytes.matches(value, "inlineStr") { return .inline }
        if bytes.matches(value, "b") { return .bool }
        if bytes.matches(value, "e") { return .error }
        if bytes.matches(value, "d") { return .date }
        throw .damaged("expected a known type of cell, found another")
    }

    /// The plain value of a number or shared string and the end of its cell; nil when it needs the general way.
    @inline(__always)
    private mutating func scanValue(
        _ bytes: PaddedBytes, _ start: Int, _ type: CellType, _ column: Int
    ) throws(XMLFault) -> Int? {
        let close: UInt64 = 0x3E63_2F3C_3E76_2F3C  // "</v></c>"
        var index = start
        switch type {
        case .shared:
            var number = 0
            while bytes[index] &- 0x30 < 10 {
                number = number &* 10 &+ Int(bytes[index] &- 0x30)
                index &+= 1
            }
            guard index > start, index &- start <= 9, index &+ 8 <= bytes.end, bytes.word(index) == close else { return nil }
            try appendShared(number, column)
        case .number:
            while isNumberByte(bytes[index]) { index &+= 1 }
            guard index &+ 8 <= bytes.end, bytes.word(index) == close, isNumber(bytes, start..<index) else { return nil }
            builder.append(CellRef(.number, offset: start, length: index &- start), column: column)
        case .string:
            let text = bytes.findTextEnd(from: start)
            guard text.isPlain, text.end &+ 8 <= bytes.end, bytes.word(text.end) == close, text.end &- start <= CellRef.maximumLength
            else { return nil }
            index = text.end
            if index > start { builder.append(CellRef(.text, offset: start, length: index &- start), column: column) }
        default: return nil
        }
        return index &+ 8
    }

    /// The plain text of `<is><t>text</t></is></c>`, and the end of its cell; nil when it needs the general way.
    @inline(__always)
    private mutating func scanInline(_ bytes: PaddedBytes, _ position: Int, _ column: Int) -> Int? {
        let open: UInt64 = 0x3E_743C_3E73_693C  // "<is><t>"
        let close: UInt64 = 0x7369_2F3C_3E74_2F3C  // "</t></is"
        let end: UInt64 = 0x3E63_2F3C_3E73_692F  // "/is></c>"
        guard position < bytes.end, bytes.word(position) & 0xFF_FFFF_FFFF_FFFF == open else { return nil }
        let start = position &+ 7
        guard start <= bytes.end else { return nil }
        let text = bytes.findTextEnd(from: start)
        guard text.isPlain, text.end &+ 13 <= bytes.end, bytes.word(text.end) == close, bytes.word(text.end &+ 5) == end,
            text.end &- start <= CellRef.maximumLength
        else { return nil }
        if text.end > start { builder.append(CellRef(.text, offset: start, length: text.end &- start), column: column) }
        return text.end &+ 13
    }

    @inline(__always)
    private mutating func appendShared(_ index: Int, _ column: Int) throws(XMLFault) {
        guard index < shared.count else { throw .damaged("shared string \(index) does not exist") }
        let cell = shared[index]
        if !cell.isEmpty { builder.append(cell, column: column) }
    }

    @inline(__always) private func isNumberByte(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || byte == 0x2E || byte == 0x2D || byte == 0x2B || byte | 0x20 == 0x65
    }

    /// Looks like a number: only its characters, and a digit at the start or after a sign.
    @inline(__always) private func isNumber(_ bytes: PaddedBytes, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty, range.count < 1000 else { return false }
        if bytes[range.lowerBound] &- 0x30 < 10 { return true }
        return range.count > 1 && bytes[range.lowerBound] | 0x20 != 0x65
            && (bytes[range.lowerBound + 1] &- 0x30 < 10 || bytes[range.lowerBound + 1] == 0x2E)
    }

    /// The general way to read the content of a cell; `cursor` stands after its opening tag.
    private mutating func scanContent(_ cursor: inout XMLCursor, _ type: CellType, _ column: Int) throws(XMLFault) {
        var hasFormula = false
        var hasValue = false
        var hasInline = false
        var type = type
        var pieces = TextPieces(sideStart: side.count)
        while true {
            guard let tag = try cursor.nextTag() else { throw .incomplete }
            if tag.kind == .close {
                guard cursor.bytes.matches(tag.name, "c") else { throw .damaged("expected the end of a cell, found another tag") }
                break
            } else if cursor.bytes.matches(tag.name, "v"), !hasInline {
                hasValue = true
                try cursor.skipAttributes()
                if !cursor.isSelfClosing { try pieces.readElement("v", &cursor, side: &side) }
            } else if cursor.bytes.matches(tag.name, "is") {
                // The inline text counts, whatever stands in a value beside it.
                type = .inline
                hasInline = true
                pieces = TextPieces(sideStart: side.count)
                try cursor.skipAttributes()
                if !cursor.isSelfClosing { try pieces.readRuns(until: "is", &cursor, side: &side) }
            } else {
                if cursor.bytes.matches(tag.name, "f") { hasFormula = true }
                try cursor.skipElement()
            }
        }
        let place = try pieces.finish(side: &side)
        if place.range.isEmpty {
            guard hasFormula, !hasValue || type != .string else { return }
            builder.append(CellRef(.formulaWithoutValue, offset: 0, length: 0), column: column)
        } else {
            try appendValue(cursor.bytes, place, type, column)
        }
    }

    private mutating func appendValue(
        _ bytes: PaddedBytes, _ place: TextPieces.Place, _ type: CellType, _ column: Int
    ) throws(XMLFault) {
        switch type {
        case .string, .inline, .date: append(.text, place, column)
        case .error: append(.error, place, column)
        case .shared:
            guard let index = Int(trimmedText(bytes, place)), index >= 0 else { throw .damaged("a shared string has no readable number") }
            try appendShared(index, column)
        case .bool:
            switch trimmedText(bytes, place) {
            case "1", "true": builder.append(CellRef(.bool, .side, offset: 0, length: 4), column: column)
            case "0", "false": builder.append(CellRef(.bool, .side, offset: 4, length: 5), column: column)
            default: throw .damaged("expected a truth value of 0 or 1, found another")
            }
        case .number:
            if case .own(let range) = place, range.allSatisfy({ isNumberByte(bytes[$0]) }), isNumber(bytes, range) {
                append(.number, place, column)
            } else {
                try appendUnusualNumber(bytes, place, column)
            }
        }
    }

    /// A number with spaces or references around it; what is not a number counts as text.
    private mutating func appendUnusualNumber(_ bytes: PaddedBytes, _ place: TextPieces.Place, _ column: Int) throws(XMLFault) {
        let text = trimmedText(bytes, place)
        let range = side.count..<(side.count + text.utf8.count)
        guard range.count <= CellRef.maximumLength else { throw .limit("a cell is longer than \(CellRef.maximumLength) bytes") }
        side.append(contentsOf: text.utf8)
        append(Double(text) == nil ? .text : .number, .side(range), column)
    }

    private mutating func append(_ kind: CellKind, _ place: TextPieces.Place, _ column: Int) {
        guard !place.range.isEmpty else { return }
        let source: CellSource = if case .own = place { .own } else { .side }
        builder.append(CellRef(kind, source, offset: place.range.lowerBound, length: place.range.count), column: column)
    }

    private func trimmedText(_ bytes: PaddedBytes, _ place: TextPieces.Place) -> String {
        let text =
            switch place {
            case .own(let range): bytes.string(range)
            case .side(let range): String(decoding: side[range], as: UTF8.self)
            }
        let isSpace: (Character) -> Bool = { $0.isWhitespace }
        guard let first = text.firstIndex(where: { !isSpace($0) }), let last = text.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(text[first...last])
    }
}
