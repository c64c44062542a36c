import Columnar
import Records

/// FMT-09: an e-mail address of no known form.
package enum OddEmail: RowRule {
    package static let definition = RuleDefinition(
        "FMT-09", "电子信箱格式错误", "E-mail", severity: "info", status: "I", isCore: false,
        message: BilingualText(
            "电子信箱“{v}”格式错误",
            "The e-mail address “{v}” is malformed"),
        explanation: Explanation(
            finds: (
                "电子信箱不是 名称@域名 的写法。",
                "Addresses that are not name@domain."),
            matters: (
                "邮件寄不到。",
                "Mail cannot be delivered."),
            fires: (
                "abc；a@b。",
                "abc; a@b."),
            doesNotFire: (
                "空值。",
                "Blank cells."),
            source: "RULES FMT-09"))

    package static let preparations: Preparations = .cellIssues
    package static let inputs: ScanInputs = FieldTables.inputs { $0.type == .email }

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        try batch.forEachOddValue({ $0.type == .email }, { field, value in !ContactFormats.isEmail(value) }) { row, field, value in
            try findings.add(batch, row, field: field.name, .info, value: try batch.typed(field.name, row), [Argument("v", value, .email)])
        }
    }
}
