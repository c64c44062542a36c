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

    /// Begins with `<html`, `<table` or `<!doctype html`, after a byte order mark and white space.
    private static func isHTML(_ prefix: ArraySlice<UInt8>) -> Bool {
        var rest = prefix
        if isUTF16(rest) {
            // The letters looked for are ASCII: without the zero bytes UTF-16 reads like UTF-8.
            rest = Array(rest.dropFirst(2).filter { $0 != 0 })[...]
        } else if rest.starts(with: [0xEF, 0xBB, 0xBF]) {
            rest = rest.dropFirst(3)
        }
        let start = rest.drop { $0 <= 0x20 }.prefix(14).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return ["<html", "<table", "<!doctype html"].contains { start.starts(with: $0.utf8) }
    }
}
