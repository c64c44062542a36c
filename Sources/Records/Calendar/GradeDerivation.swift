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
        var matched = classGrades.grades
        if let only = matched.only { return Result(grade: only, step: .classTable, isUndetermined: false) }
        guard let entryMonth else { return Result(grade: nil, step: .unknown, isUndetermined: false) }
        let entryYear = calendar.schoolYear(ofMonth: entryMonth)
        matched.removeAll { calendar.entryYear(of: $0) != entryYear }
        if let only = matched.only { return Result(grade: only, step: .classTable, isUndetermined: false) }
        return byEntry(year: entryYear, matched, birth, admissionMethod)
    }

    /// Step 3.
    private func byEntry(year: Int, _ matched: [Grade], _ birth: RealDate?, _ method: String?) -> Result {
        let index = calendar.schoolYear + 1 - year
        let ofSpan = span.stages.compactMap { Grade($0, index) }.filter { $0.exists(primaryYears: primaryYears) }
        let candidates = matched.isEmpty ? ofSpan : matched
        if let only = candidates.only { return Result(grade: only, step: .entryMonth, isUndetermined: false) }
        if candidates.isEmpty { return Result(grade: nil, step: .unknown, isUndetermined: true) }
        guard let birth else { return Result(grade: nil, step: .unknown, isUndetermined: false) }
        // Ascending order and a strict comparison: ties go to the lower stage.
        var best = candidates[0]
        for candidate in candidates.dropFirst() where cost(candidate, birth, method) < cost(best, birth, method) {
            best = candidate
        }
        return Result(grade: best, step: .entryMonth, isUndetermined: false)
    }

    /// Years between the pupil's age and the grade's; an admission method of another stage counts as two more.
    private func cost(_ grade: Grade, _ birth: RealDate, _ method: String?) -> Int {
        abs(calendar.ageOffset(birth, grade, primaryYears: primaryYears))
            + (AdmissionMethod.fits(stored: method, stage: grade.stage) ? 0 : 2)
    }
}

extension Array {
    /// The element of an array that has exactly one.
    fileprivate var only: Element? { count == 1 ? self[0] : nil }
}
