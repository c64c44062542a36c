import Columnar

/// `views/duckdb.sql`: one view for each table over its active files, and `guardians` over the members in `students`.
struct DuckDBViews {
    let root: String
    let state: StoreState

    var text: String {
        let tables = TableDefinition.all.compactMap { state.tables[$0.name] }
        let views = tables.map(view) + (state.tables["students"].map { [guardians($0.schema)] } ?? [])
        return (["-- Made by xueji at each commit: .read views/duckdb.sql"] + views).joined(separator: "\n\n") + "\n"
    }

    private func view(_ table: TableSnapshot) -> String {
        let head = "CREATE OR REPLACE VIEW \(DuckDBViews.identifier(table.name)) AS\n"
        guard !table.files.isEmpty else {
            let columns = table.schema.fields.map {
                "CAST(NULL AS \(DuckDBViews.type($0.type))) AS \(DuckDBViews.identifier($0.name))"
            }
            return head + "SELECT \(columns.joined(separator: ", ")) WHERE false;"
        }
        let paths = table.files.map { "  " + DuckDBViews.literal(DuckDBViews.globLiteral("\(root)/\(table.name)/\($0.path)")) }
        return head + "SELECT * FROM read_parquet([\n\(paths.joined(separator: ",\n"))\n]);"
    }

    /// The members of a pupil as rows: a member has at least one filled text field.
    private func guardians(_ students: Schema) -> String {
        let members = [1, 2].map { member in
            let prefix = "m\(member)_"
            let own = students.fields.filter { $0.name.hasPrefix(prefix) }
            let columns = own.map {
                "\(DuckDBViews.identifier($0.name)) AS \(DuckDBViews.identifier(String($0.name.dropFirst(prefix.count))))"
            }
            let texts = own.filter { $0.type == .utf8 }.map { DuckDBViews.identifier($0.name) }
            let origin = ["file", "sheet", "row", "school_id"].map(DuckDBViews.identifier)
            return "SELECT \((origin + ["\(member) AS member_index"] + columns).joined(separator: ", "))\n"
                + "FROM students WHERE coalesce(\((texts + ["NULL"]).joined(separator: ", "))) IS NOT NULL"
        }
        return "CREATE OR REPLACE VIEW guardians AS\n" + members.joined(separator: "\nUNION ALL BY NAME\n") + ";"
    }

    private static func type(_ type: DataType) -> String {
        switch type {
        case .bool: "BOOLEAN"
        case .int8: "TINYINT"
        case .int16: "SMALLINT"
        case .int32: "INTEGER"
        case .int64: "BIGINT"
        case .date: "DATE"
        case .utf8: "VARCHAR"
        }
    }

    static func identifier(_ name: String) -> String { "\"\(doubling("\"", in: name))\"" }
    static func literal(_ text: String) -> String { "'\(doubling("'", in: text))'" }

    /// DuckDB takes `*`, `?` and `[` in a path as a pattern; in brackets each stands for itself.
    static func globLiteral(_ path: String) -> String {
        var text = ""
        for scalar in path.unicodeScalars {
            switch scalar {
            case "*", "?", "[": text += "[\(scalar)]"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private static func doubling(_ quote: Unicode.Scalar, in text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            result.unicodeScalars.append(scalar)
            if scalar == quote { result.unicodeScalars.append(scalar) }
        }
        return result
    }
}
