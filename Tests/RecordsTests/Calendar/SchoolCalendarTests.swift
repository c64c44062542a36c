import Records
import Testing

private func date(_ number: Int) -> RealDate { RealDate(year: number / 10000, month: number / 100 % 100, day: number % 100)! }

@Suite struct SchoolCalendarTests {
    private let calendar = SchoolCalendar.firstCollection

    @Test func referenceDates() {
        #expect(calendar.reference == date(20130901) && calendar.cutOff == date(20130831))
        #expect(calendar.schoolYear == 2013 && calendar.referenceMonth == 201309)
    }

    @Test func onTimeCohorts() {
        for (grade, first, last) in [(Grade.p1, 20060901, 20070831), (.j1, 20000901, 20010831), (.s1, 19970901, 19980831)] {
            #expect(calendar.ageOffset(date(first), grade, primaryYears: 6) == 0)
            #expect(calendar.ageOffset(date(last), grade, primaryYears: 6) == 0)
            #expect(calendar.ageOffset(date(first - 1 - (first % 100 == 1 ? 70 : 0)), grade, primaryYears: 6) == 1)
            #expect(calendar.ageOffset(date(last + 70), grade, primaryYears: 6) == -1)
        }
        #expect(calendar.ageAtCutOff(date(20070831)) == 6 && calendar.ageAtCutOff(date(20070901)) == 5)
        #expect(calendar.ageOffset(date(19980707), .s1, primaryYears: 6) == 0)
    }

    @Test func ordinals() {
        #expect(Grade.allCases.map { $0.ordinal(primaryYears: 6) } == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 11, 12])
        #expect(Grade.j1.ordinal(primaryYears: 5) == 6 && Grade.s1.ordinal(primaryYears: 5) == 10)
    }

    @Test func specialPupilsMayBeTwoYearsOlder() {
        #expect((-3...5).map(SchoolCalendar.specialAgeOffset) == [-3, -2, -1, 0, 0, 0, 1, 2, 3])
    }

    @Test func entryMonths() {
        #expect(calendar.schoolYear(ofMonth: 201309) == 2013 && calendar.schoolYear(ofMonth: 201308) == 2013)
        #expect(calendar.schoolYear(ofMonth: 201307) == 2012 && calendar.schoolYear(ofMonth: 201201) == 2011)
        #expect(calendar.entryMonth(of: .p1) == 201309 && calendar.entryMonth(of: .j4) == 201009)
        #expect(calendar.entryYear(of: .p6) - calendar.schoolYear(ofMonth: 201209) == -4)
        #expect(calendar.entryYear(of: .p2) - calendar.schoolYear(ofMonth: 201109) == 1)
        #expect(calendar.age(of: date(20070901), inSchoolYear: 2012) == 4)
    }

    @Test func anotherReferenceDateMovesEverything() {
        let next = SchoolCalendar(reference: date(20140901))
        #expect(next.entryMonth(of: .p1) == 201409 && next.ageAtCutOff(date(20070901)) == 6)
    }
}

@Suite struct GradeTests {
    private let all = GradeSpan.all

    @Test func codesAndNames() {
        #expect(Grade.allCases.map(\.code) == ["P1", "P2", "P3", "P4", "P5", "P6", "J1", "J2", "J3", "J4", "S1", "S2", "S3"])
        for grade in Grade.allCases {
            #expect(Grade(code: grade.code) == grade && Grade(grade.stage, grade.index) == grade)
            for spelling in grade.spellings where !spelling.hasSuffix("年级") || spelling.unicodeScalars.count > 3 {
                #expect(GradeText.resolve(spelling, span: all, primaryYears: 6) == grade, "\(spelling)")
            }
        }
        #expect(Grade(.primary, 7) == nil && Grade(.senior, 0) == nil && Grade(code: "P7") == nil)
        #expect(Grade.s1.chineseName == "高中一年级")
    }

    @Test(arguments: [
        ("一年级", [Stage.primary], 6, Grade.p1), ("七年级", [.primary], 6, .j1), ("六年级", [.primary], 5, .j1),
        ("6年级", [.primary, .junior], 6, .p6), ("９年级", [.junior], 6, .j3), ("九年级", [.junior], 5, .j4),
        ("一年级", [.junior], 6, .j1), ("三 年 级", [.junior], 6, .j3), ("一年级", [.senior], 6, .s1),
        ("四年级", [.senior], 6, .p4), ("五年级", [.senior], 6, .p5), ("五年级", [.junior, .senior], 6, .p5),
        ("四年级", [.junior], 6, .j4), ("二年级", [.primary, .junior, .senior], 6, .p2), ("P1", [.senior], 6, .p1),
        ("高一", [.primary], 6, .s1), ("小学１年级", [.primary], 6, .p1), ("初中2013级", [.junior], 6, .j1),
        ("初 一", [.junior], 6, .j1), ("高一年级", [.senior], 6, .s1),
    ])
    func resolvesGradeTexts(_ text: String, _ stages: [Stage], _ primaryYears: Int, _ grade: Grade) {
        #expect(GradeText.resolve(text, span: GradeSpan(stages), primaryYears: primaryYears) == grade)
    }

