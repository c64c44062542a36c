import Records

/// Schools and their class rows. **Source**: RULES, conventions; SPEC §5.2.
enum SchoolParts {
    static let all = [ownSchools, listedSchools, counties, schoolFacts, schoolSettings]

    private static func firstRows(_ table: String, _ writer: TwinWriter) -> String {
        """
        SELECT * FROM (
          SELECT s.*, row_number() OVER (PARTITION BY s.school_id ORDER BY s.file, s.sheet, s."row") AS place
          FROM \(table) AS s WHERE \(writer.isUsable("s.school_id"))) AS ranked
        WHERE place = 1
        """
    }

    /// The school row: of several the first.
    private static let ownSchools = TwinPart("own_schools") { firstRows("schools", $0) }
    private static let listedSchools = TwinPart("listed_schools") { firstRows("issued_schools", $0) }

    private static let counties = TwinPart("known_counties") { _ in
        "SELECT code FROM divisions WHERE level = 'county' AND placeholder = '0'"
    }

    /// Schools with a row of their own or in the issued list: type, county, Lp, and where school findings stand.
    private static let schoolFacts = TwinPart("school_facts") { writer in
        let years = "o.primary_years"
        let isFive = """
            CASE WHEN \(writer.matches(years, "^[0-9]+([.][0-9]+)?$")) THEN try_cast(\(years) AS DOUBLE) = 5 ELSE false END
            """
        return """
            SELECT i.school_id, o.school_id IS NOT NULL AS has_own, coalesce(o.file, l.file) AS file,
              coalesce(o.sheet, l.sheet) AS sheet, coalesce(o."row", l."row") AS "row",
              coalesce(o.school_type, l.school_type) AS school_type, CASE WHEN \(isFive) THEN 5 ELSE 6 END AS lp,
              coalesce(c1.code, c2.code, c3.code) AS county
            FROM (SELECT school_id FROM own_schools UNION SELECT school_id FROM listed_schools) AS i
            LEFT JOIN own_schools AS o ON o.school_id = i.school_id
            LEFT JOIN listed_schools AS l ON l.school_id = i.school_id
            LEFT JOIN known_counties AS c1 ON c1.code = substr(o.local_authority_code, 1, 6)
            LEFT JOIN known_counties AS c2 ON c2.code = substr(o.division_code, 1, 6)
            LEFT JOIN known_counties AS c3 ON c3.code = substr(l.local_authority_code, 1, 6)
            """
    }

    /// Span and Lp of every identifier that occurs, usable or not (then empty).
    private static let schoolSettings = TwinPart("school_settings") { writer in
        let ids = ["students", "classes", "proofs", "signoffs"].map { "SELECT \(writer.school()) AS school FROM \($0) AS s" }
        return """
            SELECT i.school, f.school_type, coalesce(f.lp, 6) AS lp, coalesce(t.has_p, 1) AS has_p,
              coalesce(t.has_j, CASE WHEN substr(i.school, 1, 2) = '21' THEN 0 ELSE 1 END) AS has_j,
              coalesce(t.has_s, CASE WHEN substr(i.school, 1, 2) IN ('21', '31') THEN 0 ELSE 1 END) AS has_s
            FROM (\(ids.joined(separator: " UNION "))) AS i
            LEFT JOIN school_facts AS f ON f.school_id = i.school
            LEFT JOIN school_types AS t ON t.code = f.school_type
            """
    }
}
