/// Resident ID numbers 公民身份号码, checked and packed into 64 bits.
///
///     bit  63 … 48   47            46 … 27        26 … 10                 9 … 0
///          0         15-digit      region         birth, days since       sequence
///                    number        (six digits)   1800-01-01              (three digits)
///
///     11010519491231002X → region 110105, day 54785 (1949-12-31), sequence 2
///
/// The check character follows from the rest, so the packed number stands for the text. A 15-digit number packs as its
/// upgraded form with bit 47 set: `groupingKey` makes both forms of one number equal.
///
/// **Source**: GB 11643-1999; SPEC §4.1.
public enum ResidentID {
    /// What is wrong with a number. The rules IDN-01, -02 and -03 stand in a row: each fault excludes the others.
    public enum Check: Sendable, Equatable {
        case valid
        /// Fifteen digits with a real date.
        case wellFormed15
        /// Neither `^[0-9]{17}[0-9X]$` nor `^[0-9]{15}$`.
        case malformed
        /// The digits of the birth date are not a date of 1800–2099.
        case impossibleDate
        /// The last character should be this one.
        case wrongCheckCharacter(expected: UInt8)
    }

    static let from15Bit: Int64 = 1 << 47

    /// The number as 64 bits, nil unless it is valid (18) or well-formed (15).
    ///
    /// - Parameter bytes: N2 text of any length.
    /// **Complexity**: O(1), without branches per digit.
    public static func pack(_ bytes: Span<UInt8>) -> Int64? {
        if bytes.count == 18 { return pack18(bytes) }
        if bytes.count == 15 { return pack15(bytes) }
        return nil
    }

