import Records
import Testing

@Suite struct ContactFormatTests {
    @Test(arguments: [
        ("13900000000", true), ("13900000000/0791-1234567", true), ("13900000000、07911234567", true),
        ("(0791)12345678", true), ("12900000000", false), ("19900000000", false), ("1390000000", false),
        ("079112345678", true), ("0791123456789", false), ("010-12345678", true), ("8123456", true), ("81234567", true),
        ("9123456", false), ("1234567", false), ("", false), ("/", false), ("13900000000,", true),
        ("13900000000;无", false), ("--", false), ("139O0000000", false), ("0791123456", true), ("079112345", false), ("07911234567", true),
        ("010123456789", true),
    ])
    func phones(_ value: String, _ isPhone: Bool) {
        #expect(onBytes(value, ContactFormats.isPhone) == isPhone)
    }

    @Test(arguments: [
        ("a@b.cn", true), ("a@b", false), ("a@.cn", false), ("a@b.", false), ("@b.cn", false), ("a b@c.cn", false),
        ("a@b@c.cn", false), ("a@b..cn", true), ("", false), ("王@学.校", true), ("a@b.c", true), ("a@b.c.", true), ("a@..", false),
        ("a@...", true),
    ])
    func emails(_ value: String, _ isEmail: Bool) { #expect(onBytes(value, ContactFormats.isEmail) == isEmail) }

    @Test func postcodes() {
        func isPostcode(_ value: String, _ first: UInt8? = nil) -> Bool {
            ContactFormats.isPostcode(Array(value.utf8).span, firstDigit: first)
        }
        #expect(isPostcode("330000") && isPostcode("330000", 3) && isPostcode("100000") && !isPostcode("100000", 3))
        #expect(!isPostcode("33000") && !isPostcode("33000A") && !isPostcode("3300000"))
    }

    @Test func distances() {
        func distance(_ value: String) -> Double? { ContactFormats.distance(Array(value.utf8).span) }
        #expect(distance("2") == 2 && distance("0.5") == 0.5 && distance("007.25") == 7.25)
        for text in ["2公里", "-1", "", ".5", "5.", "1.2.3", "1e3", "+1"] { #expect(distance(text) == nil) }
    }

    @Test func looseKeys() {
        #expect(ContactFormats.looseKey("01") == "1" && ContactFormats.looseKey("00") == "0")
        #expect(ContactFormats.looseKey("A01") == "A01" && ContactFormats.looseKey("") == "")
    }
}

@Suite struct NameCharacterTests {
    private func fault(_ name: String, isChinese: Bool = true) -> NameCharacters.Fault? {
        NameCharacters.fault(Array(name.utf8).span, isChinese: isChinese)
    }

    @Test func goodNames() {
        for name in ["王伟", "阿依·古丽", "䶮𬱖", "〇一", "\u{F9D4}", "\u{2F800}", "\u{323AF}"] { #expect(fault(name) == nil) }
        for name in ["John Smith", "Jean-Luc", "O'Neil", "D’Arc", "Zoë", "Đặng".unicodeScalars.first!.description] {
            #expect(fault(name, isChinese: false) == nil)
        }
    }

    @Test func lostCharactersAreErrors() {
        #expect(fault("王\u{E000}") == .lost(0xE000) && fault("王\u{F0000}") == .lost(0xF0000))
        for lost: Unicode.Scalar in ["?", "□", "■", "\u{FFFD}", "1"] {
            #expect(fault("王" + String(lost)) == .lost(lost.value))
            #expect(fault("A" + String(lost), isChinese: false) == .lost(lost.value))
        }
        #expect(fault("王a?") == .lost(0x3F))
    }

    @Test func othersAreUnusual() {
        #expect(fault("王a") == .unusual(0x61) && fault("王a", isChinese: false) == nil)
        #expect(fault("王×", isChinese: false) == .unusual(0xD7) && fault("王÷", isChinese: false) == .unusual(0xF7))
        #expect(fault("王*b") == .unusual(0x2A) && fault("ab王", isChinese: true) == .unusual(0x61))
        #expect(fault("王\u{250}", isChinese: false) == .unusual(0x250) && fault("王\u{323B0}") == .unusual(0x323B0))
    }

    @Test func lengthsAndDots() {
        #expect(onBytes("阿依·古丽", NameCharacters.hasMiddleDot))
        #expect(!onBytes("王伟", NameCharacters.hasMiddleDot))
        #expect(onBytes("王𬱖a", TextLength.scalars) == 3)
    }
}

@Suite struct NumberRenderingTests {
    @Test(arguments: [
        ("3.60102200708311E+17", "360102200708311000"), ("13970123456", "13970123456"),
        ("0.30000000000000004", "0.30000000000000004"), ("360102830707101", "360102830707101"), ("1E3", "1000"),
        ("1.0", "1"), ("-5", "-5"), ("-0", "0"), ("0", "0"), ("2013.09", "2013.09"), ("2013.10", "2013.1"),
        ("1e-7", "0.0000001"), ("1.5E-10", "0.00000000015"), ("123456789012345680000", "123456789012345680000"),
        ("-2.5", "-2.5"), ("1E22", "10000000000000000000000"), ("007", "7"), ("41518.5", "41518.5"),
        ("9007199254740993", "9007199254740992"), ("0.1", "0.1"), ("100000.25", "100000.25"), ("2.5E+20", "250000000000000000000"),
    ])
    func rendersAsThePersonTyped(_ bytes: String, _ expected: String) throws {
        let value = try #require(onBytes(bytes, NumberRendering.parse))
        #expect(NumberRendering.text(value) == expected)
        #expect(Double(NumberRendering.text(value)) == value)
    }

    @Test(arguments: ["", "abc", "0x10", "inf", "nan", "1,000", "1E999", "--1", "1.2.3", " 1"])
    func otherBytesAreNoNumbers(_ bytes: String) { #expect(onBytes(bytes, NumberRendering.parse) == nil) }

    @Test func readsBackEqual() {
        let seed = UInt64.random(in: 0 ... .max)
        var generator = SplitMix(seed)
        for _ in 0..<2_000 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            let text = NumberRendering.text(value)
            #expect(Double(text) == value && !text.contains("e"), "seed \(seed)")
        }
    }

    @Test func precision() {
        #expect(NumberRendering.losesPrecision(1e15) && !NumberRendering.losesPrecision(999_999_999_999_999))
        func isLost(_ text: String) -> Bool { NumberRendering.isLostNumber(Array(text.utf8).span) }
        #expect(isLost("3.60102E+17") && isLost("3E+17") && !isLost("3.60102E17") && !isLost("36.1E+17") && !isLost("3.E+17"))
        #expect(!isLost("360102200708311012") && !isLost("3.60102E+") && !isLost("3.60102E+17X") && !isLost(""))
    }
}
