extension ExpressionBinder {
    func subquery(_ query: QueryExpression, _ range: Range<Int>) throws(QueryError) -> Subquery {
        guard let planSubquery else {
            throw QueryError(.syntax, at: range, "这里不能用子查询", "no subquery can stand here")
        }
        return try planSubquery(query)
    }

    func scalarQuery(_ query: QueryExpression, _ range: Range<Int>) throws(QueryError) -> Bound {
        let inner = try subquery(query, range)
        let column = try onlyColumn(inner, range)
        let type = column.type == .unknown ? SQLType.text : column.type
        return Bound(.scalarQuery(inner), type, column.privacy, at: range)
    }

    func inQuery(_ value: Bound, _ query: QueryExpression, _ negated: Bool, _ range: Range<Int>) throws(QueryError) -> Bound {
        let inner = try subquery(query, range)
        let column = try onlyColumn(inner, range)
        let type = column.type == .unknown ? SQLType.text : column.type
        guard let common = SQLType.common(value.type, type), common == type || type.isWhole && common.isWhole else {
            throw mismatch("IN", value, .column(0, type, .open, at: range), range)
        }
        return Bound(.inQuery(try coerced(value, to: common), inner, negated: negated), .boolean, .open, at: range)
    }

    private func onlyColumn(_ query: Subquery, _ range: Range<Int>) throws(QueryError) -> OutputColumn {
        let columns = query.plan.columns
        guard columns.count == 1 else {
            throw QueryError(
                .type, at: range, "子查询应只有一列,见到 \(columns.count) 列", "the subquery has one column here, found \(columns.count)")
        }
        return columns[0]
    }
}