    private static func pack18(_ bytes: Span<UInt8>) -> Int64? {
        let raw = unsafe bytes.bytes  // bytes of bytes: no padding, no lifetime beyond this call
        // All three loads lie inside the 18 bytes.
        let low = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: UInt64.self)
        let high = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: 8, as: UInt64.self)
        let date = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: 6, as: UInt64.self)
        let last = UInt32(bytes[16]) &- 0x30
        guard DigitWord.isDigits(low), DigitWord.isDigits(high), last < 10 else { return nil }
        // Weights 7 9 10 5 8 4 2 1, 6 3 7 9 10 5 8 4 and 2.
        let sum =
            DigitWord.dot(low, evenWeights: (7, 10, 8, 2), oddWeights: (9, 5, 4, 1))
            &+ DigitWord.dot(high, evenWeights: (6, 7, 10, 8), oddWeights: (3, 9, 5, 4)) &+ last &* 2
        guard bytes[17] == checkCharacter(sum: sum), let day = DigitWord.dayNumber(date) else { return nil }
        let pairs = DigitWord.pairs(low)
        let region = pairs.0 &* 10000 &+ pairs.1 &* 100 &+ pairs.2
        let sequence = UInt32(bytes[14] &- 0x30) &* 100 &+ UInt32(bytes[15] &- 0x30) &* 10 &+ last
        return Int64(region) << 27 | Int64(day) << 10 | Int64(sequence)
    }

    private static func pack15(_ bytes: Span<UInt8>) -> Int64? {
        var digits: [UInt32] = []
        digits.reserveCapacity(15)
        for index in 0..<15 {
            guard bytes[index] >= 0x30, bytes[index] <= 0x39 else { return nil }
            digits.append(UInt32(bytes[index] - 0x30))
        }
        func number(_ range: Range<Int>) -> UInt32 { digits[range].reduce(0) { $0 * 10 + $1 } }
        guard let day = DigitWord.dayNumber(year: 1900 + number(6..<8), month: number(8..<10), day: number(10..<12))
        else { return nil }
        return from15Bit | Int64(number(0..<6)) << 27 | Int64(day) << 10 | Int64(number(12..<15))
    }

    @inline(__always)
    private static func checkCharacter(sum: UInt32) -> UInt8 {
        // "10X98765432"[sum % 11], the first eight characters in one word, the last three in the other.
        let remainder = UInt64(sum % 11)
        let characters: UInt64 = remainder < 8 ? 0x3536_3738_3958_3031 : 0x32_3334
        return UInt8(truncatingIfNeeded: characters >> ((remainder & 7) * 8))
    }

    /// What is right or wrong with a number, for messages. The plain twin of `pack`.
    ///
    /// - Parameter bytes: N2 text of any length.
    public static func check(_ bytes: Span<UInt8>) -> Check {
        let count = bytes.count
        guard count == 18 || count == 15 else { return .malformed }
        var digits: [Int] = []
        for index in 0..<min(count, 17) {
            guard bytes[index] >= 0x30, bytes[index] <= 0x39 else { return .malformed }
            digits.append(Int(bytes[index]) - 0x30)
        }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        if count == 15 {
            let isDate = RealDate(year: 1900 + number(6..<8), month: number(8..<10), day: number(10..<12)) != nil
            return isDate ? .wellFormed15 : .impossibleDate
        }
        guard bytes[17] == 0x58 || (bytes[17] >= 0x30 && bytes[17] <= 0x39) else { return .malformed }
        guard RealDate(year: number(6..<10), month: number(10..<12), day: number(12..<14)) != nil
        else { return .impossibleDate }
        let expected = checkCharacter(digits)
        return bytes[17] == expected ? .valid : .wrongCheckCharacter(expected: expected)
    }

    public static func check(_ text: String) -> Check { check(Array(text.utf8).span) }
    public static func pack(_ text: String) -> Int64? { pack(Array(text.utf8).span) }

    private static func checkCharacter(_ digits: [Int]) -> UInt8 {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
        return Array("10X98765432".utf8)[sum % 11]
    }

    /// The 18 characters; of a 15-digit number its upgraded form.
    public static func canonical(_ packed: Int64) -> String {
        let date = RealDate(daysSince1970: birthDate(packed))
        let sequence = self.sequence(packed)
        var digits: [Int] = []
        func append(_ value: Int, _ width: Int) {
            var divisor = 1
            for _ in 1..<width { divisor *= 10 }
            for _ in 0..<width {
                digits.append(value / divisor % 10)
                divisor /= 10
            }
        }
        append(Int(region(packed)), 6)
        append(date.year, 4)
        append(date.month, 2)
        append(date.day, 2)
        append(sequence, 3)
        return String(decoding: digits.map { UInt8($0 + 0x30) } + [checkCharacter(digits)], as: UTF8.self)
    }

    /// The text that was packed: 18 characters, or 15 digits.
    public static func text(_ packed: Int64) -> String {
        let whole = canonical(packed)
        // The century and the check character are what a 15-digit number lacks.
        return isFrom15Digits(packed) ? String(whole.prefix(6) + whole.dropFirst(8).prefix(9)) : whole
    }

    /// The first six digits.
    @inlinable
    public static func region(_ packed: Int64) -> Int32 { Int32(truncatingIfNeeded: packed >> 27 & 0xF_FFFF) }

    /// Days since 1970-01-01.
    @inlinable
    public static func birthDate(_ packed: Int64) -> Int32 {
        Int32(truncatingIfNeeded: packed >> 10 & 0x1_FFFF) - 62091
    }

    @inlinable
    public static func sequence(_ packed: Int64) -> Int { Int(packed & 0x3FF) }

    /// The 17th digit is odd.
    @inlinable
    public static func isMale(_ packed: Int64) -> Bool { packed & 1 != 0 }

    @inlinable
    public static func isFrom15Digits(_ packed: Int64) -> Bool { packed & 1 << 47 != 0 }

    /// Equal for the 15-digit and the 18-digit form of one number.
    @inlinable
    public static func groupingKey(_ packed: Int64) -> Int64 { packed & ~(1 << 47) }
}
