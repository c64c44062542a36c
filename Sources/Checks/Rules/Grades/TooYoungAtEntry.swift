import Columnar
import Records

/// GRD-06: too young when entering the stage.
package enum TooYoungAtEntry: RowRule {
    package static let definition = RuleDefinition(
        "GRD-06", "入学时年龄过小", "Too young at entry", severity: "warning", status: "I", isCore: false,
        message: BilingualText(
            "{ym}入学时仅{a}岁",
            "Only {a} years old at entry in {ym}"),
        explanation: Explanation(
            finds: (
                "按入学年月计算，入学时小学不满5岁、初中不满10岁或高中不满13岁。",
                "Below 5 at entry to primary, 10 to junior or 13 to senior secondary school, by the entry month."),
            matters: (
                "入学年月或出生日期有错。",
                "The entry month or the birth date is wrong."),
            fires: (
                "2005年9月以后出生、201009进入小学。",
                "Born after August 2005 and in primary school from 201009."),
            doesNotFire: (
                "比本年级小2岁以上(AGE-01、AGE-02)。",
                "Two or more years younger than the grade (AGE-01, AGE-02)."),
            source: "RULES GRD-06, §M"))

    package static let inputs: ScanInputs = [.student: AgeColumns.all]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let births = try batch.numbers("birth_date")
        let months = try batch.numbers("entry_month")
        let grades = try batch.grades()
        let calendar = batch.context.calendar
        let least = ["P", "J", "S"].map { Int32(batch.context.parameters["GRD-06.min_age_" + $0]) }
        for row in 0..<batch.rowCount where births[row] != .min && months[row] != .min {
            guard let grade = Grade(rawValue: grades.grade(row)) else { continue }
            let age = calendar.age(ofBirth: births[row])
            let atEntry = age - calendar.reference.year + calendar.schoolYear(ofMonth: months[row])
            guard atEntry < least[Int(grade.stage.rawValue)] else { continue }
            guard age - Int32(5 + grade.ordinal(primaryYears: grades.setting(row).primaryYears)) >= -1 else { continue }
            try findings.add(
                batch, row, field: "entry_month", .warning, value: String(months[row]),
                [Argument("ym", months[row]), Argument("a", atEntry)])
        }
    }
}
