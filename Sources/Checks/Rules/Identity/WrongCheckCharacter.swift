import Records

/// IDN-02: the last character of a resident ID number is not what the others demand.
package enum WrongCheckCharacter: RowRule {
    package static let definition = RuleDefinition(
        "IDN-02", "身份证号校验码错误", "Check character wrong", severity: "error", status: "V",
        message: BilingualText("身份证号“{id}”校验码应为{c}", "The check character of “{id}” should be {c}"),
        explanation: Explanation(
            finds: ("18位号码的末位与前17位算出的校验码不符。",
                "18-character numbers whose last character does not follow from the first 17."),
            matters: ("全国系统的Excel导入不查校验码，到学校审核时才报错。",
                "The national Excel import does not test it; the error would appear only at the school's review."),
            fires: ("360102200708311013(末位应为2)。", "360102200708311013 (should end in 2)."),
            doesNotFire: ("号码内日期无效(IDN-03)；15位旧号(IDN-07)。",
                "An impossible date inside (IDN-03); a 15-digit number (IDN-07)."),
            limits: ("不能说明是哪一位录错。", "It cannot tell which digit is wrong."),
            source: "GB 11643-1999, ISO 7064 MOD 11-2; SPEC §4.1"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.number]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        for number in try batch.irregularNumbers() {
            guard case .wrongCheckCharacter(let expected) = number.check else { continue }
            try findings.add(
                batch, number.row, field: "id_number", .error, value: number.text,
                [
                    Argument("id", number.text, .idNumber),
                    Argument("c", String(decoding: [expected], as: UTF8.self)),
                ])
        }
    }
}
