import Records
import Testing

@Suite struct ResidentIDTests {
    @Test(arguments: [
        "11010519491231002X", "440524188001010014", "360102200708311012", "36010220070901102X", "360730200402290034",
        "360782200105120449", "362127199807070019",
    ])
    func acceptsTheSpecificationsNumbers(_ text: String) throws {
        #expect(ResidentID.check(text) == .valid)
        let packed = try #require(ResidentID.pack(text))
        #expect(ResidentID.canonical(packed) == text)
        #expect(!ResidentID.isFrom15Digits(packed))
        #expect(String(ResidentID.region(packed)) == text.prefix(6))
        #expect(String(RealDate(daysSince1970: ResidentID.birthDate(packed)).number) == text.dropFirst(6).prefix(8))
    }

    @Test func readsSexAndBirth() throws {
        let boy = try #require(ResidentID.pack("360102200708311012"))
        let girl = try #require(ResidentID.pack("36010220070901102X"))
        #expect(ResidentID.isMale(boy) && !ResidentID.isMale(girl))
        #expect(RealDate(daysSince1970: ResidentID.birthDate(boy)) == RealDate(year: 2007, month: 8, day: 31))
        #expect(ResidentID.region(boy) == 360102)
        #expect(ResidentID.sequence(boy) == 101)
    }

    @Test func laysOutTheBitsAsDocumented() throws {
        let packed = try #require(ResidentID.pack("11010519491231002X"))
        #expect(packed == 110105 << 27 | 54785 << 10 | 2)
    }

    @Test func upgradesFifteenDigits() throws {
        #expect(ResidentID.check("360102830707101") == .wellFormed15)
        let old = try #require(ResidentID.pack("360102830707101"))
        let new = try #require(ResidentID.pack("360102198307071011"))
        #expect(ResidentID.canonical(old) == "360102198307071011")
        #expect(old != new && ResidentID.groupingKey(old) == new && ResidentID.isFrom15Digits(old))
    }

    @Test func saysWhatIsWrong() {
        #expect(ResidentID.check("360102200708311013") == .wrongCheckCharacter(expected: UInt8(ascii: "2")))
        #expect(ResidentID.check("360102200702301012") == .impossibleDate)
        #expect(ResidentID.check("360102179912311010") == .impossibleDate)
        #expect(ResidentID.check("360102210001011010") == .impossibleDate)
        #expect(ResidentID.check("360102070231101") == .impossibleDate)
        for text in ["", "36010220070831101", "36010220070831101x", "3601022007083110122", "A60102200708311012",
            "36010220070831X012", "36010283070710X", "36010220070831101:"]
        {
            #expect(ResidentID.check(text) == .malformed, "\(text.utf8.count) bytes")
            #expect(ResidentID.pack(text) == nil)
        }
    }

    @Test func fastPathAgreesWithThePlainTwin() {
        var random = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: 0 ... .max, using: &random)
        var generator = SplitMix(seed)
        for round in 0..<40_000 {
            let text = Self.someNumber(&generator, round)
            let isGood = [.valid, .wellFormed15].contains(ResidentID.check(text.span))
            let packed = ResidentID.pack(text.span)
            #expect((packed != nil) == isGood, "seed \(seed), round \(round)")
            if let packed, text.count == 18 {
                #expect(Array(ResidentID.canonical(packed).utf8) == text, "seed \(seed), round \(round)")
            }
        }
    }

    /// A number with a date near the edges of months and years, its check character often right, now and then damaged.
    private static func someNumber(_ generator: inout SplitMix, _ round: Int) -> [UInt8] {
        func pad(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: width - digits.count) + digits
        }
        let year = Int.random(in: 1795...2104, using: &generator)
        let month = Int.random(in: 0...13, using: &generator)
        let day = Int.random(in: 0...32, using: &generator)
        let region = pad(Int.random(in: 0...999_999, using: &generator), 6)
        let sequence = pad(Int.random(in: 0...999, using: &generator), 3)
        if round % 5 == 0 { return Array((region + pad(year % 100, 2) + pad(month, 2) + pad(day, 2) + sequence).utf8) }
        var text = Array((region + pad(year, 4) + pad(month, 2) + pad(day, 2) + sequence + "0").utf8)
        if case .wrongCheckCharacter(let expected) = ResidentID.check(text.span), round % 3 != 0 { text[17] = expected }
        if round % 7 == 0 { text[Int.random(in: 0..<18, using: &generator)] = UInt8.random(in: 0...255, using: &generator) }
        return text
    }

    @Test func anySingleWrongDigitIsFound() {
        let number = Array("360102200708311012".utf8)
        for place in 0..<18 {
            for digit in UInt8(0x30)...0x39 where digit != number[place] {
                var wrong = number
                wrong[place] = digit
                #expect(ResidentID.pack(wrong.span) == nil, "place \(place)")
            }
        }
    }
}
