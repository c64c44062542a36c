import Records

/// REF-07: one class in several rows of the class table.
package enum ClassListedTwice: Rule {
    package typealias Scan = PupilCounts

    package static let definition = RuleDefinition(
        "REF-07", "班级重复", "Class listed twice", severity: "error", status: "I",
        message: BilingualText("班级“{grade}{class}”重复登记", "Class {grade_en} “{class}” is listed {n} times"),
        explanation: Explanation(
            finds: ("学校、年级、班号都相同的班级行。", "Class rows with equal school, grade and class number."),
            matters: ("班级数虚增，学生归属不明。", "The class is counted twice, and pupils belong to either."),
            fires: ("一年级“1班”和“(1)”。", "Grade 1 with 1班 and (1)."),
            doesNotFire: ("年级不同；年级或班号未知。", "Different grades; an unknown grade or class number."),
            source: "SPEC §2.4, §5.3"))

    package static func findings(
        _ counts: PupilCounts.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        let known = context.directory.classes.filter { $0.grade != 255 && $0.key != ClassKeyTable.none }
        let order = PlaceOrder(context.places)
        let groups = Dictionary(grouping: known) { ClassID(school: $0.school, grade: $0.grade, key: $0.key) }
        let field = Int16(FieldIndex.known("class_no", in: .class))
        var number: Int32 = 0
        for (id, group) in groups where group.count > 1 {
            number += 1
            let rows = group.sorted { order.isBefore($0.place, $1.place) }
            let names = RowNames(rows.map(\.place), context.places)
            let grade = Grade(rawValue: id.grade)
            for (position, row) in rows.enumerated() {
                buffer.add(
                    FindingDraft(
                        table: .class, place: row.place, field: field, severity: .error,
                        owner: Owner(.school, id.school), value: row.number, group: number,
                        related: names.without(position),
                        arguments: [
                            Argument("grade", grade?.chineseName ?? ""), Argument("grade_en", grade?.code ?? ""),
                            Argument("class", row.number), Argument("n", rows.count),
                        ]))
            }
        }
    }
}
