extension Parser {
    mutating func query() throws(QueryError) -> QueryExpression {
        try nested { (parser) throws(QueryError) in try parser.queryBody() }
    }

    private mutating func queryBody() throws(QueryError) -> QueryExpression {
        let start = current.range.lowerBound
        var with: [CommonTable] = []
        if take("with") {
            if isAt("recursive") {
                throw QueryError(.syntax, at: current.range, "不支持 WITH RECURSIVE", "WITH RECURSIVE is not supported")
            }
            repeat { with.append(try commonTable()) } while takeSymbol(",")
        }
        var query = QueryExpression(with: with, body: [try term(removesDuplicates: false)], range: start..<start)
        while isAt("union") || isAt("except") || isAt("intersect") {
            guard take("union") else {
                throw QueryError(
                    .syntax, at: current.range, "不支持 EXCEPT 和 INTERSECT;可用 NOT IN 或 IN",
                    "EXCEPT and INTERSECT are not supported; use NOT IN or IN")
            }
            let keepsAll = take("all")
            if !keepsAll { _ = take("distinct") }
            query.body.append(try term(removesDuplicates: !keepsAll))
        }
        if isAt("order", "by") {
            advance()
            advance()
            query.orderBy = try orderItems()
        }
        try limits(&query)
        query.range = start..<max(start, previousEnd)
        return query
    }

    private mutating func limits(_ query: inout QueryExpression) throws(QueryError) {
        while true {
            if isAt("limit"), query.limit == nil {
                advance()
                if !take("all") { query.limit = try expression() }
            } else if isAt("offset"), query.offset == nil {
                advance()
                query.offset = try expression()
                if !take("rows") { _ = take("row") }
            } else {
                return
            }
        }
    }

    private mutating func commonTable() throws(QueryError) -> CommonTable {
        let name = try identifier("WITH 后的名称 / a name")
        let columns = isAtSymbol("(") ? try identifierList() : []
        try expect("as")
        try expectSymbol("(")
        let inner = try query()
        try expectSymbol(")")
        return CommonTable(name: name, columns: columns, query: inner)
    }

    private mutating func term(removesDuplicates: Bool) throws(QueryError) -> QueryTerm {
        if takeSymbol("(") {
            let inner = try query()
            try expectSymbol(")")
            return QueryTerm(content: .query(inner), removesDuplicates: removesDuplicates)
        }
        return QueryTerm(content: .select(try select()), removesDuplicates: removesDuplicates)
    }

    private mutating func select() throws(QueryError) -> Select {
        let start = current.range.lowerBound
        guard take("select") else { throw unexpected("SELECT") }
        var select = Select(range: start..<start)
        if take("distinct") {
            if isAt("on") {
                throw QueryError(
                    .syntax, at: current.range, "不支持 DISTINCT ON;可用 row_number() OVER (…)",
                    "DISTINCT ON is not supported; use row_number() OVER (…)")
            }
            select.isDistinct = true
        } else {
            _ = take("all")
        }
        repeat { select.items.append(try selectItem()) } while takeSymbol(",")
        if take("from") { select.from = try fromClause() }
        if take("where") { select.filter = try expression() }
        if isAt("group", "by") {
            advance()
            advance()
            select.groupBy = try groupBy()
        }
        if take("having") { select.having = try expression() }
        select.range = start..<max(start, previousEnd)
        return select
    }

    private mutating func selectItem() throws(QueryError) -> SelectItem {
        let expression = try expression()
        if take("as") { return SelectItem(expression: expression, alias: try aliasAfterAs()) }
        return SelectItem(expression: expression, alias: optionalIdentifier())
    }

    private mutating func groupBy() throws(QueryError) -> GroupBy {
        var result = GroupBy()
        repeat {
            if isAt("rollup"), peek(1).kind == .symbol("(") {
                guard result.rollup.isEmpty else { throw unexpected("一个 ROLLUP / one ROLLUP") }
                advance()
                advance()
                result.rollup = try expressionList()
                try expectSymbol(")")
            } else if isAt("cube") && peek(1).kind == .symbol("(") || isAt("grouping", "sets") {
                throw QueryError(
                    .syntax, at: current.range, "不支持 CUBE 和 GROUPING SETS;可用 ROLLUP",
                    "CUBE and GROUPING SETS are not supported; use ROLLUP")
            } else {
                result.keys.append(try expression())
            }
        } while takeSymbol(",")
        return result
    }

    mutating func orderItems() throws(QueryError) -> [OrderItem] {
        var items: [OrderItem] = []
        repeat {
            let expression = try expression()
            let isAscending = take("asc") || !take("desc")
            var nullsFirst: Bool?
            if take("nulls") {
                if take("first") { nullsFirst = true } else if take("last") { nullsFirst = false } else {
                    throw unexpected("FIRST, LAST")
                }
            }
            items.append(OrderItem(expression: expression, isAscending: isAscending, nullsFirst: nullsFirst))
        } while takeSymbol(",")
        return items
    }
}
