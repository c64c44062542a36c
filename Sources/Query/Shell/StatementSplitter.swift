/// Cuts typed lines into statements at the semicolons that stand in no text, name or comment.
package enum StatementSplitter {
    private enum State { case plain, text, name, lineComment }

    /// - Returns: the statements that are complete, without their semicolons, and what follows the last of them.
    package static func split(_ text: String) -> (statements: [String], rest: String) {
        let bytes = Array(text.utf8)
        var statements: [String] = []
        var state = State.plain
        var commentDepth = 0
        var start = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if commentDepth > 0 {
                if byte == UInt8(ascii: "*"), next == UInt8(ascii: "/") { (commentDepth, index) = (commentDepth - 1, index + 1) }
                if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") { (commentDepth, index) = (commentDepth + 1, index + 1) }
            } else {
                switch state {
                case .text: if byte == UInt8(ascii: "'") { state = .plain }
                case .name: if byte == UInt8(ascii: "\"") { state = .plain }
                case .lineComment: if byte == 0x0A { state = .plain }
                case .plain:
                    if byte == UInt8(ascii: "'") { state = .text }
                    if byte == UInt8(ascii: "\"") { state = .name }
                    if byte == UInt8(ascii: "-"), next == UInt8(ascii: "-") { state = .lineComment }
                    if byte == UInt8(ascii: "/"), next == UInt8(ascii: "*") { (commentDepth, index) = (1, index + 1) }
                    if byte == UInt8(ascii: ";") {
                        statements.append(String(decoding: bytes[start..<index], as: UTF8.self))
                        start = index + 1
                    }
                }
            }
            index += 1
        }
        let rest = String(decoding: bytes[start...], as: UTF8.self)
        return (statements.filter { !isBlank($0) }, isBlank(rest) ? "" : rest)
    }

    private static func isBlank(_ text: String) -> Bool { text.utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } }

    /// Words that a shell can complete: keywords and functions.
    package static var words: [String] {
        Keywords.reserved.sorted() + ScalarFunction.byName.keys.sorted() + AggregateFunction.byName.keys.sorted()
            + ["coalesce", "nullif", "row_number", "rank", "dense_rank", "rollup", "filter", "over", "partition", "explain", "date", "interval"]
    }
}
