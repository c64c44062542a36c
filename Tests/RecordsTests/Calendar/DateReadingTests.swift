import Records
import Testing

@Suite struct DateReadingTests {
    private func day(_ number: Int) -> Int32 {
        RealDate(year: number / 10000, month: number / 100 % 100, day: number % 100)!.daysSince1970
    }
    private func read(_ text: String, _ kind: DateKind = .date8) -> DateReading { .cell(Array(text.utf8).span, as: kind) }

    @Test(arguments: [
        "2007-8-31", "2007/8/31", "2007.8.31", "2007年8月31日", "2007年8月31号", "2007年8月31", "2007-08-31", "2007－8－31",
        "2007．8．31", "2007 年 8 月 31 日", "2007–8–31", "2007-8-31 0:00", "2007-8-31 00:00:00", "2007-8-31T10:20:30.5",
        "20070831 0:00", "2007/8/31  12:00", "２００７年８月３１日　０：００", "2007-8-31 0:00:00 ",
    ])
    func acceptsOtherForms(_ text: String) { #expect(read(text) == .reformatted(day(20070831))) }

    @Test(arguments: ["20070831", "２００７０８３１", " 20070831 ", "'20070831", "2007 08 31"])
    func compactDatesAreSilent(_ text: String) { #expect(read(text) == .canonical(day(20070831))) }

    @Test(arguments: [
        "07-8-31", "31/8/2007", "8/31/2007", "200708", "39325", "2007", "2007-8/31", "2007-8", "2007-8-31-1", "20070230",
        "2007-2-30", "2007-13-1", "2007-008-31", "17991231", "21000101", "2007年8月31日x", "2007年8-31", "2007-8月31", "abc",
        "2007-8-31 上午", "2007-8-31 10", "2007-8-31日", "20070831日", "10:00", "2007-8-31 10:0", "2007831", "+0070831",
    ])
    func otherTextsAreUnreadable(_ text: String) { #expect(read(text) == .unreadable) }

    @Test func edgesOfTheCalendar() {
        #expect(read("18000101") == .canonical(day(18000101)) && read("20991231") == .canonical(day(20991231)))
        #expect(read("20000229") == .canonical(day(20000229)) && read("19000229") == .unreadable)
    }

    @Test(arguments: [
        "2013-9", "2013/9", "2013.09", "2013年9月", "2013年9", "2013年9月份", "2013年09月", "2013-09", "20130901", "2013-9-1",
        "2013年9月1日", "2013.9", "2013-9 0:00", "201309 0:00",
    ])
    func acceptsOtherMonths(_ text: String) { #expect(read(text, .month6) == .reformatted(201309)) }

    @Test func canonicalMonthsAreSilent() {
        #expect(read("201309", .month6) == .canonical(201309) && read("２０１３０９", .month6) == .canonical(201309))
    }

    @Test(arguments: ["2013", "201313", "201300", "2013-13", "2013年", "13-9", "2013-9-31", "179901", "2013.1", "2013-9月", "20139"])
    func otherMonthsAreUnreadable(_ text: String) { #expect(read(text, .month6) == .unreadable) }

    @Test func januaryAndOctoberCanBeTold() {
        #expect(read("2013.10", .month6) == .reformatted(201310) && read("2013.01", .month6) == .reformatted(201301))
        #expect(read("2013-1", .month6) == .reformatted(201301) && read("2013.2", .month6) == .reformatted(201302))
    }

    @Test func foundingYears() {
        #expect(read("1998", .foundingYear) == .canonical(1998) && read("199809", .foundingYear) == .canonical(199809))
        #expect(read("1998-9", .foundingYear) == .reformatted(199809) && read("1700", .foundingYear) == .unreadable)
        #expect(DateReading.number(1998, as: .foundingYear, uses1904: false) == .canonical(1998))
    }

    @Test func serialNumbers() {
        func number(_ value: Double, _ kind: DateKind = .date8, uses1904: Bool = false) -> DateReading {
            .number(value, as: kind, uses1904: uses1904)
        }
        #expect(number(39325) == .reformatted(day(20070831)))
        #expect(number(39325.75) == .reformatted(day(20070831)))
        #expect(number(37863, uses1904: true) == .reformatted(day(20070831)))
        #expect(number(1) == .reformatted(day(19000101)) && number(59) == .reformatted(day(19000228)))
        #expect(number(60) == .unreadable && number(60.5) == .unreadable && number(61) == .reformatted(day(19000301)))
        #expect(number(60, uses1904: true) == .reformatted(day(19040301)))
        #expect(number(1899) == .reformatted(day(19050313)) && number(2100) == .reformatted(day(19050930)))
        #expect(number(1900) == .unreadable && number(2013) == .unreadable && number(2099.9) == .unreadable)
        #expect(number(0.5) == .unreadable && number(-1) == .unreadable && number(100_000) == .unreadable)
        #expect(number(99_999) == .unreadable && number(73_050) == .reformatted(day(20991231)))
        #expect(number(20_070_831) == .canonical(day(20070831)))
        #expect(number(41518, .month6) == .reformatted(201309) && number(201_309, .month6) == .canonical(201309))
        #expect(number(2013, .month6) == .unreadable && number(2013.09, .month6) == .reformatted(201309))
        #expect(number(2013.1, .month6) == .unreadable && number(2013.11, .month6) == .reformatted(201311))
        #expect(number(2013.9, .month6) == .reformatted(201309) && number(20_130_901, .month6) == .reformatted(201309))
    }

    @Test func theTimeIsCutFromTheRawCell() {
        func start(_ text: String) -> Int? { DateText.timeStart(Array(text.utf8).span) }
        #expect(start("2007-8-31 0:00") == 9 && start("2007-8-31   0:00") == 9 && start(" 2007-8-31T0:00") == 10)
        #expect(start("2007-8-31") == nil && start("0:00") == nil && start(" 0:00") == nil && start("班:1") == nil)
        #expect(start("2007-8-31 0:00 ") == 9 && start("2007-8-31 0:00x") == nil)
    }

    @Test func fieldsKnowTheirKind() {
        #expect(RegistryTable.student.field(named: "birth_date")?.dateKind == .date8)
        #expect(RegistryTable.student.field(named: "entry_month")?.dateKind == .month6)
        #expect(RegistryTable.school.field(named: "founded")?.dateKind == .foundingYear)
        #expect(RegistryTable.student.field(named: "name")?.dateKind == nil)
    }
}
