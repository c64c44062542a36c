import Records

/// SUM. **Source**: RULES I.
enum SummaryTwins {
    static let all: [(String, Twin)] = [
        ("SUM-01", missing), ("SUM-02", pupilsDiffer), ("SUM-03", classesDiffer), ("SUM-04", doesNotAddUp),
        ("SUM-05", campuses), ("SUM-06", levels), ("SUM-07", notReported), ("SUM-08", suspiciousSizes),
    ]

    static let filledSchools = "(SELECT DISTINCT s.school_id FROM students AS s WHERE s.school_id IS NOT NULL)"

    private static let missing = Twin.query { writer in
        writer.rows(
            .school,
            from: """
                (SELECT f.*, m.school_id AS summed FROM school_facts AS f
                  JOIN \(filledSchools) AS h ON h.school_id = f.school_id
                  LEFT JOIN (SELECT DISTINCT school_id FROM summaries
                    WHERE \(SummaryParts.hasMeasure)) AS m ON m.school_id = f.school_id)
                """,
            severity: "'error'", field: "school_id", value: "s.school_id", where: "s.summed IS NULL")
    }

    private static func cells(_ source: String, where condition: String) -> String {
        """
        SELECT 'error' AS severity, 'summary' AS "table", s.file, s.sheet, s."row", s.cell AS field, s.value
        FROM \(source) AS s WHERE \(condition)
        """
    }

    private static let pupilsDiffer = Twin.query { _ in
        cells(
            """
            (SELECT c.*, coalesce(p.counted, 0) AS counted FROM summary_cells AS c
              JOIN \(filledSchools) AS h ON h.school_id = c.school
              LEFT JOIN pupil_counts AS p ON p.school = c.school AND p.cell = c.cell)
            """, where: "s.school <> '' AND s.kind = 'n' AND s.number IS DISTINCT FROM s.counted")
    }

    private static let classesDiffer = Twin.query { _ in
        cells(
            """
            (SELECT c.*, coalesce(p.counted, 0) AS counted FROM summary_cells AS c
              JOIN (SELECT h.school_id FROM \(filledSchools) AS h UNION SELECT school FROM class_rows) AS h ON h.school_id = c.school
              LEFT JOIN class_counts AS p ON p.school = c.school AND p.cell = c.cell)
            """, where: "s.school <> '' AND s.kind = 'c' AND s.number IS DISTINCT FROM s.counted")
    }

    private static let doesNotAddUp = Twin.query { writer in
        func sum(_ stage: String, _ count: Int) -> String { (1...count).map { "s.n_\(stage)\($0)" }.joined(separator: " + ") }
        let sums = [
            ("P_sum", sum("P", 6)), ("J_sum", "\(sum("J", 3)) + s.fourth"), ("S_sum", sum("S", 3)),
            ("total", "s.n_P_sum + s.n_J_sum + s.n_S_sum"),
        ]
        let counted = SummaryParts.cells.dropLast().map { "s.n_\($0)" }.joined(separator: " + ")
        return writer.union(
            sums.map { field, total in
                writer.rows(
                    .summary,
                    from: """
                        (SELECT s.*, coalesce(CASE s.kind WHEN 'n' THEN p.counted ELSE c.counted END, 0) AS fourth
                          FROM summary_rows AS s LEFT JOIN pupil_counts AS p ON p.school = s.school AND p.cell = 'J4'
                          LEFT JOIN class_counts AS c ON c.school = s.school AND c.cell = 'J4')
                        """,
                    severity: "'error'", field: field, value: "s.\(field)",
                    where: """
                        s.school <> '' AND \(counted) IS NOT NULL AND (s.kind = 'c' OR s.n_total IS NOT NULL)
                          AND s.n_\(field) <> \(total)\(field == "total" ? " AND s.kind = 'n'" : "")
                        """)
            })
    }

