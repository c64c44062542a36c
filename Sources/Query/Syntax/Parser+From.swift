extension Parser {
    mutating func fromClause() throws(QueryError) -> TableReference {
        var result = try joined()
        while takeSymbol(",") {
            let start = current.range.lowerBound
            let right = try joined()
            result = .join(.cross, result, right, condition: .none, range: start..<previousEnd)
        }
        return result
    }

    private mutating func joined() throws(QueryError) -> TableReference {
        var left = try tableFactor()
        while let kind = try joinKind() {
            let start = current.range.lowerBound
            let right = try tableFactor()
            var condition = JoinCondition.none
            if kind != .cross {
                if take("on") { condition = .on(try expression()) } else if take("using") {
                    condition = .using(try identifierList())
                } else {
                    throw unexpected("ON, USING")
                }
            }
            left = .join(kind, left, right, condition: condition, range: start..<previousEnd)
        }
        return left
    }

    private mutating func joinKind() throws(QueryError) -> JoinKind? {
        if isAt("right") || isAt("full") || isAt("natural") {
            throw QueryError(
                .syntax, at: current.range, "只支持 INNER、LEFT 和 CROSS 连接;RIGHT JOIN 请交换两表",
                "only INNER, LEFT and CROSS joins are supported; exchange the tables of a RIGHT JOIN")
        }
        if take("join") { return .inner }
        if isAt("inner") || isAt("cross") || isAt("left") {
            let kind: JoinKind = isAt("inner") ? .inner : isAt("cross") ? .cross : .left
            advance()
            if kind == .left { _ = take("outer") }
            try expect("join")
            return kind
        }
        return nil
    }

    private mutating func tableFactor() throws(QueryError) -> TableReference {
        if isAtSymbol("(") {
            let next = peek(1).kind
            advance()
            if next == .word("select") || next == .word("with") || next == .symbol("(") && isQueryAhead() {
                let start = current.range.lowerBound
                let inner = try query()
                try expectSymbol(")")
                return try derived(inner, start..<previousEnd)
            }
            let inner = try nested { (parser) throws(QueryError) in try parser.joined() }
            try expectSymbol(")")
            return inner
        }
        let name = try identifier("表名 / a table")
        let (alias, columns) = try tableAlias()
        return .table(name, alias: alias, columns: columns)
    }

    /// Whether the parentheses that begin here hold a query: the first word inside them all is SELECT or WITH.
    private func isQueryAhead() -> Bool {
        var offset = 0
        while peek(offset).kind == .symbol("(") { offset += 1 }
        return peek(offset).kind == .word("select") || peek(offset).kind == .word("with")
    }

    private mutating func derived(_ query: QueryExpression, _ range: Range<Int>) throws(QueryError) -> TableReference {
        let (alias, columns) = try tableAlias()
        // PostgreSQL asks for a name since it is needed in messages; since version 16 it is not.
        return .query(query, alias: alias ?? Identifier(name: "", range: range), columns: columns)
    }

    private mutating func tableAlias() throws(QueryError) -> (Identifier?, [Identifier]) {
        let alias = take("as") ? try identifier("AS 后的名称 / a name") : optionalIdentifier()
        let columns = alias != nil && isAtSymbol("(") ? try identifierList() : []
        return (alias, columns)
    }
}
