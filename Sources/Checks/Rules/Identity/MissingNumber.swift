import Columnar
import Records

/// IDN-10: a document type that demands a number, and none is given.
package enum MissingNumber: RowRule {
    package static let definition = RuleDefinition(
        "IDN-10", "证件类型应有号码", "Number missing for its type", severity: "error", status: "V",
        message: BilingualText(
            "证件类型为“{type}”时身份证件号必填",
            "Document type “{type}” demands a number"),
        explanation: Explanation(
            finds: (
                "证件类型不是其他，而身份证件号为空。",
                "A document type other than 其他 and a blank number."),
            matters: (
                "只有类型为其他时号码才可为空。",
                "Only type 其他 may go without a number."),
            fires: (
                "类型居民身份证，号码为空或填“无”。",
                "Type 居民身份证 and a blank number, or 无."),
            doesNotFire: (
                "类型为其他(PRF-01)；号码不可读(FMT-01)。",
                "Type 其他 (PRF-01); an unreadable number (FMT-01)."),
            source: "SPEC §8"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.number]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let types = try batch.documentTypes()
        let states = try batch.idStates()
        for row in 0..<batch.rowCount where states[row] == .blank && types[row] != 0 && types[row] != DocumentType.other {
            let type = CodeLabels.of("id_document_type", String(decoding: [types[row]], as: UTF8.self))
            try findings.add(batch, row, field: "id_number", .error, value: "", [Argument("type", type)])
        }
    }
}
