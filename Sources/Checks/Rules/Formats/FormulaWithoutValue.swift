import Columnar
import Records

/// FMT-05: a formula whose result was not saved.
package enum FormulaWithoutValue: RowRule {
    package static let definition = RuleDefinition(
        "FMT-05", "公式无缓存值", "Formula without value", severity: "error", status: "I", isCore: false,
        message: BilingualText(
            "{field}是公式且无结果",
            "{field_en} is a formula without a result"),
        explanation: Explanation(
            finds: (
                "公式单元格没有保存计算结果。",
                "Formula cells whose result was not saved."),
            matters: (
                "程序不计算公式，内容无法读取。",
                "Formulas are not computed; the content cannot be read."),
            fires: (
                "由程序生成、未经Excel打开保存的工作簿。",
                "Workbooks made by programs and never saved by Excel."),
            doesNotFire: (
                "有缓存值的公式。",
                "Formulas with a saved result."),
            source: "SPEC §6.2"))

    package static let preparations: Preparations = .cellIssues
    package static let inputs: ScanInputs = Dictionary(
        uniqueKeysWithValues: tables.map { ($0, ["file", "sheet", "row", "school_id"]) })

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        try batch.forEachIssue(.formulaWithoutValue) { row, field, issue in
            try findings.add(
                batch, row, field: field.name, .error, value: try batch.issues().raw(issue),
                [Argument("field", field.chineseName), Argument("field_en", field.name)])
        }
    }

    private static let tables: [RegistryTable] = [.student, .school, .campus, .class, .proof, .summary, .signoff]
}
