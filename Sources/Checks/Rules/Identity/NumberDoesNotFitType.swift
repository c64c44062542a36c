import Columnar
import Records

/// IDN-08: a number that its document type cannot have.
package enum NumberDoesNotFitType: RowRule {
    package static let definition = RuleDefinition(
        "IDN-08", "证件号与证件类型不符", "Number does not fit document type", severity: "warning", status: "I", isCore: false,
        message: BilingualText(
            "证件类型“{type}”的号码“{id}”格式不符",
            "The number “{id}” does not have the form of document type “{type}”"),
        explanation: Explanation(
            finds: (
                "港澳台证件、永久居住证、护照的号码不合其格式。",
                "Numbers of Hong Kong, Macao, Taiwan, residence and passport documents out of their form."),
            matters: (
                "号码或证件类型填错。",
                "The number or the type is wrong."),
            fires: (
                "证件类型护照，号码“护照E123”。",
                "Type 护照 with the number 护照E123."),
            doesNotFire: (
                "号码是有效居民身份证号(IDN-09)；类型为其他。",
                "A valid resident number (IDN-09); type 其他."),
            source: "SPEC §4.2"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.number]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let types = try batch.documentTypes()
        let states = try batch.idStates()
        let keys = try batch.residentKeys()
        for row in 0..<batch.rowCount where states[row] == .other || states[row] == .valid {
            guard types[row] != 0, types[row] != DocumentType.residentCard else { continue }
            let type = String(decoding: [types[row]], as: UTF8.self)
            let text = try batch.text("id_number").string(row) ?? ""
            let bytes = Array(text.utf8)
            guard OtherDocument.fits(type: type, bytes.span) == false else { continue }
            let isResident = keys[row] != ResidentKey.none && !ResidentID.isFrom15Digits(keys[row])
            if types[row] != DocumentType.permanentResidence, isResident { continue }
            try findings.add(
                batch, row, field: "id_number", .warning, value: text,
                [Argument("id", text, .idNumber), Argument("type", CodeLabels.of("id_document_type", type))])
        }
    }
}
