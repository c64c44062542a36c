/// Numeric cells as text.
///
/// `3.60102200708311E+17` → `360102200708311000`, `1E3` → `1000`, `0.30000000000000004` as it is, `1e-7` → `0.0000001`.
///
/// **Source**: SPEC §6.2: no exponent, no decimals of whole numbers, a fraction as the shortest decimal that reads back
/// equal.
public enum NumberRendering {
    /// The number in the bytes of a cell, `[+-]digits[.digits][E[+-]digits]`; nil for anything else.
    public static func parse(_ bytes: Span<UInt8>) -> Double? {
        guard bytes.count > 0, bytes.count <= 400 else { return nil }
        for index in 0..<bytes.count {
            switch bytes[index] {
            case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: break
            default: return nil
            }
        }
        guard let value = Double(bytes.string), value.isFinite else { return nil }
        return value
    }

    /// A number of 10^15 and more has lost digits in the spreadsheet: fatal for identity numbers (FMT-01).
    public static func losesPrecision(_ value: Double) -> Bool { value >= 1e15 }

    /// Whether N2 text is a number that lost its digits before it became text: `^[0-9](\.[0-9]+)?E\+[0-9]+$` (FMT-01).
    public static func isLostNumber(_ text: Span<UInt8>) -> Bool {
        var matcher = ASCIIMatcher(text)
        guard matcher.take(text, ASCIIMatcher.digit, upTo: 1) == 1 else { return false }
        if matcher.take(text, 0x2E), matcher.take(text, ASCIIMatcher.digit) == 0 { return false }
        return matcher.take(text, 0x45) && matcher.take(text, 0x2B) && matcher.take(text, ASCIIMatcher.digit) > 0
            && matcher.isAtEnd
    }

    public static func text(_ value: Double) -> String {
        var bytes: [UInt8] = []
        append(value, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the text of a finite number.
    public static func append(_ value: Double, to bytes: inout [UInt8]) {
        if value == value.rounded(.towardZero), abs(value) < 9e15 {
            bytes.append(contentsOf: String(Int64(value)).utf8)
        } else {
            appendShortest(value, to: &bytes)
        }
    }

    /// Writes the digits of the shortest form, `-1.5e-07`, without its exponent.
    private static func appendShortest(_ value: Double, to bytes: inout [UInt8]) {
        var digits: [UInt8] = []
        var point: Int?
        var exponent = 0
        let text = Array(value.magnitude.description.utf8)
        for (index, byte) in text.enumerated() {
            if byte == 0x65 {
                exponent = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
                break
            }
            if byte == 0x2E { point = digits.count } else { digits.append(byte) }
        }
        // The value is 0.digits × 10^place.
        let place = (point ?? digits.count) + exponent
        if value < 0 { bytes.append(0x2D) }
        if place <= 0 {
            bytes.append(contentsOf: [0x30, 0x2E] + [UInt8](repeating: 0x30, count: -place))
            bytes.append(contentsOf: digits)
        } else {
            while digits.count < place { digits.append(0x30) }
            bytes.append(contentsOf: digits[..<place])
            let fraction = digits[place...]
            if fraction.contains(where: { $0 != 0x30 }) { bytes.append(contentsOf: [0x2E] + fraction) }
        }
    }
}
