import Columnar
import Records

/// AGE-01: a first-grader who was not six on 31 August.
package enum UnderAgeInFirstGrade: RowRule {
    package static let definition = RuleDefinition(
        "AGE-01", "一年级未满六周岁", "Under-age in grade 1", severity: "error", status: "V",
        message: BilingualText(
            "一年级学生须{limit}(含)前出生,现为{birth},全国系统不予注册",
            "First-graders must be born by {limit_en}; this pupil was born {birth}, and the national system refuses it"),
        explanation: Explanation(
            finds: ("一年级学生在采集年度8月31日未满六周岁。", "First-graders who were not six on 31 August of the year."),
            matters: ("全国系统对差一天的一年级学生也不予注册。",
                "The national system refuses a first-grader who is one day too young."),
            fires: ("小学一年级，2007年9月1日(含)以后出生。", "Primary grade 1, born on or after 2007-09-01."),
            doesNotFire: ("2007年8月31日出生；出生日期晚于采集日期(AGE-04)；其他年级(AGE-02)。",
                "Born on 2007-08-31; born after the reference date (AGE-04); other grades (AGE-02)."),
            source: "SPEC §5.1"))

    package static let inputs: ScanInputs = [.student: AgeColumns.all]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let calendar = batch.context.calendar
        guard let limit = CivilDate(year: calendar.reference.year - 6, month: 8, day: 31) else { return }
        let births = try batch.numbers("birth_date")
        // Few pupils are as young as this, so that most grades need not be derived here.
        for row in 0..<batch.rowCount
        where births[row] > limit.daysSince1970 && births[row] <= calendar.referenceDay {
            guard try batch.grades().grade(row) == Grade.p1.rawValue else { continue }
            let text = CivilDate(daysSince1970: births[row]).compact
            try findings.add(
                batch, row, field: "birth_date", .error, value: text,
                [
                    Argument("birth", text, .birthDate), Argument("limit", "\(limit.year)年8月31日"),
                    Argument("limit_en", limit.description),
                ])
        }
    }
}

/// Columns that the rules about ages and grades read.
enum AgeColumns {
    static let all = ResidentColumns.origin + [
        "birth_date", "grade", "class_no", "entry_month", "admission_method",
    ]
    static let special = all + ["disability", "placement"]
}
