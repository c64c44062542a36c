import Records

/// GRD. **Source**: RULES C; SPEC §5.2, §5.4.
enum GradeTwins {
    static let all: [(String, Twin)] = [
        ("GRD-01", undetermined), ("GRD-02", entryMonthDiffers), ("GRD-03", unusualMonth), ("GRD-04", futureMonth),
        ("GRD-05", notOffered), ("GRD-06", tooYoungAtEntry), ("GRD-07", methodDoesNotFit), ("GRD-08", politicalStatus),
    ]

    private static func months(
        _ writer: TwinWriter, from source: String = "students", severity: String, where condition: String
    ) -> String {
        writer.rows(
            .student, from: source, severity: severity, field: "entry_month", value: "s.entry_month", where: condition)
    }

    private static let undetermined = Twin.query { writer in
        writer.rows(
            .student, from: "pupil_grades", severity: "'error'", field: "grade", value: "s.grade",
            where: "s.grade_no IS NULL AND s.entry_month IS NOT NULL AND s.can_p + s.can_j + s.can_s = 0")
    }

    private static let entryMonthDiffers = Twin.query { writer in
        let years = "(s.entry_k - s.k)"
        return months(
            writer, from: "pupils",
            severity: "CASE WHEN \(years) = 1 THEN 'info' WHEN \(years) IN (2, -1) THEN 'warning' ELSE 'error' END",
            where: "s.step IN (1, 2) AND \(years) <> 0")
    }

    private static let unusualMonth = Twin.query { writer in
        months(
            writer, severity: "'info'",
            where: "s.entry_month % 100 NOT IN (8, 9) AND s.entry_month <= \(writer.referenceMonth)")
    }

    private static let futureMonth = Twin.query { writer in
        months(writer, severity: "'error'", where: "s.entry_month > \(writer.referenceMonth)")
    }

    private static let notOffered = Twin.query { writer in
        writer.rows(
            .student,
            from: """
                (SELECT s.*, a.stage AS attached_stage FROM pupils AS s
                  JOIN school_types AS t ON t.code = s.school_type AND t.in_scope = 1
                    AND NOT contains(t.span, ' ' || s.grade_code || ' ')
                  LEFT JOIN (SELECT DISTINCT c.school, c.grade_no, c.class_key, m.stage FROM class_types AS c
                      JOIN class_stages AS m ON m.code = c.class_type) AS a
                    ON a.school = s.school AND a.grade_no = s.grade_no AND a.class_key = s.class_key AND a.stage = s.stage)
                """,
            severity: "CASE WHEN s.attached_stage IS NULL THEN 'error' ELSE 'info' END", field: "grade", value: "s.grade",
            where: "true")
    }

    private static let tooYoungAtEntry = Twin.query { writer in
        let least = ["P", "J", "S"].map { "WHEN '\($0)' THEN \(writer.parameters["GRD-06.min_age_\($0)"])" }
        return months(
            writer, from: "pupils", severity: "'warning'",
            where: """
                s.age + 1 - s.entry_k < CASE s.stage \(least.joined(separator: " ")) END AND s.offset_years >= -1
                """)
    }

    private static let methodDoesNotFit = Twin.query { writer in
        writer.rows(
            .student, from: "pupils", severity: "'warning'", field: "admission_method", value: "s.admission_method",
            where: """
                (s.stage IN ('P', 'J') AND s.admission_method IN ('21', '22', '23', '99'))
                  OR (s.stage = 'S' AND s.admission_method IN ('11', '12'))
                """)
    }

    private static let politicalStatus = Twin.query { writer in
        writer.rows(
            .student, severity: "'warning'", field: "political_status", value: "s.political_status",
            where: """
                (s.political_status = '03' AND \(writer.age("s.birth_date")) < \(writer.parameters["GRD-08.min_age_league"]))
                  OR (s.political_status IN ('01', '02')
                    AND \(writer.age("s.birth_date")) < \(writer.parameters["GRD-08.min_age_party"]))
                """)
    }
}
