import Records

/// IDN-01: a resident ID number of a wrong length or with a wrong character.
package enum MalformedResidentID: RowRule {
    package static let definition = RuleDefinition(
        "IDN-01", "身份证号长度或字符错误", "Resident ID malformed", severity: "error", status: "S",
        message: BilingualText(
            "身份证号“{id}”应为18位(末位可为X),现为{n}位",
            "The resident ID number “{id}” should have 18 characters (the last may be X); it has {n}"),
        explanation: Explanation(
            finds: ("证件类型为居民身份证、号码既不是18位也不是15位数字的学生。",
                "Pupils with a resident identity card whose number is neither 18 nor 15 characters of the right kind."),
            matters: ("这样的号码无法在全国系统中查重和比对。", "The national system cannot check such a number."),
            fires: ("号码少一位、多一位，或中间有字母。", "One digit too few or too many, or a letter inside."),
            doesNotFire: ("号码为空(IDN-10)；其他证件类型(IDN-08)；精度丢失(FMT-01)。",
                "A blank number (IDN-10); another document type (IDN-08); lost precision (FMT-01)."),
            source: "GB 11643-1999; SPEC §4.1"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.number]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        for number in try batch.irregularNumbers() where number.check == .malformed {
            try findings.add(
                batch, number.row, field: "id_number", .error, value: number.text,
                [Argument("id", number.text, .idNumber), Argument("n", number.text.unicodeScalars.count)])
        }
    }
}

/// Columns that the rules about the pupil's number read.
enum ResidentColumns {
    static let origin = ["file", "sheet", "row", "school_id", "unreadable"]
    static let number = origin + ["id_type", "id_number", "id_key"]
}
