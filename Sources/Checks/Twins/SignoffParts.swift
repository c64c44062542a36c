import Records

/// Sign-off rows that count, with document, roles and what they cover. **Source**: SPEC §2.5.
enum SignoffParts {
    static let all = [signoffRows, formCovers, fileClasses]

    private static let documents = [
        ("student_form", ["学生基本信息表"]), ("printout", ["打印核对表", "打印稿"]), ("summary", ["汇总表"]),
        ("school_tables", ["学校表"]), ("school_check", ["学校名单核对表", "学校名单"]),
    ]
    private static let roles = [
        ("pupil", ["学生", "本人"]), ("parent", ["家长", "监护人"]), ("class_teacher", ["班主任"]),
        ("clerk", ["学籍管理员", "管理员"]), ("head", ["学校领导", "学籍主管领导", "学校主管领导", "主管领导", "校长"]),
    ]

    /// `scope` says what a row covers: pupil, class, grade, school, or none.
    private static let signoffRows = TwinPart("signoff_rows") { writer in
        let document = documents.map { id, names in "WHEN s.document IN (\(TwinWriter.list([id] + names))) THEN '\(id)'" }
        let list = "',' || trim(\(writer.replace("s.role", " *[、,;/] *", by: ","))) || ','"
        let marks = roles.map { id, names in
            let any = ([id] + names).map { "contains(s.role_list, ',\($0),')" }.joined(separator: " OR ")
            return "CASE WHEN \(any) THEN 1 ELSE 0 END AS by_\(id)"
        }
        return """
            SELECT s.file, s.sheet, s."row", s.school, s.document_id, s.student_name, s.birth_date, s.signed_on, s.digest,
              g.grade_no, k.class_key, \(marks.joined(separator: ",\n  ")),
              CASE WHEN NOT \(writer.isBlank("student_name")) THEN 'pupil'
                WHEN NOT \(writer.isBlank("class_no")) THEN CASE WHEN g.grade_no IS NULL THEN 'none' ELSE 'class' END
                WHEN NOT \(writer.isBlank("grade")) THEN 'grade' ELSE 'school' END AS scope
            FROM (SELECT s.*, \(writer.school()) AS school, CASE \(document.joined(separator: " ")) END AS document_id,
                coalesce(\(list), '') AS role_list FROM signoffs AS s) AS s
            JOIN school_settings AS st ON st.school = s.school
            LEFT JOIN spelled_grades AS g ON g.school = s.school AND g.grade = s.grade
            LEFT JOIN class_keys AS k ON k.class_no = s.class_no AND k.grade_no = coalesce(g.grade_no, -1) AND k.lp = st.lp
            WHERE s.school <> '' AND NOT (\(writer.isBlank("signer")) AND \(writer.isBlank("signed_on")))
            """
    }

    /// Dated rows of student_form with each pupil that they cover.
    private static let formCovers = TwinPart("form_covers") { _ in
        let on = [
            ("pupil", "r.student_name = p.name AND r.birth_date = p.birth_date"),
            ("class", "r.grade_no = p.grade_no AND r.class_key = p.class_key"), ("grade", "r.grade_no = p.grade_no"),
            ("school", "true"),
        ]
        let covers = on.map { scope, condition in
            """
            SELECT r.file, r.sheet, r."row", r.signed_on, r.by_parent, r.by_class_teacher, r.by_clerk, r.by_head,
              p.file AS pupil_file, p.sheet AS pupil_sheet, p."row" AS pupil_row
            FROM (SELECT * FROM signoff_rows WHERE document_id = 'student_form' AND scope = '\(scope)' AND signed_on IS NOT NULL) AS r
            JOIN (SELECT * FROM pupils WHERE name IS NOT NULL AND birth_date IS NOT NULL) AS p
              ON p.school = r.school AND \(condition)
            """
        }
        return covers.joined(separator: "\nUNION ALL\n")
    }

    /// Classes of a school by file, for the granularity of files.
    private static let fileClasses = TwinPart("file_classes") { _ in
        """
        SELECT DISTINCT school, file, grade_no, class_key FROM pupils
        WHERE school <> '' AND grade_no IS NOT NULL AND class_key IS NOT NULL
        """
    }
}
