import Records

/// FIL, as far as the `files` table tells. **Source**: RULES J.
enum FileTwins {
    static let all: [(String, Twin)] = [
        ("FIL-01", unreadable), ("FIL-02", missingColumn), ("FIL-03", severalSheets), ("FIL-04", unknownColumn),
        ("FIL-05", columnTwice), ("FIL-06", hidden), ("FIL-07", nameDiffers), ("FIL-08", granularity),
        ("FIL-09", skippedRows), ("FIL-10", damagedText),
    ]

    /// Findings about files or sheets of the schools.
    private static func sheets(severity: String, field: String = "''", value: String, where condition: String) -> String {
        """
        SELECT \(severity) AS severity, s."table", s.file, s.sheet, CAST(NULL AS INT) AS "row", \(field) AS field, \(value) AS value
        FROM files AS s WHERE NOT coalesce(s.issued, false) AND s."table" IS NOT NULL AND \(condition)
        """
    }

    private static let unreadable = Twin.query { _ in
        let sentences = FileProblem.allCases.map { "WHEN '\($0.rawValue)' THEN '\($0.chinese)'" }.joined(separator: "\n    ")
        return """
            SELECT CASE WHEN s.status = 'unreadable' THEN 'error' ELSE 'warning' END AS severity, '' AS "table", s.file,
              '' AS sheet, CAST(NULL AS INT) AS "row", '' AS field, CASE s.reason
                \(sentences) ELSE s.reason END AS value
            FROM files AS s WHERE s.status IN ('unreadable', 'no_table')
            """
    }

    private static let missingColumn = Twin.query { writer in
        let fields = RegistryTable.student.fields.filter { $0.requirement == .mandatory }.map(\.name)
        return """
            SELECT 'error' AS severity, 'student' AS "table", s.file, s.sheet, CAST(NULL AS INT) AS "row", m.field, '' AS value
            FROM sheet_fields AS s CROSS JOIN (SELECT \(writer.items(of: fields.joined(separator: " "))) AS field) AS m
            WHERE s."table" = 'student' AND NOT contains(s.field_list, ',' || m.field || ',')
            """
    }

    private static let severalSheets = Twin.query { _ in
        """
        SELECT 'info' AS severity, s."table", s.file, '' AS sheet, CAST(NULL AS INT) AS "row", '' AS field, count(*) AS value
        FROM files AS s WHERE NOT coalesce(s.issued, false) AND s."table" IS NOT NULL
        GROUP BY s."table", s.file HAVING count(*) > 1
        """
    }

    private static let unknownColumn = Twin.query { _ in
        sheets(severity: "'info'", value: "s.unknown_headers", where: "s.unknown_headers <> ''")
    }

    private static let columnTwice = Twin.query { writer in
        // field␟header␟header…, joined by ␞.
        let item = writer.dialect == .duckdb ? "unnest(string_split(s.duplicate_columns, chr(30)))" : "explode(split(s.duplicate_columns, '[\u{1E}]'))"
        return """
            SELECT 'error' AS severity, d."table", d.file, d.sheet, CAST(NULL AS INT) AS "row",
              substr(d.item, 1, instr(d.item, chr(31)) - 1) AS field,
              replace(substr(d.item, instr(d.item, chr(31)) + 1), chr(31), '、') AS value
            FROM (SELECT s."table", s.file, s.sheet, \(item) AS item FROM files AS s
              WHERE NOT coalesce(s.issued, false) AND s."table" IS NOT NULL AND s.duplicate_columns <> '') AS d
            """
    }

    private static let hidden = Twin.query { _ in
        sheets(
            severity: "'info'",
            value: """
                concat_ws('、', CASE WHEN s.hidden_rows > 0 THEN 'rows=' || CAST(s.hidden_rows AS STRING) END,
                    CASE WHEN s.hidden_columns > 0 THEN 'columns=' || CAST(s.hidden_columns AS STRING) END)
                """,
            where: "(s.hidden_rows > 0 OR s.hidden_columns > 0)")
    }

    private static let nameDiffers = Twin.inexpressible(
        BilingualText(
            "文件名中可能有任意多个10位数字，须逐个比较；两种方言没有共同的写法",
            "a file name may hold any number of runs of ten digits, and the dialects share no way to take them one by one"))

    private static let granularity = Twin.query { _ in
        """
        SELECT 'info' AS severity, 'school' AS "table", f.file, f.sheet, f."row", '' AS field, g.file_count AS value
        FROM (SELECT c.school, count(*) AS file_count,
            min(CASE WHEN c.class_count = 1 THEN 1 ELSE 0 END) AS all_class,
            min(CASE WHEN c.grade_count = 1 AND (c.class_count >= 2 OR w.class_count = 1) THEN 1 ELSE 0 END) AS all_grade,
            min(CASE WHEN c.grade_count >= 2 OR a.grade_count = 1 THEN 1 ELSE 0 END) AS all_school
          FROM (SELECT school, file, count(*) AS class_count, count(DISTINCT grade_no) AS grade_count, min(grade_no) AS grade_no
            FROM file_classes GROUP BY school, file) AS c
          JOIN (SELECT school, grade_no, count(DISTINCT class_key) AS class_count FROM file_classes GROUP BY school, grade_no) AS w
            ON w.school = c.school AND w.grade_no = c.grade_no
          JOIN (SELECT school, count(DISTINCT grade_no) AS grade_count FROM file_classes GROUP BY school) AS a ON a.school = c.school
          GROUP BY c.school) AS g
        JOIN school_facts AS f ON f.school_id = g.school
        WHERE g.all_class = 0 AND g.all_grade = 0 AND g.all_school = 0
        """
    }

    private static let skippedRows = Twin.query { _ in
        sheets(severity: "'info'", value: "s.skipped_rows", where: "s.skipped_rows > 0")
    }

    private static let damagedText = Twin.query { _ in
        """
        SELECT DISTINCT 'error' AS severity, '' AS "table", s.file, '' AS sheet, CAST(NULL AS INT) AS "row", '' AS field, '' AS value
        FROM files AS s WHERE s."table" IS NOT NULL AND s.replaced_characters > 0 AND s.format IN ('csv', 'tsv', 'html')
        """
    }
}
