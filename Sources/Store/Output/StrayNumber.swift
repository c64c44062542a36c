import Records

/// Citizen ID numbers in values that should hold none: typed into the class number, a remark, the name of a file.
///
/// What counts: 15 digits with a date in the middle, or 17 and more (the last may be X) with a date of the years 1900–2099, not
/// inside a longer word. **Source**: SPEC §4.1, the layout of both forms; the check digit is not asked for, as a mistyped number
/// points to the same child.
enum StrayNumber {
    /// The text with each such number replaced; nil when there is none.
    static func masked(_ text: String, by mask: (String) -> String) -> String? {
        guard text.utf8.count >= 15 else { return nil }
        if let masked = replaced(Array(text.utf8), mask) { return masked }
        // Full-width digits begin with EF BC.
        guard text.utf8.contains(0xEF) else { return nil }
        let narrow = Normaliser.n2(text)
        return replaced(Array(narrow.utf8), mask) == nil ? nil : mask(narrow)
    }

    private static func replaced(_ bytes: [UInt8], _ mask: (String) -> String) -> String? {
        var result: [UInt8] = []
        var copied = 0
        var start = 0
        while start < bytes.count {
            guard isWordByte(bytes[start]) else {
                start += 1
                continue
            }
            let end = bytes[start...].firstIndex { !isWordByte($0) } ?? bytes.count
            if isNumber(bytes[start..<end]) {
                result += bytes[copied..<start]
                result += mask(String(decoding: bytes[start..<end], as: UTF8.self)).utf8
                copied = end
            }
            start = end
        }
        return copied == 0 ? nil : String(decoding: result + bytes[copied...], as: UTF8.self)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
        let digits = word.last.map { $0 | 0x20 == UInt8(ascii: "x") } == true ? word.dropLast() : word
        guard digits.count >= 15, digits.allSatisfy(isDigit), digits.first != 0x30 else { return false }
        func number(_ from: Int, _ count: Int) -> Int {
            digits[(digits.startIndex + from)..<(digits.startIndex + from + count)].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        func isDate(_ from: Int) -> Bool { (1...12).contains(number(from, 2)) && (1...31).contains(number(from + 2, 2)) }
        if word.count == 15 { return isDate(8) }
        return digits.count >= 17 && (1900...2099).contains(number(6, 4)) && isDate(10)
    }
}
