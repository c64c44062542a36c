import Records

/// SUM-01: a school with pupils and without a summary form.
package enum MissingSummary: Rule {
    package typealias Scan = PupilCounts

    package static let definition = RuleDefinition(
        "SUM-01", "缺汇总表", "Summary form missing", severity: "error", status: "V",
        message: BilingualText("缺《中小学校学生学籍信息汇总表》", "The summary form is missing"),
        explanation: Explanation(
            finds: ("有学生而没有汇总表的学校。", "Schools with pupils and no summary row."),
            matters: ("学校须报送一份汇总表存档。", "Every school files one."),
            fires: ("学校表或下发名单中有该校。", "The school stands in its own table or in the issued list."),
            doesNotFire: ("没有学生；两处都查不到的标识码。", "No pupils; an identifier that neither has."),
            source: "SPEC §1, step 3e"))

    package static func findings(
        _ counts: PupilCounts.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for school in context.directory.schools where counts.schools[school.id] != nil {
            if counts.summaries.contains(school.id) { continue }
            buffer.addSchool(school, field: "school_id", .error, value: String(school.id), [], context)
        }
    }
}
