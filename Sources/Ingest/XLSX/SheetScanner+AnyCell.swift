/// The general way to read a cell: whatever attributes, quotes, prefixes and elements it has.
extension SheetScanner {
    /// The general way to read the attributes of a cell.
    func scanAttributes(
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

    func columnNumber(_ bytes: PaddedBytes, _ address: Range<Int>) -> Int? {
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

    func cellType(_ bytes: PaddedBytes, _ value: Range<Int>) throws(XMLFault) -> CellType {
        if bytes.matches(value, "s") { return .shared }
        if bytes.matches(value, "n") { return .number }
        if bytes.matches(value, "str") { return .string }
        if bytes.matches(value, "inlineStr") { return .inline }
        if bytes.matches(value, "b") { return .bool }
        if bytes.matches(value, "e") { return .error }
        if bytes.matches(value, "d") { return .date }
        throw .damaged("expected a known type of cell, found another")
    }

    /// The general way to read the content of a cell; `cursor` stands after its opening tag.
    mutating func scanContent(_ cursor: inout XMLCursor, _ type: CellType, _ column: Int) throws(XMLFault) {
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

    mutating func appendValue(
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
    mutating func appendUnusualNumber(_ bytes: PaddedBytes, _ place: TextPieces.Place, _ column: Int) throws(XMLFault) {
        let text = trimmedText(bytes, place)
        let range = side.count..<(side.count + text.utf8.count)
        guard range.count <= CellRef.maximumLength else { throw .limit("a cell is longer than \(CellRef.maximumLength) bytes") }
        side.append(contentsOf: text.utf8)
        append(Double(text) == nil ? .text : .number, .side(range), column)
    }

    mutating func append(_ kind: CellKind, _ place: TextPieces.Place, _ column: Int) {
        guard !place.range.isEmpty else { return }
        let source: CellSource = if case .own = place { .own } else { .side }
        builder.append(CellRef(kind, source, offset: place.range.lowerBound, length: place.range.count), column: column)
    }

    func trimmedText(_ bytes: PaddedBytes, _ place: TextPieces.Place) -> String {
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
