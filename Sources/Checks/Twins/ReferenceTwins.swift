import Records

/// REF. **Source**: RULES E.
enum ReferenceTwins {
    static let all: [(String, Twin)] = [
        ("REF-01", malformedIdentifier), ("REF-02", notIssued), ("REF-03", categoryDiffers), ("REF-04", identifierTwice),
        ("REF-05", itemsDiffer), ("REF-06", unknownClass), ("REF-07", classTwice), ("REF-08", classWithoutPupils),
        ("REF-09", unknownCampus), ("REF-10", unknownDivision), ("REF-11", withoutPupils), ("REF-12", outOfScope),
        ("REF-13", wrongCounty),
    ]

    private static let sheets: [RegistryTable] = [.student, .school, .campus, .class, .proof, .summary, .signoff]

    private static let malformedIdentifier = Twin.query { writer in
        writer.union(
            sheets.map { table in
                writer.rows(
                    table, severity: "'error'", field: "school_id", value: "s.school_id",
                    where: "s.school_id IS NOT NULL AND NOT \(writer.isUsable("s.school_id"))")
            })
    }

    private static let notIssued = Twin.query { writer in
        writer.union(
            [RegistryTable.student, .school, .campus, .class, .summary].map { table in
                writer.rows(
                    table,
                    from: """
                        (SELECT s.file, s.sheet, s."row", s.school_id, l.school_id AS listed_id FROM \(table.storeName) AS s
                          LEFT JOIN listed_schools AS l ON l.school_id = s.school_id)
                        """,
                    severity: "'error'", field: "school_id", value: "s.school_id",
                    where: "\(writer.isUsable("s.school_id")) AND s.listed_id IS NULL AND \(TwinWriter.isListLoaded)")
            })
    }

    private static let categoryDiffers = Twin.query { writer in
        writer.rows(
            .school, from: "(SELECT s.*, t.prefix FROM schools AS s JOIN school_types AS t ON t.code = s.school_type)",
            severity: "'warning'", field: "school_id", value: "s.school_id",
            where: "s.prefix <> substr(s.school_id, 1, 2) AND \(writer.isUsable("s.school_id"))")
    }

    private static let identifierTwice = Twin.query { writer in
        writer.rows(
            .school,
            from: """
                (SELECT s.*, count(*) OVER (PARTITION BY s.school_id) AS same FROM schools AS s
                  WHERE \(writer.isUsable("s.school_id")))
                """,
            severity: "'error'", field: "school_id", value: "s.school_id", where: "s.same > 1")
    }

    private static let itemsDiffer = Twin.query { writer in
        let items = ["name", "local_authority_name", "local_authority_code", "school_type", "sponsor"]
        return writer.union(
            items.map { item in
                writer.rows(
                    .school,
                    from: """
                        (SELECT s.file, s.sheet, s."row", s.\(item), l.\(item) AS listed_value FROM schools AS s
                          JOIN listed_schools AS l ON l.school_id = s.school_id)
                        """,
                    severity: "'warning'", field: item, value: "s.\(item)",
                    where: "s.\(item) <> s.listed_value AND \(TwinWriter.isListLoaded)")
            })
    }

    private static let unknownClass = Twin.query { writer in
        writer.rows(
            .student,
            from: """
                (SELECT s.*, t.school AS known_school FROM pupils AS s
                  JOIN (SELECT DISTINCT school FROM class_rows) AS h ON h.school = s.school
                  LEFT JOIN (SELECT DISTINCT school, grade_no, class_key FROM class_types) AS t
                    ON t.school = s.school AND t.grade_no = s.grade_no AND t.class_key = s.class_key)
                """,
            severity: "'error'", field: "class_no", value: "s.class_no",
            where: "s.grade_no IS NOT NULL AND s.class_key IS NOT NULL AND s.known_school IS NULL")
    }

    private static let classTwice = Twin.query { writer in
        writer.rows(
            .class,
            from: """
                (SELECT c.*, count(*) OVER (PARTITION BY c.school, c.grade_no, c.class_key) AS same FROM class_rows AS c
                  WHERE c.grade_no IS NOT NULL AND c.class_key IS NOT NULL)
                """,
            severity: "'error'", field: "class_no", value: "s.class_no", where: "s.same > 1")
    }

