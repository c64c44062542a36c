import Columnar
import Records

/// FMT-07: a postcode that cannot be right.
package enum OddPostcode: RowRule {
    package static let definition = RuleDefinition(
        "FMT-07", "邮政编码格式错误", "Postcode", severity: "warning", status: "V", isCore: false,
        message: BilingualText(
            "邮政编码“{v}”应为6位数字",
            "The postcode “{v}” should be six digits"),
        explanation: Explanation(
            finds: (
                "邮政编码不是6位数字，或学校、校区的邮编不以3开头。",
                "Postcodes that are not six digits, or of schools and campuses not beginning with 3."),
            matters: (
                "江西邮编以3开头。",
                "Postcodes of the province begin with 3."),
            fires: (
                "33000；学校邮编100000。",
                "33000; 100000 for a school."),
            doesNotFire: (
                "外省学生家庭的邮编。",
                "Postcodes of families in other provinces."),
            source: "RULES FMT-07, §M"))

    package static let preparations: Preparations = .cellIssues
    package static let inputs: ScanInputs = FieldTables.inputs { $0.type == .digits(6) }

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        try batch.forEachOddValue({ $0.type == .digits(6) }, { field, value in !ContactFormats.isPostcode(value, firstDigit: batch.table == .student ? nil : UInt8(clamping: batch.context.parameters["FMT-07.first_digit"])) }) { row, field, value in
            try findings.add(batch, row, field: field.name, .warning, value: try batch.typed(field.name, row), [Argument("v", value)])
        }
    }
}
