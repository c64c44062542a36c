/// Words that have a meaning of their own.
enum Keywords {
    /// These are no names unless quoted. Fewer than PostgreSQL's, so that columns such as `table` and `row` need no quotes.
    static let reserved: Set<String> = [
        "select", "from", "where", "group", "having", "order", "limit", "offset", "fetch", "union", "except", "intersect",
        "join", "inner", "left", "right", "full", "cross", "natural", "on", "using", "and", "or", "not", "in", "is", "like",
        "ilike", "between", "case", "when", "then", "else", "end", "as", "with", "distinct", "null", "true", "false", "by",
        "asc", "desc", "all", "window", "for",
    ]

    private static let suggested = [
        "select", "from", "where", "group", "having", "order", "limit", "offset", "union", "join", "inner", "left", "cross",
        "using", "between", "ilike", "distinct", "case", "when", "then", "else", "end",
    ]

    static func nearest(to word: String) -> String? {
        if suggested.contains(word) { return nil }
        return Suggestion.nearest(to: word, in: suggested, maximum: 2).first
    }
}

/// Suggestions for mistyped names.
enum Suggestion {
    /// The known names with the fewest edits, when they are near enough to be meant.
    static func nearest(to name: String, in known: [String], maximum: Int? = nil) -> [String] {
        guard name.utf8.count <= 200 else { return [] }
        let wanted = Array(name.lowercased().unicodeScalars)
        let limit = maximum ?? max(2, wanted.count / 3)
        let near = known.compactMap { candidate -> (name: String, edits: Int)? in
            let other = Array(candidate.lowercased().unicodeScalars)
            let edits = distance(wanted, other)
            return edits <= limit && edits < max(wanted.count, other.count) ? (candidate, edits) : nil
        }
        return near.sorted { ($0.edits, $0.name) < ($1.edits, $1.name) }.map(\.name)
    }

    /// Edits, an exchange of neighbours counted as one.
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var before: [Int] = []
        var row = Array(0...b.count)
        for i in a.indices {
            var next = [i + 1]
            for j in b.indices {
                var edits = min(row[j] + (a[i] == b[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { edits = min(edits, before[j - 1] + 1) }
                next.append(edits)
            }
            before = row
            row = next
        }
        return row[b.count]
    }

    /// `;是否想写 …?` in both languages; empty when nothing is near.
    static func hint(_ names: [String]) -> (chinese: String, english: String) {
        guard let first = names.first else { return ("", "") }
        return (";是否想写 \(first)?", "; did you mean \(first)?")
    }
}
