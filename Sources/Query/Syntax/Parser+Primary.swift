extension Parser {
    mutating func primary() throws(QueryError) -> Expression {
        let token = current
        let start = token.range.lowerBound
        switch token.kind {
        case .integer(let digits):
            advance()
            return try make(.literal(number(digits)), from: start, [])
        case .decimal(let digits):
            advance()
            return try make(.literal(try decimal(digits, token.range)), from: start, [])
        case .string(let text):
            advance()
            return try make(.literal(.string(text)), from: start, [])
        case .symbol("("): return try parenthesis()
        case .symbol("*"):
            advance()
            return try make(.star(qualifier: nil), from: start, [])
        case .quoted: return try nameOrCall()
        case .word(let word): return try wordPrimary(word)
        case .symbol, .end: throw unexpected("表达式 / an expression")
        }
    }

    /// A whole number beyond 64 bits is a fraction number, as in PostgreSQL it is no integer either.
    private func number(_ digits: String) -> Literal { Int64(digits).map(Literal.integer) ?? .double(Double(digits) ?? .infinity) }

    private func decimal(_ digits: String, _ range: Range<Int>) throws(QueryError) -> Literal {
        guard let value = Double(digits), value.isFinite else {
            throw QueryError(.data, at: range, "数字超出范围", "the number is out of range")
        }
        return .double(value)
    }

    private mutating func parenthesis() throws(QueryError) -> Expression {
        let start = current.range.lowerBound
        advance()
        if isAt("select") || isAt("with") {
            let inner = try query()
            try expectSymbol(")")
            return try make(.scalarQuery(inner), from: start, [])
        }
        let inner = try expression()
        try expectSymbol(")")
        return Expression(node: inner.node, range: start..<previousEnd, depth: inner.depth)
    }

    private mutating func wordPrimary(_ word: String) throws(QueryError) -> Expression {
        let start = current.range.lowerBound
        switch word {
        case "null", "true", "false":
            advance()
            return try make(.literal(word == "null" ? .null : .bool(word == "true")), from: start, [])
        case "case": return try caseExpression()
        case "cast":
            guard peek(1).kind == .symbol("(") else { return try nameOrCall() }
            return try castExpression()
        case "exists":
            guard peek(1).kind == .symbol("(") else { return try nameOrCall() }
            advance()
            advance()
            let inner = try query()
            try expectSymbol(")")
            return try make(.exists(inner), from: start, [])
        case "date", "interval":
            guard case .string(let text) = peek(1).kind else { return try nameOrCall() }
            advance()
            let range = current.range
            advance()
            return try make(.literal(word == "date" ? .date(text) : try interval(text, range)), from: start, [])
        case "left", "right":
            guard peek(1).kind == .symbol("(") else { throw unexpected("表达式 / an expression") }
            return try nameOrCall()
        default: return try nameOrCall()
        }
    }

    /// `1 year 2 months 3 days`, `1 week`; also one number with a unit behind it, `'1' year`.
    private mutating func interval(_ text: String, _ range: Range<Int>) throws(QueryError) -> Literal {
        var words = text.split(separator: " ").map { $0.lowercased() }
        if words.count == 1, case .word(let unit) = current.kind, Parser.units[unit] != nil {
            words.append(unit)
            advance()
        }
        var months: Int64 = 0
        var days: Int64 = 0
        guard !words.isEmpty, words.count % 2 == 0 else { throw Parser.notAnInterval(range) }
        for index in stride(from: 0, to: words.count, by: 2) {
            guard let count = Int64(words[index]), abs(count) < 1_000_000, let unit = Parser.units[words[index + 1]] else {
                throw Parser.notAnInterval(range)
            }
            months += unit.months * count
            days += unit.days * count
        }
        return .interval(months: months, days: days)
    }

    private static func notAnInterval(_ range: Range<Int>) -> QueryError {
        QueryError(
            .syntax, at: range, "看不懂的时间间隔;写成 interval '1 year 2 months 3 days'",
            "not an interval; write it as interval '1 year 2 months 3 days'")
    }

    private static let units: [String: (months: Int64, days: Int64)] = [
        "year": (12, 0), "years": (12, 0), "month": (1, 0), "months": (1, 0), "mon": (1, 0), "mons": (1, 0), "week": (0, 7),
        "weeks": (0, 7), "day": (0, 1), "days": (0, 1),
    ]

    private mutating func caseExpression() throws(QueryError) -> Expression {
        let start = current.range.lowerBound
        advance()
        let operand = isAt("when") ? nil : try expression()
        var clauses: [WhenClause] = []
        while take("when") {
            let condition = try expression()
            try expect("then")
            clauses.append(WhenClause(condition: condition, result: try expression()))
        }
        if clauses.isEmpty { throw unexpected("WHEN") }
        let otherwise = take("else") ? try expression() : nil
        try expect("end")
        return try make(
            .caseWhen(operand: operand, clauses, otherwise: otherwise), from: start,
            [operand, otherwise] + clauses.flatMap { [$0.condition, $0.result] })
    }

    private mutating func castExpression() throws(QueryError) -> Expression {
        let start = current.range.lowerBound
        advance()
        advance()
        let operand = try expression()
        try expect("as")
        let type = try typeName()
        try expectSymbol(")")
        return try make(.cast(operand, type), from: start, [operand])
    }

    mutating func typeName() throws(QueryError) -> TypeName {
        let start = current.range.lowerBound
        guard case .word(let word) = current.kind else { throw unexpected("类型 / a type") }
        guard let type = SQLType(named: word) else {
            let hint = Suggestion.hint(Suggestion.nearest(to: word, in: SQLType.names))
            throw QueryError(
                .type, at: current.range, "没有类型 \(word)\(hint.chinese)", "no type \(word)\(hint.english)")
        }
        advance()
        if word == "double" { _ = take("precision") }
        if word == "character" { _ = take("varying") }
        var numbers: [Int] = []
        if takeSymbol("(") {
            repeat {
                guard case .integer(let digits) = current.kind, let value = Int(digits), value <= 1000 else {
                    throw unexpected("数字 / a number")
                }
                advance()
                numbers.append(value)
            } while takeSymbol(",")
            try expectSymbol(")")
        }
        let isNumeric = word == "numeric" || word == "decimal"
        let scale = isNumeric && !numbers.isEmpty ? (numbers.count > 1 ? numbers[1] : 0) : nil
        if !isNumeric, !numbers.isEmpty {
            throw QueryError(
                .type, at: start..<previousEnd, "类型 \(word) 不带长度;请去掉括号", "the type \(word) takes no length here; leave it out")
        }
        return TypeName(type: type, scale: scale, range: start..<previousEnd)
    }
}
