/// Header cells as keys for an exact match.
///
/// **Source**: SPEC §2.1, "Header variants — matching by alias".
public enum HeaderText {
    /// N1, then without `*`, `★`, `☆`, `:`, spaces and one parenthesised hint at the very end.
    ///
    /// The hint stays when nothing else would remain. Line breaks and the full-width colon are gone with N1 and the spaces.
    public static func key(_ header: String) -> String {
        let removed: Set<Unicode.Scalar> = ["*", "★", "☆", ":", " "]
        let kept = Normaliser.n1(header).unicodeScalars.filter { !removed.contains($0) }
        let scalars = Array(kept)
        guard let start = hintStart(scalars), start > 0 else { return text(scalars[...]) }
        return text(scalars[..<start])
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
