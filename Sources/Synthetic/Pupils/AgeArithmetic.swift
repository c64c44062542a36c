import Columnar

/// The arithmetic of SPEC §5.1 on a pupil, to state what the age and grade rules will find.
struct AgeArithmetic {
    let meta: PupilMeta
    let primaryYears: Int
    /// The grade comes from the grade column or the class number, not from the entry month itself.
    let isGradeFromClass: Bool

    private var date: CivilDate { CivilDate(daysSince1970: meta.birthDay) }
    private var isLateBirthday: Bool { (date.month, date.day) > (8, 31) }
    private var ordinal: Int { meta.grade.ordinal(primaryYears: primaryYears) }

    var age: Int { 2013 - Int(date.year) - (isLateBirthday ? 1 : 0) }
    var offset: Int { age - (5 + ordinal) }

    /// First and last birthday of the pupils who are `offset` years from on time.
    static func birthDays(grade: SchoolGrade, primaryYears: Int, offset: Int) -> ClosedRange<Int32> {
        let year = Int32(2013 - 5 - grade.ordinal(primaryYears: primaryYears) - offset)
        return day(year - 1, 9, 1)...day(year, 8, 31)
    }

    static func day(_ year: Int32, _ month: Int32, _ day: Int32) -> Int32 {
        CivilDate(year: year, month: month, day: day)?.daysSince1970 ?? 0
    }

    var expectations: [(String, Severity, StudentField)] {
        var found: [(String, Severity, StudentField)] = []
        if meta.isBirthKnown { found += birthExpectations }
        if meta.isEntryKnown { found += entryExpectations }
        return found
    }

    private var birthExpectations: [(String, Severity, StudentField)] {
        var found: [(String, Severity, StudentField)] = []
        let reference = AgeArithmetic.day(2013, 9, 1)
        if meta.isGradeKnown {
            if meta.grade == .p1 {
                if meta.birthDay > AgeArithmetic.day(2007, 8, 31), meta.birthDay <= reference {
                    found.append(("AGE-01", .error, .birthDate))
                }
            } else if offset < 0 {
                found.append(("AGE-02", offset == -1 ? .info : offset == -2 ? .warning : .error, .birthDate))
            }
            let late = meta.isSpecial ? max(0, offset - 2) : offset
            if late >= 2 { found.append(("AGE-03", late == 2 ? .info : late < 5 ? .warning : .error, .birthDate)) }
        }
        if meta.birthDay > reference || age < 4 || age > (meta.isSpecial ? 30 : 25) {
            found.append(("AGE-04", .error, .birthDate))
        }
        return found
    }

    private var entryExpectations: [(String, Severity, StudentField)] {
        var found: [(String, Severity, StudentField)] = []
        let month = meta.entryYear * 100 + meta.entryMonth
        let schoolYear = meta.entryMonth >= 8 ? meta.entryYear : meta.entryYear - 1
        if meta.isGradeKnown, isGradeFromClass {
            let gap = meta.grade.cohort - schoolYear
            switch gap {
            case 0: break
            case 1: found.append(("GRD-02", .info, .entryMonth))
            case 2, -1: found.append(("GRD-02", .warning, .entryMonth))
            default: found.append(("GRD-02", .error, .entryMonth))
            }
        }
        if month > 201_309 {
            found.append(("GRD-04", .error, .entryMonth))
        } else if meta.entryMonth != 8, meta.entryMonth != 9 {
            found.append(("GRD-03", .info, .entryMonth))
        }
        if meta.isGradeKnown, meta.isBirthKnown, offset >= -1 {
            let entryAge = schoolYear - Int(date.year) - (isLateBirthday ? 1 : 0)
            if entryAge < [5, 10, 13][meta.grade.stage.rawValue] { found.append(("GRD-06", .warning, .entryMonth)) }
        }
        return found
    }
}
