import Records

/// FIL-08: the files of a school are partly by class, partly by grade or school.
package enum MixedGranularity: Rule {
    package typealias Scan = FileGranularity

    package static let definition = RuleDefinition(
        "FIL-08", "粒度不一致", "Mixed file granularity", severity: "info", status: "V", isCore: false,
        message: BilingualText("学校文件粒度不一致", "The files of the school are of mixed granularity"),
        explanation: Explanation(
            finds: ("学生文件既有按班、又有按年级或全校的学校。", "Schools whose files of pupils are partly by class, partly by grade or school."),
            matters: ("同一名学生容易在两个文件里重复。", "A pupil is easily in two of them."),
            fires: ("没有一种划分(班、年级、全校)适合所有文件。每校一条，值为文件数。",
                "No single kind (class, grade, school) fits all files. One finding for each school; the value is the "
                    + "number of files."),
            doesNotFire: ("每个年级只有一个班时按班与按年级相同；只有一个年级的学校。",
                "Class and grade are the same where a grade has one class; a school of one grade."),
            source: "SPEC §1, step 3c; §6.2"))

    private struct Kinds: OptionSet {
        let rawValue: UInt8
        static let byClass = Kinds(rawValue: 1)
        static let byGrade = Kinds(rawValue: 2)
        static let bySchool = Kinds(rawValue: 4)
    }

    package static func findings(
        _ files: FileGranularity.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        var bySchool: [Int64: [Set<ClassID>]] = [:]
        for (key, classes) in files { bySchool[key.school, default: []].append(classes) }
        for school in context.directory.schools {
            guard let files = bySchool[school.id] else { continue }
            let all = files.reduce(into: Set<ClassID>()) { $0.formUnion($1) }
            let fitting = files.reduce([.byClass, .byGrade, .bySchool] as Kinds) { $0.intersection(kinds($1, all)) }
            guard fitting.isEmpty else { continue }
            buffer.addSchool(school, field: "", .info, value: String(files.count), [], context)
        }
    }

    private static func kinds(_ file: Set<ClassID>, _ all: Set<ClassID>) -> Kinds {
        var kinds: Kinds = []
        let grades = Set(file.map(\.grade))
        if file.count == 1 { kinds.insert(.byClass) }
        if grades.count == 1, file.count > 1 || all.count(where: { grades.contains($0.grade) }) == 1 { kinds.insert(.byGrade) }
        if grades.count > 1 || Set(all.map(\.grade)).count == 1 { kinds.insert(.bySchool) }
        return kinds
    }
}
