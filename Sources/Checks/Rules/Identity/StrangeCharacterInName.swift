import Columnar
import Records

/// IDN-12: a character that names do not have.
package enum StrangeCharacterInName: RowRule {
    package static let definition = RuleDefinition(
        "IDN-12", "姓名含异常字符", "Illegal or lost character in name", severity: "error / warning", status: "I",
        message: BilingualText(
            "姓名“{name}”含异常字符“{ch}”,可能是生僻字丢失",
            "The name “{name}” holds “{ch}”, perhaps a rare character that was lost"),
        explanation: Explanation(
            finds: (
                "姓名含自造字、问号、方框、数字(错误)或其他不允许的字符(警告)。",
                "Names with private-use characters, question marks, boxes or digits (error), or other characters not allowed (warning)."),
            matters: (
                "生僻字在转换中丢失，姓名与户口不符。",
                "A rare character was lost in conversion, and the name no longer is the registered one."),
            fires: (
                "“王?明”“李□”；中国籍学生姓名含拉丁字母。",
                "王?明, 李□; Latin letters in the name of a Chinese pupil."),
            doesNotFire: (
                "间隔号“·”；非中国籍姓名中的拉丁字母。",
                "The middle dot; Latin letters in a foreign name."),
            source: "SPEC §6.1"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["name", "nationality"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let names = try batch.text("name")
        let nationalities = try batch.nationalities()
        let bytes = names.values.bytes
        for row in 0..<batch.rowCount where !names.isNull(row) {
            let name = bytes.span.extracting(names.range(row))
            guard let fault = NameCharacters.fault(name, isChinese: nationalities[row] == .china) else { continue }
            let (severity, scalar): (Severity, UInt32) =
                switch fault {
                case .lost(let scalar): (.error, scalar)
                case .unusual(let scalar): (.warning, scalar)
                }
            let text = names.string(row) ?? ""
            let character = Unicode.Scalar(scalar).map { String(Character($0)) } ?? ""
            try findings.add(
                batch, row, field: "name", severity, value: text,
                [Argument("name", text, .name), Argument("ch", character)])
        }
    }
}
