import Records

/// AGE. **Source**: RULES C; SPEC §5.1.
enum AgeTwins {
    static let all: [(String, Twin)] = [
        ("AGE-01", underAge), ("AGE-02", young), ("AGE-03", old), ("AGE-04", implausible),
    ]

    private static func births(_ writer: TwinWriter, from source: String, severity: String, where condition: String) -> String {
        writer.rows(
            .student, from: source, severity: severity, field: "birth_date", value: writer.compact("s.birth_date"),
            where: condition)
    }

    private static let underAge = Twin.query { writer in
        births(
            writer, from: "pupils", severity: "'error'",
            where: """
                s.grade_code = 'P1' AND s.birth_date > DATE '\(writer.year - 6)-08-31'
                  AND s.birth_date <= DATE '\(writer.parameters.referenceDate)'
                """)
    }

    private static let young = Twin.query { writer in
        births(
            writer, from: "pupils",
            severity: "CASE s.offset_years WHEN -1 THEN 'info' WHEN -2 THEN 'warning' ELSE 'error' END",
            where: "s.grade_code <> 'P1' AND s.offset_years < 0")
    }

    /// Whether a row counts as a pupil of special education; `c` is its special class.
    private static let isSpecial = """
        (coalesce(s.disability, '0') <> '0' OR coalesce(s.placement, '0') <> '0'
            OR coalesce(s.school_type IN ('511', '512', '513', '514', '519', '371'), false) OR c.class_key IS NOT NULL)
        """

    private static func special(_ columns: String) -> String {
        """
        (SELECT \(columns), \(isSpecial) AS is_special FROM pupils AS s
          LEFT JOIN special_classes AS c ON c.school = s.school AND c.grade_no = s.grade_no AND c.class_key = s.class_key)
        """
    }

    private static let old = Twin.query { writer in
        births(
            writer,
            from: """
                (SELECT s.*, CASE WHEN s.is_special AND s.offset_years > 0 THEN s.offset_years - 2 ELSE s.offset_years END
                  AS years_over FROM \(special("s.file, s.sheet, s.\"row\", s.birth_date, s.offset_years")) AS s)
                """,
            severity: "CASE WHEN s.years_over = 2 THEN 'info' WHEN s.years_over <= 4 THEN 'warning' ELSE 'error' END",
            where: "s.years_over >= 2")
    }

    private static let implausible = Twin.query { writer in
        let limits = (writer.parameters["AGE-04.max_age"], writer.parameters["AGE-04.max_age_special"])
        return births(
            writer, from: special("s.file, s.sheet, s.\"row\", s.birth_date, s.age"), severity: "'error'",
            where: """
                s.birth_date > DATE '\(writer.parameters.referenceDate)' OR s.age < 4
                  OR s.age > CASE WHEN s.is_special THEN \(limits.1) ELSE \(limits.0) END
                """)
    }
}
