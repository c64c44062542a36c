import Columnar
import Records

/// Derives the grades of a batch of pupils.
///
/// Class numbers and grade texts repeat, so that texts are looked at once for each distinct (text, setting, grade) and
/// a row costs a few table look-ups. **Source**: SPEC §5.2, §5.3.
package final class DerivedGrades {
    /// How a grade was found: in 年级, from the class table, from 入学年月, or not.
    package enum Step: UInt8 { case written = 1, classTable = 2, entryMonth = 3, none = 4 }

    package struct Result {
        /// Raw value of `Grade`, 255 when unknown.
        package var grade: UInt8
        package var step: Step
        /// The derivation ended in step 4 although its inputs were readable: GRD-01.
        package var isUndetermined: Bool
    }

    package static let unknown: UInt8 = 255

    private let context: CheckContext
    private let schoolIDs: [Int64]
    private let positions: [Int32]
    private let gradeTexts: DictionaryColumn
    private let classNumbers: DictionaryColumn
    private let entryMonths: [Int32]
    private let births: [Int32]
    private let methods: [UInt8]
    private let unknownSettings: [GradeSetting]
    private var writtenGrades: [UInt64: UInt8] = [:]
    private var keys: [UInt64: Int32] = [:]
    private var matches: [UInt64: UInt16] = [:]
    private var lastMatch: (memo: UInt64, grades: UInt16) = (.max, 0)
    private var lastKey: (memo: UInt64, key: Int32) = (.max, 0)
    private var results: [Result?]

    package static let columns = [
        "school_id", "grade", "class_no", "entry_month", "birth_date", "admission_method",
    ]

    package init(_ batch: TableBatch) throws(ColumnarError) {
        context = batch.context
        schoolIDs = try batch.schoolIDs()
        positions = try batch.schoolPositions()
        gradeTexts = try batch.codes("grade")
        classNumbers = try batch.codes("class_no")
        entryMonths = try batch.numbers("entry_month")
        births = try batch.numbers("birth_date")
        methods = try batch.mapped("admission_method", null: Method.any.rawValue) { Method(stored: $0).rawValue }
        unknownSettings = [0, 2_100_000_000, 3_100_000_000].map { GradeSetting(category: $0) }
        results = [Result?](repeating: nil, count: batch.rowCount)
    }

    /// Which stages an 入学方式 fits.
    private enum Method: UInt8 {
        case any, compulsory, senior

        init(stored: String) {
            switch stored {
            case "11", "12": self = .compulsory
            case "21", "22", "23", "99": self = .senior
            default: self = .any
            }
        }

        static func fits(_ raw: UInt8, _ stage: Stage) -> Bool {
            raw == any.rawValue || (raw == senior.rawValue) == (stage == .senior)
        }
    }

    /// The grade of one row.
    package subscript(row: Int) -> Result {
        if let result = results[row] { return result }
        let result = derive(row)
        results[row] = result
        return result
    }

    /// Raw value of the grade, 255 when unknown.
    package func grade(_ row: Int) -> UInt8 { self[row].grade }

    package func setting(_ row: Int) -> GradeSetting {
        let position = positions[row]
        if position >= 0 { return context.directory.schools[Int(position)].setting }
        let school = schoolIDs[row]
        switch SchoolNumber.category(school) {
        case 21: return unknownSettings[1]
        case 31: return unknownSettings[2]
        default: return unknownSettings[0]
        }
    }

    /// The class key of a row under its own grade; `ClassKeyTable.none` when the class number is blank.
    package func classKey(_ row: Int) -> Int32 {
        guard classNumbers.isValid(row) else { return ClassKeyTable.none }
        return key(row, grade: grade(row))
    }

    /// Whether 年级 holds a text that does not resolve: COD-01.
    package func isGradeTextUnknown(_ row: Int) -> Bool {
        gradeTexts.isValid(row) && writtenGrade(row) == Self.unknown
    }

    private func derive(_ row: Int) -> Result {
        let written = gradeTexts.isValid(row) ? writtenGrade(row) : Self.unknown
        if written != Self.unknown { return Result(grade: written, step: .written, isUndetermined: false) }
        let entry = entryMonths[row]
        var left = matchingGrades(row)
        if left.nonzeroBitCount == 1 { return single(left, .classTable) }
        let k = entry == .min ? 0 : Int(context.calendar.nextYear - context.calendar.schoolYear(ofMonth: entry))
        if left != 0, entry != .min {
            left = Self.keeping(left, index: k)
            if left.nonzeroBitCount == 1 { return single(left, .classTable) }
        }
        guard entry != .min else { return Result(grade: Self.unknown, step: .none, isUndetermined: false) }
        let candidates = left != 0 ? left : existing(index: k, setting(row))
        if candidates.nonzeroBitCount == 1 { return single(candidates, .entryMonth) }
        if candidates == 0 { return Result(grade: Self.unknown, step: .none, isUndetermined: true) }
        return nearest(candidates, row)
    }

    private func single(_ grades: UInt16, _ step: Step) -> Result {
        Result(grade: UInt8(grades.trailingZeroBitCount), step: step, isUndetermined: false)
    }

    /// Grades whose expected entry school year is that of index `k`.
    private static func keeping(_ grades: UInt16, index k: Int) -> UInt16 {
        var kept: UInt16 = 0
        for grade in Grade.allCases where grades >> UInt16(grade.rawValue) & 1 != 0 && grade.index == k {
            kept |= 1 << UInt16(grade.rawValue)
        }
        return kept
    }

    /// The grades with index `k` in the stages of the span: P 1…Lp, J 1…3 (4 when Lp = 5), S 1…3.
    private func existing(index k: Int, _ setting: GradeSetting) -> UInt16 {
        var grades: UInt16 = 0
        for stage in Stage.allCases where setting.span.contains(stage) {
            let last =
                switch stage {
                case .primary: setting.primaryYears
                case .junior: setting.primaryYears == 5 ? 4 : 3
                case .senior: 3
                }
            if k >= 1, k <= last, let grade = Grade(stage, k) { grades |= 1 << UInt16(grade.rawValue) }
        }
        return grades
    }

    /// Of several candidates the one that fits the age best; a misfit of 入学方式 counts as two years.
    private func nearest(_ candidates: UInt16, _ row: Int) -> Result {
        guard births[row] != .min else { return Result(grade: Self.unknown, step: .none, isUndetermined: false) }
        let age = Int(context.calendar.age(ofBirth: births[row]))
        let years = setting(row).primaryYears
        var best = (distance: Int.max, grade: Self.unknown)
        for grade in Grade.allCases where candidates >> UInt16(grade.rawValue) & 1 != 0 {
            var distance = abs(5 + grade.ordinal(primaryYears: years) - age)
            if !Method.fits(methods[row], grade.stage) { distance += 2 }
            if distance < best.distance { best = (distance, grade.rawValue) }
        }
        return Result(grade: best.grade, step: .entryMonth, isUndetermined: false)
    }

    private func writtenGrade(_ row: Int) -> UInt8 {
        let setting = setting(row)
        let code = gradeTexts.code(row)
        let memo = UInt64(code) << 8 | setting.memo
        if let grade = writtenGrades[memo] { return grade }
        let grade = setting.resolve(gradeTexts.values[code] ?? "")?.rawValue ?? Self.unknown
        writtenGrades[memo] = grade
        return grade
    }

    /// Grades of the school's class rows that the row's class number matches, each tried with its own grade.
    private func matchingGrades(_ row: Int) -> UInt16 {
        let position = positions[row]
        guard position >= 0, classNumbers.isValid(row) else { return 0 }
        let memo = UInt64(position) << 32 | UInt64(classNumbers.code(row))
        if memo == lastMatch.memo { return lastMatch.grades }
        if let grades = matches[memo] {
            lastMatch = (memo, grades)
            return grades
        }
        let school = context.directory.schools[Int(position)]
        var grades: UInt16 = 0
        for grade in 0..<UInt8(Grade.allCases.count) where school.classGrades >> UInt16(grade) & 1 != 0 {
            let id = ClassID(school: school.id, grade: grade, key: key(row, grade: grade))
            if context.directory.contains(id) { grades |= 1 << UInt16(grade) }
        }
        matches[memo] = grades
        lastMatch = (memo, grades)
        return grades
    }

    private func key(_ row: Int, grade: UInt8) -> Int32 {
        let setting = setting(row)
        let code = classNumbers.code(row)
        let memo = UInt64(code) << 16 | UInt64(grade) << 8 | setting.memo
        if memo == lastKey.memo { return lastKey.key }
        let key =
            keys[memo]
            ?? context.classKey(classNumbers.values[code] ?? "", grade: Grade(rawValue: grade), setting)
        keys[memo] = key
        lastKey = (memo, key)
        return key
    }
}

extension GradeSetting {
    /// A small number that equal settings share.
    var memo: UInt64 {
        var bits: UInt64 = primaryYears == 5 ? 8 : 0
        for stage in Stage.allCases where span.contains(stage) { bits |= 1 << UInt64(stage.rawValue) }
        return bits
    }
}
