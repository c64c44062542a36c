import Records

/// FMT-01: a number of more than 15 digits that the spreadsheet rounded.
package enum PrecisionLost: RowRule {
    package static let definition = RuleDefinition(
        "FMT-01", "证件号精度丢失", "ID lost precision in the spreadsheet", severity: "error", status: "V",
        message: BilingualText(
            "号码单元格为数值,第16位起已丢失,须按原件重录",
            "The cell is a number: its digits from the 16th on are lost; type it again from the document"),
        explanation: Explanation(
            finds: ("身份证件号以数值保存，或成为3.60102E+17一类文本。",
                "ID numbers stored as numbers, or as text like 3.60102E+17."),
            matters: ("Excel只保留15位，后几位无法恢复，不得猜补。",
                "A spreadsheet keeps 15 digits; the others cannot be recovered and must not be guessed."),
            fires: ("学生和成员的号码。", "The pupil's and the members' numbers."),
            doesNotFire: ("15位以内的数值。", "Numbers of up to 15 digits."),
            source: "SPEC §6.2"))

    package static let preparations: Preparations = .cellIssues
    package static let inputs: ScanInputs = FieldTables.inputs

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        try batch.forEachIssue(.precisionLost) { row, field, issue in
            try findings.add(batch, row, field: field.name, .error, value: try batch.issues().raw(issue))
        }
    }
}
