import Records

/// DUP. Groups are not printed, so that a member is a row whose bucket fires. **Source**: RULES B.
enum DuplicateTwins {
    static let all: [(String, Twin)] = [
        ("DUP-01", twiceInSchool), ("DUP-02", severalSchools), ("DUP-03", differentNames), ("DUP-04", withoutNumber),
        ("DUP-05", withAndWithoutNumber), ("DUP-06", typingError), ("DUP-07", sameNameAndBirth), ("DUP-08", otherDocument),
        ("DUP-09", pupilIsMember), ("DUP-10", seatNumber), ("DUP-11", auxiliaryNumber), ("DUP-12", sameGuardian),
    ]

    private static func numbered(_ writer: TwinWriter) -> String {
        "(SELECT s.*, \(writer.residentNumber()) AS number, \(writer.school()) AS school FROM students AS s)"
    }

    /// Rows of the buckets of `keys` in which `condition` holds.
    private static func bucket(
        _ writer: TwinWriter, from source: String, keys: [String], filter: String, having condition: String,
        severity: String = "'error'", field: String, value: String
    ) -> String {
        let list = keys.joined(separator: ", ")
        let on = keys.map { "b.\($0) = s.\($0)" }.joined(separator: " AND ")
        return """
            SELECT \(severity) AS severity, 'student' AS "table", s.file, s.sheet, s."row", '\(field)' AS field, \(value) AS value
            FROM (SELECT * FROM \(source) AS s WHERE \(filter)) AS s
            JOIN (SELECT \(list) FROM \(source) AS s WHERE \(filter) GROUP BY \(list) HAVING \(condition)) AS b ON \(on)
            """
    }

    private static let twiceInSchool = Twin.query { writer in
        bucket(
            writer, from: numbered(writer), keys: ["number", "name", "school"],
            filter: "s.number IS NOT NULL AND s.name IS NOT NULL AND s.school <> ''", having: "count(*) > 1",
            field: "id_number", value: "s.id_number")
    }

    private static let severalSchools = Twin.query { writer in
        bucket(
            writer, from: numbered(writer), keys: ["number", "name"],
            filter: "s.number IS NOT NULL AND s.name IS NOT NULL AND s.school <> ''",
            having: "count(DISTINCT school) > 1", field: "id_number", value: "s.id_number")
    }

    private static let differentNames = Twin.query { writer in
        bucket(
            writer, from: numbered(writer), keys: ["number"], filter: "s.number IS NOT NULL AND s.name IS NOT NULL",
            having: "count(DISTINCT name) > 1", field: "id_number", value: "s.id_number")
    }

    private static let person = "s.name IS NOT NULL AND s.sex IN ('1', '2') AND s.birth_date IS NOT NULL"

    private static let withoutNumber = Twin.query { writer in
        bucket(
            writer, from: "students", keys: ["name", "sex", "birth_date"],
            filter: "\(person) AND \(writer.isBlank("id_number"))", having: "count(*) > 1", field: "name", value: "s.name")
    }

    private static let withAndWithoutNumber = Twin.query { writer in
        bucket(
            writer,
            from: "(SELECT s.*, \(writer.isBlank("id_number")) AS has_none, \(writer.residentNumber()) AS number FROM students AS s)",
            keys: ["name", "sex", "birth_date"], filter: "\(person) AND (s.has_none OR s.number IS NOT NULL)",
            having: "max(CASE WHEN has_none THEN 1 ELSE 0 END) = 1 AND count(number) > 0", severity: "'warning'",
            field: "name", value: "s.name")
    }

    private static let typingError = Twin.query { writer in
        """
        SELECT 'warning' AS severity, 'student' AS "table", s.file, s.sheet, s."row", 'id_number' AS field, s.id_number AS value
        FROM (SELECT * FROM near_numbers) AS n JOIN students AS s ON s.file = n.file AND s.sheet = n.sheet AND s."row" = n."row"
        """
    }

