import Records

/// PRF-02: a proof of enrolment that no pupil needs.
package enum ProofWithoutPupil: Rule {
    package typealias Scan = ProofJoin

    package static let definition = RuleDefinition(
        "PRF-02", "就读证明多余", "Proof without such a pupil", severity: "warning", status: "I", isCore: false,
        message: BilingualText("就读证明“{name}”找不到对应的无身份证号学生", "No pupil without a number matches the proof of “{name}”"),
        explanation: Explanation(
            finds: ("找不到对应学生，或对应学生不需要证明的就读证明。", "Proofs that match no pupil, or a pupil known not to need one."),
            matters: ("多为姓名、出生日期不一致，学生因此被报缺证明。",
                "Mostly name or birth date differ, and the pupil is reported as lacking a proof."),
            fires: ("四项中有一项为空；对应学生有居民身份证号。",
                "One of the four values is blank; the pupil has a resident number."),
            doesNotFire: ("对应学生国籍或证件类型未知。", "The pupil's nationality or document type is unknown."),
            source: "SPEC §8"))

    package static func findings(
        _ outcome: ProofJoin.Outcome, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for (proof, pupil) in zip(context.proofs.proofs, outcome.pupils) where pupil?.isKnownNotToNeed ?? true {
            buffer.add(proof, context)
        }
    }
}

extension FindingBuffer {
    /// A warning about a proof; its value is the pupil's name.
    mutating func add(_ proof: Proof, _ context: CheckContext) {
        add(
            FindingDraft(
                table: .proof, place: proof.place, field: -1, severity: .warning,
                owner: context.owner(table: .proof, school: proof.school, field: -1), value: proof.name,
                arguments: [Argument("name", proof.name, .name)]))
    }
}
