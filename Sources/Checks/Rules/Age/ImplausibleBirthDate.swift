import Columnar
import Records

/// AGE-04: a birth date that no pupil can have.
package enum ImplausibleBirthDate: RowRule {
    package static let definition = RuleDefinition(
        "AGE-04", "出生日期不合理", "Birth date implausible", severity: "error", status: "I",
        message: BilingualText("出生日期{birth}不合理", "The birth date {birth} is implausible"),
        explanation: Explanation(
            finds: ("出生日期晚于采集日期，或8月31日不满4周岁、超过25周岁(特殊教育30周岁)。",
                "A birth date after the reference date, or an age below 4 or above 25 (special education 30)."),
            matters: ("几乎总是录入错误。", "Nearly always a typing error."),
            fires: ("20130902出生；1950年出生。", "Born on 2013-09-02; born in 1950."),
            doesNotFire: ("25周岁整；特殊教育学生26至30岁。", "Aged exactly 25; pupils of special education aged 26 to 30."),
            source: "SPEC §5.1; RULES §M"))

    package static let inputs: ScanInputs = [.student: AgeColumns.special]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let births = try batch.numbers("birth_date")
        let calendar = batch.context.calendar
        let oldest = Int32(batch.context.parameters["AGE-04.max_age"])
        let oldestSpecial = Int32(batch.context.parameters["AGE-04.max_age_special"])
        var special: SpecialPupils?
        for row in 0..<batch.rowCount where births[row] != .min {
            let age = calendar.age(ofBirth: births[row])
            let isYoung = births[row] > calendar.referenceDay || age < 4
            guard isYoung || age > oldest else { continue }
            if !isYoung {
                let pupils = try special ?? SpecialPupils(batch)
                special = pupils
                if pupils.contains(row), age <= oldestSpecial { continue }
            }
            let text = CivilDate(daysSince1970: births[row]).compact
            try findings.add(
                batch, row, field: "birth_date", .error, value: text, [Argument("birth", text, .birthDate)])
        }
    }
}
