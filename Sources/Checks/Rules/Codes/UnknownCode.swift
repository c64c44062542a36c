import Records

/// COD-01: a value that the code list does not have.
package enum UnknownCode: RowRule {
    package static let definition = RuleDefinition(
        "COD-01", "代码值无法识别", "Value not in the code list", severity: "error / warning", status: "V",
        message: BilingualText("{field}“{v}”不在代码表中", "{field_en} “{v}” is not in the code list"),
        explanation: Explanation(
            finds: ("代码表中查不到的名称、别名或代码，含不允许使用的条目；年级写法无法识别。",
                "Values that are no label, alias or code of the list, or an entry that is not accepted; grades that do not "
                    + "resolve."),
            matters: ("全国系统不接受表外的值。", "The national system takes no other values."),
            fires: ("★字段为错误，其他字段为警告。", "Error in ★ fields, warning in others."),
            doesNotFire: ("空值；别名或代码(COD-02)。", "Blank cells; aliases and bare codes (COD-02)."),
            source: "SPEC §3, §5.2"))

    package static let preparations: Preparations = .cellIssues
    package static let inputs: ScanInputs = [
        .student: AgeColumns.all, .school: ResidentColumns.origin, .campus: ResidentColumns.origin,
        .class: ResidentColumns.origin + ["grade"],
    ]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        try batch.forEachIssue(.codeUnknown) { row, field, issue in
            guard field.codeList != nil else { return }
            try report(batch, row, field, try batch.issues().raw(issue), &findings)
        }
        if batch.table == .student { try checkPupilGrades(batch, &findings) }
        if batch.table == .class { try checkClassGrades(batch, &findings) }
    }

    private static func checkPupilGrades(_ batch: TableBatch, _ findings: inout FindingBuffer) throws {
        guard try batch.column("grade").nullCount < batch.rowCount else { return }
        let grades = try batch.grades()
        for row in 0..<batch.rowCount where grades.isGradeTextUnknown(row) { try reportGrade(batch, row, &findings) }
    }

    private static func checkClassGrades(_ batch: TableBatch, _ findings: inout FindingBuffer) throws {
        let texts = try batch.text("grade")
        let ids = try batch.schoolIDs()
        for row in 0..<batch.rowCount {
            guard let text = texts.string(row) else { continue }
            let setting = batch.context.directory.setting(of: ids[row])
            if setting.resolve(text) == nil { try reportGrade(batch, row, &findings) }
        }
    }

    private static func reportGrade(_ batch: TableBatch, _ row: Int, _ findings: inout FindingBuffer) throws {
        let field = batch.table.fields[FieldIndex.known("grade", in: batch.table)]
        try report(batch, row, field, try batch.typed("grade", row), &findings)
    }

    private static func report(
        _ batch: TableBatch, _ row: Int, _ field: FieldDefinition, _ raw: String, _ findings: inout FindingBuffer
    ) throws {
        try findings.add(
            batch, row, field: field.name, field.requirement == .mandatory ? .error : .warning, value: raw,
            [Argument("field", field.chineseName), Argument("field_en", field.name), Argument("v", raw, field.mask)])
    }
}
