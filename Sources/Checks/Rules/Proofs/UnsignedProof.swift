import Records

/// PRF-04: a proof of enrolment without a signature or the stamp.
package enum UnsignedProof: RowRule {
    package static let definition = RuleDefinition(
        "PRF-04", "就读证明缺签字或盖章", "Proof lacks signature or stamp", severity: "error", status: "V",
        message: BilingualText("就读证明“{name}”缺{missing}", "The proof of “{name}” lacks {missing}"),
        explanation: Explanation(
            finds: ("学生签字、家长签字、学校盖章有空缺的就读证明。",
                "Proofs on which the pupil's or parent's signature or the school's stamp is missing."),
            matters: ("缺签字或盖章的证明无效。", "Such a proof is not valid."),
            fires: ("栏目为空，或填“否”“无”。", "The cell is blank or says no."),
            doesNotFire: ("填“是”、姓名或日期。", "The cell says yes, or holds a name or a date."),
            source: "SPEC §8"))

    package static let inputs: ScanInputs = [.proof: ResidentColumns.origin + ["student_name"] + marks.map(\.field)]

    private static let marks: [(field: String, name: String)] = [
        ("student_sign", "学生签字"), ("parent_sign", "家长签字"), ("school_stamp", "学校盖章"),
    ]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        for row in 0..<batch.rowCount {
            var missing: [String] = []
            for mark in marks where try isMissing(batch, mark.field, row) { missing.append(mark.name) }
            guard !missing.isEmpty else { continue }
            let text = missing.joined(separator: "、")
            let name = try batch.text("student_name").string(row) ?? ""
            try findings.add(
                batch, row, field: "", .error, value: text,
                [Argument("name", name, .name), Argument("missing", text)])
        }
    }

    private static func isMissing(_ batch: TableBatch, _ field: String, _ row: Int) throws -> Bool {
        if try batch.isBlank(field, row) { return true }
        return YesNo.isNo(try batch.text(field).string(row))
    }
}

/// Texts that stand for yes or no in fields that are not of type `bool`.
enum YesNo {
    static func isNo(_ text: String?) -> Bool { resolve(text) == "0" }
    static func isYes(_ text: String?) -> Bool { resolve(text) == "1" }

    private static func resolve(_ text: String?) -> String? {
        text.flatMap { CodeList.named("yes_no")?.resolve($0).code }
    }
}
