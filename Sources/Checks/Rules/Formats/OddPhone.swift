import Columnar
import Records

/// FMT-06: a telephone number of no known form.
package enum OddPhone: RowRule {
    package static let definition = RuleDefinition(
        "FMT-06", "联系电话格式异常", "Phone number odd", severity: "warning", status: "I", isCore: false,
        message: BilingualText(
            "联系电话“{v}”格式异常",
            "The telephone number “{v}” looks odd"),
        explanation: Explanation(
            finds: (
                "电话不是手机号或固定电话的写法。",
                "Numbers that are neither a mobile nor a landline number."),
            matters: (
                "出事时联系不上家长。",
                "The family cannot be reached."),
            fires: (
                "1380000；“没有”。",
                "1380000; 没有."),
            doesNotFire: (
                "用/、,;分隔的多个号码；带区号和横线。",
                "Several numbers separated by / 、 , ; and area codes with hyphens."),
            source: "RULES FMT-06"))

    package static let preparations: Preparations = .cellIssues
    package static let inputs: ScanInputs = FieldTables.inputs { $0.type == .phone }

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        try batch.forEachOddValue({ $0.type == .phone }, { field, value in !ContactFormats.isPhone(value) }) { row, field, value in
            try findings.add(batch, row, field: field.name, .warning, value: try batch.typed(field.name, row), [Argument("v", value, .phone)])
        }
    }
}
