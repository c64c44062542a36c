import Records

/// SUM-04: the sums of a summary row are not the sums of its cells.
package enum FormDoesNotAddUp: Rule {
    package typealias Scan = PupilCounts

    package static let definition = RuleDefinition(
        "SUM-04", "汇总表内部不平", "Form does not add up", severity: "error", status: "V",
        message: BilingualText("汇总表小计或总计不平", "A sum of the summary form is wrong"),
        explanation: Explanation(
            finds: ("小计不等于各年级之和，或总计不等于三个小计之和。",
                "Sums that are not the sum of their grades, totals that are not the sum of the three sums."),
            matters: ("抄写或计算有误。", "A copying or adding mistake."),
            fires: ("每个错误的小计或总计一条。", "One finding for each wrong sum."),
            doesNotFire: ("初中小计比三个年级多出数据中的初四人数或班数；有非整数单元格的行；班级数行的总计。",
                "A J_sum that exceeds its three grades by the pupils or classes of J4; rows with a cell that is no whole "
                    + "number; the total of the row 班级数."),
            source: "SPEC §9"))

    package static func findings(
        _ counts: PupilCounts.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for form in counts.forms where form.school != 0 {
            guard let measure = form.measure else { continue }
            let fourth = (measure == .pupils ? counts.pupils : counts.classCounts)[form.school]?.fourthJunior ?? 0
            for column in wrongSums(form, measure, fourthJunior: fourth) {
                buffer.addCell(
                    form, column, owner: Owner(.school, form.school), value: form.texts[column], [])
            }
        }
    }

    private static func wrongSums(_ form: SummaryForm, _ measure: SummaryForm.Measure, fourthJunior: Int) -> [Int] {
        let numbers = measure.columns.compactMap { form.cells[$0].number }
        guard numbers.count == measure.columns.count else { return [] }
        var wrong: [Int] = []
        for (stage, sum, parts) in SummaryColumn.sums {
            let more = stage == .junior ? fourthJunior : 0
            if numbers[sum] != numbers[parts].reduce(more, +) { wrong.append(sum) }
        }
        if measure == .pupils {
            let sums = SummaryColumn.sums.reduce(0) { $0 + numbers[$1.sum] }
            if numbers[SummaryColumn.total] != sums { wrong.append(SummaryColumn.total) }
        }
        return wrong
    }
}
