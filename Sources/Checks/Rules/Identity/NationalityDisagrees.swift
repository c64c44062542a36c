import Columnar
import Records

/// IDN-11: nationality, overseas status and document type exclude each other.
package enum NationalityDisagrees: RowRule {
    package static let definition = RuleDefinition(
        "IDN-11", "国籍、港澳台侨外与证件类型矛盾", "Nationality, overseas status and document disagree", severity: "warning", status: "I", isCore: false,
        message: BilingualText(
            "国籍“{n}”、港澳台侨外“{o}”与证件类型“{type}”不匹配",
            "Nationality “{n}”, overseas status “{o}” and document type “{type}” disagree"),
        explanation: Explanation(
            finds: (
                "国籍、港澳台侨外、证件类型三者矛盾。",
                "Nationality, overseas status and document type that cannot go together."),
            matters: (
                "其中至少一项填错。",
                "At least one of the three is wrong."),
            fires: (
                "外国籍用居民身份证；非港澳台侨外用通行证；外国人而国籍中国；中国籍、非侨外而用护照。",
                "A foreigner with a resident card; 否 with a permit; 外国人 with Chinese nationality; a Chinese pupil, 否, with a passport."),
            doesNotFire: (
                "所需的项为空或无法识别。",
                "The values that a contradiction needs are blank or unresolved."),
            source: "RULES IDN-11"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.origin + ["nationality", "overseas_status", "id_type"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let types = try batch.documentTypes()
        let nationalities = try batch.nationalities()
        let statuses = try batch.text("overseas_status").mapped(null: Int8(-1)) { Int8($0) ?? -1 }
        for row in 0..<batch.rowCount where contradicts(nationalities[row], statuses[row], types[row]) {
            let type = try batch.text("id_type").string(row) ?? ""
            try findings.add(
                batch, row, field: "id_type", .warning, value: type,
                [
                    Argument("n", CodeLabels.of("nationality", try batch.text("nationality").string(row) ?? "")),
                    Argument("o", CodeLabels.of("overseas_status", try batch.text("overseas_status").string(row) ?? "")),
                    Argument("type", CodeLabels.of("id_document_type", type)),
                ])
        }
    }

    private static func contradicts(_ nationality: Nationality, _ status: Int8, _ type: UInt8) -> Bool {
        if nationality == .foreign, type == DocumentType.residentCard { return true }
        let isPermit = type >= DocumentType.hongKong && type <= DocumentType.permanentResidence
        if status == 0, isPermit { return true }
        guard nationality == .china else { return false }
        return status == 41 || status == 51 || (status == 0 && type == DocumentType.passport)
    }
}
