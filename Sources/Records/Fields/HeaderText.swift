/// Header cells as keys for an exact match.
///
/// **Source**: SPEC §2.1, "Header variants — matching by alias".
public enum HeaderText {
    /// N1, then without `*`, `★`, `☆`, `:`, spaces and one parenthesised hint at the very end.
    ///
    /// The hint stays when nothing else would remain. Line breaks and the full-width colon are gone with N1 and the spaces.
    public static func key(_ header: String) -> String {
        let scalars = Array(Normaliser.n1(header).unicodeScalars.lazy.filter { !isRemoved($0) })
        guard let start = hintStart(scalars), start > 0 else { return text(scalars[...]) }
        return text(scalars[..<start])
    }

    private static func isRemoved(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "*", "★", "☆", ":", " ": true
        default: false
        }
    }

    /// What the keys of all fields begin with: a text that begins with another character, and one that stays as it is, is no header.
    package static let firstScalars = Set(
        RegistryTable.recognitionOrder.flatMap { $0.fields.flatMap(\.headerKeys).compactMap(\.unicodeScalars.first) })

    /// Whether a text cannot be a header, by its first character; false where more than that must be looked at.
    package static func isSurelyNone(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first else { return false }
        switch first {
        // These are neither removed nor mapped to others.
        case "0"..."9", "A"..."Z", "a"..."z", "\u{4E00}"..."\u{9FFF}": return !firstScalars.contains(first)
        default: return false
        }
    }

    /// The same of a text's bytes, for texts that begin with a character of one or three bytes.
    package static func isSurelyNone(_ text: Span<UInt8>) -> Bool {
        guard text.count > 0 else { return false }
        switch text[0] {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return !firstASCII[Int(text[0])]
        // U+4E00 begins with E4 B8, U+9FFF with E9 BF.
        case 0xE4...0xE9 where text.count >= 3:
            let scalar = Int(text[0] & 0x0F) << 12 | Int(text[1] & 0x3F) << 6 | Int(text[2] & 0x3F)
            return scalar >= 0x4E00 && scalar <= 0x9FFF && !firstHan[scalar - 0x4E00]
        default: return false
        }
    }

    private static let firstASCII = (0..<0x80).map { firstScalars.contains(Unicode.Scalar(UInt8($0))) }
    private static let firstHan = (0x4E00...0x9FFF).map { code in Unicode.Scalar(UInt32(code)).map(firstScalars.contains) ?? false }

    /// Where the parenthesis that ends the text was opened.
    private static func hintStart(_ scalars: [Unicode.Scalar]) -> Int? {
        guard scalars.last == ")" else { return nil }
        var depth = 0
        for index in scalars.indices.reversed() {
            if scalars[index] == ")" { depth += 1 }
            if scalars[index] == "(" { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }
}
