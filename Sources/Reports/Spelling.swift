/// Suggestions for mistyped names.
package enum Spelling {
    /// The known name with the fewest edits, when it is near enough to be meant.
    package static func nearest(to name: String, in known: [String]) -> String? {
        let best = known.map { (name: $0, edits: distance(name.lowercased(), $0.lowercased())) }.min { $0.edits < $1.edits }
        guard let best, best.edits <= max(2, name.count / 3) else { return nil }
        return best.name
    }

    /// Levenshtein distance in characters.
    private static func distance(_ a: String, _ b: String) -> Int {
        let target = Array(b)
        var row = Array(0...target.count)
        for (i, character) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for j in target.indices {
                let above = row[j + 1]
                row[j + 1] = min(diagonal + (character == target[j] ? 0 : 1), above + 1, row[j] + 1)
                diagonal = above
            }
        }
        return row[target.count]
    }
}
