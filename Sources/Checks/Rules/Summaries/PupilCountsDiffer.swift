import Records

/// SUM-02: the numbers of pupils in the summary form are not those of the data.
package enum PupilCountsDiffer: Rule {
    package typealias Scan = PupilCounts

    package static let definition = RuleDefinition(
        "SUM-02", "汇总表学生数与数据不符", "Pupil counts differ", severity: "error", status: "V",
        message: BilingualText("汇总表{cell}为{v},数据为{w}", "{cell} of the summary form is {v}, the data have {w}"),
        explanation: Explanation(
            finds: ("学生人数行中与学生数据不同的单元格。", "Cells of the row 学生人数 that differ from the pupils in the data."),
            matters: ("汇总表是学校签章确认的人数，与数据必须一致。", "The form is what the school signs and stamps for."),
            fires: ("各年级、小计、总计，每格一条；空白作0。", "Grades, sums and total, one finding for each cell; blank is 0."),
            doesNotFire: ("学校没有学生；初四学生计入初中小计；年级不明的学生只计入总计。",
                "No pupils; pupils of J4 count in J_sum, those without a known grade in the total only."),
            source: "SPEC §9"))

    package static func findings(
        _ counts: PupilCounts.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for form in counts.forms where form.measure == .pupils {
            guard let counted = counts.pupils[form.school] else { continue }
            for column in form.differences(from: counted, in: SummaryForm.Measure.pupils.columns) {
                buffer.addCell(
                    form, column, owner: Owner(.school, form.school), value: form.texts[column],
                    [Argument("v", form.texts[column]), Argument("w", counted.values[column])])
            }
        }
    }
}
