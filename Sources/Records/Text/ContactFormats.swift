/// Forms of telephone numbers, postcodes, e-mail addresses and distances.
///
/// **Source**: RULES FMT-06, FMT-07, FMT-09, COD-06.
public enum ContactFormats {
    /// Whether an N2 value is one or more telephone numbers separated by `/` `、` `,` `;`.
    ///
    /// Hyphens and brackets do not count, empty parts neither.
    public static func isPhone(_ value: Span<UInt8>) -> Bool {
        var part = PhonePart()
        var parts = 0
        var index = 0
        while index < value.count {
            let byte = value[index]
            let isComma = byte == 0xE3 && index + 2 < value.count && value[index + 1] == 0x80 && value[index + 2] == 0x81
            if isComma || byte == 0x2F || byte == 0x2C || byte == 0x3B {
                if part.count > 0 {
                    if !part.isPhone { return false }
                    parts += 1
                    part = PhonePart()
                }
            } else if byte != 0x2D, byte != 0x28, byte != 0x29 {
                part.append(byte)
            }
            index += isComma ? 3 : 1
        }
        return part.count > 0 ? part.isPhone : parts > 0
    }

    /// One number: `^(1[3-8][0-9]{9}|0[0-9]{2,3}[0-9]{7,8}|[2-8][0-9]{6,7})$`.
    private struct PhonePart {
        private(set) var count = 0
        private var first: UInt8 = 0
        private var second: UInt8 = 0
        private var hasOther = false

        mutating func append(_ byte: UInt8) {
            if count == 0 { first = byte }
            if count == 1 { second = byte }
            hasOther = hasOther || !ASCIIMatcher.digit.contains(byte)
            count += 1
        }

        var isPhone: Bool {
            if hasOther { return false }
            return switch first {
            case 0x31: count == 11 && second >= 0x33 && second <= 0x38
            case 0x30: count >= 10 && count <= 12
            case 0x32...0x38: count == 7 || count == 8
            default: false
            }
        }
    }

    /// Whether an N2 value is `^[0-9]{6}$`, beginning with the digit where one is given.
    public static func isPostcode(_ value: Span<UInt8>, firstDigit: UInt8? = nil) -> Bool {
        value.count == 6 && ASCIIMatcher.isDigits(value) && (firstDigit == nil || value[0] == 0x30 &+ firstDigit!)
    }

    /// Whether an N1 value is `^[^@ ]+@[^@ ]+\.[^@ ]+$`.
    public static func isEmail(_ value: Span<UInt8>) -> Bool {
        var at: Int?
        for index in 0..<value.count {
            if value[index] == 0x20 { return false }
            if value[index] == 0x40 {
                if at != nil { return false }
                at = index
            }
        }
        guard let at, at > 0, value.count - at >= 4 else { return false }
        for index in (at + 2)..<(value.count - 1) where value[index] == 0x2E { return true }
        return false
    }

    /// The distance in an N2 value of the form `^[0-9]+(\.[0-9]+)?$`; nil for any other.
    public static func distance(_ value: Span<UInt8>) -> Double? {
        var matcher = ASCIIMatcher(value)
        guard matcher.take(value, ASCIIMatcher.digit) > 0 else { return nil }
        if matcher.take(value, 0x2E), matcher.take(value, ASCIIMatcher.digit) == 0 { return nil }
        return matcher.isAtEnd ? Double(value.string) : nil
    }

    /// The *loose key* of an N2 value (班内学号, 学籍辅号, 校区号): digits lose their leading zeros, `00` = `0`.
    public static func looseKey(_ value: String) -> String {
        let bytes = Array(value.utf8)
        guard ASCIIMatcher.isDigits(bytes.span) else { return value }
        let rest = bytes.drop { $0 == 0x30 }
        return rest.isEmpty ? "0" : String(decoding: rest, as: UTF8.self)
    }
}
