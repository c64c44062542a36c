import Columnar
import Records

/// GUA-03: a member's resident number is wrong.
package enum InvalidMemberNumber: RowRule {
    package static let definition = RuleDefinition(
        "GUA-03", "成员证件号错误", "Member number invalid", severity: "warning / error", status: "S",
        message: BilingualText(
            "成员{m}身份证号“{id}”无效",
            "The ID number “{id}” of member {m} is invalid"),
        explanation: Explanation(
            finds: (
                "成员的居民身份证号既不有效，也不是15位旧号；学生无号码时为错误。",
                "A member's resident number neither valid nor an old 15-digit one; error when the pupil has no number."),
            matters: (
                "学生无号码时，成员号码是唯一凭据。",
                "Where the pupil has none, the member's number is the only evidence."),
            fires: (
                "校验码错误；位数不对。",
                "A wrong check character; a wrong length."),
            doesNotFire: (
                "15位旧号；证件类型无法识别或不是居民身份证；精度丢失(FMT-01)。",
                "Old 15-digit numbers; an unresolved or other type; lost precision (FMT-01)."),
            source: "RULES GUA-03"))

    package static let inputs: ScanInputs = [.student: ResidentColumns.number + Members.numbers]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let states = try batch.idStates()
        let unreadable = try batch.unreadable()
        for member in 1...2 {
            let numbers = try batch.text("m\(member)_id_number")
            let keys = try batch.residentKeys("m\(member)_id_key")
            let types = try batch.text("m\(member)_id_type").mapped(null: UInt8(0)) { $0.utf8.first ?? 0 }
            let typeField = FieldIndex.known("m\(member)_id_type", in: .student)
            for row in 0..<batch.rowCount where keys[row] == ResidentKey.none && !numbers.isNull(row) {
                guard types[row] == DocumentType.residentCard || types[row] == 0 else { continue }
                if types[row] == 0, unreadable.contains(typeField, row) { continue }
                let text = numbers.string(row) ?? ""
                try findings.add(
                    batch, row, field: "m\(member)_id_number", states[row] == .blank ? .error : .warning, value: text,
                    [Argument("m", member), Argument("id", text, .idNumber)])
            }
        }
    }
}
