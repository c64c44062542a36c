import Records

/// GUA. **Source**: RULES H.
enum GuardianTwins {
    static let all: [(String, Twin)] = [
        ("GUA-01", noGuardian), ("GUA-02", oneMember), ("GUA-03", invalidNumber), ("GUA-04", implausibleAge),
        ("GUA-05", sexDiffers), ("GUA-06", identical), ("GUA-07", namedAsPupil), ("GUA-08", manyPupils),
        ("GUA-09", orphanWithParents),
    ]

    private static func member(
        _ writer: TwinWriter, _ member: Int, _ column: String, severity: String = "'warning'", from source: String? = nil,
        where condition: String
    ) -> String {
        let field = "m\(member)_\(column)"
        return writer.rows(.student, from: source, severity: severity, field: field, value: "s.\(field)", where: condition)
    }

    private static let noGuardian = Twin.query { writer in
        let blank = [writer.isBlank("m1_name"), writer.isBlank("m2_name")]
        return writer.rows(
            .student, severity: "CASE WHEN s.orphan THEN 'warning' ELSE 'error' END", field: "m1_is_guardian",
            value: "CASE WHEN s.m1_is_guardian THEN '1' WHEN NOT s.m1_is_guardian THEN '0' END",
            where: """
                NOT (\(blank[0]) AND \(blank[1]))
                  AND (\(blank[0]) OR coalesce(NOT s.m1_is_guardian, false))
                  AND (\(blank[1]) OR coalesce(NOT s.m2_is_guardian, false))
                """)
    }

    private static let oneMember = Twin.query { writer in
        writer.union(
            [(1, 2), (2, 1)].map { blank, other in
                member(
                    writer, blank, "name", severity: "'info'",
                    from: """
                        (SELECT s.*, h.field_list FROM students AS s
                          LEFT JOIN sheet_fields AS h ON h.file = s.file AND h.sheet = s.sheet AND h."table" = 'student')
                        """,
                    where: """
                        \(writer.isBlank("m\(blank)_name")) AND NOT \(writer.isBlank("m\(other)_name"))
                          AND coalesce(contains(s.field_list, ',m1_name,') AND contains(s.field_list, ',m2_name,'), true)
                        """)
            })
    }

    private static let invalidNumber = Twin.query { writer in
        writer.union(
            (1...2).map { index in
                member(
                    writer, index, "id_number",
                    severity: "CASE WHEN \(writer.isBlank("id_number")) THEN 'error' ELSE 'warning' END",
                    where: """
                        s.m\(index)_id_number IS NOT NULL AND s.m\(index)_id_key IS NULL
                          AND (s.m\(index)_id_type = '1' OR \(writer.isBlank("m\(index)_id_type")))
                        """)
            })
    }

    /// Members with `g_m`, under `number`.
    private static func numbered(_ writer: TwinWriter, _ member: Int) -> String {
        "(SELECT s.*, \(writer.memberNumber(member, of: "s")) AS number FROM students AS s)"
    }

    private static let implausibleAge = Twin.query { writer in
        let parameters = writer.parameters
        return writer.union(
            (1...2).map { index in
                // Month and day count as one number; the date in the number is as many digits as it has.
                let number = "s.m\(index)_id_number"
                let date = "CASE WHEN length(\(number)) = 18 THEN substr(\(number), 7, 8) ELSE '19' || substr(\(number), 7, 6) END"
                let relation = "s.m\(index)_relation"
                return member(
                    writer, index, "relation",
                    from: """
                        (SELECT s.*, CAST(floor((s.birth_digits - s.member_digits) / 10000) AS INT) AS years
                          FROM (SELECT s.*, year(s.birth_date) * 10000 + month(s.birth_date) * 100 + day(s.birth_date)
                              AS birth_digits, CASE WHEN s.number IS NOT NULL THEN try_cast(\(date) AS INT) END AS member_digits
                            FROM \(numbered(writer, index)) AS s) AS s)
                        """,
                    where: """
                        (\(relation) IN ('51', '52')
                            AND (s.years < \(parameters["GUA-04.parent_min"]) OR s.years > \(parameters["GUA-04.parent_max"])))
                          OR (\(relation) = '60' AND s.years < \(parameters["GUA-04.grandparent_min"]))
                          OR (\(relation) = '70' AND abs(s.years) > \(parameters["GUA-04.sibling_max"]))
                        """)
            })
    }

    private static let sexDiffers = Twin.query { writer in
        writer.union(
            (1...2).map { index in
                member(
                    writer, index, "relation", from: numbered(writer, index),
                    where: """
                        (s.m\(index)_relation = '51' AND s.number % 2 = 0) OR (s.m\(index)_relation = '52' AND s.number % 2 = 1)
                        """)
            })
    }

    private static let identical = Twin.query { writer in
        member(
            writer, 2, "name",
            where: """
                (s.m1_name = s.m2_name AND s.m1_phone = s.m2_phone)
                  OR \(writer.memberNumber(1)) = \(writer.memberNumber(2))
                """)
    }

    private static let namedAsPupil = Twin.query { writer in
        writer.union((1...2).map { member(writer, $0, "name", where: "s.m\($0)_name = s.name") })
    }

    private static let manyPupils = Twin.query { writer in
        """
        SELECT 'info' AS severity, 'student' AS "table", s.file, s.sheet, s."row", s.field, s.value
        FROM (SELECT g.*, count(*) OVER (PARTITION BY g.guardian) AS pupil_count FROM guardian_rows AS g) AS s
        WHERE s.pupil_count > \(writer.parameters["GUA-08.max_pupils"])
        """
    }

    private static let orphanWithParents = Twin.query { writer in
        writer.rows(
            .student, severity: "'info'", field: "orphan", value: "'1'",
            where: """
                s.orphan AND s.m1_name IS NOT NULL AND s.m2_name IS NOT NULL AND s.m1_is_guardian AND s.m2_is_guardian
                  AND ((s.m1_relation = '51' AND s.m2_relation = '52') OR (s.m1_relation = '52' AND s.m2_relation = '51'))
                """)
    }
}
