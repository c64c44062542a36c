import Columnar

/// One value, for constants and for the edge of the program.
package enum Value: Sendable, Equatable {
    case null
    case bool(Bool)
    /// Whole numbers, and dates as days since 1970-01-01.
    case int(Int64)
    case double(Double)
    case text(String)

    var isNull: Bool { self == .null }
}

extension Value {
    /// As it is printed; nil for NULL. A number that is whole prints without a point only when it is an integer.
    package func text(as type: SQLType) -> String? {
        switch self {
        case .null: nil
        case .bool(let value): value ? "true" : "false"
        case .int(let value): type == .date ? CivilDate(daysSince1970: Int32(truncatingIfNeeded: value)).description : String(value)
        case .double(let value): NumberText.double(value)
        case .text(let value): value
        }
    }
}

enum NumberText {
    /// The shortest decimal that reads back equal, as PostgreSQL prints: `0.1`, `2`, `1e+20`, `Infinity`.
    static func double(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        let text = "\(value)"
        if text.hasSuffix(".0") { return abs(value) < 1e15 ? String(text.dropLast(2)) : exponential(text.dropLast(2)) }
        guard let mark = text.firstIndex(of: "e") else { return text }
        return exponential(text[..<mark], Int(text[text.index(after: mark)...]) ?? 0)
    }

    /// A whole number of 16 digits or more that is written without an exponent.
    private static func exponential(_ whole: Substring) -> String {
        let digits = whole.filter { $0 != "-" }
        var rest = digits.dropFirst()
        while rest.last == "0" { rest.removeLast() }
        let mantissa = (whole.hasPrefix("-") ? "-" : "") + digits.prefix(1) + (rest.isEmpty ? "" : "." + rest)
        return exponential(mantissa[...], digits.count - 1)
    }

    /// PostgreSQL writes an exponent below -4 and from 15 on.
    private static func exponential(_ mantissa: Substring, _ exponent: Int) -> String {
        let sign = mantissa.hasPrefix("-") ? "-" : ""
        let digits = mantissa.filter { ("0"..."9").contains($0) }
        if exponent >= 15 || exponent < -4 {
            let plain = mantissa.hasSuffix(".0") ? mantissa.dropLast(2) : mantissa
            let size = String(abs(exponent))
            return plain + (exponent < 0 ? "e-" : "e+") + (size.count < 2 ? "0" + size : size)
        }
        if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
        let padded = digits + String(repeating: "0", count: max(0, exponent + 1 - digits.count))
        let point = padded.index(padded.startIndex, offsetBy: exponent + 1)
        let fraction = padded[point...]
        return sign + padded[..<point] + (fraction.isEmpty || fraction == "0" ? "" : "." + fraction)
    }

    /// Reads a number as PostgreSQL's input does: blanks around it, a sign, digits.
    static func integer(_ text: Span<UInt8>) -> Int64? {
        var (index, end) = trimmed(text)
        guard index < end else { return nil }
        let isNegative = text[index] == UInt8(ascii: "-")
        if isNegative || text[index] == UInt8(ascii: "+") { index += 1 }
        guard index < end else { return nil }
        var value: Int64 = 0
        while index < end {
            let digit = text[index] &- 0x30
            guard digit <= 9 else { return nil }
            let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
            let (next, carry) = isNegative
                ? shifted.subtractingReportingOverflow(Int64(digit)) : shifted.addingReportingOverflow(Int64(digit))
            if overflow || carry { return nil }
            value = next
            index += 1
        }
        end = index
        return value
    }

    static func double(_ text: String) -> Double? {
        var trimmed = Substring(text)
        while let first = trimmed.first, first.isWhitespace { trimmed.removeFirst() }
        while let last = trimmed.last, last.isWhitespace { trimmed.removeLast() }
        switch trimmed.lowercased() {
        case "nan": return .nan
        case "infinity", "inf", "+infinity": return .infinity
        case "-infinity", "-inf": return -.infinity
        default: break
        }
        // Swift also reads hexadecimal numbers; SQL has none here.
        guard trimmed.utf8.allSatisfy({ Lexer.isDigit($0) || "+-.eE".utf8.contains($0) }), let value = Double(trimmed),
            value.isFinite
        else { return nil }
        return value
    }

    private static func trimmed(_ text: Span<UInt8>) -> (Int, Int) {
        var start = 0
        var end = text.count
        while start < end, text[start] == 0x20 || (0x09...0x0D).contains(text[start]) { start += 1 }
        while end > start, text[end - 1] == 0x20 || (0x09...0x0D).contains(text[end - 1]) { end -= 1 }
        return (start, end)
    }
}

enum DateText {
    /// `2007-08-31`, `20070831`, `2007/8/31`; nil when there is no such day.
    static func days(_ text: String) -> Int64? {
        let trimmed = text.split(separator: " ").joined(separator: " ")
        let parts: [Substring]
        if trimmed.utf8.count == 8, trimmed.utf8.allSatisfy(Lexer.isDigit) {
            let month = trimmed.dropFirst(4)
            parts = [trimmed.prefix(4), month.prefix(2), month.dropFirst(2)]
        } else {
            let separator: Character = trimmed.contains("/") ? "/" : "-"
            parts = trimmed.split(separator: separator, omittingEmptySubsequences: false)
        }
        guard parts.count == 3, parts[0].utf8.count == 4, parts.allSatisfy({ (1...4).contains($0.utf8.count) }),
            parts.allSatisfy({ $0.utf8.allSatisfy(Lexer.isDigit) }), let year = Int32(parts[0]), let month = Int32(parts[1]),
            let day = Int32(parts[2]), let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        return Int64(date.daysSince1970)
    }

    /// Days whose year has at most four digits, as they can be written: 0001-01-01 … 9999-12-31.
    static let range: ClosedRange<Int64> = -719_162...2_932_896
}
