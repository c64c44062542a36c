import Query
import Store

extension QueryError {
    /// What is wrong, and where: the line of the statement with marks under the place.
    ///
    ///     no column grad in students; did you mean grade?
    ///       line 1, character 8
    ///       SELECT grad FROM students
    ///              ^^^^
    package func message(in statement: String, isChinese: Bool, width: Int = 76) -> String {
        let sentence = isChinese ? chinese : english
        guard let range else { return sentence }
        let place = StatementPlace(of: range, in: statement)
        let heading = isChinese ? "第 \(place.line) 行第 \(place.character) 个字符" : "line \(place.line), character \(place.character)"
        let (line, indent) = QueryError.window(place, width: width)
        let marks = max(1, min(DisplayWidth.of(OutputText.terminalSafe(place.marked)), max(1, width - indent)))
        return sentence + "\n  \(heading)\n  \(line)\n  " + String(repeating: " ", count: indent) + String(repeating: "^", count: marks)
    }

    /// The part of a long line around the place, and the cells before the place in it.
    private static func window(_ place: StatementPlace, width: Int) -> (String, Int) {
        let line = OutputText.terminalSafe(place.text)
        let before = OutputText.terminalSafe(place.before)
        let used = DisplayWidth.of(before)
        guard used > width / 2 else { return (DisplayWidth.truncate(line, to: width), used) }
        var kept = Substring(before)
        while DisplayWidth.of(String(kept)) > width / 3 { kept = kept.dropFirst() }
        let rest = line.unicodeScalars.dropFirst(before.unicodeScalars.count)
        let shown = "…" + String(kept) + String(rest.prefix(width))
        return (DisplayWidth.truncate(shown, to: width), DisplayWidth.of("…") + DisplayWidth.of(String(kept)))
    }
}
