import Records

/// A rule said in SQL over the tables of the store.
package enum Twin: Sendable {
    /// A query that gives `severity, "table", file, sheet, "row", field, value` of every finding, in any order.
    case query(@Sendable (TwinWriter) -> String)
    /// Why SQL over the store cannot say it.
    case inexpressible(BilingualText)
}

/// A common table expression that several twins share.
struct TwinPart: Sendable {
    /// Also how queries refer to it. No column has the name of a part.
    let name: String
    /// Column names, where the part is a list of values.
    let columns: String?
    let sql: @Sendable (TwinWriter) -> String

    init(_ name: String, columns: String? = nil, _ sql: @escaping @Sendable (TwinWriter) -> String) {
        self.name = name
        self.columns = columns
        self.sql = sql
    }
}

/// Puts a whole statement together: the parts that a query needs, the query, the order of findings.
package enum TwinStatement {
    /// The statement of a rule, nil when it has no twin.
    package static func text(of rule: String, _ writer: TwinWriter) -> String? {
        guard case .query(let query) = TwinTable.twin(of: rule) else { return nil }
        let body = query(writer)
        let parts = needed(by: body, writer)
        let with = parts.isEmpty ? "" : "WITH " + parts.joined(separator: ",\n") + "\n"
        let statement = """
            \(with)SELECT '\(rule)' AS rule_id, found.severity, found."table", coalesce(found.file, '') AS file,
              coalesce(found.sheet, '') AS sheet, found."row", found.field, coalesce(CAST(found.value AS STRING), '') AS value
            FROM (
            \(body)
            ) AS found
            ORDER BY file, sheet, "row" NULLS FIRST, rule_id, field
            """
        return writer.dialect == .duckdb ? statement : statement.replacing("\"", with: "`")
    }

    /// The parts that a text names, and those that they name, in their own order.
    private static func needed(by body: String, _ writer: TwinWriter) -> [String] {
        var names = words(of: body)
        var texts: [String] = []
        for part in TwinParts.all.reversed() where names.contains(part.name) {
            let sql = part.sql(writer)
            names.formUnion(words(of: sql))
            texts.append("\(part.name)\(part.columns.map { "(\($0))" } ?? "") AS (\n\(sql)\n)")
        }
        return texts.reversed()
    }

    private static func words(of text: String) -> Set<String> {
        let pieces = text.utf8.split { byte in
            !(byte >= 0x61 && byte <= 0x7A) && !(byte >= 0x30 && byte <= 0x39) && byte != 0x5F
        }
        return Set(pieces.map { String(Substring($0)) })
    }
}

extension TwinWriter {
    /// Findings at rows of a table of the store, under the alias `s`.
    func rows(
        _ table: RegistryTable, from source: String? = nil, severity: String, field: String, value: String,
        where condition: String
    ) -> String {
        """
        SELECT \(severity) AS severity, '\(table.findingName)' AS "table", s.file, s.sheet, s."row", '\(field)' AS field,
          \(value) AS value
        FROM \(source ?? table.storeName) AS s
        WHERE \(condition)
        """
    }

    func union(_ queries: [String]) -> String { queries.joined(separator: "\nUNION ALL\n") }
}
