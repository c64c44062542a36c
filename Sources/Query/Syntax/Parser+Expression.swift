/// Operators, weakest first.
private enum Power {
    static let or = 1, and = 2, not = 3, is_ = 4, compare = 5, range = 6, other = 7, add = 8, multiply = 9, power = 10
    static let sign = 11, cast = 12
}

extension Parser {
    mutating func expression() throws(QueryError) -> Expression { try expression(Power.or) }

    mutating func expression(_ minimum: Int) throws(QueryError) -> Expression {
        try nested { (parser) throws(QueryError) in
            var left = try parser.prefix()
            while let next = try parser.infix(left, minimum) { left = next }
            return left
        }
    }

    /// Puts a node together, as long as it is not too deep.
    func make(_ node: ExpressionNode, from start: Int, _ parts: [Expression?]) throws(QueryError) -> Expression {
        let depth = 1 + parts.reduce(0) { max($0, $1?.depth ?? 0) }
        let range = start..<max(start, previousEnd)
        if depth > QueryLimits.depth { throw Parser.tooDeep(at: range) }
        return Expression(node: node, range: range, depth: depth)
    }

    private mutating func prefix() throws(QueryError) -> Expression {
        let start = current.range.lowerBound
        if take("not") {
            let operand = try expression(Power.not)
            return try make(.not(operand), from: start, [operand])
        }
        if takeSymbol("+") { return try expression(Power.sign) }
        if takeSymbol("-") {
            // The smallest number has no positive counterpart.
            if case .integer(let digits) = current.kind, let value = Int64("-" + digits) {
                advance()
                let literal = try make(.literal(.integer(value)), from: start, [])
                return try casts(literal)
            }
            let operand = try expression(Power.sign)
            return try make(.negate(operand), from: start, [operand])
        }
        return try primary()
    }

    /// `-5::text` is `-(5::text)` in PostgreSQL; of a literal we take the sign first, which gives the same value.
    private mutating func casts(_ operand: Expression) throws(QueryError) -> Expression {
        var result = operand
        while let next = try infix(result, Power.cast) { result = next }
        return result
    }

    /// One operator behind `left`, when it binds at least as strongly as `minimum`.
    private mutating func infix(_ left: Expression, _ minimum: Int) throws(QueryError) -> Expression? {
        switch current.kind {
        case .symbol(let symbol): try symbolInfix(symbol, left, minimum)
        case .word(let word): try wordInfix(word, left, minimum)
        default: nil
        }
    }

    private mutating func symbolInfix(_ symbol: String, _ left: Expression, _ minimum: Int) throws(QueryError) -> Expression? {
        let start = left.range.lowerBound
        if symbol == "::" {
            guard minimum <= Power.cast else { return nil }
            advance()
            let type = try typeName()
            return try make(.cast(left, type), from: start, [left])
        }
        if let comparison = ComparisonOperator(rawValue: symbol) {
            guard minimum <= Power.compare else { return nil }
            advance()
            let right = try expression(Power.compare + 1)
            return try make(.compare(comparison, left, right), from: start, [left, right])
        }
        if symbol == "||" {
            guard minimum <= Power.other else { return nil }
            advance()
            let right = try expression(Power.other + 1)
            return try make(.concatenate(left, right), from: start, [left, right])
        }
        guard let arithmetic = ArithmeticOperator(rawValue: symbol) else { return nil }
        let power =
            switch arithmetic {
            case .add, .subtract: Power.add
            case .multiply, .divide, .modulo: Power.multiply
            case .power: Power.power
            }
        guard minimum <= power else { return nil }
        advance()
        let right = try expression(power + 1)
        return try make(.arithmetic(arithmetic, left, right), from: start, [left, right])
    }

    private mutating func wordInfix(_ word: String, _ left: Expression, _ minimum: Int) throws(QueryError) -> Expression? {
        switch word {
        case "and" where minimum <= Power.and: return try chain(left, "and", Power.and)
        case "or" where minimum <= Power.or: return try chain(left, "or", Power.or)
        case "is" where minimum <= Power.is_: return try isTest(left)
        case "isnull" where minimum <= Power.is_, "notnull" where minimum <= Power.is_:
            advance()
            return try make(.isNull(left, negated: word == "notnull"), from: left.range.lowerBound, [left])
        case "between", "in", "like", "ilike":
            guard minimum <= Power.range else { return nil }
            return try rangeTest(left, negated: false)
        case "not":
            guard minimum <= Power.range, case .word(let next) = peek(1).kind,
                ["between", "in", "like", "ilike"].contains(next)
            else { return nil }
            advance()
            return try rangeTest(left, negated: true)
        default: return nil
        }
    }

    /// `a AND b AND c` is one node, so that long chains are not deep.
    private mutating func chain(_ left: Expression, _ word: String, _ power: Int) throws(QueryError) -> Expression {
        var members = [left]
        while take(word) { members.append(try expression(power + 1)) }
        return try make(.logic(isAnd: word == "and", members), from: left.range.lowerBound, members)
    }

    private mutating func isTest(_ left: Expression) throws(QueryError) -> Expression {
        advance()
        let start = left.range.lowerBound
        let negated = take("not")
        if take("null") { return try make(.isNull(left, negated: negated), from: start, [left]) }
        if take("unknown") { return try make(.isNull(left, negated: negated), from: start, [left]) }
        if take("true") { return try make(.isTruth(left, true, negated: negated), from: start, [left]) }
        if take("false") { return try make(.isTruth(left, false, negated: negated), from: start, [left]) }
        if take("distinct") {
            try expect("from")
            let right = try expression(Power.compare)
            return try make(.isDistinct(left, right, negated: negated), from: start, [left, right])
        }
        throw unexpected("NULL, TRUE, FALSE, DISTINCT FROM")
    }

    private mutating func rangeTest(_ left: Expression, negated: Bool) throws(QueryError) -> Expression {
        let start = left.range.lowerBound
        if take("between") {
            let low = try expression(Power.range + 1)
            try expect("and")
            let high = try expression(Power.range + 1)
            return try make(.between(left, low, high, negated: negated), from: start, [left, low, high])
        }
        if take("in") { return try inTest(left, negated: negated) }
        let ignoresCase = isAt("ilike")
        advance()
        let pattern = try expression(Power.range + 1)
        let escape = take("escape") ? try expression(Power.range + 1) : nil
        return try make(
            .like(left, pattern, escape: escape, negated: negated, ignoresCase: ignoresCase), from: start,
            [left, pattern, escape])
    }

    private mutating func inTest(_ left: Expression, negated: Bool) throws(QueryError) -> Expression {
        let start = left.range.lowerBound
        try expectSymbol("(")
        if isAt("select") || isAt("with") {
            let inner = try query()
            try expectSymbol(")")
            return try make(.inQuery(left, inner, negated: negated), from: start, [left])
        }
        let members = try expressionList()
        try expectSymbol(")")
        return try make(.inList(left, members, negated: negated), from: start, [left] + members)
    }

    mutating func expressionList() throws(QueryError) -> [Expression] {
        var list = [try expression()]
        while takeSymbol(",") { list.append(try expression()) }
        return list
    }
}
