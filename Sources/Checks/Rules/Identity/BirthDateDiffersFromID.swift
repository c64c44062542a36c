import Columnar
import Records

/// IDN-04: the birth date is not the one inside the resident ID number.
package enum BirthDateDiffersFromID: RowRule {
    package static let definition = RuleDefinition(
        "IDN-04", "出生日期与身份证号不符", "Birth date differs from ID", severity: "error", status: "V",
        message: BilingualText(
            "出生日期{birth}与身份证号内{idbirth}不一致", "Birth date {birth}, but {idbirth} inside the ID number"),
        explanation: Explanation(
            finds: ("出生日期栏与居民身份证号内的日期不同。",
                "A birth date that differs from the date inside the resident ID number."),
            matters: ("全国系统按号码核对出生日期，不符即退回。",
                "The national system compares the two and sends the record back."),
            fires: ("两者都可读且不同；校验码错误的号码也比较。",
                "Both readable and different; also for numbers with a wrong check character."),
            doesNotFire: ("出生日期为空或不可读；号码内日期无效(IDN-03)。",
                "A blank or unreadable birth date; an impossible date inside the number (IDN-03)."),
            limits: ("不能说明哪一个是错的。", "It cannot tell which of the two is wrong."),
            source: "GB 11643-1999; SPEC §4.1"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.number + ["birth_date"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let births = try batch.numbers("birth_date")
        let types = try batch.documentTypes()
        let keys = try batch.residentKeys()
        for row in 0..<batch.rowCount where types[row] == DocumentType.residentCard && keys[row] != ResidentKey.none {
            let date = ResidentID.birthDate(keys[row])
            if births[row] != date, births[row] != .min { try report(batch, row, births[row], date, &findings) }
        }
        for number in try batch.irregularNumbers() {
            guard let date = number.birthDate, births[number.row] != .min, births[number.row] != date else { continue }
            try report(batch, number.row, births[number.row], date, &findings)
        }
    }

    private static func report(
        _ batch: TableBatch, _ row: Int, _ birth: Int32, _ date: Int32, _ findings: inout FindingBuffer
    ) throws {
        let text = CivilDate(daysSince1970: birth).compact
        try findings.add(
            batch, row, field: "birth_date", .error, value: text,
            [
                Argument("birth", text, .birthDate),
                Argument("idbirth", CivilDate(daysSince1970: date).compact, .birthDate),
            ])
    }
}
