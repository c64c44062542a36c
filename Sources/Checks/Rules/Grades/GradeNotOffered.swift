import Columnar
import Records

/// GRD-05: a grade that the type of school does not teach.
package enum GradeNotOffered: RowRule {
    package static let definition = RuleDefinition(
        "GRD-05", "年级与办学类型不符", "Grade not offered by school type", severity: "error / info", status: "S",
        message: BilingualText(
            "{type}不应有{grade}学生",
            "A school of type {type} should have no pupils of {grade_en}"),
        explanation: Explanation(
            finds: (
                "学生年级不在学校办学类型的年级范围内。",
                "Grades outside the span of the school type."),
            matters: (
                "学校标识码、办学类型或年级有一项错误。",
                "The identifier, the type or the grade is wrong."),
            fires: (
                "小学里有初一学生；附设班有相应班级类型时仅提示。",
                "A primary school with pupils of J1; info only where the class is an attached class of that stage."),
            doesNotFire: (
                "办学类型未知或不在采集范围(REF-12)。",
                "An unknown type, or one out of scope (REF-12)."),
            source: "SPEC §5.4"))

    package static let inputs: ScanInputs = [.student: AgeColumns.all]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let grades = try batch.grades()
        let positions = try batch.schoolPositions()
        let schools = batch.context.directory.schools
        var spans: [Int32: GradeSet?] = [:]
        for row in 0..<batch.rowCount where positions[row] >= 0 {
            guard let grade = Grade(rawValue: grades.grade(row)) else { continue }
            if spans[positions[row]] == nil { spans[positions[row]] = .some(span(schools[Int(positions[row])])) }
            guard let span = spans[positions[row]] ?? nil, !span.contains(grade) else { continue }
            let school = schools[Int(positions[row])]
            let id = ClassID(school: school.id, grade: grade.rawValue, key: grades.classKey(row))
            let isAttached = batch.context.directory.types(of: id).contains { ClassType.stage(String($0)) == grade.stage }
            try findings.add(
                batch, row, field: "grade", isAttached ? .info : .error, value: batch.text("grade").string(row) ?? "",
                [
                    Argument("type", CodeLabels.of("school_type", String(school.type))),
                    Argument("grade", grade.chineseName), Argument("grade_en", grade.code),
                ])
        }
    }

    /// Nil for a type that is unknown or out of scope.
    private static func span(_ school: School) -> GradeSet? {
        let type = String(school.type)
        return SchoolType.isInScope(type) ? SchoolType.grades(type) : nil
    }
}
