import Records
import Testing

@Suite struct OtherDocumentTests {
    private func fits(_ type: String, _ number: String) -> Bool? { OtherDocument.fits(type: type, Array(number.utf8).span) }

    @Test(arguments: [
        ("6", "H12345678", true), ("6", "H1234567890", true), ("6", "H123456789", false), ("6", "A123456(7)", true),
        ("6", "AB123456A", true), ("6", "A123456(A)", true), ("6", "ABC123456A", false), ("6", "K12345678", true),
        ("6", "KJ12345678", true), ("6", "HJ12345678", true), ("6", "A1234567", true), ("6", "A12345678", false),
        ("6", "A123456(7", true), ("6", "A123456B", false), ("6", "", false), ("6", "M12345678", false),
        ("7", "M12345678", true), ("7", "M1234567890", true), ("7", "1234567(8)", true), ("7", "52345678", true),
        ("7", "22345678", false), ("7", "MA1234567", true), ("7", "M1234567", true), ("7", "M123456", false),
        ("7", "MA12345678", true), ("7", "1234567A", false), ("7", "12345678)", true), ("7", "M123456789", false),
        ("8", "12345678", true), ("8", "1234567890", true), ("8", "1234567890(B)", true), ("8", "123456789", false),
        ("8", "1234567890(BC)", false), ("8", "12345678(B)", false), ("8", "1234567890()", false), ("8", "", false),
        ("9", "CHN123456789012", true), ("9", "CH1234567890123", false), ("9", "CHN12345678901", false),
        ("9", "CHNA23456789012", false), ("9", "911010519491231002", false),
        ("A", "E12345678", true), ("A", "护照E123", false), ("A", "ABCDEF", false), ("A", "E123", false),
        ("A", "12345", true), ("A", "E12345678901234567890", false), ("A", "E1234567890123456789", true),
    ])
    func patterns(_ type: String, _ number: String, _ expected: Bool) { #expect(fits(type, number) == expected) }

    @Test func typesWithoutPattern() { #expect(fits("1", "x") == nil && fits("Z", "x") == nil) }

    @Test func aResidentNumberFitsNoOtherTypeButPassports() {
        // Under types 6, 7, 8 it is reported by IDN-09, under 9 by IDN-08; a passport's pattern lets it through.
        for type in ["6", "7", "8", "9"] { #expect(fits(type, "360102200708311012") == false) }
        #expect(fits("A", "360102200708311012") == true)
    }

    @Test func renewedPermitsShareTheirKey() {
        func length(_ number: String) -> Int { OtherDocument.duplicateKeyLength(Array(number.utf8).span) }
        #expect(length("H1234567801") == 9 && length("M1234567802") == 9)
        #expect(length("H12345678") == 9 && length("K1234567801") == 11 && length("HA234567801") == 11)
        #expect(length("E1") == 2)
    }

    @Test func studentNumbers() {
        func isNumber(_ text: String) -> Bool { OtherDocument.isStudentNumber(Array(text.utf8).span) }
        #expect(isNumber("G360102200708311012") && isNumber("J36010220070901102X"))
        #expect(!isNumber("360102200708311012") && !isNumber("X360102200708311012") && !isNumber("G36010220070831101Y"))
    }

    @Test func schoolIdentifiers() {
        func isGood(_ text: String, _ province: Int = 36) -> Bool {
            SchoolIdentifier.isWellFormed(Array(text.utf8).span, province: province)
        }
        for category in ["21", "31", "34", "37", "51"] { #expect(isGood(category + "36000001")) }
        for category in ["11", "22", "32", "36", "99", "00"] { #expect(!isGood(category + "36000001")) }
        #expect(!isGood("2137000001") && isGood("2137000001", 37))
        #expect(!isGood("213600001") && !isGood("21360000011") && !isGood("21360000A1") && !isGood(""))
    }
}
