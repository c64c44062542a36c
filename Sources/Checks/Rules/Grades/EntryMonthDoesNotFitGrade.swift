import Records

/// GRD-02: the entry month belongs to another grade.
package enum EntryMonthDoesNotFitGrade: RowRule {
    package static let definition = RuleDefinition(
        "GRD-02", "入学年月与年级不符", "Entry month does not fit grade", severity: "info / warning / error", status: "V",
        message: BilingualText(
            "入学年月{ym}与{grade}不符,应为{exp}", "Entry month {ym} does not fit {grade_en}; expected {exp}"),
        explanation: Explanation(
            finds: ("入学年月推出的学年与年级不符：早1年提示，早2年或晚1年警告，其余错误。",
                "An entry month of another school year than the grade's: 1 year early info, 2 early or 1 late warning, "
                    + "else error."),
            matters: ("全国系统由入学年月推出年级，错了学生就进错年级。",
                "The national system derives the grade from this month; an error puts the pupil into a wrong grade."),
            fires: ("六年级、201209入学(错误)；二年级、201109入学(提示，留级)。",
                "Grade 6 with 201209 (error); grade 2 with 201109 (info, retained)."),
            doesNotFire: ("年级只由入学年月推出；8月入学。", "The grade was derived from the month itself; entry in August."),
            source: "SPEC §2.1 note 7, §5.2"))

    package static let inputs: ScanInputs = [.student: AgeColumns.all]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let months = try batch.numbers("entry_month")
        let grades = try batch.grades()
        let calendar = batch.context.calendar
        for row in 0..<batch.rowCount where months[row] != .min {
            let result = grades[row]
            guard result.step == .written || result.step == .classTable, let grade = Grade(rawValue: result.grade)
            else { continue }
            let expected = calendar.nextYear - Int32(grade.index)
            guard let severity = severity(expected - calendar.schoolYear(ofMonth: months[row])) else { continue }
            try findings.add(
                batch, row, field: "entry_month", severity, value: String(months[row]),
                [
                    Argument("ym", months[row]), Argument("grade", grade.chineseName),
                    Argument("grade_en", grade.code), Argument("exp", expected * 100 + 9),
                ])
        }
    }

    private static func severity(_ years: Int32) -> Severity? {
        switch years {
        case 0: nil
        case 1: .info
        case 2, -1: .warning
        default: .error
        }
    }
}