    private static let campuses = Twin.query { writer in
        let text = writer.identifierText("s.stated")
        return writer.rows(
            .summary,
            from: """
                (SELECT s.*, c.stated, coalesce(k.counted, CASE WHEN h.school_id IS NULL THEN 1 ELSE 0 END) AS counted
                  FROM (SELECT r.*, row_number() OVER (PARTITION BY r.school_id ORDER BY r.file, r.sheet, r."row") AS place
                    FROM summaries AS r WHERE r.\(SummaryParts.hasMeasure) AND \(writer.isUsable("r.school_id"))) AS s
                  LEFT JOIN (SELECT r.school_id, r.campus_count AS stated,
                      row_number() OVER (PARTITION BY r.school_id ORDER BY r.file, r.sheet, r."row") AS place
                    FROM summaries AS r WHERE r.\(SummaryParts.hasMeasure) AND r.campus_count IS NOT NULL) AS c
                    ON c.school_id = s.school_id AND c.place = 1
                  LEFT JOIN (SELECT school_id, count(*) AS counted FROM campus_keys GROUP BY school_id) AS k
                    ON k.school_id = s.school_id
                  LEFT JOIN (SELECT DISTINCT school_id FROM campuses) AS h ON h.school_id = s.school_id
                  WHERE s.place = 1)
                """,
            severity: "'warning'", field: "campus_count", value: "s.campus_count",
            where: """
                CASE WHEN s.stated IS NULL THEN 0 WHEN \(writer.matches(text, "^[0-9]{1,15}$")) THEN try_cast(\(text) AS BIGINT) END
                  IS DISTINCT FROM s.counted
                """)
    }

    private static let levels = Twin.query { _ in
        cells(
            """
            (SELECT c.*, b.total_below, b.cell_count, b.whole_count FROM summary_cells AS c
              JOIN unit_rows AS u ON u.file = c.file AND u.sheet = c.sheet AND u."row" = c."row"
              JOIN (SELECT l.code, l.kind, x.cell, sum(x.number) AS total_below, count(*) AS cell_count,
                  count(x.number) AS whole_count
                FROM levels_below AS l
                JOIN summary_cells AS x ON x.file = l.file AND x.sheet = l.sheet AND x."row" = l."row"
                GROUP BY l.code, l.kind, x.cell) AS b ON b.code = u.code AND b.kind = u.kind AND b.cell = c.cell)
            """, where: "s.cell_count = s.whole_count AND s.number IS DISTINCT FROM s.total_below")
    }

    private static let notReported = Twin.query { writer in
        let tables = [RegistryTable.student, .school, .campus, .class, .proof, .summary, .signoff]
        let reported = tables.map { "SELECT school_id FROM \($0.storeName)" }.joined(separator: " UNION ")
        return writer.rows(
            .school,
            from: """
                (SELECT l.*, r.school_id AS reported FROM listed_schools AS l
                  JOIN school_types AS t ON t.code = l.school_type AND t.in_scope = 1
                  LEFT JOIN (\(reported)) AS r ON r.school_id = l.school_id)
                """,
            severity: "'error'", field: "school_id", value: "s.school_id",
            where: "s.reported IS NULL AND \(TwinWriter.isListLoaded)")
    }

    private static let suspiciousSizes = Twin.query { writer in
        // The grades of a school in their order; the neighbours of a grade stand beside it in this list.
        let sizes = """
            SELECT g.school, g.grade_no, g.grade_code, coalesce(c.counted, 0) AS counted,
              lag(coalesce(c.counted, 0)) OVER (PARTITION BY g.school ORDER BY g.grade_no) AS before_it,
              lead(coalesce(c.counted, 0)) OVER (PARTITION BY g.school ORDER BY g.grade_no) AS after_it
            FROM (SELECT st.school, l.grade_no, l.grade_code FROM school_settings AS st CROSS JOIN grade_list AS l
              WHERE (l.stage = 'P' AND st.has_p = 1 AND l.k <= st.lp)
                OR (l.stage = 'J' AND st.has_j = 1 AND l.k <= CASE WHEN st.lp = 5 THEN 4 ELSE 3 END)
                OR (l.stage = 'S' AND st.has_s = 1)) AS g
            LEFT JOIN pupil_counts AS c ON c.school = g.school AND c.cell = g.grade_code
            """
        return """
            SELECT 'info' AS severity, 'school' AS "table", f.file, f.sheet, f."row", '' AS field,
              \(writer.joined("i.item", orderedBy: "i.place")) AS value
            FROM (
              SELECT z.school, CAST(100 + z.grade_no AS STRING) AS place, z.grade_code || '=0' AS item FROM (\(sizes)) AS z
                WHERE z.counted = 0 AND z.before_it > 0 AND z.after_it > 0
              UNION ALL SELECT p.school, CAST(100 + p.grade_no AS STRING) || p.class_key,
                  p.grade_code || '/' || p.class_key || '=' || CAST(count(*) AS STRING)
                FROM pupils AS p WHERE p.grade_no IS NOT NULL AND p.class_key IS NOT NULL
                GROUP BY p.school, p.grade_no, p.grade_code, p.class_key
                HAVING count(*) > \(writer.parameters["SUM-08.max_class"])) AS i
            JOIN school_facts AS f ON f.school_id = i.school
            JOIN \(filledSchools) AS h ON h.school_id = i.school
            GROUP BY f.school_id, f.file, f.sheet, f."row"
            """
    }
}
