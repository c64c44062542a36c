import Records
import Testing

/// What holds for all numbers, days and texts. Every message names the seed.
@Suite struct PropertyTests {
    private let seed = UInt64.random(in: 0 ... .max)

    private static func pad(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// The check character by the definition of the standard: with it, the weighted sum of all 18 is 1 modulo 11.
    private static func isRight(_ text: [UInt8]) -> Bool {
        var (sum, weight) = (0, 1)
        for byte in text.reversed() {
            sum += (byte == UInt8(ascii: "X") ? 10 : Int(byte) - 48) * weight
            weight = weight * 2 % 11
        }
        return sum % 11 == 1
    }

    private static func someDay(_ random: inout SplitMix) -> RealDate {
        let first = RealDate(year: 1800, month: 1, day: 1)!.daysSince1970
        let last = RealDate(year: 2099, month: 12, day: 31)!.daysSince1970
        return RealDate(daysSince1970: Int32.random(in: first...last, using: &random))
    }

    private static func someNumber(_ random: inout SplitMix, _ day: RealDate) -> [UInt8] {
        let region = pad(Int.random(in: 110_000...659_999, using: &random), 6)
        let head = region + pad(day.number, 8) + pad(Int.random(in: 0...999, using: &random), 3)
        for last in "0123456789X" where isRight(Array((head + String(last)).utf8)) { return Array((head + String(last)).utf8) }
        return []
    }

    // MARK: Numbers

    @Test func theCheckIsThatOfTheStandard() {
        var random = SplitMix(seed)
        for _ in 0..<5_000 {
            let day = Self.someDay(&random)
            var text = Self.someNumber(&random, day)
            let packed = ResidentID.pack(text.span)
            #expect(packed != nil, "seed \(seed)")
            if let packed {
                #expect(RealDate(daysSince1970: ResidentID.birthDate(packed)) == day, "seed \(seed)")
                #expect(ResidentID.isMale(packed) == (text[16] % 2 == 1), "seed \(seed)")
            }
            text[17] = Array("0123456789X".utf8).randomElement(using: &random)!
            #expect((ResidentID.pack(text.span) != nil) == Self.isRight(text), "seed \(seed)")
        }
    }

    /// ISO 7064 MOD 11-2 finds each wrong digit and each exchange of neighbours.
    @Test func oneSlipIsAlwaysFound() {
        var random = SplitMix(seed)
        for _ in 0..<3_000 {
            let day = Self.someDay(&random)
            let text = Self.someNumber(&random, day)
            var wrong = text
            let place = Int.random(in: 0..<17, using: &random)
            wrong[place] = UInt8.random(in: 0x30...0x39, using: &random)
            #expect((ResidentID.pack(wrong.span) == nil) == (wrong != text), "seed \(seed), place \(place)")
            var swapped = text
            let first = Int.random(in: 0..<16, using: &random)
            swapped.swapAt(first, first + 1)
            #expect((ResidentID.pack(swapped.span) == nil) == (swapped != text), "seed \(seed), place \(first)")
        }
    }

    @Test func oldAndNewFormAreOneKey() {
        var random = SplitMix(seed)
        for _ in 0..<3_000 {
            let day = RealDate(daysSince1970: Int32.random(in: -25_567...10_956, using: &random))
            let text = Self.someNumber(&random, day)
            let short = String(decoding: text[0..<6] + text[8..<17], as: UTF8.self)
            guard let new = ResidentID.pack(text.span), let old = ResidentID.pack(short) else {
                Issue.record("seed \(seed): \(day.number) is no date of the twentieth century")
                return
            }
            #expect(ResidentID.groupingKey(old) == new && ResidentID.canonical(old) == ResidentID.canonical(new), "seed \(seed)")
            #expect(ResidentID.isFrom15Digits(old) && !ResidentID.isFrom15Digits(new), "seed \(seed)")
            #expect(ResidentID.text(old) == short && Array(ResidentID.text(new).utf8) == Array(text), "seed \(seed)")
        }
    }

    // MARK: Calendar

    /// Every day of three centuries, counted by the rule of leap years.
    @Test func daysFollowEachOther() {
        var (year, month, day) = (1800, 1, 1)
        var days = RealDate(year: 1800, month: 1, day: 1)!.daysSince1970
        while year < 2100 {
            let date = RealDate(year: year, month: month, day: day)
            #expect(date?.daysSince1970 == days && RealDate(daysSince1970: days) == date)
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
            #expect(day < length || RealDate(year: year, month: month, day: day + 1) == nil)
            (year, month, day) = day < length ? (year, month, day + 1) : month < 12 ? (year, month + 1, 1) : (year + 1, 1, 1)
            days += 1
        }
        #expect(RealDate(year: 2100, month: 1, day: 1) == nil && RealDate(year: 1799, month: 12, day: 31) == nil)
    }

    /// All spellings of SPEC §6.2 give the same day; only eight digits are silent.
    @Test func spellingsOfOneDayAgree() {
        var random = SplitMix(seed)
        for _ in 0..<2_000 {
            let date = Self.someDay(&random)
            let (y, m, d) = (date.year, date.month, date.day)
            let (mm, dd) = (Self.pad(m, 2), Self.pad(d, 2))
            #expect(read("\(y)\(mm)\(dd)") == .canonical(date.daysSince1970), "seed \(seed)")
            let texts = [
                "\(y)-\(m)-\(d)", "\(y)/\(mm)/\(dd)", "\(y).\(m).\(dd)", "\(y)年\(m)月\(d)日", "\(y)年\(mm)月\(dd)号", "\(y)年\(m)月\(d)",
                "\(y)-\(mm)-\(dd) 00:00:00", "\(y)\(mm)\(dd) 8:30",
            ]
            for text in texts { #expect(read(text) == .reformatted(date.daysSince1970), "seed \(seed), \(text)") }
            for text in ["\(d)/\(m)/\(y)", "\(y % 100)-\(m)-\(d)", "\(y)\(mm)", "\(y)-\(m)/\(d)"] {
                #expect(read(text) == .unreadable, "seed \(seed), \(text)")
            }
        }
    }

    private func read(_ text: String) -> DateReading { onBytes(text) { DateReading.cell($0, as: .date8) } }

    /// Nobody younger is older, and a year of age is lost overnight on 1 September only.
    @Test func agesFallWithTheBirthday() {
        var random = SplitMix(seed)
        let calendar = SchoolCalendar.firstCollection
        for _ in 0..<3_000 {
            let day = Int32.random(in: 0...15_949, using: &random)
            let (date, next) = (RealDate(daysSince1970: day), RealDate(daysSince1970: day + 1))
            let isFirst = next.month == 9 && next.day == 1
            #expect(calendar.ageAtCutOff(next) == calendar.ageAtCutOff(date) - (isFirst ? 1 : 0), "seed \(seed), \(date.number)")
            for years in [5, 6] {
                for grade in Grade.allCases {
                    let offset = calendar.ageOffset(date, grade, primaryYears: years)
                    #expect(calendar.ageOffset(next, grade, primaryYears: years) == offset - (isFirst ? 1 : 0), "seed \(seed)")
                    #expect(SchoolCalendar.specialAgeOffset(offset) == (offset > 2 ? offset - 2 : min(offset, 0)), "seed \(seed)")
                }
            }
        }
    }

    // MARK: Texts

    private static func someText(_ random: inout SplitMix) -> String {
        let scalars: [UInt32] = [
            0x41, 0x61, 0x78, 0x20, 0x09, 0x0A, 0x27, 0x2E, 0x30, 0x39, 0x3000, 0xA0, 0x2003, 0xFF10, 0xFF21, 0xFF0E, 0xFEFF, 0x200B, 0x7F, 0xAD,
            0x2018, 0x2022, 0x30FB, 0xB7, 0x738B, 0x660E, 0x20BB7, 0x425, 0x445, 0xD7, 0x2013, 0x2212, 0xE000, 0xFFFD,
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &random) { text.append(Unicode.Scalar(scalars.randomElement(using: &random)!)!) }
        return String(text)
    }

    /// A normal form is normal. N2 drops one leading apostrophe, so a second one is dropped the next time.
    @Test func normalFormsStay() {
        var random = SplitMix(seed)
        for _ in 0..<20_000 {
            let text = Self.someText(&random)
            for kind in [Normalisation.n1, .n2, .n2ID, .n3] {
                let once = Normaliser.normalise(text, as: kind)
                let apostrophes: Set<Character> = ["'", "‘", "’", "`"]
                if kind == .n1 || kind == .n3 || !(once.first.map(apostrophes.contains) ?? false) {
                    #expect(Normaliser.normalise(once, as: kind) == once, "seed \(seed), \(text.unicodeScalars.map(\.value))")
                }
                // Every form starts from N1.
                #expect(Normaliser.normalise(Normaliser.n1(text), as: kind) == once, "seed \(seed), \(text.unicodeScalars.map(\.value))")
            }
        }
    }

    /// White space and width never make two class numbers of one.
    @Test func classKeysDoNotSeeSpelling() {
        var random = SplitMix(seed)
        for _ in 0..<3_000 {
            let number = Int.random(in: 1...99, using: &random)
            let grade = Grade.allCases.randomElement(using: &random)!
            let key = ClassKey(grade: grade, primaryYears: 6, calendar: .firstCollection)
            let cohort = SchoolCalendar.firstCollection.entryYear(of: grade)
            let two = Self.pad(number, 2)
            for text in ["\(number)", two, "\(number)班", "(\(number))班", "【\(two)】", "\(cohort)\(two)", Self.pad(cohort % 100, 2) + two] {
                #expect(key.key(Normaliser.n2(text)) == "\(number)", "seed \(seed), \(text) in \(grade)")
            }
            #expect(key.key(key.key("\(two)班")) == key.key("\(two)班"), "seed \(seed)")
        }
    }
}
