/// A table for a terminal: columns align also where the text is Chinese, and the whole fits the given width.
package struct TextTable: Sendable {
    package enum Alignment: Sendable { case left, right }

    private let headers: [String]
    private let alignments: [Alignment]
    private var rows: [[String]] = []

    package init(_ columns: [(header: String, alignment: Alignment)]) {
        headers = columns.map(\.header)
        alignments = columns.map(\.alignment)
    }

    package mutating func append(_ row: [String]) {
        precondition(row.count == headers.count, "a row of \(row.count) cells in a table of \(headers.count)")
        rows.append(row)
    }

    /// The lines, each ended by a line break. The widest columns give way first when `width` cells are too few.
    package func render(width: Int) -> String {
        let widths = fittedWidths(width)
        var text = line(headers, widths) + "\n"
        text += widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n"
        for row in rows { text += line(row, widths) + "\n" }
        return text
    }

    /// Cells of a line when nothing is cut.
    package var naturalWidth: Int { naturalWidths().reduce(0, +) + 2 * (headers.count - 1) }

    private func naturalWidths() -> [Int] {
        headers.indices.map { column in
            max(DisplayWidth.of(headers[column]), rows.map { DisplayWidth.of($0[column]) }.max() ?? 0)
        }
    }

    private func fittedWidths(_ width: Int) -> [Int] {
        var widths = naturalWidths()
        var excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
        while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > 4 {
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var parts: [String] = []
        for (column, cell) in cells.enumerated() {
            let text = DisplayWidth.truncate(cell, to: widths[column])
            let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(text))
            parts.append(alignments[column] == .left ? text + padding : padding + text)
        }
        var line = parts.joined(separator: "  ")
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }
}
