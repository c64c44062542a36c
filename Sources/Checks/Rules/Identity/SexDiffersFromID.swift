import Records

/// IDN-05: the sex is not the one inside the resident ID number.
package enum SexDiffersFromID: RowRule {
    package static let definition = RuleDefinition(
        "IDN-05", "性别与身份证号不符", "Sex differs from ID", severity: "error", status: "V",
        message: BilingualText(
            "性别“{sex}”与身份证号第17位不一致", "Sex “{sex}” disagrees with the 17th digit of the ID number"),
        explanation: Explanation(
            finds: ("性别栏与身份证号第17位的奇偶不符(奇数为男)。",
                "A sex that disagrees with the 17th digit of the number (odd means male)."),
            matters: ("全国系统据号码核对性别。", "The national system compares the two."),
            fires: ("号码有效，或为15位旧号，且性别可读。",
                "The number is valid, or an old 15-digit one, and the sex is readable."),
            doesNotFire: ("号码无效(IDN-01…03)；性别为空或无法识别。",
                "An invalid number (IDN-01…03); a blank or unresolved sex."),
            source: "GB 11643-1999; SPEC §4.1"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["id_type", "id_key", "sex"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let sexes = try batch.sexes()
        let types = try batch.documentTypes()
        let keys = try batch.residentKeys()
        for row in 0..<batch.rowCount {
            let sex = sexes[row]
            let key = keys[row]
            // The key's lowest bit is that of the 17th digit: 1 male; sexes are 1 and 2.
            guard sex != 0, UInt8(truncatingIfNeeded: key & 1) != sex & 1 else { continue }
            guard types[row] == DocumentType.residentCard, key != ResidentKey.none else { continue }
            try findings.add(
                batch, row, field: "sex", .error, value: String(sex), [Argument("sex", sex == 1 ? "男" : "女")])
        }
    }
}
