/// How many terminal cells a text takes: 2 for East Asian wide characters, 0 for combining and invisible ones.
///
/// **Source**: Unicode Standard Annex #11, East Asian Width (W and F); Unicode General_Category Mn and Cf.
package enum DisplayWidth {
    package static func of(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + of($1) } }

    package static func of(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return scalar.value < 0x20 ? 0 : 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return isWide(scalar.value) ? 2 : 1
        }
    }

    /// The longest beginning that fits `cells`, with `…` as its last character when something was cut.
    package static func truncate(_ text: String, to cells: Int) -> String {
        guard of(text) > cells else { return text }
        guard cells > 0 else { return "" }
        var kept = String.UnicodeScalarView()
        var used = 0
        for scalar in text.unicodeScalars {
            let width = of(scalar)
            if used + width > cells - 1 { break }
            kept.append(scalar)
            used += width
        }
        return String(kept) + "…"
    }

    /// The beginning and the end of a text that does not fit `cells`, with `…` between them: of a path both tell more than the middle.
    package static func shortenMiddle(_ text: String, to cells: Int) -> String {
        guard of(text) > cells else { return text }
        guard cells > 4 else { return truncate(text, to: cells) }
        let scalars = Array(text.unicodeScalars)
        // The end holds the file's name, so it gets the larger part.
        var tail = scalars.endIndex
        var tailWidth = 0
        while tail > 0, tailWidth + of(scalars[tail - 1]) <= (cells - 1) * 2 / 3 {
            tail -= 1
            tailWidth += of(scalars[tail])
        }
        return truncate(text, to: cells - tailWidth) + String(String.UnicodeScalarView(scalars[tail...]))
    }

    /// Lines of at most `cells`: broken at spaces, and between any two characters of Chinese.
    package static func wrap(_ text: String, to cells: Int) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var width = 0
        for piece in pieces(of: text) {
            let pieceWidth = piece.reduce(0) { $0 + of($1) }
            if width + pieceWidth > cells, width > 0 {
                lines.append(trimmed(line))
                line = String.UnicodeScalarView()
                width = 0
                if piece == [" "] { continue }
            }
            for scalar in piece {
                if width + of(scalar) > cells, width > 0 {
                    lines.append(String(line))
                    line = String.UnicodeScalarView()
                    width = 0
                }
                line.append(scalar)
                width += of(scalar)
            }
        }
        return width > 0 || lines.isEmpty ? lines + [trimmed(line)] : lines
    }

    private static func trimmed(_ line: String.UnicodeScalarView) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return String(line)
    }

    /// Words, spaces and single wide characters; a closing mark stays with what is before it.
    private static func pieces(of text: String) -> [[Unicode.Scalar]] {
        var pieces: [[Unicode.Scalar]] = []
        for scalar in text.unicodeScalars {
            let isAlone = scalar == " " || of(scalar) == 2
            if let last = pieces.last?.last, closing.contains(scalar) && last != " " || !isAlone && last != " " && of(last) != 2 {
                pieces[pieces.count - 1].append(scalar)
            } else {
                pieces.append([scalar])
            }
        }
        return pieces
    }

    private static let closing = Set("，。；：、！？）】”’》,.;:!?)".unicodeScalars)

    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]

    private static func isWide(_ value: UInt32) -> Bool { wideRanges.contains { $0.contains(value) } }
}
