import Records

/// PRF-03: a proof of enrolment that fits several pupils.
package enum AmbiguousProof: Rule {
    package typealias Scan = ProofJoin

    package static let definition = RuleDefinition(
        "PRF-03", "就读证明匹配不唯一", "Proof ambiguous", severity: "warning", status: "I", isCore: false,
        message: BilingualText("就读证明“{name}”匹配到多名学生", "The proof of “{name}” fits several pupils"),
        explanation: Explanation(
            finds: ("班级不能区分、可对应多名学生的就读证明。", "Proofs that fit several pupils whom the class does not tell apart."),
            matters: ("可能是重复录入的学生。", "Perhaps a pupil was entered twice."),
            fires: ("两名学生学校、姓名、出生日期、性别相同，证明未填班级。",
                "Two pupils with equal school, name, birth date and sex, and a proof without a class."),
            doesNotFire: ("班级相同者先行匹配。", "A pupil of the same class is joined first."),
            source: "SPEC §8"))

    package static func findings(
        _ outcome: ProofJoin.Outcome, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for (proof, isAmbiguous) in zip(context.proofs.proofs, outcome.isAmbiguous) where isAmbiguous {
            buffer.add(proof, context)
        }
    }
}
