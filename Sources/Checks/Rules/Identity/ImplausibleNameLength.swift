import Columnar
import Records

/// IDN-13: a name too short or too long.
package enum ImplausibleNameLength: RowRule {
    package static let definition = RuleDefinition(
        "IDN-13", "姓名长度异常", "Name length implausible", severity: "warning", status: "I", isCore: false,
        message: BilingualText(
            "姓名“{name}”长度异常",
            "The length of the name “{name}” is implausible"),
        explanation: Explanation(
            finds: (
                "中国籍学生姓名只有一个字，或无间隔号而超过6个字，或有间隔号而超过30个字。",
                "Names of Chinese pupils of one character, of more than 6 without a dot, or of more than 30 with one."),
            matters: (
                "多为漏字或把其他内容填入姓名栏。",
                "Mostly a character is missing, or something else was typed in the cell."),
            fires: (
                "“王”“王小明转学生备注”。",
                "王; a remark in the name cell."),
            doesNotFire: (
                "少数民族带间隔号的长姓名；非中国籍。",
                "Long names with a dot; foreign pupils."),
            source: "RULES IDN-13, §M"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["name", "nationality"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let names = try batch.text("name")
        let nationalities = try batch.nationalities()
        let plain = batch.context.parameters["IDN-13.max_length"]
        let dotted = batch.context.parameters["IDN-13.max_length_dotted"]
        for row in 0..<batch.rowCount where nationalities[row] == .china && !names.isNull(row) {
            // Two to six Chinese characters are the rule; their bytes tell so without decoding.
            let range = names.range(row)
            if range.count >= 6, range.count <= min(plain, 6), range.count <= dotted { continue }
            let text = names.string(row) ?? ""
            let count = text.unicodeScalars.count
            let hasDot = text.unicodeScalars.contains("\u{B7}")
            guard hasDot ? count > dotted : count < 2 || count > plain else { continue }
            try findings.add(batch, row, field: "name", .warning, value: text, [Argument("name", text, .name)])
        }
    }
}
