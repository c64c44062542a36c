/// Cuts HTML text into tags and the text between them, as browsers do: whatever stands there, something is read.
///
/// Comments, declarations and the content of scripts, styles and titles are passed over. A tag that the end of the text cuts off is
/// dropped.
///
/// **Complexity**: linear; every byte is looked at once, or twice when a comment or raw text is never closed.
/// **Source**: WHATWG HTML, 13.2.5 Tokenization.
struct HTMLTokens {
    enum Token: Equatable {
        case text(Range<Int>)
        /// - columnSpan: of a cell; 1 when there is none.
        case open(HTMLTag, columnSpan: Int)
        case close(HTMLTag)
    }

    /// As browsers limit it.
    private static let largestColumnSpan = 1000

    let bytes: [UInt8]
    private var position: Int

    /// - Precondition: `start` lies within the text.
    init(_ bytes: [UInt8], from start: Int) {
        precondition(start >= 0 && start <= bytes.count, "a start outside the text")
        self.bytes = bytes
        position = start
    }

    /// The next token; nil at the end.
    mutating func next() -> Token? {
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<") else { return .text(takeText()) }
            switch byte(1) {
            case UInt8(ascii: "!"): skipDeclaration()
            case UInt8(ascii: "?"): skip(past: ">", from: position + 2)
            case UInt8(ascii: "/"):
                guard Self.isLetter(byte(2)) else {
                    skip(past: ">", from: position + 2)
                    continue
                }
                position += 2
                if let tag = takeTag() { return .close(tag.tag) }
            case let letter where Self.isLetter(letter):
                position += 1
                guard let tag = takeTag() else { continue }
                if tag.tag == .rawText { skipRawText(named: tag.name) }
                return .open(tag.tag, columnSpan: tag.columnSpan)
            default:
                let start = position
                position += 1
                return .text(start..<takeText().upperBound)
            }
        }
        return nil
    }

    private func byte(_ offset: Int) -> UInt8 { position + offset < bytes.count ? bytes[position + offset] : 0 }

    private mutating func takeText() -> Range<Int> {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        return start..<position
    }

    private mutating func skip(past mark: String, from start: Int) {
        position = end(of: mark, from: start) ?? bytes.count
    }

    private func end(of mark: String, from start: Int) -> Int? {
        let mark = Array(mark.utf8)
        guard start + mark.count <= bytes.count else { return nil }
        for place in start...(bytes.count - mark.count) where bytes[place] == mark[0] {
            if bytes[place..<(place + mark.count)].elementsEqual(mark) { return place + mark.count }
        }
        return nil
    }

    private mutating func skipDeclaration() {
        if byte(2) == UInt8(ascii: "-"), byte(3) == UInt8(ascii: "-") {
            // "<!-->" is a whole comment.
            skip(past: "-->", from: position + 2)
        } else {
            skip(past: ">", from: position + 2)
        }
    }

    /// Up to the closing tag of the same name.
    private mutating func skipRawText(named name: [UInt8]) {
        while let start = end(of: "</", from: position) {
            position = start
            let after = start + name.count
            guard after <= bytes.count, bytes[start..<after].elementsEqual(name, by: { Self.lower($0) == $1 }) else { continue }
            guard after == bytes.count || !Self.isNamePart(bytes[after]) else { continue }
            skip(past: ">", from: after)
            return
        }
        position = bytes.count
    }

    // MARK: Tags

    private struct Tag {
        var tag: HTMLTag
        var name: [UInt8]
        var columnSpan = 1
    }

    /// From the name up to the end of the tag; nil when the text ends before.
    private mutating func takeTag() -> Tag? {
        let name = takeName().map(Self.lower)
        var tag = Tag(tag: HTMLTag(name: name), name: name)
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: ">") {
                position += 1
                return tag
            }
            if Self.isSpace(byte) || byte == UInt8(ascii: "/") {
                position += 1
                continue
            }
            let attribute = takeName()
            guard let value = takeValue() else { return nil }
            if tag.tag == .cell, attribute.elementsEqual("colspan".utf8, by: { Self.lower($0) == $1 }) {
                tag.columnSpan = Self.columnSpan(bytes[value])
            }
        }
        return nil
    }

    /// A tag's or attribute's name; at least one byte is taken.
    private mutating func takeName() -> ArraySlice<UInt8> {
        let start = position
        position += 1
        while position < bytes.count, Self.isNamePart(bytes[position]), bytes[position] != UInt8(ascii: "=") { position += 1 }
        return bytes[start..<position]
    }

    /// The value after an attribute's name, empty when there is none; nil when its quote is never closed.
    private mutating func takeValue() -> Range<Int>? {
        skipSpaces()
        guard byte(0) == UInt8(ascii: "=") else { return position..<position }
        position += 1
        skipSpaces()
        let quote = byte(0)
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            let start = position
            while position < bytes.count, !Self.isSpace(bytes[position]), bytes[position] != UInt8(ascii: ">") { position += 1 }
            return start..<position
        }
        let start = position + 1
        guard let end = bytes[start...].firstIndex(of: quote) else {
            position = bytes.count
            return nil
        }
        position = end + 1
        return start..<end
    }

    private mutating func skipSpaces() {
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
    }

    private static func columnSpan(_ value: ArraySlice<UInt8>) -> Int {
        var span = 0
        for digit in value.drop(while: isSpace).prefix(while: { (0x30...0x39).contains($0) }) {
            span = min(largestColumnSpan, span * 10 + Int(digit - 0x30))
        }
        return max(1, span)
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(lower(byte)) }
    private static func isNamePart(_ byte: UInt8) -> Bool {
        !isSpace(byte) && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/")
    }
    private static func lower(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
