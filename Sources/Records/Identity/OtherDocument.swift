/// Identity documents other than the resident ID card.
///
/// **Source**: SPEC §4.2, §4.3.
public enum OtherDocument {
    /// Whether a number (N2) fits a pattern of its document type; nil for types without one (1, Z).
    public static func fits(type: String, _ number: Span<UInt8>) -> Bool? {
        switch type {
        case "6": isHongKong(number)
        case "7": isMacao(number)
        case "8": isTaiwanPermit(number)
        case "9": isPermanentResidence(number)
        case "A": isPassport(number)
        default: nil
        }
    }

    /// `^H[0-9]{8}([0-9]{2})?$`, `^[A-Z]{1,2}[0-9]{6}\(?[0-9A]\)?$`, `^(H|K)[A-Z]?[0-9]{8}$`.
    private static func isHongKong(_ number: Span<UInt8>) -> Bool {
        if isPermit(number, letter: 0x48) { return true }
        var card = ASCIIMatcher(number)
        let letters = card.take(number, ASCIIMatcher.capital, upTo: 2)
        if letters >= 1, card.take(number, ASCIIMatcher.digit, upTo: 6) == 6, endsAsCard(card, number, orA: true) {
            return true
        }
        var passport = ASCIIMatcher(number)
        guard passport.take(number, 0x48) || passport.take(number, 0x4B) else { return false }
        _ = passport.take(number, ASCIIMatcher.capital, upTo: 1)
        return passport.take(number, ASCIIMatcher.digit) == 8 && passport.isAtEnd
    }

    /// `^M[0-9]{8}([0-9]{2})?$`, `^[1578][0-9]{6}\(?[0-9]\)?$`, `^M[A-Z]?[0-9]{7,8}$`.
    private static func isMacao(_ number: Span<UInt8>) -> Bool {
        if isPermit(number, letter: 0x4D) { return true }
        var card = ASCIIMatcher(number)
        if number.count > 0, [0x31, 0x35, 0x37, 0x38].contains(number[0]),
            card.take(number, ASCIIMatcher.digit, upTo: 7) == 7, endsAsCard(card, number, orA: false)
        {
            return true
        }
        var passport = ASCIIMatcher(number)
        guard passport.take(number, 0x4D) else { return false }
        _ = passport.take(number, ASCIIMatcher.capital, upTo: 1)
        let digits = passport.take(number, ASCIIMatcher.digit)
        return (digits == 7 || digits == 8) && passport.isAtEnd
    }

    /// The check digit of an identity card: `\(?[0-9]\)?$`, each bracket on its own, as the pattern has it.
    private static func endsAsCard(_ start: ASCIIMatcher, _ number: Span<UInt8>, orA: Bool) -> Bool {
        var matcher = start
        _ = matcher.take(number, 0x28)
        guard matcher.take(number, ASCIIMatcher.digit, upTo: 1) == 1 || (orA && matcher.take(number, 0x41))
        else { return false }
        _ = matcher.take(number, 0x29)
        return matcher.isAtEnd
    }

    /// A letter and 8 lifetime digits, perhaps 2 renewal digits.
    private static func isPermit(_ number: Span<UInt8>, letter: UInt8) -> Bool {
        var matcher = ASCIIMatcher(number)
        guard matcher.take(number, letter) else { return false }
        let digits = matcher.take(number, ASCIIMatcher.digit)
        return (digits == 8 || digits == 10) && matcher.isAtEnd
    }

    /// `^[0-9]{8}$`, `^[0-9]{10}(\([A-Z0-9]\))?$`.
    private static func isTaiwanPermit(_ number: Span<UInt8>) -> Bool {
        var matcher = ASCIIMatcher(number)
        let digits = matcher.take(number, ASCIIMatcher.digit)
        if matcher.isAtEnd { return digits == 8 || digits == 10 }
        guard digits == 10, matcher.take(number, 0x28) else { return false }
        guard matcher.take(number, ASCIIMatcher.digit, upTo: 1) + matcher.take(number, ASCIIMatcher.capital, upTo: 1) == 1
        else { return false }
        return matcher.take(number, 0x29) && matcher.isAtEnd
    }

    /// `^[A-Z]{3}[0-9]{12}$`.
    private static func isPermanentResidence(_ number: Span<UInt8>) -> Bool {
        var matcher = ASCIIMatcher(number)
        return matcher.take(number, ASCIIMatcher.capital) == 3 && matcher.take(number, ASCIIMatcher.digit) == 12
            && matcher.isAtEnd
    }

    /// `^(?=.*[0-9])[A-Z0-9]{5,20}$`.
    private static func isPassport(_ number: Span<UInt8>) -> Bool {
        guard number.count >= 5, number.count <= 20 else { return false }
        var hasDigit = false
        for index in 0..<number.count {
            let isDigit = ASCIIMatcher.digit.contains(number[index])
            guard isDigit || ASCIIMatcher.capital.contains(number[index]) else { return false }
            hasDigit = hasDigit || isDigit
        }
        return hasDigit
    }

    /// How many bytes of a number tell duplicates apart: the first 9 of `^[HM][0-9]{10}$`, since the last two digits of
    /// a home-return permit change on renewal; else all.
    public static func duplicateKeyLength(_ number: Span<UInt8>) -> Int {
        guard number.count == 11, number[0] == 0x48 || number[0] == 0x4D else { return number.count }
        return ASCIIMatcher.isDigits(number.extracting(1..<11)) ? 9 : 11
    }

    /// A national student number: `^[GJL][0-9]{17}[0-9X]$`.
    public static func isStudentNumber(_ number: Span<UInt8>) -> Bool {
        guard number.count == 19, [0x47, 0x4A, 0x4C].contains(number[0]) else { return false }
        return ASCIIMatcher.isDigits(number.extracting(1..<18))
            && (number[18] == 0x58 || ASCIIMatcher.digit.contains(number[18]))
    }
}
