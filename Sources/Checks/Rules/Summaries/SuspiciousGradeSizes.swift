import Records

/// SUM-08: an empty grade between two others, or an oversized class.
package enum SuspiciousGradeSizes: Rule {
    package typealias Scan = PupilCounts

    package static let definition = RuleDefinition(
        "SUM-08", "学校人数突变", "Grade sizes suspicious", severity: "info", status: "I", isCore: false,
        message: BilingualText("{what}人数异常:{n}", "Unusual number of pupils in {what}: {n}"),
        explanation: Explanation(
            finds: ("前后年级都有学生而本年级没有，或一个班超过66人。",
                "A grade without pupils between two that have some, or a class of more than 66."),
            matters: ("可能漏报了一个年级的文件，或几个班并成一个班号。",
                "The file of a grade may be missing, or several classes share one number."),
            fires: ("三年级0人而二、四年级有人；67人的班。每校一条。",
                "No pupils in grade 3 but some in 2 and 4; a class of 67. One finding for each school."),
            doesNotFire: ("66人的班；学校最低或最高年级没有学生。", "A class of 66; the lowest or highest grade is empty."),
            source: "SPEC §5.2, §5.4"))

    package static func findings(
        _ counts: PupilCounts.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        let limit = context.parameters["SUM-08.max_class"]
        var odd: [Int64: [Odd]] = [:]
        for (id, count) in counts.classes where count > limit && id.key != ClassKeyTable.none {
            guard let grade = Grade(rawValue: id.grade) else { continue }
            odd[id.school, default: []].append(Odd(grade: grade, key: context.classKeys.text(of: id.key), count: count))
        }
        for school in context.directory.schools {
            guard let pupils = counts.gradePupils[school.id] else { continue }
            let found = (odd[school.id] ?? []) + gaps(pupils, school.setting)
            if found.isEmpty { continue }
            let sorted = found.sorted {
                $0.grade != $1.grade ? $0.grade < $1.grade : isBeforeByCodePoint($0.key, $1.key)
            }
            buffer.addSchool(
                school, field: "", .info, value: sorted.map(\.text).joined(separator: "、"),
                sorted.flatMap { [Argument("what", $0.what), Argument("n", $0.count)] }, context)
        }
    }

    /// A grade without pupils, or a class with too many.
    private struct Odd {
        let grade: Grade
        /// Empty for a grade.
        let key: String
        let count: Int
        var what: String { key.isEmpty ? grade.code : "\(grade.code)/\(key)" }
        var text: String { "\(what)=\(count)" }
    }

    private static func gaps(_ pupils: [Int], _ setting: GradeSetting) -> [Odd] {
        let grades = setting.span.grades(primaryYears: setting.primaryYears).grades
        let sizes = grades.map { pupils[Int($0.rawValue)] }
        return grades.indices.dropFirst().dropLast().compactMap { index in
            guard sizes[index] == 0, sizes[index - 1] > 0, sizes[index + 1] > 0 else { return nil }
            return Odd(grade: grades[index], key: "", count: 0)
        }
    }
}
