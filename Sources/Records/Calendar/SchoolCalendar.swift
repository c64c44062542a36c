/// School years, entry months and ages, seen from a reference date.
///
/// **Source**: SPEC §1 "Reference dates", §5.1.
public struct SchoolCalendar: Sendable, Equatable {
    public let reference: RealDate

    /// The first collection: 2013-09-01.
    public static let firstCollection = SchoolCalendar(reference: RealDate(daysSince1970: 15949))

    public init(reference: RealDate) { self.reference = reference }

    /// The year in which the school year of the reference date began: the reference date's own year.
    public var schoolYear: Int { reference.year }

    /// The school-age cut-off of the school year, inclusive: 31 August.
    public var cutOff: RealDate { RealDate(year: reference.year, month: 8, day: 31) ?? reference }

    /// YYYYMM of the reference date.
    public var referenceMonth: Int32 { Int32(reference.year * 100 + reference.month) }

    /// Completed years of age at the cut-off of the school year (`age_cut`).
    public func ageAtCutOff(_ birth: RealDate) -> Int { age(of: birth, inSchoolYear: schoolYear) }

    /// Completed years of age on 31 August of a year.
    public func age(of birth: RealDate, inSchoolYear year: Int) -> Int {
        year - birth.year - (birth.month * 100 + birth.day > 831 ? 1 : 0)
    }

    /// The school year E to which an entry month belongs.
    public func schoolYear(ofMonth month: Int32) -> Int {
        let (year, month) = (Int(month) / 100, Int(month) % 100)
        return month >= 8 ? year : year - 1
    }

    /// The school year in which pupils of a grade entered its stage: `2014 − k` for 2013. Also the cohort's name.
    public func entryYear(of grade: Grade) -> Int { schoolYear + 1 - grade.index }

    /// The expected entry month of a grade, 201309 for P1.
    public func entryMonth(of grade: Grade) -> Int32 { Int32(entryYear(of: grade) * 100 + 9) }

    /// `d`: how many years older than the on-time cohort of the grade.
    public func ageOffset(_ birth: RealDate, _ grade: Grade, primaryYears: Int) -> Int {
        ageAtCutOff(birth) - (5 + grade.ordinal(primaryYears: primaryYears))
    }

    /// `d'`, the offset of pupils of special education, who may be two years older.
    public static func specialAgeOffset(_ offset: Int) -> Int { offset <= 0 ? offset : max(0, offset - 2) }
}
