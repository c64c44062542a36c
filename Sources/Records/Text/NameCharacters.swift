/// Which characters a personal name may have.
///
/// **Source**: SPEC §6.1, "Name characters allowed"; RULES IDN-12, IDN-13.
public enum NameCharacters {
    public enum Fault: Sendable, Equatable {
        /// Lost in typing or conversion: private use, `?`, `□`, `■`, U+FFFD; or a digit.
        case lost(UInt32)
        /// Another character that names do not have.
        case unusual(UInt32)
    }

    /// The worst fault of a name (N3), with the first character of that kind; nil when all is well.
    ///
    /// - Parameter isChinese: nationality resolves to CHN; else Latin letters, spaces, hyphens and apostrophes are fine.
    public static func fault(_ name: Span<UInt8>, isChinese: Bool) -> Fault? {
        var unusual: UInt32?
        var index = 0
        while index < name.count {
            let (scalar, length) = UTF8Scalars.decode(name, at: index)
            index += length
            if HanCharacter.contains(scalar) || scalar == 0xB7 { continue }
            if isLost(scalar) { return .lost(scalar) }
            if isChinese || !isForeign(scalar), unusual == nil { unusual = scalar }
        }
        return unusual.map { .unusual($0) }
    }

    static func isLost(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xE000...0xF8FF, 0xF0000...0x10FFFF, 0x3F, 0x25A1, 0x25A0, 0xFFFD, 0x30...0x39: true
        default: false
        }
    }

    static func isForeign(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x41...0x5A, 0x61...0x7A, 0x20, 0x2D, 0x27, 0x2019: true
        case 0xD7, 0xF7: false
        case 0xC0...0x24F: true
        default: false
        }
    }

    /// Whether a name holds `·`, as those of several peoples do.
    public static func hasMiddleDot(_ name: Span<UInt8>) -> Bool {
        guard name.count >= 2 else { return false }
        for index in 0..<(name.count - 1) where name[index] == 0xC2 && name[index + 1] == 0xB7 { return true }
        return false
    }
}
