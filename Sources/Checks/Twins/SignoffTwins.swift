import Records

/// SGN. **Source**: RULES J; SPEC §2.5.
enum SignoffTwins {
    static let all: [(String, Twin)] = [
        ("SGN-01", studentForm), ("SGN-02", printout), ("SGN-03", changed), ("SGN-04", schoolTables), ("SGN-05", summary),
        ("SGN-06", late), ("SGN-07", order),
    ]

    /// What the roles of a document are called where they are missing.
    private static let names = [
        ("pupil", "学生"), ("parent", "家长"), ("class_teacher", "班主任"), ("clerk", "学籍管理员"), ("head", "学校领导"),
    ]

    /// Pupils for whom a role of the document has not signed.
    private static func unsigned(_ document: String, _ roles: [(String, String)], _ writer: TwinWriter) -> String {
        let marks = roles.map { role, _ in "max(by_\(role)) AS by_\(role)" }.joined(separator: ", ")
        func cover(_ scope: String, _ keys: [String]) -> String {
            let list = keys.joined(separator: ", ")
            return """
                (SELECT \(list), \(marks) FROM signoff_rows WHERE document_id = '\(document)' AND scope = '\(scope)' GROUP BY \(list))
                """
        }
        let missing = roles.map { role, name in
            let signed = ["a", "b", "c", "d"].map { "coalesce(\($0).by_\(role), 0)" }.joined(separator: " + ")
            return "CASE WHEN \(signed) = 0 THEN '\(name)' END"
        }
        return writer.rows(
            .student,
            from: """
                (SELECT p.file, p.sheet, p."row", concat_ws('、', \(missing.joined(separator: ",\n  "))) AS missing
                  FROM pupils AS p
                  LEFT JOIN \(cover("pupil", ["school", "student_name", "birth_date"])) AS a
                    ON a.school = p.school AND a.student_name = p.name AND a.birth_date = p.birth_date
                  LEFT JOIN \(cover("class", ["school", "grade_no", "class_key"])) AS b
                    ON b.school = p.school AND b.grade_no = p.grade_no AND b.class_key = p.class_key
                  LEFT JOIN \(cover("grade", ["school", "grade_no"])) AS c ON c.school = p.school AND c.grade_no = p.grade_no
                  LEFT JOIN \(cover("school", ["school"])) AS d ON d.school = p.school
                  WHERE p.school <> '' AND p.name IS NOT NULL AND p.birth_date IS NOT NULL)
                """,
            severity: "'error'", field: "", value: "s.missing",
            where: "s.missing <> '' AND \(isAnySheet)")
    }

    /// The drop has a sign-off sheet.
    private static let isAnySheet = "(SELECT count(*) FROM files WHERE \"table\" = 'signoff') > 0"

    private static let studentForm = Twin.query { unsigned("student_form", names, $0) }
    private static let printout = Twin.query { unsigned("printout", Array(names.prefix(2)), $0) }

    private static let changed = Twin.query { writer in
        let fields = RegistryTable.student.fields.filter { $0.templatePosition != nil }
            .sorted { ($0.templatePosition ?? 0) < ($1.templatePosition ?? 0) }
        let texts = fields.map { field in
            let column = "p.\(field.name)"
            let text =
                switch field.type {
                case .bool: "CASE WHEN \(column) THEN '1' WHEN NOT \(column) THEN '0' END"
                case .date8: writer.compact(column)
                case .month6: "CAST(\(column) AS STRING)"
                default:
                    field.name == "admission_method"
                        ? "CASE WHEN \(column) = '其他' THEN CASE WHEN p.stage = 'S' THEN '99' ELSE '12' END ELSE \(column) END" : column
                }
            return "coalesce(\(text), '')"
        }
        let digest = "upper(substr(\(writer.sha256(texts.joined(separator: " || chr(31) ||\n    "))), 1, 8))"
        let code = writer.upper("replace(g.digest, ' ', '')")
        return writer.rows(
            .student,
            from: """
                (SELECT p.file, p.sheet, p."row", \(digest) AS digest, g.digests
                  FROM pupils AS p
                  JOIN (SELECT g.school, g.student_name, g.birth_date, ',' || \(writer.dialect == .duckdb
                    ? "string_agg(\(code), ',')" : "array_join(collect_list(\(code)), ',')") || ',' AS digests
                    FROM signoff_rows AS g
                    WHERE g.document_id = 'printout' AND g.scope = 'pupil' AND g.digest IS NOT NULL
                    GROUP BY g.school, g.student_name, g.birth_date) AS g
                    ON g.school = p.school AND g.student_name = p.name AND g.birth_date = p.birth_date)
                """,
            severity: "'error'", field: "", value: "s.digest", where: "NOT contains(s.digests, ',' || s.digest || ',')")
    }

