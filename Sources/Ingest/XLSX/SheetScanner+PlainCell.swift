/// Cells as spreadsheet programs write them, recognised with a few word compares: the twin of `xj_cells` for other processors and
/// for the cells that it leaves.
extension SheetScanner {
    /// A cell; `cursor` stands at its attributes.
    @inline(__always)
    mutating func scanCell(_ cursor: inout XMLCursor, column: inout Int) throws(XMLFault) {
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
            guard way != .general, bytes.half(position &+ 1) & 0xFFFF == 0x223D,  // `="`
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
        if way != .general {
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
    func scanAttribute(
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

    /// The plain value of a number or shared string and the end of its cell; nil when it needs the general way.
    @inline(__always)
    mutating func scanValue(
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

    /// The plain text of `<is><t>text</t></is></c>`, also of `<t xml:space="preserve">`, and the end of its cell; nil when it needs
    /// the general way.
    @inline(__always)
    mutating func scanInline(_ bytes: PaddedBytes, _ position: Int, _ column: Int) -> Int? {
        let open: UInt64 = 0x3E_743C_3E73_693C  // "<is><t>"
        let close: UInt64 = 0x7369_2F3C_3E74_2F3C  // "</t></is"
        let end: UInt64 = 0x3E63_2F3C_3E73_692F  // "/is></c>"
        guard position < bytes.end else { return nil }
        let word = bytes.word(position)
        var start = position &+ 7
        if word & 0xFF_FFFF_FFFF_FFFF != open {
            // "<is><t " and then the attribute.
            guard word & 0xFFFF_FFFF_FFFF == open & 0xFFFF_FFFF_FFFF,
                bytes.starts(at: position &+ 6, with: " xml:space=\"preserve\">")
            else { return nil }
            start = position &+ 28
        }
        guard start <= bytes.end else { return nil }
        let text = bytes.findTextEnd(from: start)
        guard text.isPlain, text.end &+ 13 <= bytes.end, bytes.word(text.end) == close, bytes.word(text.end &+ 5) == end,
            text.end &- start <= CellRef.maximumLength
        else { return nil }
        if text.end > start { builder.append(CellRef(.text, offset: start, length: text.end &- start), column: column) }
        return text.end &+ 13
    }

    @inline(__always)
    mutating func appendShared(_ index: Int, _ column: Int) throws(XMLFault) {
        guard index < shared.count else { throw .damaged("shared string \(index) does not exist") }
        let cell = shared[index]
        if !cell.isEmpty { builder.append(cell, column: column) }
    }

    @inline(__always) func isNumberByte(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || byte == 0x2E || byte == 0x2D || byte == 0x2B || byte | 0x20 == 0x65
    }

    /// Looks like a number: only its characters, and a digit at the start or after a sign.
    @inline(__always) func isNumber(_ bytes: PaddedBytes, _ range: Range<Int>) -> Bool {
        guard !range.isEmpty, range.count < 1000 else { return false }
        if bytes[range.lowerBound] &- 0x30 < 10 { return true }
        return range.count > 1 && bytes[range.lowerBound] | 0x20 != 0x65
            && (bytes[range.lowerBound + 1] &- 0x30 < 10 || bytes[range.lowerBound + 1] == 0x2E)
    }
}
