import Records

/// What is known of single cells and sheets.
enum CellParts {
    static let all = [typedCells, sheetCells, sheetFields, campusKeys, guardianRows]

    /// Cells that were not typed as their canonical value.
    private static let typedCells = TwinPart("typed_cells") { _ in
        """
        SELECT "table", file, sheet, "row", field, min(raw) AS raw FROM cell_issues GROUP BY "table", file, sheet, "row", field
        """
    }

    /// Issues of the cells of the schools' own files.
    private static let sheetCells = TwinPart("sheet_cells") { _ in
        """
        SELECT i.* FROM cell_issues AS i
        LEFT JOIN (SELECT DISTINCT file AS issued_file FROM files WHERE issued) AS f ON f.issued_file = i.file
        WHERE f.issued_file IS NULL
        """
    }

    /// Fields that a sheet has a column for, between commas.
    private static let sheetFields = TwinPart("sheet_fields") { _ in
        """
        SELECT file, coalesce(sheet, '') AS sheet, "table", ',' || coalesce(fields, '') || ',' AS field_list FROM files
        WHERE "table" IS NOT NULL AND NOT coalesce(issued, false)
        """
    }

    /// Pupils by the valid number of a member who is a guardian, at the first member with this number.
    private static let guardianRows = TwinPart("guardian_rows") { writer in
        let members = (1...2).map { member in
            """
            SELECT s.file, s.sheet, s."row", 'm\(member)_id_number' AS field, s.m\(member)_id_number AS value,
              \(writer.memberNumber(member)) AS guardian,
              \(member == 1 ? "CAST(NULL AS BIGINT)" : Self.firstGuardian(writer)) AS earlier
            FROM students AS s
            WHERE s.m\(member)_is_guardian AND NOT \(writer.isBlank("m\(member)_name"))
            """
        }
        return """
            SELECT g.file, g.sheet, g."row", g.field, g.value, g.guardian FROM (\(writer.union(members))) AS g
            WHERE g.guardian IS NOT NULL AND (g.earlier IS NULL OR g.earlier <> g.guardian)
            """
    }

    private static func firstGuardian(_ writer: TwinWriter) -> String {
        "CASE WHEN s.m1_is_guardian AND NOT \(writer.isBlank("m1_name")) THEN \(writer.memberNumber(1)) END"
    }

    private static let campusKeys = TwinPart("campus_keys") { writer in
        """
        SELECT DISTINCT s.school_id, \(writer.looseKey(writer.identifierText("s.campus_no"))) AS loose_key
        FROM campuses AS s WHERE s.campus_no IS NOT NULL AND \(writer.isUsable("s.school_id"))
        """
    }
}

extension TwinWriter {
    /// A list of the province was read, even if it has no rows.
    static let isListLoaded = "(SELECT count(*) FROM files WHERE issued AND \"table\" = 'school') > 0"

    /// The tables of `fields.csv`.
    static let fieldTables: [RegistryTable] = [.student, .school, .campus, .class]

    static let typedJoin = """
        LEFT JOIN typed_cells AS y ON y."table" = s."table" AND y.file = s.file AND y.sheet = s.sheet AND y."row" = s."row"
          AND y.field = s.field
        """
    /// The cell as typed, where `typedJoin` stands behind rows of `cells`.
    static let typed = "coalesce(y.raw, s.value)"

    /// Cells of one column: `"table", file, sheet, "row", field, value`.
    func cells(_ table: RegistryTable, _ field: String, where condition: String) -> String {
        """
        SELECT '\(table.findingName)' AS "table", s.file, s.sheet, s."row", '\(field)' AS field, s.\(field) AS value
        FROM \(table.storeName) AS s WHERE \(condition)
        """
    }

    /// Findings at cells, with the text as typed.
    func typedFindings(severity: String, _ cells: [String]) -> String {
        """
        SELECT \(severity) AS severity, s."table", s.file, s.sheet, s."row", s.field, \(TwinWriter.typed) AS value
        FROM (\(union(cells))) AS s
        \(TwinWriter.typedJoin)
        """
    }

    /// Findings for every cell issue of a kind in some tables.
    func issues(_ kind: String, severity: String, in tables: [RegistryTable], and condition: String = "true") -> String {
        """
        SELECT \(severity) AS severity, s."table", s.file, s.sheet, s."row", s.field, s.raw AS value
        FROM sheet_cells AS s
        WHERE s.kind = '\(kind)' AND s."table" IN (\(TwinWriter.list(tables.map(\.findingName)))) AND \(condition)
        """
    }

    /// `error` for mandatory fields, else `warning`.
    var severityByRequirement: String {
        let mandatory = TwinWriter.fieldTables.flatMap { table in
            table.fields.filter { $0.requirement == .mandatory }.map { "\(table.findingName).\($0.name)" }
        }
        return "CASE WHEN s.\"table\" || '.' || s.field IN (\(TwinWriter.list(mandatory))) THEN 'error' ELSE 'warning' END"
    }
}