    private static let schoolTables = Twin.query { writer in
        writer.rows(
            .school,
            from: """
                (SELECT f.*, g.school AS signed FROM school_facts AS f
                  JOIN (SELECT school_id FROM schools UNION SELECT school_id FROM campuses UNION SELECT school_id FROM classes) AS h
                    ON h.school_id = f.school_id
                  LEFT JOIN (SELECT DISTINCT school FROM signoff_rows WHERE document_id = 'school_tables' AND by_head = 1) AS g
                    ON g.school = f.school_id)
                """,
            severity: "'error'", field: "", value: "'head'", where: "s.signed IS NULL AND \(isAnySheet)")
    }

    private static let summary = Twin.query { writer in
        writer.rows(
            .summary,
            from: """
                (SELECT r.file, r.sheet, r."row", concat_ws('、', CASE WHEN m.filler_count = 0 THEN '填报人' END,
                    CASE WHEN m.date_count = 0 THEN '填报日期' END, CASE WHEN m.stamp_count = 0 THEN '盖章' END) AS missing
                  FROM (SELECT s.*, row_number() OVER (PARTITION BY s.school_id ORDER BY s.file, s.sheet, s."row") AS place
                    FROM summaries AS s WHERE s.\(SummaryParts.hasMeasure) AND \(writer.isUsable("s.school_id"))) AS r
                  JOIN (SELECT s.school_id, sum(CASE WHEN \(writer.isBlank("filler")) THEN 0 ELSE 1 END) AS filler_count,
                      sum(CASE WHEN \(writer.isBlank("filled_on")) THEN 0 ELSE 1 END) AS date_count,
                      sum(CASE WHEN s.is_stamped THEN 1 ELSE 0 END) AS stamp_count
                    FROM (SELECT s.*, y.word IS NOT NULL AS is_stamped FROM summaries AS s
                      LEFT JOIN yes_no_words AS y ON y.word = s.stamped AND y.answer = '1'
                      WHERE s.\(SummaryParts.hasMeasure)) AS s
                    GROUP BY s.school_id) AS m ON m.school_id = r.school_id
                  WHERE r.place = 1)
                """,
            severity: "'error'", field: "", value: "s.missing", where: "s.missing <> ''")
    }

    private static let late = Twin.query { writer in
        let due = [
            ("school_check", "SGN-06.school_check"), ("school_tables", "SGN-06.school_tables"),
            ("student_form", "SGN-06.students"), ("printout", "SGN-06.students"), ("summary", "SGN-06.students"),
        ]
        let late = due.map { document, name in
            let last = "max(CASE WHEN g.document_id = '\(document)' THEN CAST(\(writer.compact("g.signed_on")) AS INT) END)"
            return "CASE WHEN \(last) > \(writer.parameters[name]) THEN '\(document)=' || CAST(\(last) AS STRING) END"
        }
        return writer.rows(
            .school,
            from: """
                (SELECT f.file, f.sheet, f."row", concat_ws('、', \(late.joined(separator: ",\n  "))) AS late
                  FROM school_facts AS f JOIN (
                    SELECT school, document_id, signed_on FROM signoff_rows
                    UNION ALL SELECT school_id, 'summary', filled_on FROM summaries
                      WHERE \(SummaryParts.hasMeasure)) AS g ON g.school = f.school_id
                  GROUP BY f.school_id, f.file, f.sheet, f."row")
                """,
            severity: "'warning'", field: "", value: "s.late", where: "s.late <> ''")
    }

    private static let order = Twin.query { writer in
        let steps = [("head", "clerk"), ("clerk", "class_teacher"), ("class_teacher", "parent")]
        let roles = ["parent", "class_teacher", "clerk", "head"]
        let lasts = roles.map { "max(CASE WHEN by_\($0) = 1 THEN signed_on END) AS last_\($0)" }.joined(separator: ", ")
        let marks = steps.map { later, earlier in
            """
            CASE WHEN max(CASE WHEN c.by_\(later) = 1 AND c.signed_on = l.last_\(later) AND l.last_\(later) < l.last_\(earlier)
                THEN 1 ELSE 0 END) = 1 THEN '\(later)<\(earlier)' END
            """
        }
        return writer.rows(
            .signoff,
            from: """
                (SELECT c.file, c.sheet, c."row", concat_ws('、', \(marks.joined(separator: ",\n  "))) AS steps
                  FROM form_covers AS c
                  JOIN (SELECT pupil_file, pupil_sheet, pupil_row, \(lasts) FROM form_covers
                    GROUP BY pupil_file, pupil_sheet, pupil_row) AS l
                    ON l.pupil_file = c.pupil_file AND l.pupil_sheet = c.pupil_sheet AND l.pupil_row = c.pupil_row
                  GROUP BY c.file, c.sheet, c."row")
                """,
            severity: "'warning'", field: "", value: "s.steps", where: "s.steps <> ''")
    }
}
