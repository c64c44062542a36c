import Records

/// PRF-01: a pupil without a number has no proof of enrolment.
package enum MissingProof: Rule {
    package typealias Scan = ProofJoin

    package static let definition = RuleDefinition(
        "PRF-01", "缺在校就读证明", "Proof of enrolment missing", severity: "error", status: "V",
        message: BilingualText(
            "无身份证号学生“{name}”缺《无身份证号学生在校就读证明表》",
            "Pupil “{name}” has no ID number and no proof of enrolment"),
        explanation: Explanation(
            finds: ("中国籍、无身份证件号或证件类型为其他、且没有就读证明的学生。",
                "Chinese pupils with a blank number or document type 其他 whom no proof of enrolment matches."),
            matters: ("方案要求学校为这些学生出具证明并报上级备案。",
                "The plan asks the school to issue and file one for each of them."),
            fires: ("学校标识码、姓名、出生日期、性别都相同的证明一张也不剩。",
                "No proof with equal school, name, birth date and sex is left for the pupil."),
            doesNotFire: ("非中国籍学生；四项中有一项为空或不可读。",
                "Foreign pupils; one of the four values is blank or unreadable."),
            source: "SPEC §8"))

    package static func findings(
        _ outcome: ProofJoin.Outcome, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        // The number itself may stand in the cell when the document type is 其他.
        let field = Int16(FieldIndex.known("id_number", in: .student))
        for pupil in outcome.withoutProof {
            buffer.add(
                FindingDraft(
                    table: .student, place: pupil.place, field: field, severity: .error,
                    owner: context.owner(table: .student, school: pupil.school, field: field), value: pupil.number,
                    arguments: [Argument("name", pupil.name, .name)]))
        }
    }
}
