import Columnar
import Records

/// The columns that the names of an expression can mean.
struct Scope: Sendable {
    struct Column: Sendable {
        let name: String
        let type: SQLType
        let privacy: Privacy
        /// The table's name or alias.
        let qualifier: String
        /// For Chinese headers and aliases.
        let table: RegistryTable?
        /// Found only with its qualifier: the second of two columns joined by USING.
        var isHidden = false
    }

    var columns: [Column] = []
    /// Columns of the query around this one, which it cannot use.
    var outer: [Column] = []

    init(_ columns: [Column] = []) { self.columns = columns }

    init(_ schema: Schema, table: RegistryTable?, qualifier: String) {
        columns = schema.fields.map { field in
            Column(
                name: field.name, type: SQLType(field.type), privacy: Privacy(table?.mask(ofColumn: field.name) ?? .none),
                qualifier: qualifier, table: table)
        }
    }

    func resolve(_ qualifier: Identifier?, _ name: Identifier) throws(QueryError) -> Int {
        if let qualifier, !columns.contains(where: { $0.qualifier == qualifier.name }) { throw noTable(qualifier) }
        let inTable = columns.indices.filter { qualifier == nil ? !columns[$0].isHidden : columns[$0].qualifier == qualifier!.name }
        var found = inTable.filter { columns[$0].name == name.name }
        if found.isEmpty {
            found = inTable.filter { columns[$0].table?.resolveHeader(name.name)?.name == columns[$0].name }
        }
        if found.count == 1 { return found[0] }
        if found.isEmpty { throw noColumn(qualifier, name, inTable.map { columns[$0] }) }
        let places = found.map { "\(columns[$0].qualifier).\(columns[$0].name)" }.joined(separator: ", ")
        throw QueryError(
            .name, at: name.range, "列 \(name.name) 不唯一;请写明是哪一个:\(places)",
            "the column \(name.name) is ambiguous; write which one: \(places)")
    }

    private func noTable(_ qualifier: Identifier) -> QueryError {
        if outer.contains(where: { $0.qualifier == qualifier.name }) { return Scope.correlated(qualifier) }
        let known = Set(columns.map(\.qualifier)).filter { !$0.isEmpty }.sorted()
        let hint = Suggestion.hint(Suggestion.nearest(to: qualifier.name, in: known))
        return QueryError(
            .name, at: qualifier.range, "FROM 里没有表 \(qualifier.name)\(hint.chinese)",
            "no table \(qualifier.name) in FROM\(hint.english)")
    }

    private func noColumn(_ qualifier: Identifier?, _ name: Identifier, _ known: [Column]) -> QueryError {
        if outer.contains(where: { $0.name == name.name && (qualifier == nil || $0.qualifier == qualifier?.name) }) {
            return Scope.correlated(name)
        }
        if columns.isEmpty {
            return QueryError(
                .name, at: name.range, "这里没有可用的列:\(name.name);文本要用单引号",
                "no columns here, found \(name.name); text stands in single quotes")
        }
        let english = Suggestion.nearest(to: name.name, in: known.map(\.name))
        let chinese = Suggestion.nearest(to: name.name, in: known.compactMap { $0.table?.field(named: $0.name)?.chineseName }, maximum: 2)
        let hasChinese = name.name.utf8.contains { $0 >= 0x80 }
        let hint = Suggestion.hint(hasChinese ? chinese + english : english + chinese)
        let qualifiers = Set(known.map(\.qualifier)).filter { !$0.isEmpty }.sorted().joined(separator: ", ")
        return QueryError(
            .name, at: name.range, "\(qualifiers) 没有列 \(name.name)\(hint.chinese)",
            "no column \(name.name) in \(qualifiers)\(hint.english)")
    }

    private static func correlated(_ name: Identifier) -> QueryError {
        QueryError(
            .name, at: name.range, "\(name.name) 属于外层查询;子查询不能引用外层的列,请改用 JOIN 或窗口函数",
            "\(name.name) belongs to the query outside; a subquery cannot refer to it, use a JOIN or a window function")
    }
}
