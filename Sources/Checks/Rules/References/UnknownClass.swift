import Columnar
import Records

/// REF-06: a class that the class table does not have.
package enum UnknownClass: RowRule {
    package static let definition = RuleDefinition(
        "REF-06", "班级不存在", "Class not in the class table", severity: "error", status: "I",
        message: BilingualText(
            "班级“{grade}{class}”未在班级信息表中登记",
            "Class {grade_en} “{class}” is not in the class table"),
        explanation: Explanation(
            finds: (
                "学校填了班级表，而学生的年级和班号在其中找不到。",
                "The school has class rows, and none matches the grade and class number of the pupil."),
            matters: (
                "学生会导入失败或进错班。",
                "The pupil cannot be imported, or lands in a wrong class."),
            fires: (
                "班级表只有一年级1班，学生在一年级2班。",
                "The table has class 1 of grade 1, the pupil is in class 2."),
            doesNotFire: (
                "写法不同但同一班(1班、(1)、201301)；学校没有班级表；年级未知。",
                "Other spellings of one class; no class table; an unknown grade."),
            source: "SPEC §5.3"))

    package static let inputs: ScanInputs = [.student: AgeColumns.all]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let grades = try batch.grades()
        let schools = try batch.schoolIDs()
        let positions = try batch.schoolPositions()
        let directory = batch.context.directory
        let hasClasses = directory.schools.map { !$0.classes.isEmpty }
        var last: (id: ClassID, isKnown: Bool)?
        for row in 0..<batch.rowCount where positions[row] >= 0 && hasClasses[Int(positions[row])] {
            guard let grade = Grade(rawValue: grades.grade(row)) else { continue }
            let key = grades.classKey(row)
            guard key != ClassKeyTable.none else { continue }
            let id = ClassID(school: schools[row], grade: grade.rawValue, key: key)
            if last?.id != id { last = (id, directory.contains(id)) }
            if last?.isKnown == true { continue }
            let text = try batch.text("class_no").string(row) ?? ""
            try findings.add(
                batch, row, field: "class_no", .error, value: text,
                [
                    Argument("grade", grade.chineseName), Argument("grade_en", grade.code), Argument("class", text),
                ])
        }
    }
}
