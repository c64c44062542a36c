import Records

/// IDN-03: the birth date inside a resident ID number does not exist.
package enum ImpossibleDateInID: RowRule {
    package static let definition = RuleDefinition(
        "IDN-03", "身份证号内日期无效", "Date inside ID impossible", severity: "error", status: "S",
        message: BilingualText(
            "身份证号“{id}”内的出生日期不是有效日期", "The birth date inside “{id}” is not a date"),
        explanation: Explanation(
            finds: ("18位号码第7–14位、15位号码第7–12位不是真实日期。",
                "18-character numbers whose digits 7–14, and 15-digit numbers whose digits 7–12, are no real date."),
            matters: ("号码一定有错，不能用来查重。", "The number is certainly wrong and useless for finding duplicates."),
            fires: ("日期为13月或2月30日，或年份不在1800–2099年。",
                "A 13th month, a 30 February, or a year outside 1800–2099."),
            doesNotFire: ("日期真实但与出生日期栏不同(IDN-04)。", "A real date that differs from the birth date (IDN-04)."),
            source: "GB 11643-1999; SPEC §4.1"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.number]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        for number in try batch.irregularNumbers() where number.check == .impossibleDate {
            try findings.add(
                batch, number.row, field: "id_number", .error, value: number.text,
                [Argument("id", number.text, .idNumber)])
        }
    }
}
