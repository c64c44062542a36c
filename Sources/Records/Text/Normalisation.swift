/// Which text normalisation a field's cells get.
///
/// **Source**: SPEC §6.1, "Which one".
public enum Normalisation: String, Sendable {
    /// Every cell: full-width ASCII to ASCII, all kinds of space to a space, invisible characters away, ends trimmed.
    case n1
    /// Identifiers, codes, phones, dates: N1, no spaces, no leading apostrophe, upper case, plain hyphens.
    case n2
    /// N2 for identity numbers: also what looks like the letter X becomes X.
    case n2ID
    /// Names: N1, one spelling of the middle dot, no spaces inside Chinese names.
    case n3
}

/// What normalisation does to single characters.
enum NormalisedScalar {
    /// N1 steps a–c: nil deletes the character.
    @inline(__always)
    static func n1(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x09, 0x0A, 0x0D, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: 0x20
        case 0x20...0x7E: scalar
        case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0xFEFF: nil
        case 0xFF01...0xFF5E: scalar - 0xFEE0
        default: scalar
        }
    }

    /// The character-wise part of N2, on an N1 character that is not a space.
    @inline(__always)
    static func n2(_ scalar: UInt32, isID: Bool) -> UInt32 {
        switch scalar {
        case 0x61...0x7A: scalar - 0x20
        case 0x2013, 0x2014, 0x2212: 0x2D
        case 0x0425, 0x0445, 0xD7, 0x2169, 0x2179, 0x2715: isID ? 0x58 : scalar
        default: scalar
        }
    }

    static func isLeadingApostrophe(_ scalar: UInt32) -> Bool {
        scalar == 0x27 || scalar == 0x60 || scalar == 0x2018 || scalar == 0x2019
    }

    /// The spellings of the middle dot, without the ASCII full stop, which needs Han neighbours.
    static func isMiddleDot(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xB7, 0x2022, 0x2027, 0x30FB, 0xFF65, 0x22C5, 0x2219, 0x0387: true
        default: false
        }
    }

    /// Full-width punctuation of Chinese text: U+FF01–FF5E other than letters and digits.
    static func isFullWidthPunctuation(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: false
        case 0xFF01...0xFF5E: true
        default: false
        }
    }
}

/// Chinese characters, and the letters that names of foreigners may have.
///
/// **Source**: SPEC §6.1, "Name characters allowed".
public enum HanCharacter {
    @inlinable
    public static func contains(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3007, 0xF900...0xFAFF: true
        case 0x20000...0x2A6DF, 0x2A700...0x2EBEF, 0x2F800...0x2FA1F, 0x30000...0x323AF: true
        default: false
        }
    }
}
