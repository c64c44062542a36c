import Records

/// CMP. **Source**: RULES G.
enum CompletenessTwins {
    static let all: [(String, Twin)] = [
        ("CMP-01", mandatory), ("CMP-02", conditional), ("CMP-03", constantColumn), ("CMP-04", lowFill),
    ]

    /// Blank cells of a field in sheets that have its column.
    private static func blanks(
        _ writer: TwinWriter, _ table: RegistryTable, _ field: String, where condition: String = "true"
    ) -> String {
        """
        SELECT 'error' AS severity, '\(table.findingName)' AS "table", s.file, s.sheet, s."row", '\(field)' AS field, '' AS value
        FROM \(table.storeName) AS s
        LEFT JOIN sheet_fields AS h ON h.file = s.file AND h.sheet = s.sheet AND h."table" = '\(table.findingName)'
        WHERE \(writer.isBlank(field)) AND (h.file IS NULL OR contains(h.field_list, ',\(field),')) AND \(condition)
        """
    }

    private static let mandatory = Twin.query { writer in
        let exemptions = ["household_code": "id_type", "m1_household_code": "m1_id_type"]
        return writer.union(
            TwinWriter.fieldTables.flatMap { table in
                table.fields.filter { $0.requirement == .mandatory }.map { field in
                    let type = table == .student ? exemptions[field.name] : nil
                    return blanks(
                        writer, table, field.name, where: type.map { "coalesce(s.\($0), '1') = '1'" } ?? "true")
                }
            })
    }

    private static let conditional = Twin.query { writer in
        let notes = (1...2).map { blanks(writer, .student, "m\($0)_relation_note", where: "s.m\($0)_relation = '97'") }
        let second = ["m2_relation", "m2_address", "m2_household_code", "m2_phone", "m2_is_guardian"].map { field in
            let exempt = field == "m2_household_code" ? " AND coalesce(s.m2_id_type, '1') = '1'" : ""
            return blanks(writer, .student, field, where: "NOT \(writer.isBlank("m2_name"))\(exempt)")
        }
        let years = [("primary_years", "has_p"), ("junior_years", "has_j"), ("senior_years", "has_s")].map { field, stage in
            blanks(
                writer, .school, field, where: "s.school_type IN (SELECT code FROM school_types WHERE \(stage) = 1)")
        }
        return writer.union(notes + second + years)
    }

    private static let constantColumn = Twin.query { writer in
        let share = writer.parameters["CMP-03.share"]
        let codes = ["household_code", "birth_place_code"]
        let fields = ["phone", "current_address", "m1_name", "m1_id_number"] + codes
        return writer.union(
            fields.map { field in
                let least = writer.parameters[codes.contains(field) ? "CMP-03.min_rows_codes" : "CMP-03.min_rows"]
                let condition = codes.contains(field) ? "s.m = s.n" : "100 * s.m >= \(share) * s.n"
                return """
                    SELECT 'warning' AS severity, 'student' AS "table", s.file, '' AS sheet, CAST(NULL AS INT) AS "row",
                      '\(field)' AS field, s.value
                    FROM (SELECT v.file, v.value, v.m, sum(v.m) OVER (PARTITION BY v.file) AS n
                      FROM (SELECT file, \(field) AS value, count(*) AS m FROM students WHERE \(field) IS NOT NULL
                        GROUP BY file, \(field)) AS v) AS s
                    WHERE s.n >= \(least) AND \(condition)
                    """
            })
    }

    private static let lowFill = Twin.query { writer in
        let share = writer.parameters["CMP-04.share"]
        return writer.union(
            ["m2_name", "seat_no"].map { field in
                writer.rows(
                    .school,
                    from: """
                        (SELECT f.*, c.n, c.m FROM school_facts AS f
                          JOIN (SELECT s.school_id, count(*) AS n, sum(CASE WHEN \(writer.isBlank(field)) THEN 0 ELSE 1 END) AS m
                            FROM students AS s GROUP BY s.school_id) AS c ON c.school_id = f.school_id)
                        """,
                    severity: "'info'", field: field, value: "CAST(floor(100 * s.m / s.n) AS INT)",
                    where: """
                        s.n >= \(writer.parameters["CMP-04.min_rows"]) AND 100 * s.m < \(share) * s.n\(field == "seat_no" ? " AND s.m > 0" : "")
                        """)
            })
    }
}
