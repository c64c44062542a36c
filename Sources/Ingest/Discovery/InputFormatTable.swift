/// What the first bytes of a file say about it.
package enum InputFormat: String, Sendable, CaseIterable {
    /// Office files before 2007, and encrypted ones of today.
    case compoundFile
    /// An archive or a workbook.
    case zip
    case gzip
    case html
    /// CSV and tab text.
    case text
    case unknown
}

/// The formats in the order in which they are tried: the first that matches counts, never the file's name.
package enum InputFormatTable {
    /// Bytes from the start of a file that decide.
    package static let prefixByteCount = 4096

    private struct Row {
        let format: InputFormat
        let matches: @Sendable (ArraySlice<UInt8>) -> Bool
    }

    private static let rows: [Row] = [
        Row(format: .compoundFile) { $0.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) },
        Row(format: .zip) {
            $0.starts(with: [0x50, 0x4B, 3, 4]) || $0.starts(with: [0x50, 0x4B, 5, 6]) || $0.starts(with: [0x50, 0x4B, 7, 8])
        },
        Row(format: .gzip) { $0.starts(with: [0x1F, 0x8B]) },
        Row(format: .html, matches: isHTML),
        Row(format: .text) { isUTF16($0) || !$0.contains(0) },
    ]

    /// - Parameter prefix: the first `prefixByteCount` bytes of the file, or all.
    package static func format(of prefix: some Sequence<UInt8>) -> InputFormat {
        let prefix = Array(prefix.prefix(prefixByteCount))[...]
        return rows.first { $0.matches(prefix) }?.format ?? .unknown
    }

    private static func isUTF16(_ prefix: ArraySlice<UInt8>) -> Bool {
        prefix.starts(with: [0xFF, 0xFE]) || prefix.starts(with: [0xFE, 0xFF])
    }

    /// Begins with an element that opens a document or a table, after a byte order mark, white space, comments and declarations.
    private static func isHTML(_ prefix: ArraySlice<UInt8>) -> Bool {
        var rest = prefix
        if isUTF16(rest) {
            // The letters looked for are ASCII: without the zero bytes UTF-16 reads like UTF-8.
            rest = Array(rest.dropFirst(2).filter { $0 != 0 })[...]
        } else if rest.starts(with: [0xEF, 0xBB, 0xBF]) {
            rest = rest.dropFirst(3)
        }
        rest = rest.drop { $0 <= 0x20 }
        while let next = afterComment(rest) { rest = next.drop { $0 <= 0x20 } }
        guard rest.first == UInt8(ascii: "<") else { return false }
        let name = rest.dropFirst().prefix(16).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        if name.starts(with: "!doctype html".utf8) { return true }
        return htmlElements.contains { element in
            guard name.starts(with: element.utf8) else { return false }
            let next = name.count > element.utf8.count ? name[element.utf8.count] : 0x3E
            return next <= 0x20 || next == UInt8(ascii: ">") || next == UInt8(ascii: "/")
        }
    }

    /// What exports of tables begin with; a text table never does.
    private static let htmlElements = [
        "html", "head", "meta", "title", "style", "script", "link", "base", "body", "table", "tr", "center", "div", "form", "font", "p",
    ]

    /// What follows a leading comment or XML declaration; nil when there is none that is closed.
    private static func afterComment(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let end: [UInt8]
        if text.starts(with: "<!--".utf8) {
            end = Array("-->".utf8)
        } else if text.starts(with: "<?xml".utf8) {
            end = Array("?>".utf8)
        } else {
            return nil
        }
        let places = text.indices.dropLast(end.count - 1)
        guard let place = places.first(where: { text[$0] == end[0] && text[$0...].starts(with: end) }) else { return nil }
        return text[(place + end.count)...]
    }
}
