import Records

/// SUM-05: the number of campuses in the summary form is not that of the campus table.
package enum CampusCountDiffers: Rule {
    package typealias Scan = PupilCounts

    package static let definition = RuleDefinition(
        "SUM-05", "校区数不符", "Campus count differs", severity: "warning", status: "V",
        message: BilingualText("校区数{v},登记{w}个", "The form has {v} campuses, the campus table {w}"),
        explanation: Explanation(
            finds: ("汇总表的校区数与校区表登记的校区数不同。", "Campus counts of summary forms that differ from the campus table."),
            matters: ("漏报了校区，或校区号重复。", "A campus is missing, or a number stands for two."),
            fires: ("校区数空白作0；写在首个非空的行。", "A blank count is 0; the first row with a count is taken."),
            doesNotFire: ("没有校区表的学校填1；校区号01和1算同一个。",
                "1 for a school without campus rows; 01 and 1 are one campus."),
            source: "SPEC §2.3, §9"))

    package static func findings(
        _ counts: PupilCounts.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        let field = Int16(FieldIndex.known("campus_count", in: .summary))
        for (school, forms) in counts.formsBySchool {
            guard let first = forms.first else { continue }
            let counting = forms.first { $0.campusCount != nil }
            let cell = counting?.campusCount ?? .number(0)
            let campuses = campusCount(context.directory.school(school))
            if cell == .unreadable || cell.number == campuses { continue }
            buffer.add(
                FindingDraft(
                    table: .summary, place: first.place, field: field, severity: .warning,
                    owner: Owner(.school, school), value: first.campusText,
                    arguments: [
                        Argument("v", counting?.campusText ?? "0"), Argument("w", campuses),
                    ]))
        }
    }

    /// A school without campus rows is one campus.
    private static func campusCount(_ school: School?) -> Int {
        guard let school, school.campusRowCount > 0 else { return 1 }
        return school.campusKeys.count
    }
}
