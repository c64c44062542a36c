import Records

/// IDN-07: a pupil with a 15-digit number of before 1999.
package enum OldFormNumber: RowRule {
    package static let definition = RuleDefinition(
        "IDN-07", "学生使用15位旧号", "15-digit number on a pupil", severity: "warning", status: "S",
        message: BilingualText(
            "学生身份证号为15位旧号,应为{up18}", "The pupil has an old 15-digit number; it should be {up18}"),
        explanation: Explanation(
            finds: ("学生填写了15位旧身份证号。", "Pupils with an old 15-digit number."),
            matters: ("2013年的学生都在1990年以后出生，发的都是18位号码。",
                "Every pupil of 2013 was born after 1990 and was given an 18-character number."),
            fires: ("15位数字且其中日期真实。", "15 digits with a real date inside."),
            doesNotFire: ("家庭成员的15位号码；日期不真实(IDN-03)。",
                "15-digit numbers of family members; no real date (IDN-03)."),
            limits: ("升位号码按19xx年计算，可能不是真实号码。",
                "The upgraded number assumes a birth in 19xx and need not be the real one."),
            source: "GB 11643-1999; SPEC §4.1"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.number]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let types = try batch.documentTypes()
        let keys = try batch.residentKeys()
        for row in 0..<batch.rowCount {
            let key = keys[row]
            guard key != ResidentKey.none, ResidentID.isFrom15Digits(key), types[row] == DocumentType.residentCard
            else { continue }
            let text = try batch.text("id_number").string(row) ?? ""
            try findings.add(
                batch, row, field: "id_number", .warning, value: text,
                [Argument("up18", ResidentID.canonical(key), .idNumber)])
        }
    }
}
