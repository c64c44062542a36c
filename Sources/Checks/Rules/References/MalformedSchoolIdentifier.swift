import Records

/// REF-01: a school identifier that cannot be one of this collection.
package enum MalformedSchoolIdentifier: RowRule {
    package static let definition = RuleDefinition(
        "REF-01", "学校标识码格式错误", "School identifier malformed", severity: "error", status: "V",
        message: BilingualText("学校标识码“{id}”格式不正确", "The school identifier “{id}” is malformed"),
        explanation: Explanation(
            finds: ("学校标识码不是10位数字、前两位不是采集范围内的类别(21、31、34、37、51)或第3–4位不是本省。",
                "Identifiers that are not ten digits, of no category in scope (21, 31, 34, 37, 51), or of another province."),
            matters: ("这样的行无法归到学校，其他规则都不再使用该标识码。",
                "Such a row belongs to no school; no other rule uses the identifier."),
            fires: ("各表中非空的学校标识码。", "Any table's non-blank identifier."),
            doesNotFire: ("标识码为空(CMP-01)；下发名单。", "A blank identifier (CMP-01); the issued list."),
            limits: ("标识码没有校验位，录错一位数字查不出来。",
                "The identifier has no check digit; one wrong digit of the sequence goes unseen."),
            source: "SPEC §4.4"))

    package static let inputs: ScanInputs = Dictionary(
        uniqueKeysWithValues: tables.map { ($0, ["file", "sheet", "row", "school_id"]) })

    private static let tables: [RegistryTable] = [.student, .school, .campus, .class, .proof, .summary, .signoff]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let ids = try batch.schoolIDs()
        let texts = try batch.text("school_id")
        for row in 0..<batch.rowCount where ids[row] == 0 && !texts.isNull(row) {
            let text = texts.string(row) ?? ""
            try findings.add(batch, row, field: "school_id", .error, value: text, [Argument("id", text)])
        }
    }
}