    private static let sameNameAndBirth = Twin.query { writer in
        """
        SELECT CASE WHEN w.school IS NULL THEN 'info' ELSE 'warning' END AS severity, 'student' AS "table",
          s.file, s.sheet, s."row", 'name' AS field, s.name AS value
        FROM county_pupils AS s
        JOIN (SELECT name, sex, birth_date, county FROM county_pupils GROUP BY name, sex, birth_date, county
          HAVING count(DISTINCT number) > 1) AS b
          ON b.name = s.name AND b.sex = s.sex AND b.birth_date = s.birth_date AND b.county = s.county
        LEFT JOIN (SELECT name, sex, birth_date, school FROM county_pupils GROUP BY name, sex, birth_date, school
          HAVING count(DISTINCT number) > 1) AS w
          ON w.name = s.name AND w.sex = s.sex AND w.birth_date = s.birth_date AND w.school = s.school
        """
    }

    private static let otherDocument = Twin.query { writer in
        let permit = writer.matches("s.id_number", "^[HM][0-9]{10}$")
        return bucket(
            writer,
            from: """
                (SELECT s.*, CASE WHEN \(permit) THEN substr(s.id_number, 1, 9) ELSE s.id_number END AS document
                  FROM students AS s)
                """,
            keys: ["id_type", "document"], filter: "s.id_type IN ('6', '7', '8', '9', 'A') AND s.document IS NOT NULL",
            having: "count(*) > 1", field: "id_number", value: "s.id_number")
    }

    private static let pupilIsMember = Twin.query { writer in
        let own = writer.residentNumber()
        return writer.rows(
            .student, severity: "'error'", field: "id_number", value: "s.id_number",
            where: "\(own) = \(writer.memberNumber(1, of: "s")) OR \(own) = \(writer.memberNumber(2, of: "s"))")
    }

    /// Buckets with at least two different (name, birth date).
    private static func different(_ writer: TwinWriter, from source: String, keys: [String], filter: String, field: String) -> String {
        let list = keys.joined(separator: ", ")
        let on = keys.map { "b.\($0) = s.\($0)" }.joined(separator: " AND ")
        let rows = "(SELECT * FROM \(source) AS s WHERE \(filter) AND s.name IS NOT NULL AND s.birth_date IS NOT NULL)"
        return """
            SELECT 'warning' AS severity, 'student' AS "table", s.file, s.sheet, s."row", '\(field)' AS field, s.\(field) AS value
            FROM \(rows) AS s
            JOIN (SELECT \(list) FROM (SELECT DISTINCT \(list), name, birth_date FROM \(rows) AS s) AS s
              GROUP BY \(list) HAVING count(*) > 1) AS b ON \(on)
            """
    }

    private static let seatNumber = Twin.query { writer in
        let key = writer.looseKey("n2")
        return different(
            writer,
            from: """
                (SELECT s.*, \(key) AS loose_key FROM (SELECT s.*, \(writer.identifierText("s.seat_no")) AS n2 FROM pupils AS s) AS s)
                """,
            keys: ["school", "grade_no", "class_key", "loose_key"],
            filter: """
                s.school <> '' AND s.grade_no IS NOT NULL AND s.class_key IS NOT NULL AND s.loose_key IS NOT NULL
                """, field: "seat_no")
    }

    private static let auxiliaryNumber = Twin.query { writer in
        let key = writer.looseKey("n2")
        return different(
            writer,
            from: """
                (SELECT s.*, \(key) AS loose_key, \(writer.school()) AS school
                  FROM (SELECT s.*, \(writer.identifierText("s.aux_no")) AS n2 FROM students AS s) AS s)
                """,
            keys: ["school", "loose_key"], filter: "s.school <> '' AND s.loose_key IS NOT NULL", field: "aux_no")
    }

    private static let sameGuardian = Twin.query { writer in
        """
        SELECT DISTINCT 'info' AS severity, 'student' AS "table", s.file, s.sheet, s."row", 'name' AS field, s.name AS value
        FROM guarded_pupils AS s
        JOIN (SELECT guardian, sex, birth_date, initial FROM guarded_pupils GROUP BY guardian, sex, birth_date, initial
          HAVING count(DISTINCT name) > 1 AND count(DISTINCT school) > 1
            AND count(DISTINCT number) = count(DISTINCT CASE WHEN number IS NOT NULL THEN place END)) AS b
          ON b.guardian = s.guardian AND b.sex = s.sex AND b.birth_date = s.birth_date AND b.initial = s.initial
        """
    }
}
