/// Walks over the tags of an XML part.
///
/// Names are local names: `<x:row>` and `<row>` are the same. A document type declaration is refused, so no entity can be defined.
struct XMLCursor {
    enum TagKind { case open, close }

    struct Tag {
        var kind: TagKind
        var name: Range<Int>
    }

    struct Attribute {
        var name: Range<Int>
        var value: Range<Int>
    }

    let bytes: PaddedBytes
    var position: Int
    /// Of the tag whose attributes were read last.
    private(set) var isSelfClosing = false

    init(_ bytes: PaddedBytes, position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// The next tag; text, comments and instructions before it are skipped. Nil when the buffer holds no further `<`.
    ///
    /// After an opening tag the attributes must be read to their end, after a closing one nothing is left to read.
    mutating func nextTag() throws(XMLFault) -> Tag? {
        while true {
            let open = bytes.find(0x3C, from: position)
            guard open < bytes.end else { return nil }
            switch bytes[open &+ 1] {
            case UInt8(ascii: "/"): return try closeTag(open)
            case UInt8(ascii: "?"): position = try skip(past: "?>", from: open &+ 2)
            case UInt8(ascii: "!"): try skipMarkup(open)
            default: return try openTag(open)
            }
        }
    }

    private mutating func closeTag(_ open: Int) throws(XMLFault) -> Tag {
        let close = bytes.find(0x3E, from: open &+ 2)
        guard close < bytes.end else { throw .incomplete }
        position = close &+ 1
        return Tag(kind: .close, name: localName(open &+ 2))
    }

    private mutating func openTag(_ open: Int) throws(XMLFault) -> Tag {
        let name = localName(open &+ 1)
        guard name.upperBound < bytes.end else { throw .incomplete }
        guard !name.isEmpty else { throw .damaged("expected the name of a tag, found none") }
        position = name.upperBound
        return Tag(kind: .open, name: name)
    }

    private mutating func skipMarkup(_ open: Int) throws(XMLFault) {
        if bytes.starts(at: open, with: "<!--") {
            position = try skip(past: "-->", from: open &+ 4)
        } else if bytes.starts(at: open, with: "<![CDATA[") {
            position = try skip(past: "]]>", from: open &+ 9)
        } else if bytes.end - open < 9 {
            throw .incomplete
        } else {
            throw .doctype
        }
    }

    func skip(past text: StaticString, from start: Int) throws(XMLFault) -> Int {
        let last = unsafe text.utf8Start[text.utf8CodeUnitCount - 1]  // a literal that is not empty
        let count = text.utf8CodeUnitCount
        var index = bytes.find(last, from: start &+ count &- 1)
        while index < bytes.end {
            if bytes.starts(at: index &- (count &- 1), with: text) { return index &+ 1 }
            index = bytes.find(last, from: index &+ 1)
        }
        throw .incomplete
    }

    /// The name from `start` to a space, `/`, `>`, `=` or the end, without its prefix.
    @inline(__always) private func localName(_ start: Int) -> Range<Int> {
        var begin = start
        var index = start
        while index < bytes.end {
            let byte = bytes[index]
            if byte <= 0x20 || byte == 0x2F || byte == 0x3E || byte == 0x3D { break }
            if byte == 0x3A { begin = index &+ 1 }
            index &+= 1
        }
        return begin..<max(index, begin)
    }

    /// The next attribute of the opening tag; nil at its end, which is then passed.
    mutating func nextAttribute() throws(XMLFault) -> Attribute? {
        skipSpace()
        switch bytes[position] {
        case UInt8(ascii: ">"):
            guard position < bytes.end else { throw .incomplete }
            position &+= 1
            isSelfClosing = false
            return nil
        case UInt8(ascii: "/"):
            guard position &+ 1 < bytes.end else { throw .incomplete }
            guard bytes[position &+ 1] == UInt8(ascii: ">") else { throw .damaged("expected “/>”, found other bytes") }
            position &+= 2
            isSelfClosing = true
            return nil
        default: return try attribute()
        }
    }

    private mutating func attribute() throws(XMLFault) -> Attribute {
        let name = localName(position)
        position = name.upperBound
        skipSpace()
        guard position < bytes.end else { throw .incomplete }
        guard bytes[position] == UInt8(ascii: "="), !name.isEmpty else {
            throw .damaged("expected an attribute, found other bytes")
        }
        position &+= 1
        skipSpace()
        guard position < bytes.end else { throw .incomplete }
        let quote = bytes[position]
        guard quote == 0x22 || quote == 0x27 else { throw .damaged("expected a quoted attribute, found other bytes") }
        let close = bytes.find(quote, from: position &+ 1)
        guard close < bytes.end else { throw .incomplete }
        let value = (position &+ 1)..<close
        position = close &+ 1
        return Attribute(name: name, value: value)
    }

    /// Passes the attributes that are left.
    mutating func skipAttributes() throws(XMLFault) {
        while try nextAttribute() != nil {}
    }

    /// Passes the content and the closing tag of the element whose opening tag was just read.
    mutating func skipElement() throws(XMLFault) {
        try skipAttributes()
        var depth = isSelfClosing ? 0 : 1
        while depth > 0 {
            guard let tag = try nextTag() else { throw .incomplete }
            if tag.kind == .close {
                depth -= 1
            } else {
                try skipAttributes()
                if !isSelfClosing { depth += 1 }
            }
        }
    }

    @inline(__always) mutating func skipSpace() {
        while position < bytes.end, bytes[position] <= 0x20 { position &+= 1 }
    }

    /// A true value of `xsd:boolean`.
    func isTrue(_ value: Range<Int>) -> Bool { bytes.matches(value, "1") || bytes.matches(value, "true") }

    /// A decimal number of up to 9 digits; nil for anything else.
    @inline(__always) func number(_ value: Range<Int>) -> Int? {
        guard !value.isEmpty, value.count <= 9 else { return nil }
        var number = 0
        for index in value {
            let digit = bytes[index] &- 0x30
            guard digit < 10 else { return nil }
            number = number &* 10 &+ Int(digit)
        }
        return number
    }

    /// An attribute's value with its references replaced.
    func string(_ value: Range<Int>) -> String {
        var text: [UInt8] = []
        XMLText.appendUnescaped(bytes, value, to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
