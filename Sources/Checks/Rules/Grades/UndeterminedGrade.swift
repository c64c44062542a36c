import Records

/// GRD-01: nothing tells the pupil's grade.
package enum UndeterminedGrade: RowRule {
    package static let definition = RuleDefinition(
        "GRD-01", "无法确定年级", "Grade cannot be determined", severity: "error", status: "I",
        message: BilingualText(
            "无法由班级和入学年月确定年级", "Neither the class nor the entry month tells the grade"),
        explanation: Explanation(
            finds: ("年级栏、班级表、入学年月都不能确定年级的学生。",
                "Pupils whose grade follows neither from 年级, nor from the class table, nor from 入学年月."),
            matters: ("导入模板没有年级栏，年级要由入学年月推出。",
                "The template has no grade column; the grade follows from the entry month."),
            fires: ("入学年月可读，但没有任何学段存在相应年级(如小学学校、200109入学)。",
                "The entry month is readable, but no stage of the school has such a grade (a primary school, 200109)."),
            doesNotFire: ("入学年月为空(CMP-01)或不可读(FMT-03)；需要出生日期才能决定而出生日期未知。",
                "A blank (CMP-01) or unreadable (FMT-03) entry month; several stages and no birth date to decide."),
            source: "SPEC §5.2"))

    package static let inputs: ScanInputs = [.student: AgeColumns.all]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let grades = try batch.grades()
        for row in 0..<batch.rowCount where grades[row].isUndetermined {
            try findings.add(batch, row, field: "grade", .error, value: batch.text("grade").string(row) ?? "")
        }
    }
}
