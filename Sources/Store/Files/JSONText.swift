import Columnar

/// A text of a JSON document, as it is spelled there: it becomes a `String` when somebody asks.
///
/// The log of a province is mostly texts that a command never looks at: statistics of each file, the schools in it.
package struct JSONText: Sendable {
    /// The document; shared, not copied.
    private let document: [UInt8]
    /// Between the quotes.
    private let range: Range<Int>
    let hasEscapes: Bool

    /// - Parameter range: checked by `JSONReader`: no quotes, no control characters, no escapes but those of one letter.
    init(_ document: [UInt8], _ range: Range<Int>, hasEscapes: Bool) {
        self.document = document
        self.range = range
        self.hasEscapes = hasEscapes
    }

    package init(_ text: String) {
        document = Array(text.utf8)
        range = document.indices
        hasEscapes = false
    }

    /// What is meant, in UTF-8 as far as the document is.
    package var bytes: [UInt8] {
        guard hasEscapes else { return Array(document[range]) }
        var meant: [UInt8] = []
        meant.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            var byte = document[position]
            position += 1
            if byte == JSONReader.backslash {
                byte = JSONText.meaning(of: document[position]) ?? byte
                position += 1
            }
            meant.append(byte)
        }
        return meant
    }

    func append(to column: inout StringBuilder) {
        if hasEscapes { column.append(bytes.span) } else { column.append(document.span.extracting(range)) }
    }

    package var string: String {
        hasEscapes ? String(decoding: bytes, as: UTF8.self) : String(decoding: document[range], as: UTF8.self)
    }

    /// What the letter behind a backslash stands for; nil for those that JSON does not have, and for `u`, which is left to the library.
    static func meaning(of letter: UInt8) -> UInt8? {
        switch letter {
        case 0x22, 0x5C, 0x2F: letter
        case 0x62: 0x08
        case 0x66: 0x0C
        case 0x6E: 0x0A
        case 0x72: 0x0D
        case 0x74: 0x09
        default: nil
        }
    }

    /// Nil when it is not UTF-8.
    var valid: String? { String(validating: bytes, as: UTF8.self) }

    /// Whether both are spelled plainly and this one comes first, byte by byte.
    func isSpelledBefore(_ other: JSONText) -> Bool {
        !hasEscapes && !other.hasEscapes && document[range].lexicographicallyPrecedes(other.document[other.range])
    }

    func isSpelledLike(_ text: String) -> Bool { !hasEscapes && document[range].elementsEqual(text.utf8) }
}

extension JSONText: Hashable {
    package static func == (a: JSONText, b: JSONText) -> Bool { a.bytes == b.bytes }
    package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

extension JSONText: Codable {
    package init(from decoder: any Decoder) throws { self.init(try decoder.singleValueContainer().decode(String.self)) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(string)
    }
}

/// For `switch` over the names of members: an escaped name is none that we know.
func ~= (name: String, text: JSONText) -> Bool { text.isSpelledLike(name) }
