import Records

/// Buckets of the duplicate rules. **Source**: RULES B.
enum DuplicateParts {
    static let all = [likePersons, nearNumbers, countyPupils, guardedPupils]

    /// Pupils with a number of 18 characters in a bucket of equal (name, sex, birth date) with different numbers.
    private static let likePersons = TwinPart("like_persons") { writer in
        let isNumbered = """
            s.id_type = '1' AND \(writer.matches("s.id_number", "^[0-9]{17}[0-9X]$")) AND s.name IS NOT NULL
              AND s.sex IN ('1', '2') AND s.birth_date IS NOT NULL
            """
        return """
            SELECT s.file, s.sheet, s."row", s.name, s.sex, s.birth_date, s.id_number FROM students AS s
            JOIN (SELECT s.name, s.sex, s.birth_date FROM students AS s WHERE \(isNumbered)
              GROUP BY s.name, s.sex, s.birth_date HAVING count(DISTINCT s.id_number) > 1) AS b
              ON b.name = s.name AND b.sex = s.sex AND b.birth_date = s.birth_date
            WHERE \(isNumbered)
            """
    }

    /// Rows that differ from another one of their bucket by a typing error: the members of DUP-06.
    private static let nearNumbers = TwinPart("near_numbers") { writer in
        let distance = (1...18).map { "CASE WHEN substr(a.id_number, \($0), 1) <> substr(b.id_number, \($0), 1) THEN 1 ELSE 0 END" }
        let swaps = (1...17).map { position in
            """
            a.id_number = substr(b.id_number, 1, \(position - 1)) || substr(b.id_number, \(position + 1), 1)
                  || substr(b.id_number, \(position), 1) || substr(b.id_number, \(position + 2))
            """
        }
        let near = "(\(distance.joined(separator: "\n    + "))) <= \(writer.parameters["DUP-06.max_distance"])"
        // Neighbours in the wrong order are two differing characters.
        let isTypingError = writer.parameters["DUP-06.max_distance"] >= 2 ? near : ([near] + swaps).joined(separator: "\n    OR ")
        return """
            SELECT DISTINCT a.file, a.sheet, a."row" FROM like_persons AS a
            JOIN (SELECT DISTINCT name, sex, birth_date, id_number FROM like_persons) AS b
              ON b.name = a.name AND b.sex = a.sex AND b.birth_date = a.birth_date AND b.id_number <> a.id_number
            WHERE \(isTypingError)
            """
    }

    /// The pupils that DUP-07 looks at: with a number and a county, and in no group of DUP-06.
    private static let countyPupils = TwinPart("county_pupils") { writer in
        """
        SELECT s.file, s.sheet, s."row", s.name, s.sex, s.birth_date, s.number, s.school, f.county
        FROM (SELECT s.*, \(writer.residentNumber()) AS number, \(writer.school()) AS school FROM students AS s) AS s
        JOIN school_facts AS f ON f.school_id = s.school AND f.county IS NOT NULL
        LEFT JOIN near_numbers AS n ON n.file = s.file AND n.sheet = s.sheet AND n."row" = s."row"
        WHERE s.number IS NOT NULL AND s.name IS NOT NULL AND s.sex IN ('1', '2') AND s.birth_date IS NOT NULL
          AND n.file IS NULL
        """
    }

    /// A row for each different number of a pupil's members.
    private static let guardedPupils = TwinPart("guarded_pupils") { writer in
        let members = (1...2).map { "SELECT s.*, \(writer.memberNumber($0, of: "s")) AS guardian FROM students AS s" }
        return """
            SELECT DISTINCT s.file, s.sheet, s."row", s.name, s.sex, s.birth_date, s.guardian,
              substr(s.name, 1, 1) AS initial, \(writer.residentNumber()) AS number, \(writer.school()) AS school,
              s.file || chr(31) || s.sheet || chr(31) || CAST(s."row" AS STRING) AS place
            FROM (\(members.joined(separator: " UNION ALL "))) AS s
            WHERE s.guardian IS NOT NULL AND s.name IS NOT NULL AND s.sex IN ('1', '2') AND s.birth_date IS NOT NULL
              AND \(writer.isUsable("s.school_id"))
            """
    }
}
