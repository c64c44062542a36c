import Columnar
import Records

/// PRF-05: a pupil who is no mainland citizen has no document number.
package enum ForeignPupilWithoutNumber: RowRule {
    package static let definition = RuleDefinition(
        "PRF-05", "外籍或港澳台学生无证件号", "Non-mainland pupil without number", severity: "error", status: "V",
        message: BilingualText(
            "非中国籍学生须填写证件号",
            "A pupil of another nationality must have a document number"),
        explanation: Explanation(
            finds: (
                "国籍不是中国而身份证件号为空。",
                "A nationality other than China and a blank number."),
            matters: (
                "就读证明不能代替非中国籍学生的证件。",
                "A proof of enrolment does not replace the document of a foreign pupil."),
            fires: (
                "美国籍、号码为空。",
                "Nationality USA, number blank."),
            doesNotFire: (
                "国籍为空或无法识别。",
                "A blank or unresolved nationality."),
            source: "SPEC §8"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.number + ["nationality"]]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let nationalities = try batch.nationalities()
        let states = try batch.idStates()
        for row in 0..<batch.rowCount where states[row] == .blank {
            guard nationalities[row] != .china, nationalities[row] != .unknown else { continue }
            try findings.add(batch, row, field: "id_number", .error, value: "")
        }
    }
}
