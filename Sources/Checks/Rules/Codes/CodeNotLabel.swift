import Records

/// COD-02: understood, but not the prescribed label.
package enum CodeNotLabel: RowRule {
    package static let definition = RuleDefinition(
        "COD-02", "未填规定名称", "Not the prescribed label", severity: "info", status: "V",
        message: BilingualText("{field}“{v}”应填“{label}”", "{field_en} “{v}” should be “{label}”"),
        explanation: Explanation(
            finds: ("用别名或代码代替规定名称的单元格。", "Cells with an alias or a bare code instead of the label."),
            matters: ("填表说明要求填名称，不填代码；程序已经识别。",
                "The filling rules ask for names, not codes; the value was understood."),
            fires: ("民族“汉”；户口性质“2”。", "Ethnicity 汉; household type 2."),
            doesNotFire: ("“1-男”一类带代码前缀的名称；年级。", "Labels with a code prefix such as 1-男; grades."),
            source: "SPEC §1, §3"))

    package static let preparations: Preparations = .cellIssues
    package static let inputs: ScanInputs = FieldTables.inputs.merging([.student: AgeColumns.all]) { $1 }

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        try batch.forEachIssue(.codeNotLabel) { row, field, issue in
            guard let list = field.codeList else { return }
            let issues = try batch.issues()
            let raw = issues.raw(issue)
            var code = issues.canonical(issue)
            if field.name == "admission_method", batch.table == .student {
                let grade = Grade(rawValue: try batch.grades().grade(row))
                code = AdmissionMethod.code(stored: code, stage: grade?.stage)
            }
            try findings.add(
                batch, row, field: field.name, .info, value: raw,
                [
                    Argument("field", field.chineseName), Argument("field_en", field.name),
                    Argument("v", raw, field.mask), Argument("label", list.label(of: code) ?? code),
                ])
        }
    }
}
