import Records

/// Summary rows cell by cell, and what the data of a school adds up to. **Source**: RULES I; SPEC §9.
enum SummaryParts {
    static let all = [summaryRows, summaryCells, pupilCounts, classPairs, classCounts, unitRows, levelsBelow]

    static let cells = ["P_sum"] + (1...6).map { "P\($0)" } + ["J_sum"] + (1...3).map { "J\($0)" } + ["S_sum"]
        + (1...3).map { "S\($0)" } + ["total"]

    /// Rows with another 项目 take part in nothing.
    static let hasMeasure = "measure IN ('班级数', '学生人数', '学生数')"

    /// A cell as a whole number of at most 15 digits: 0 when blank, null when it is none.
    private static func number(_ cell: String, _ writer: TwinWriter) -> String {
        let text = writer.identifierText("s.\(cell)")
        return "CASE WHEN \(writer.isBlank(cell)) THEN 0 WHEN \(writer.matches(text, "^[0-9]{1,15}$")) THEN try_cast(\(text) AS BIGINT) END"
    }

    /// Summary rows with a known 项目: `kind` is c (班级数) or n (学生人数); `school` is empty where it is not usable.
    private static let summaryRows = TwinPart("summary_rows") { writer in
        let numbers = cells.map { "\(number($0, writer)) AS n_\($0)" }
        return """
            SELECT s.*, \(writer.school()) AS school, CASE s.measure WHEN '班级数' THEN 'c' ELSE 'n' END AS kind,
              \(numbers.joined(separator: ",\n  "))
            FROM summaries AS s WHERE s.\(hasMeasure)
            """
    }

    /// A row for each cell of a summary row.
    private static let summaryCells = TwinPart("summary_cells") { _ in
        let values = cells.map { "WHEN '\($0)' THEN s.\($0)" }.joined(separator: " ")
        let numbers = cells.map { "WHEN '\($0)' THEN s.n_\($0)" }.joined(separator: " ")
        let names = cells.map { "SELECT '\($0)' AS cell" }.joined(separator: " UNION ALL ")
        return """
            SELECT s.file, s.sheet, s."row", s.school, s.school_id, s.unit_code, s.kind, x.cell,
              CASE x.cell \(values) END AS value, CASE x.cell \(numbers) END AS number
            FROM summary_rows AS s CROSS JOIN (\(names)) AS x
            WHERE NOT (s.kind = 'c' AND x.cell = 'total')
            """
    }

    /// Pupils of a school by cell, J4 and the sums included.
    private static let pupilCounts = TwinPart("pupil_counts") { _ in
        """
        SELECT school, grade_code AS cell, count(*) AS counted FROM pupils WHERE grade_no IS NOT NULL GROUP BY school, grade_code
        UNION ALL SELECT school, stage || '_sum', count(*) FROM pupils WHERE grade_no IS NOT NULL GROUP BY school, stage
        UNION ALL SELECT school, 'total', count(*) FROM pupils GROUP BY school
        """
    }

    /// (grade, class) pairs from the class table, or from the pupils of a school without one.
    private static let classPairs = TwinPart("class_pairs") { _ in
        """
        SELECT DISTINCT school, grade_no, class_key FROM class_types
        UNION SELECT p.school, p.grade_no, p.class_key FROM pupils AS p
          LEFT JOIN (SELECT DISTINCT school FROM class_rows) AS h ON h.school = p.school
          WHERE h.school IS NULL AND p.grade_no IS NOT NULL AND p.class_key IS NOT NULL
        """
    }

    private static let classCounts = TwinPart("class_counts") { _ in
        """
        SELECT c.school, g.grade_code AS cell, count(*) AS counted FROM class_pairs AS c
          JOIN grade_list AS g ON g.grade_no = c.grade_no GROUP BY c.school, g.grade_code
        UNION ALL SELECT c.school, g.stage || '_sum', count(*) FROM class_pairs AS c
          JOIN grade_list AS g ON g.grade_no = c.grade_no GROUP BY c.school, g.stage
        """
    }

    /// Rows of counties, prefectures and the province.
    private static let unitRows = TwinPart("unit_rows") { writer in
        """
        SELECT s.file, s.sheet, s."row", s.kind, d.code, d.level,
          row_number() OVER (PARTITION BY d.code, s.kind ORDER BY s.file, s.sheet, s."row") AS place
        FROM summary_rows AS s JOIN divisions AS d ON d.code = substr(s.unit_code, 1, 6) AND d.placeholder = '0'
        WHERE \(writer.isBlank("school_id")) AND \(writer.matches("s.unit_code", "^\(writer.parameters.province)[0-9]{4}([0-9]{6})?$"))
        """
    }

    /// The rows that a unit adds up: (unit, kind) with the place of each row below.
    private static let levelsBelow = TwinPart("levels_below") { writer in
        """
        SELECT f.county AS code, s.kind, s.file, s.sheet, s."row"
        FROM (SELECT r.*, row_number() OVER (PARTITION BY r.school, r.kind ORDER BY r.file, r.sheet, r."row") AS place
          FROM summary_rows AS r WHERE r.school <> '') AS s
        JOIN school_facts AS f ON f.school_id = s.school WHERE s.place = 1 AND f.county IS NOT NULL
        UNION ALL SELECT substr(u.code, 1, 4) || '00', u.kind, u.file, u.sheet, u."row" FROM unit_rows AS u
          WHERE u.place = 1 AND u.level = 'county'
        UNION ALL SELECT substr(u.code, 1, 2) || '0000', u.kind, u.file, u.sheet, u."row" FROM unit_rows AS u
          WHERE u.place = 1 AND u.level = 'prefecture'
        """
    }
}
