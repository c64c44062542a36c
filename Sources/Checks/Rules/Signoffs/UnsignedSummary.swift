import Records

/// SGN-05: a summary form without filler, date or stamp.
package enum UnsignedSummary: Rule {
    package typealias Scan = PupilCounts

    package static let definition = RuleDefinition(
        "SGN-05", "汇总表缺签章", "Summary unsigned or unstamped", severity: "error", status: "V",
        message: BilingualText("汇总表缺{missing}", "The summary form lacks {missing}"),
        explanation: Explanation(
            finds: ("缺填报人、填报日期或盖章的汇总表。", "Summary forms without filler, date or stamp."),
            matters: ("方案要求汇总表签字盖章后存档。", "The plan asks for a signed and stamped form."),
            fires: ("学校所有汇总行的填报人或填报日期都为空，或没有一行盖章为“是”。每校一条。",
                "All summary rows of the school leave the filler or the date blank, or none says 是 for the stamp."),
            doesNotFire: ("一行填了即可；没有汇总表(SUM-01)。", "One filled row is enough; no summary at all (SUM-01)."),
            source: "SPEC §9"))

    package static func findings(
        _ counts: PupilCounts.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for (school, forms) in counts.formsBySchool {
            var missing: [String] = []
            if !forms.contains(where: \.hasFiller) { missing.append("填报人") }
            if !forms.contains(where: \.hasFilledOn) { missing.append("填报日期") }
            // A stamp that cannot be read is not known to be missing.
            if !forms.contains(where: { $0.isStamped ?? true }) { missing.append("盖章") }
            guard let first = forms.first, !missing.isEmpty else { continue }
            let text = missing.joined(separator: "、")
            buffer.add(
                FindingDraft(
                    table: .summary, place: first.place, field: -1, severity: .error, owner: Owner(.school, school),
                    value: text, arguments: [Argument("missing", text)]))
        }
    }
}
