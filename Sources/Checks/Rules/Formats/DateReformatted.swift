import Records

/// FMT-02: a date that was understood, but not written as prescribed.
package enum DateReformatted: RowRule {
    package static let definition = RuleDefinition(
        "FMT-02", "日期写法不规范", "Date not in YYYYMMDD", severity: "info", status: "V",
        message: BilingualText("{field}“{v}”已按{canon}读取", "{field_en} “{v}” was read as {canon}"),
        explanation: Explanation(
            finds: ("写法不是YYYYMMDD(年月为YYYYMM)但能读出的日期。",
                "Dates that can be read but are not written YYYYMMDD (months: YYYYMM)."),
            matters: ("导入模板要求8位(6位)数字。", "The import template asks for eight (six) digits."),
            fires: ("2007-8-31、2007年8月31日、Excel日期。", "2007-8-31, 2007年8月31日, spreadsheet dates."),
            doesNotFire: ("20070831；读不出的日期(FMT-03)。", "20070831; unreadable dates (FMT-03)."),
            source: "SPEC §6.2"))

    package static let preparations: Preparations = .cellIssues
    package static let inputs: ScanInputs = FieldTables.inputs

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        try batch.forEachIssue(.dateReformatted) { row, field, issue in
            let issues = try batch.issues()
            let raw = issues.raw(issue)
            try findings.add(
                batch, row, field: field.name, .info, value: raw,
                [
                    Argument("field", field.chineseName), Argument("field_en", field.name),
                    Argument("v", raw, field.mask), Argument("canon", issues.canonical(issue), field.mask),
                ])
        }
    }
}