    @Test func textsThatDoNotResolve() {
        let middle = GradeSpan([.junior, .senior])
        for text in ["一年级", "4年级"] { #expect(GradeText.resolve(text, span: middle, primaryYears: 6) == nil) }
        for text in ["十年级", "0年级", "大一", "一", "2013级", "年级", "p1"] {
            #expect(GradeText.resolve(text, span: all, primaryYears: 6) == nil, "\(text)")
        }
    }

    @Test func spans() {
        func span(_ type: String?, _ identifier: String?) -> [Stage] {
            guard let identifier else { return GradeSpan(type: type, identifier: nil).stages }
            return GradeSpan(type: type, identifier: Array(identifier.utf8).span).stages
        }
        #expect(span("211", "3136000001") == [.primary] && span("312", nil) == [.primary, .junior])
        #expect(span("341", nil) == [.junior, .senior] && span("511", nil) == Stage.allCases)
        #expect(span("111", "2136000001") == [.primary] && span(nil, "3136000001") == [.primary, .junior])
        #expect(span(nil, "3436000001") == Stage.allCases && span(nil, nil) == Stage.allCases)
        #expect(GradeSpan([.primary, .junior]).grades(primaryYears: 6).grades.map(\.code).joined() == "P1P2P3P4P5P6J1J2J3")
        #expect(GradeSpan([.junior, .primary]).grades(primaryYears: 5).grades.map(\.code).joined() == "P1P2P3P4P5J1J2J3J4")
    }

    @Test func schoolTypes() throws {
        #expect(SchoolType.grades("312")?.grades.count == 10 && SchoolType.grades("111") == nil)
        #expect(SchoolType.isInScope("211") && !SchoolType.isInScope("365") && !SchoolType.isInScope("x"))
        #expect(SchoolType.identifierPrefix("345") == 34 && SchoolType.identifierPrefix("219") == nil)
        #expect(SchoolType.isSpecial("371") && SchoolType.isSpecial("519") && !SchoolType.isSpecial("211"))
        #expect(ClassType.stage("27") == .junior && ClassType.isSpecial("15") && ClassType.isMultiGrade("22"))
        #expect(try #require(SchoolType.grades("319")).contains(.j4))
    }

    @Test func primaryYears() {
        for (text, years) in [("5", 5), ("5.0", 5), ("6", 6), ("五", 6), ("", 6), ("4", 6)] {
            #expect(onBytes(text) { PrimaryYears.read($0) } == years)
        }
        #expect(PrimaryYears.read(nil) == 6)
    }
}

@Suite struct ClassKeyTests {
    private func key(_ text: String, _ grade: Grade?, primaryYears: Int = 6) -> String {
        ClassKey(grade: grade, primaryYears: primaryYears, calendar: .firstCollection).key(Normaliser.n2(text))
    }

    @Test(arguments: ["01", "1班", "(1)班", "201301", "1301", "一班", "一(1)班", "1", "（1）", "[1]班", "【一】", "一年级1班",
        "一年级(1)班", "小一(1)班", "101", "0101", "小学一年级1班", "小学2013级(1)班", "(1班)", "(一(1)班)", "1(01)", "一班(1)", "P1"])
    func spellingsOfOneClass(_ text: String) {
        #expect(key(text, .p1) == (text == "P1" ? "P1" : "1"))
    }

