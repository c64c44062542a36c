import Columnar
import Records

/// IDN-09: a valid resident number under another document type.
package enum ResidentIDUnderOtherType: RowRule {
    package static let definition = RuleDefinition(
        "IDN-09", "身份证号填在非身份证类型下", "Resident ID under another type", severity: "warning", status: "I",
        message: BilingualText(
            "号码为有效身份证号,证件类型应为“居民身份证”",
            "The number is a valid resident ID number; the document type should be 居民身份证"),
        explanation: Explanation(
            finds: (
                "证件类型为港澳台证件、护照或其他，而号码是有效的居民身份证号。",
                "A valid resident ID number under a Hong Kong, Macao or Taiwan document, a passport or 其他."),
            matters: (
                "类型选错，学生会被当作无身份证号处理。",
                "The type is wrong, and the pupil counts as one without a number."),
            fires: (
                "类型为其他，号码校验码正确。",
                "Type 其他 and a number whose check character is right."),
            doesNotFire: (
                "15位号码；永久居住证(IDN-08)。",
                "15-digit numbers; residence permits (IDN-08)."),
            source: "SPEC §4.1, §4.2"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.number]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let types = try batch.documentTypes()
        let keys = try batch.residentKeys()
        let others = [
            DocumentType.hongKong, DocumentType.macao, DocumentType.taiwan, DocumentType.passport, DocumentType.other,
        ]
        for row in 0..<batch.rowCount where types[row] != DocumentType.residentCard && keys[row] != ResidentKey.none {
            guard others.contains(types[row]), !ResidentID.isFrom15Digits(keys[row]) else { continue }
            let type = String(decoding: [types[row]], as: UTF8.self)
            try findings.add(batch, row, field: "id_type", .warning, value: type)
        }
    }
}
