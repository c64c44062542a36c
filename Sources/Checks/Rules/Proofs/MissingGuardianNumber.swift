import Records

/// PRF-06: the pupil has no number, and a family member's number is missing too.
package enum MissingGuardianNumber: RowRule {
    package static let definition = RuleDefinition(
        "PRF-06", "无身份证号时监护人证件必填", "Guardian number required", severity: "error", status: "V",
        message: BilingualText(
            "学生无身份证号,成员{m}身份证件号必填", "The pupil has no ID number, so that member {m} must give one"),
        explanation: Explanation(
            finds: ("学生号码为空、且已填姓名的家庭成员也没有号码。",
                "A pupil without a number one of whose named family members has no number either."),
            matters: ("方案规定学生无号码时成员号码必填。", "The filling rules make the members' numbers mandatory then."),
            fires: ("每个已填姓名而无号码的成员一条；两名成员都未填姓名时记在成员1。",
                "Each named member without a number; member 1 when no member is named at all."),
            doesNotFire: ("成员号码不可读(FMT-01)不算为空。", "A member's number that lost precision (FMT-01) is not blank."),
            source: "SPEC §1, §8"))

    package static let inputs: ScanInputs = [
        .student: ResidentColumns.number + ["m1_name", "m1_id_number", "m2_name", "m2_id_number"]
    ]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let states = try batch.idStates()
        for row in 0..<batch.rowCount where states[row] == .blank {
            let isNamed = try ["m1_name", "m2_name"].map { try !batch.isBlank($0, row) }
            if !isNamed[0], !isNamed[1] { try report(batch, row, member: 1, &findings) }
            for member in 1...2 where isNamed[member - 1] {
                if try batch.isBlank("m\(member)_id_number", row) { try report(batch, row, member: member, &findings) }
            }
        }
    }

    private static func report(
        _ batch: TableBatch, _ row: Int, member: Int, _ findings: inout FindingBuffer
    ) throws {
        let field = "m\(member)_id_number"
        let value = try batch.text(field).string(row) ?? ""
        try findings.add(batch, row, field: field, .error, value: value, [Argument("m", member)])
    }
}