    @Test(arguments: [
        ("三(2)班", Grade.p3, "2"), ("七(1)", .j1, "1"), ("1(1)", .j1, "1"), ("初一(3)班", .j1, "3"),
        ("三年级2班", .p3, "2"), ("三(2)班", .p4, "三(2)班"), ("十(1)", .s1, "1"), ("高一(12)班", .s1, "12"),
        ("十二班", .p1, "12"), ("二十一班", .p1, "21"), ("1012", .s1, "12"), ("701", .j1, "1"), ("101", .j1, "101"),
        ("1301", .j1, "1"), ("1201", .j2, "1"), ("201202", .j2, "2"), ("201302", .j2, "201302"), ("0301", .p2, "301"),
        ("火箭班", .p1, "火箭"), ("火箭一班", .p1, "火箭1"), ("火箭(1)班", .p1, "火箭(1)班"), ("一(A)班", .p1, "一(A)班"),
        ("一(123)班", .p1, "一(123)班"), ("00", .p1, "0"), ("班", .p1, "班"), ("(1)班(2)", .p1, "(1)班(2)"),
        ("12345", .p1, "12345"), ("初二(3)班", .j1, "初二(3)班"), ("高一年级(3)班", .s1, "3"),
    ])
    func keysOfAGrade(_ text: String, _ grade: Grade, _ expected: String) { #expect(key(text, grade) == expected) }

    @Test func ordinalsFollowThePrimarySystem() {
        #expect(key("601", .j1, primaryYears: 5) == "1" && key("601", .j1) == "601")
        #expect(key("六(1)班", .j1, primaryYears: 5) == "1")
    }

    @Test func unknownGradeKeepsLongForms() {
        #expect(key("01", nil) == "1" && key("1班", nil) == "1" && key("1301", nil) == "1301")
        #expect(key("一(1)班", nil) == "一(1)班" && key("201301", nil) == "201301" && key("三年级2班", nil) == "三年级2班")
    }
}

@Suite struct GradeDerivationTests {
    private func derive(
        text: Grade? = nil, classes: [Grade] = [], entry: Int32? = nil, birth: Int? = nil, method: String? = nil,
        stages: [Stage] = Stage.allCases, primaryYears: Int = 6
    ) -> GradeDerivation.Result {
        GradeDerivation(calendar: .firstCollection, span: GradeSpan(stages), primaryYears: primaryYears).derive(
            gradeText: text, classGrades: GradeSet(classes), entryMonth: entry, birth: birth.map(date),
            admissionMethod: method)
    }

    @Test func gradeTextComesFirst() {
        let result = derive(text: .p3, classes: [.p1], entry: 201309)
        #expect(result.grade == .p3 && result.step == .gradeText && !result.isUndetermined)
    }

    @Test func thenTheClassTable() {
        #expect(derive(classes: [.j2], entry: 201309).grade == .j2)
        #expect(derive(classes: [.j2]).step == .classTable)
        let kept = derive(classes: [.p1, .p2], entry: 201209)
        #expect(kept.grade == .p2 && kept.step == .classTable)
        let unreadable = derive(classes: [.p1, .p2])
        #expect(unreadable.grade == nil && !unreadable.isUndetermined)
    }

    @Test func thenTheEntryMonth() {
        let only = derive(entry: 201309, stages: [.primary])
        #expect(only.grade == .p1 && only.step == .entryMonth)
        #expect(derive(entry: 201307, stages: [.primary]).grade == .p2)
        #expect(derive(entry: 200909, birth: nil).grade == .p5)
        #expect(derive(entry: 201309, birth: 20070101).grade == .p1)
        #expect(derive(entry: 201309, birth: 20010101).grade == .j1)
        #expect(derive(entry: 201309, birth: 19980101).grade == .s1)
        #expect(derive(entry: 201309, birth: 20070101, stages: [.junior, .senior]).grade == .j1)
    }

    @Test func classesLeftOverAreTheCandidates() {
        let result = derive(classes: [.p1, .j1, .j2], entry: 201309, birth: 20010101)
        #expect(result.grade == .j1 && result.step == .entryMonth)
        #expect(derive(classes: [.p1, .j1], entry: 201309, birth: 19980101).grade == .j1)
        // No class fits the entry year: the span decides.
        #expect(derive(classes: [.p1, .p2], entry: 201109, stages: [.primary]).grade == .p3)
    }

    @Test func theAdmissionMethodCountsTwoYears() {
        // Between J1 (12 years) and S1 (15 years), at 13: one against two years.
        #expect(derive(entry: 201309, birth: 20000101, stages: [.junior, .senior]).grade == .j1)
        #expect(derive(entry: 201309, birth: 20000101, method: "21", stages: [.junior, .senior]).grade == .s1)
        #expect(derive(entry: 201309, birth: 20000101, method: "其他", stages: [.junior, .senior]).grade == .j1)
        #expect(derive(entry: 201309, birth: 19990101, method: "11", stages: [.junior, .senior]).grade == .j1)
    }

    @Test func tiesGoToTheLowerStage() {
        // 9 years: three above P1 and three below J1.
        #expect(derive(entry: 201309, birth: 20040101).grade == .p1)
    }

    @Test func nothingFits() {
        let future = derive(entry: 201409, birth: 20070101)
        #expect(future.grade == nil && future.step == .unknown && future.isUndetermined)
        let past = derive(entry: 200709, stages: [.primary])
        #expect(past.isUndetermined)
        #expect(derive(entry: 200809, stages: [.primary], primaryYears: 5).isUndetermined)
        #expect(derive(entry: 201009, stages: [.junior], primaryYears: 5).grade == .j4)
        #expect(derive(entry: 201009, stages: [.junior]).isUndetermined)
        #expect(!derive(birth: 20070101).isUndetermined)
        #expect(!derive(entry: 201309).isUndetermined && derive(entry: 201309).grade == nil)
    }
}
