/// Finds the grade of a pupil whose template has no grade column.
///
/// **Source**: SPEC §5.2.
public struct GradeDerivation: Sendable {
    /// Which step of §5.2 decided.
    public enum Step: UInt8, Sendable {
        case gradeText = 1, classTable, entryMonth
        case unknown
    }

    public struct Result: Sendable, Equatable {
        public let grade: Grade?
        public let step: Step
        /// GRD-01: the grade is unknown although its inputs could be read.
        public let isUndetermined: Bool
    }

    public let calendar: SchoolCalendar
    public let span: GradeSpan
    /// Lp, 5 or 6.
    public let primaryYears: Int

    public init(calendar: SchoolCalendar, span: GradeSpan, primaryYears: Int) {
        self.calendar = calendar
        self.span = span
        self.primaryYears = primaryYears
    }

    /// - Parameters:
    ///   - gradeText: the grade of the 年级 cell (`GradeText.resolve`); nil when blank or unresolved.
    ///   - classGrades: grades of the school's class rows that the pupil's 班号 matches, each tried with its own grade.
    ///   - entryMonth: 入学年月 as 201309; nil when blank or unreadable.
    ///   - birth: nil when blank or unreadable.
    ///   - admissionMethod: 入学方式 as stored: a code, 其他, or nil when blank or unresolved.
    public func derive(
        gradeText: Grade?, classGrades: GradeSet, entryMonth: Int32?, birth: RealDate?, admissionMethod: String?
    ) -> Result {
        if let gradeText { return Result(grade: gradeText, step: .gradeText, isUndetermined: false) }
        if let only = classGrades.only { return Result(grade: only, step: .classTable, isUndetermined: false) }
        guard let entryMonth else { return Result(grade: nil, step: .unknown, isUndetermined: false) }
        let index = calendar.schoolYear + 1 - calendar.schoolYear(ofMonth: entryMonth)
        // The grades whose expected entry school year is the pupil's: those with this index.
        let entered = GradeSet(index: index)
        let matched = classGrades.intersection(entered)
        if let only = matched.only { return Result(grade: only, step: .classTable, isUndetermined: false) }
        let ofSpan = entered.intersection(span.grades(primaryYears: primaryYears))
        return byEntry(matched.isEmpty ? ofSpan : matched, birth, admissionMethod)
    }

    /// Step 3.
    private func byEntry(_ candidates: GradeSet, _ birth: RealDate?, _ method: String?) -> Result {
        if let only = candidates.only { return Result(grade: only, step: .entryMonth, isUndetermined: false) }
        if candidates.isEmpty { return Result(grade: nil, step: .unknown, isUndetermined: true) }
        guard let birth else { return Result(grade: nil, step: .unknown, isUndetermined: false) }
        var best: (grade: Grade?, cost: Int) = (nil, .max)
        var rest = candidates.rawValue
        while rest != 0, let grade = Grade(rawValue: UInt8(rest.trailingZeroBitCount)) {
            // Ascending order and a strict comparison: ties go to the lower stage.
            let cost = cost(grade, birth, method)
            if cost < best.cost { best = (grade, cost) }
            rest &= rest - 1
        }
        return Result(grade: best.grade, step: .entryMonth, isUndetermined: false)
    }

    /// Years between the pupil's age and the grade's; an admission method of another stage counts as two more.
    private func cost(_ grade: Grade, _ birth: RealDate, _ method: String?) -> Int {
        abs(calendar.ageOffset(birth, grade, primaryYears: primaryYears))
            + (AdmissionMethod.fits(stored: method, stage: grade.stage) ? 0 : 2)
    }
}