    private static let classWithoutPupils = Twin.query { writer in
        writer.rows(
            .class,
            from: """
                (SELECT c.*, p.school AS filled, m.school AS filled_together FROM class_rows AS c
                  JOIN (SELECT DISTINCT s.school_id FROM students AS s) AS h ON h.school_id = c.school
                  LEFT JOIN (SELECT DISTINCT school, grade_no, class_key FROM pupils) AS p
                    ON p.school = c.school AND p.grade_no = c.grade_no AND p.class_key = c.class_key
                  LEFT JOIN (SELECT DISTINCT n.school, k.grade_no, k.class_key
                      FROM (SELECT DISTINCT school, lp, class_no FROM pupil_rows) AS n
                      JOIN class_keys AS k ON k.class_no = n.class_no AND k.lp = n.lp) AS m
                    ON m.school = c.school AND m.grade_no = c.grade_no AND m.class_key = c.class_key)
                """,
            severity: "'warning'", field: "class_no", value: "s.class_no",
            where: """
                s.grade_no IS NOT NULL AND s.class_key IS NOT NULL AND s.filled IS NULL
                  AND NOT (coalesce(s.class_type IN ('12', '22'), false) AND s.filled_together IS NOT NULL)
                """)
    }

    private static let unknownCampus = Twin.query { writer in
        writer.union(
            [RegistryTable.student, .class].map { table in
                let key = writer.looseKey(writer.identifierText("s.campus_no"))
                return writer.rows(
                    table,
                    from: """
                        (SELECT s.file, s.sheet, s."row", s.campus_no, k.loose_key FROM \(table.storeName) AS s
                          JOIN (SELECT DISTINCT school_id FROM campus_keys) AS h ON h.school_id = s.school_id
                          LEFT JOIN campus_keys AS k ON k.school_id = s.school_id AND k.loose_key = \(key))
                        """,
                    severity: "'error'", field: "campus_no", value: "s.campus_no",
                    where: "s.campus_no IS NOT NULL AND s.loose_key IS NULL")
            })
    }

    private static let unknownDivision = Twin.query { writer in
        let fields: [(RegistryTable, String)] =
            ["birth_place_code", "household_code", "m1_household_code", "m2_household_code"].map { (.student, $0) }
            + [(.school, "division_code"), (.campus, "division_code")]
        let cells = fields.map { table, field in
            let exempt = field == "birth_place_code" ? " AND coalesce(s.nationality, 'CHN') = 'CHN'" : ""
            return writer.cells(table, field, where: "s.\(field) IS NOT NULL\(exempt)")
        }
        return """
            SELECT CASE WHEN NOT s.is_formed THEN 'error' WHEN s.code IS NULL THEN 'warning' ELSE 'info' END AS severity,
              s."table", s.file, s.sheet, s."row", s.field, \(TwinWriter.typed) AS value
            FROM (SELECT c.*, d.code, d.level, d.in_force, \(writer.matches("c.value", "^([0-9]{6}|[0-9]{12})$")) AS is_formed
              FROM (\(writer.union(cells))) AS c LEFT JOIN divisions AS d ON d.code = substr(c.value, 1, 6)) AS s
            \(TwinWriter.typedJoin)
            WHERE NOT s.is_formed OR s.code IS NULL OR length(s.value) = 6 OR s.level <> 'county' OR s.in_force = '0'
            """
    }

    private static let withoutPupils = Twin.query { writer in
        writer.rows(
            .school,
            from: """
                (SELECT f.*, h.school_id AS filled FROM school_facts AS f
                  JOIN school_types AS t ON t.code = f.school_type AND t.in_scope = 1
                  LEFT JOIN (SELECT DISTINCT school_id FROM students) AS h ON h.school_id = f.school_id)
                """,
            severity: "'error'", field: "school_id", value: "s.school_id", where: "s.has_own AND s.filled IS NULL")
    }

    private static let outOfScope = Twin.query { writer in
        writer.rows(
            .school,
            from: """
                (SELECT f.*, o.school_type AS own_type FROM school_facts AS f
                  JOIN own_schools AS o ON o.school_id = f.school_id
                  JOIN school_types AS t ON t.code = f.school_type AND t.in_scope = 0)
                """,
            severity: "'error'", field: "school_type", value: "s.own_type", where: "true")
    }

    private static let wrongCounty = Twin.query { writer in
        let (authority, address) = ("substr(s.local_authority_code, 1, 6)", "substr(s.division_code, 1, 6)")
        return writer.rows(
            .school, from: "own_schools", severity: "'warning'", field: "local_authority_code",
            value: "s.local_authority_code",
            where: """
                \(authority) <> \(address) AND \(authority) IN (SELECT code FROM known_counties)
                  AND \(address) IN (SELECT code FROM known_counties)
                """)
    }
}
