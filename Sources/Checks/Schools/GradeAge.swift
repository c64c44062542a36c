import Columnar
import Records

/// How a pupil's age compares with the grade. **Source**: SPEC §5.1.
package struct GradeAge {
    package let row: Int
    package let birth: Int32
    package let grade: Grade
    /// Completed years on the cut-off day.
    package let age: Int32
    /// Years older (or, negative, younger) than the on-time cohort.
    package let difference: Int32
}

extension TableBatch {
    /// Calls `body` for every row with a known birth date and grade whose age differs from the grade's.
    package func forEachUnusualAge(_ body: (GradeAge) throws -> Void) throws {
        let births = try numbers("birth_date")
        let grades = try grades()
        let calendar = context.calendar
        for row in 0..<rowCount where births[row] != .min {
            guard let grade = Grade(rawValue: grades.grade(row)) else { continue }
            let age = calendar.age(ofBirth: births[row])
            let ordinal = grade.ordinal(primaryYears: grades.setting(row).primaryYears)
            let difference = age - Int32(5 + ordinal)
            if difference < 0 || difference > 1 {
                try body(GradeAge(row: row, birth: births[row], grade: grade, age: age, difference: difference))
            }
        }
    }
}

extension FindingBuffer {
    /// A finding of AGE-02 or AGE-03.
    mutating func add(_ batch: TableBatch, _ pupil: GradeAge, _ severity: Severity) throws {
        try add(
            batch, pupil.row, field: "birth_date", severity, value: CivilDate(daysSince1970: pupil.birth).compact,
            [
                Argument("grade", pupil.grade.chineseName), Argument("grade_en", pupil.grade.code),
                Argument("a", pupil.age), Argument("k", abs(pupil.difference)),
            ])
    }
}
