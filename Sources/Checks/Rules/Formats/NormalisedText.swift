import Records

/// FMT-04: characters that normalisation changed.
package enum NormalisedText: RowRule {
    package static let definition = RuleDefinition(
        "FMT-04", "已规范化", "Normalised characters", severity: "info", status: "I",
        message: BilingualText(
            "{field}含全角、空格或特殊符号,已规范为“{v2}”",
            "{field_en} held full-width characters, spaces or special signs; read as “{v2}”"),
        explanation: Explanation(
            finds: ("含全角字符、多余空格、撇号、不可见字符等并已规范的文本单元格。",
                "Text cells with full-width characters, needless spaces, apostrophes or invisible characters."),
            matters: ("全国系统不做规范化，原样导入会出错。", "The national system does not normalise and would take them as they are."),
            fires: ("“王  伟”、全角数字、身份证号中的空格。", "“王  伟”, full-width digits, spaces inside an ID number."),
            doesNotFire: ("中文标点；文本字段末尾的空格；数值单元格。",
                "Chinese punctuation; trailing spaces of text fields; numeric cells."),
            source: "SPEC §6.1; RULES FMT-04"))

    package static let preparations: Preparations = .cellIssues
    package static let inputs: ScanInputs = FieldTables.inputs

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        try batch.forEachIssue(.normalised) { row, field, issue in
            let issues = try batch.issues()
            guard !hasLostPrecision(issues, row, issue.field) else { return }
            try findings.add(
                batch, row, field: field.name, .info, value: issues.raw(issue),
                [
                    Argument("field", field.chineseName), Argument("field_en", field.name),
                    Argument("v2", issues.canonical(issue), field.mask),
                ])
        }
    }

    /// FMT-01 stands alone on its cell. **Source**: SPEC §7.3.
    private static func hasLostPrecision(_ issues: IssueRows, _ row: Int, _ field: Int16) -> Bool {
        issues.range(row: row).contains { issues[$0].field == field && issues[$0].kind == .precisionLost }
    }
}
