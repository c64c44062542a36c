/// The text of one cell: references replaced, white space collapsed to one space and none at its ends.
struct HTMLText {
    private(set) var bytes: [UInt8] = []
    private var isSpacePending = false
    private let maximum: Int

    /// - Parameter maximum: bytes that a cell may hold.
    init(maximum: Int) { self.maximum = maximum }

    mutating func separate() { isSpacePending = true }

    /// **Errors**: `tooLarge` when the cell grows beyond its maximum.
    mutating func append(_ text: ArraySlice<UInt8>) throws(IngestError) {
        guard bytes.count + text.count < maximum else {
            throw IngestError(.tooLarge, "expected a cell of at most \(maximum) bytes, found a longer one; a tag may never be closed")
        }
        var position = text.startIndex
        while position < text.endIndex {
            let byte = text[position]
            if HTMLTokens.isSpace(byte) {
                isSpacePending = true
                position += 1
            } else if byte == UInt8(ascii: "&"), let reference = HTMLReference(text[position...]) {
                append(reference.character)
                position += reference.byteCount
            } else {
                appendVisible(byte)
                position += 1
            }
        }
    }

    private mutating func append(_ character: Unicode.Scalar) {
        if character.value < 0x80, HTMLTokens.isSpace(UInt8(character.value)) {
            isSpacePending = true
        } else {
            for byte in UTF8.encode(character) ?? UTF8.encodedReplacementCharacter { appendVisible(byte) }
        }
    }

    private mutating func appendVisible(_ byte: UInt8) {
        if isSpacePending, !bytes.isEmpty { bytes.append(0x20) }
        isSpacePending = false
        bytes.append(byte)
    }
}

/// A character reference such as `&nbsp;`, `&#29579;` or `&#x738B;`.
///
/// Names are those that spreadsheets and web pages of schools use; another one stays as it stands.
/// **Source**: WHATWG HTML, 13.2.5.72–80 and 13.5.
struct HTMLReference {
    let character: Unicode.Scalar
    /// With the ampersand and the semicolon.
    let byteCount: Int

    private static let longestName = 8
    private static let names: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ensp": "\u{2002}",
        "emsp": "\u{2003}", "thinsp": "\u{2009}", "zwnj": "\u{200C}", "zwj": "\u{200D}", "shy": "\u{AD}",
        "middot": "·", "times": "×", "divide": "÷", "bull": "•", "hellip": "…", "mdash": "—", "ndash": "–",
        "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "sbquo": "‚", "laquo": "«", "raquo": "»",
        "copy": "©", "reg": "®", "deg": "°", "plusmn": "±", "sect": "§", "yen": "¥", "permil": "‰", "star": "☆", "starf": "★",
    ]
    /// Number references to the C1 controls mean the characters of Windows-1252 there; only those that people type.
    private static let windows: [UInt32: Unicode.Scalar] = [
        0x80: "€", 0x82: "‚", 0x84: "„", 0x85: "…", 0x89: "‰", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–",
        0x97: "—",
    ]

    /// - Parameter text: begins with the ampersand.
    init?(_ text: ArraySlice<UInt8>) {
        let body = text.dropFirst()
        let isNumber = body.first == UInt8(ascii: "#")
        guard let (character, count) = isNumber ? Self.number(body.dropFirst()) : Self.named(body) else { return nil }
        let end = body.startIndex + count + (isNumber ? 1 : 0)
        let isClosed = end < text.endIndex && text[end] == UInt8(ascii: ";")
        guard isClosed || isNumber || Self.open.contains(character) else { return nil }
        self.character = character
        byteCount = end - text.startIndex + (isClosed ? 1 : 0)
    }

    /// Those whose names work without a semicolon too.
    private static let open: Set<Unicode.Scalar> = ["&", "<", ">", "\"", "\u{A0}"]

    private static func named(_ text: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
        let name = text.prefix(longestName).prefix { (0x61...0x7A).contains($0 | 0x20) }
        return names[String(decoding: name, as: UTF8.self)].map { ($0, name.count) }
    }

    /// Decimal, or hexadecimal after `x`; nil when no digit follows.
    private static func number(_ text: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
        let isHex = text.first.map { $0 | 0x20 == 0x78 } ?? false
        let digits = isHex ? text.dropFirst() : text
        var value: UInt32 = 0
        var count = 0
        for byte in digits {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, isHex || digit < 10 else { break }
            // Beyond Unicode every value is the same: no character.
            value = min(0x11_0000, value * (isHex ? 16 : 10) + UInt32(digit))
            count += 1
        }
        guard count > 0 else { return nil }
        return (value == 0 ? "\u{FFFD}" : windows[value] ?? Unicode.Scalar(value) ?? "\u{FFFD}", count + (isHex ? 1 : 0))
    }
}
