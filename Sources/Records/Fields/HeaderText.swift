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
