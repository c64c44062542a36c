import Columnar
import Records

/// REF-03: the identifier is of another category than the type of school.
package enum CategoryDoesNotFitType: RowRule {
    package static let definition = RuleDefinition(
        "REF-03", "学校标识码类别与办学类型不符", "Category and type disagree", severity: "warning", status: "V",
        message: BilingualText(
            "标识码类别“{p}”与办学类型“{type}”不符",
            "Identifier category “{p}” disagrees with school type “{type}”"),
        explanation: Explanation(
            finds: (
                "学校表中标识码前两位与办学类型不一致。",
                "School rows whose first two digits disagree with the type."),
            matters: (
                "标识码或办学类型有误，须逐级上报。",
                "The identifier or the type is wrong and has to be reported upward."),
            fires: (
                "31开头而办学类型为小学。",
                "An identifier beginning with 31 and type 小学."),
            doesNotFire: (
                "附设班类型没有规定的类别。",
                "Attached classes, which have no category of their own."),
            source: "SPEC §4.4, §5.4"))

    package static let inputs: ScanInputs = [.school: ResidentColumns.origin + ["school_type"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let ids = try batch.schoolIDs()
        let types = try batch.text("school_type")
        for row in 0..<batch.rowCount where ids[row] != 0 && !types.isNull(row) {
            let type = types.string(row) ?? ""
            guard let prefix = SchoolType.identifierPrefix(type), prefix != SchoolNumber.category(ids[row]) else { continue }
            try findings.add(
                batch, row, field: "school_id", .warning, value: String(ids[row]),
                [
                    Argument("p", SchoolNumber.category(ids[row])),
                    Argument("type", CodeLabels.of("school_type", type)),
                ])
        }
    }
}
