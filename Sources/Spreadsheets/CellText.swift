/// Text as a workbook can hold it.
///
/// **Source**: ECMA-376 Part 1, 22.9.2.19 `ST_Xstring` (`_xHHHH_`); XML 1.0, 2.2 (characters); Excel's limits.
package enum CellText {
    /// UTF-16 units of a cell.
    package static let limit = 32_767

    /// Without NUL and what XML forbids, cut at the limit; a text that looks like an escape is kept as it is.
    package static func safe(_ text: String) -> String {
        if text.utf8.count <= limit, text.utf8.allSatisfy({ ($0 >= 0x20 && $0 < 0x7F && $0 != 0x5F) || ($0 >= 0xE3 && $0 < 0xEE) || ($0 & 0xC0 == 0x80) }) {
            return text
        }
        var result = String.UnicodeScalarView()
        var units = 0
        for scalar in escaped(text).unicodeScalars {
            guard let kept = allowed(scalar) else { continue }
            units += UTF16.width(kept)
            if units > limit - 1 {
                result.append("…")
                break
            }
            result.append(kept)
        }
        return String(result)
    }

    private static func allowed(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0: nil
        case 0xFFFE, 0xFFFF: "\u{FFFD}"
        default: scalar
        }
    }

    /// `_x0041_` would be read as `A`: its first mark is escaped itself.
    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(0x5F) else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            result += byte == 0x5F && isEscape(bytes, at: index) ? Array("_x005F_".utf8) : [byte]
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isEscape(_ bytes: [UInt8], at index: Int) -> Bool {
        guard index + 6 < bytes.count, bytes[index + 1] == 0x78, bytes[index + 6] == 0x5F else { return false }
        return bytes[(index + 2)..<(index + 6)].allSatisfy { (48...57).contains($0) || (65...70).contains($0) || (97...102).contains($0) }
    }
}

/// Names of sheets: 1 to 31 UTF-16 units, none of `[]:*?/\`, no apostrophe at the ends, each once in a workbook.
package struct SheetNames: Sendable {
    private static let limit = 31
    private var used: Set<String> = ["history"]

    package init() {}

    /// A name like the wanted one that no sheet has yet.
    package mutating func unused(_ wanted: String) -> String {
        let base = Self.legal(wanted)
        var name = base
        var number = 2
        while !used.insert(name.lowercased()).inserted {
            let suffix = "(\(number))"
            name = Self.cut(base, to: Self.limit - suffix.utf16.count) + suffix
            number += 1
        }
        return name
    }

    private static func legal(_ wanted: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in wanted.unicodeScalars where scalar.value >= 0x20 {
            scalars.append("[]:*?/\\".unicodeScalars.contains(scalar) ? "_" : scalar)
        }
        let name = cut(String(scalars), to: limit).drop { $0 == "'" }
        var result = String(name)
        while result.hasSuffix("'") { result.removeLast() }
        return result.isEmpty ? "Sheet" : result
    }

    private static func cut(_ text: String, to units: Int) -> String {
        var result = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            count += UTF16.width(scalar)
            if count > units { break }
            result.append(scalar)
        }
        return String(result)
    }
}

/// `M17`: how spreadsheets name places.
package enum CellAddress {
    /// - Parameters:
    ///   - row: 1-based.
    ///   - column: 0-based.
    package static func name(row: Int, column: Int) -> String { columnName(column) + String(row) }

    /// `A` for 0, `AA` for 26.
    package static func columnName(_ column: Int) -> String {
        var letters: [UInt8] = []
        var rest = column + 1
        while rest > 0 {
            letters.append(UInt8(65 + (rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }
}
