import Records

/// REF-08: a class of the class table that has no pupils.
package enum ClassWithoutPupils: Rule {
    package typealias Scan = PupilCounts

    package static let definition = RuleDefinition(
        "REF-08", "班级无学生", "Class without pupils", severity: "warning", status: "I", isCore: false,
        message: BilingualText("班级“{grade}{class}”没有学生", "Class {grade_en} “{class}” has no pupils"),
        explanation: Explanation(
            finds: ("班级表中登记而没有学生的班级。", "Classes of the class table without pupils."),
            matters: ("班级文件没有报送，或学生的班号填错。", "The file of the class is missing, or its pupils carry another number."),
            fires: ("学校有学生而该年级该班没有。", "The school has pupils, but none in this grade and class."),
            doesNotFire: ("学校完全没有学生(REF-11)；复式班只要班号相符；班号写法不同。",
                "No pupils at all (REF-11); a 复式 class whose number pupils of any grade carry; other spellings."),
            source: "SPEC §5.3"))

    package static func findings(
        _ counts: PupilCounts.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        let field = Int16(FieldIndex.known("class_no", in: .class))
        for row in context.directory.classes where row.key != ClassKeyTable.none && counts.schools[row.school] != nil {
            guard let grade = Grade(rawValue: row.grade) else { continue }
            let id = ClassID(school: row.school, grade: row.grade, key: row.key)
            if counts.classes[id] != nil { continue }
            if ClassType.isMultiGrade(String(row.type)), counts.multiGradeClasses.contains(id) { continue }
            buffer.add(
                FindingDraft(
                    table: .class, place: row.place, field: field, severity: .warning,
                    owner: Owner(.school, row.school), value: row.number,
                    arguments: [
                        Argument("grade", grade.chineseName), Argument("grade_en", grade.code),
                        Argument("class", row.number),
                    ]))
        }
    }
}
