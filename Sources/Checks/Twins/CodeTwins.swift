import Records

/// COD. **Source**: RULES F.
enum CodeTwins {
    static let all: [(String, Twin)] = [
        ("COD-01", unknownCode), ("COD-02", notLabel), ("COD-03", placement), ("COD-04", health), ("COD-05", bus),
        ("COD-06", distance), ("COD-07", migrantAtHome), ("COD-08", leftBehindAndMigrant),
    ]

    private static let unknownCode = Twin.query { writer in
        let grades = [RegistryTable.student, .class].map { table in
            """
            SELECT '\(table.findingName)' AS "table", s.file, s.sheet, s."row", 'grade' AS field, s.grade AS value
            FROM (SELECT s.*, \(writer.school()) AS school FROM \(table.storeName) AS s WHERE s.grade IS NOT NULL) AS s
            JOIN spelled_grades AS g ON g.school = s.school AND g.grade = s.grade AND g.grade_no IS NULL
            """
        }
        return writer.union([
            writer.issues("code_unknown", severity: writer.severityByRequirement, in: TwinWriter.fieldTables),
            writer.typedFindings(severity: writer.severityByRequirement, grades),
        ])
    }

    private static let notLabel = Twin.query { writer in
        writer.issues("code_not_label", severity: "'info'", in: TwinWriter.fieldTables)
    }

    private static let placement = Twin.query { writer in
        writer.rows(
            .student,
            from: """
                (SELECT s.*, c.class_key AS special_key, p.placement_code FROM pupils AS s
                  LEFT JOIN special_classes AS c
                    ON c.school = s.school AND c.grade_no = s.grade_no AND c.class_key = s.class_key
                  LEFT JOIN placement_codes AS p ON p.disability_code = s.disability AND p.placement_code = s.placement)
                """,
            severity: "'warning'", field: "placement", value: "s.placement",
            where: """
                s.disability IS NOT NULL AND CASE WHEN s.placement = '0'
                  THEN s.disability <> '0' AND coalesce(s.school_type, '') NOT LIKE '51%' AND s.special_key IS NULL
                  ELSE s.placement IS NOT NULL AND s.placement_code IS NULL END
                """)
    }

    private static let health = Twin.query { writer in
        writer.rows(
            .student, severity: "'info'", field: "health", value: "s.health",
            where: "(s.health = '50' AND s.disability = '0') OR (s.health = '10' AND s.disability <> '0')")
    }

    private static let bus = Twin.query { writer in
        writer.rows(
            .student, severity: "'info'", field: "commute_mode", value: "s.commute_mode",
            where: "s.commute_mode = '5' AND s.needs_bus = false")
    }

    private static let distance = Twin.query { writer in
        let text = writer.identifierText("s.commute_km")
        let (most, mostByDay) = (writer.parameters["COD-06.max_km"], writer.parameters["COD-06.max_km_day_pupil"])
        return writer.rows(
            .student, severity: "'warning'", field: "commute_km", value: "s.commute_km",
            where: """
                s.commute_km IS NOT NULL AND CASE WHEN \(writer.matches(text, "^[0-9]+([.][0-9]+)?$"))
                  THEN try_cast(\(text) AS DOUBLE) > CASE WHEN s.study_mode = '1' THEN \(min(most, mostByDay)) ELSE \(most) END
                  ELSE true END
                """)
    }

    private static let migrantAtHome = Twin.query { writer in
        writer.rows(
            .student, from: "(SELECT s.*, f.county FROM students AS s JOIN school_facts AS f ON f.school_id = s.school_id)",
            severity: "'info'", field: "migrant_child", value: "'1'",
            where: "s.migrant_child AND substr(s.household_code, 1, 6) = s.county")
    }

    private static let leftBehindAndMigrant = Twin.query { writer in
        writer.rows(
            .student, severity: "'warning'", field: "migrant_child", value: "'1'",
            where: "s.left_behind IN ('1', '2') AND s.migrant_child")
    }
}
