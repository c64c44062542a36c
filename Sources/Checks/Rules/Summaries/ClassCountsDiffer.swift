import Records

/// SUM-03: the numbers of classes in the summary form are not those of the data.
package enum ClassCountsDiffer: Rule {
    package typealias Scan = PupilCounts

    package static let definition = RuleDefinition(
        "SUM-03", "汇总表班级数与数据不符", "Class counts differ", severity: "error", status: "V",
        message: BilingualText("汇总表{cell}班级数为{v},数据为{w}", "{cell} of the summary form has {v} classes, the data {w}"),
        explanation: Explanation(
            finds: ("班级数行中与班级表不同的单元格；没有班级表时按学生的班号计。",
                "Cells of the row 班级数 that differ from the class table, or without one from the pupils' class numbers."),
            matters: ("漏报或多报了班级。", "Classes are missing, or counted that do not exist."),
            fires: ("各年级、小计，每格一条；空白作0。", "Grades and sums, one finding for each cell; blank is 0."),
            doesNotFire: ("班级数行的总计；同一班的不同写法；年级或班号未知的班级行。",
                "The total of this row; other spellings of one class; class rows without a known grade or number."),
            source: "SPEC §9"))

    package static func findings(
        _ counts: PupilCounts.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for form in counts.forms where form.measure == .classes {
            guard let counted = counts.classCounts[form.school] else { continue }
            for column in form.differences(from: counted, in: SummaryForm.Measure.classes.columns) {
                buffer.addCell(
                    form, column, owner: Owner(.school, form.school), value: form.texts[column],
                    [Argument("v", form.texts[column]), Argument("w", counted.values[column])])
            }
        }
    }
}
