import Columnar
import Records

/// FMT-08: a text longer than its field.
package enum TooLong: RowRule {
    package static let definition = RuleDefinition(
        "FMT-08", "超长", "Too long", severity: "warning", status: "S", isCore: false,
        message: BilingualText(
            "{field}长度{n}超过{max}",
            "{field_en} has {n} characters; at most {max} fit"),
        explanation: Explanation(
            finds: (
                "文本超过字段规定的长度。",
                "Texts longer than the field allows."),
            matters: (
                "全国系统会截断或拒绝。",
                "The national system cuts or refuses them."),
            fires: (
                "36字以上的姓名；10字以上的班号。",
                "Names above 36 characters; class numbers above 10."),
            doesNotFire: (
                "恰好等于上限。",
                "Exactly the limit."),
            source: "SPEC §2; fields.csv, max_len"))

    package static let preparations: Preparations = .cellIssues
    package static let inputs: ScanInputs = FieldTables.inputs { isLimited($0) }

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        try batch.forEachOddValue({ isLimited($0) }, { isTooLong($1, $0) }) { row, field, value in
            try findings.add(batch, row, field: field.name, .warning, value: try batch.typed(field.name, row), [Argument("field", field.chineseName), Argument("field_en", field.name), Argument("n", value.unicodeScalars.count), Argument("max", field.maxLength ?? 0)])
        }
    }

    /// Counts scalars only where the bytes could be too many: every byte that does not go on with a scalar begins one.
    private static func isTooLong(_ value: Span<UInt8>, _ field: FieldDefinition) -> Bool {
        guard let limit = field.maxLength, value.count > limit else { return false }
        var count = 0
        for index in value.indices where value[index] & 0xC0 != 0x80 { count += 1 }
        return count > limit
    }

    private static func isLimited(_ field: FieldDefinition) -> Bool {
        guard field.maxLength != nil else { return false }
        return switch field.type {
        case .text, .name, .email, .phone, .classno, .period: true
        default: false
        }
    }
}
