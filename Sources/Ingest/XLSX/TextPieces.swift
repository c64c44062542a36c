/// Collects the text of an element: usually one plain run that stays where it is, else pieces that are joined in a side buffer.
struct TextPieces {
    private var plain: Range<Int>?
    private var isJoined = false
    private let start: Int

    /// - Parameter start: the side buffer's length.
    init(sideStart start: Int) { self.start = start }

    /// Reads up to the closing tag `name`, whose opening tag was just passed.
    mutating func readElement(_ name: StaticString, _ cursor: inout XMLCursor, side: inout [UInt8]) throws(XMLFault) {
        while true {
            let text = cursor.bytes.findTextEnd(from: cursor.position)
            guard text.end < cursor.bytes.end else { throw .incomplete }
            add(cursor.bytes, cursor.position..<text.end, isPlain: text.isPlain, side: &side)
            cursor.position = text.end
            if cursor.bytes.starts(at: text.end, with: "<![CDATA[") {
                let end = try cursor.skip(past: "]]>", from: text.end + 9)
                join(cursor.bytes, side: &side)
                cursor.bytes.copy((text.end + 9)..<(end - 3), to: &side)
                cursor.position = end
            } else if cursor.bytes[text.end + 1] == UInt8(ascii: "/") {
                guard let tag = try cursor.nextTag(), cursor.bytes.matches(tag.name, name) else {
                    throw .damaged("expected the end of \(name), found another tag")
                }
                return
            } else if cursor.bytes[text.end + 1] == UInt8(ascii: "?") {
                cursor.position = try cursor.skip(past: "?>", from: text.end + 2)
            } else if cursor.bytes.starts(at: text.end, with: "<!--") {
                cursor.position = try cursor.skip(past: "-->", from: text.end + 4)
            } else {
                throw text.end + 9 > cursor.bytes.end ? .incomplete : .damaged("expected the end of \(name), found another tag")
            }
        }
    }

    /// Reads the runs of `<si>` or `<is>` up to its closing tag; phonetic runs are left out.
    mutating func readRuns(until name: StaticString, _ cursor: inout XMLCursor, side: inout [UInt8]) throws(XMLFault) {
        while let tag = try cursor.nextTag() {
            if tag.kind == .close {
                if cursor.bytes.matches(tag.name, name) { return }
            } else if cursor.bytes.matches(tag.name, "t") {
                try cursor.skipAttributes()
                if !cursor.isSelfClosing { try readElement("t", &cursor, side: &side) }
            } else if cursor.bytes.matches(tag.name, "r") {
                try cursor.skipAttributes()
            } else {
                try cursor.skipElement()
            }
        }
        throw .incomplete
    }

    private mutating func add(_ bytes: PaddedBytes, _ range: Range<Int>, isPlain: Bool, side: inout [UInt8]) {
        guard !range.isEmpty else { return }
        if isPlain, plain == nil, !isJoined {
            plain = range
            return
        }
        join(bytes, side: &side)
        XMLText.appendUnescaped(bytes, range, to: &side)
    }

    private mutating func join(_ bytes: PaddedBytes, side: inout [UInt8]) {
        guard !isJoined else { return }
        isJoined = true
        if let plain { bytes.copy(plain, to: &side) }
    }

    /// Where the text lies: in the element's own bytes, or in the side buffer from its start to its end.
    enum Place {
        case own(Range<Int>)
        case side(Range<Int>)

        var range: Range<Int> {
            switch self {
            case .own(let range), .side(let range): range
            }
        }
    }

    /// Ends the collection.
    func finish(side: inout [UInt8]) throws(XMLFault) -> Place {
        let place: Place
        let count: Int
        if isJoined {
            XMLText.decodeEscapes(&side, from: start)
            place = .side(start..<side.count)
            count = side.count - start
        } else {
            place = .own(plain ?? 0..<0)
            count = plain?.count ?? 0
        }
        guard count <= CellRef.maximumLength else { throw .limit("a cell is longer than \(CellRef.maximumLength) bytes") }
        return place
    }
}
