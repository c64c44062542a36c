import Records

/// FMT-03: a cell that is no date.
package enum UnreadableDate: RowRule {
    package static let definition = RuleDefinition(
        "FMT-03", "日期无法识别", "Date unreadable", severity: "error / warning", status: "V",
        message: BilingualText("{field}“{v}”不是有效日期", "{field_en} “{v}” is not a valid date"),
        explanation: Explanation(
            finds: ("日期栏中不能识别的写法或不存在的日期。", "Cells of date fields that have no accepted form or no real date."),
            matters: ("没有日期就无法核对年龄、年级和重复。", "Without the date, age, grade and duplicates cannot be checked."),
            fires: ("★字段为错误，其他字段为警告：20130231、200708、31/8/2007。",
                "Error in ★ fields, else warning: 20130231, 200708, 31/8/2007."),
            doesNotFire: ("空值；能读出的其他写法(FMT-02)。", "Blank cells; other readable spellings (FMT-02)."),
            source: "SPEC §6.2"))

    package static let preparations: Preparations = .cellIssues
    package static let inputs: ScanInputs = FieldTables.inputs

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        try batch.forEachIssue(.dateUnreadable) { row, field, issue in
            let raw = try batch.issues().raw(issue)
            try findings.add(
                batch, row, field: field.name, field.requirement == .mandatory ? .error : .warning, value: raw,
                [
                    Argument("field", field.chineseName), Argument("field_en", field.name),
                    Argument("v", raw, field.mask),
                ])
        }
    }
}
