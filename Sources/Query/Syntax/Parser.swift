/// Reads tokens into statements: recursive descent, with binding powers for operators.
///
/// **Source**: PostgreSQL, "SELECT" and "Value Expressions".
struct Parser {
    let tokens: [Token]
    var position = 0
    /// Expressions and queries that are being read, each inside the one before.
    private var depth = 0

    init(_ text: String) throws(QueryError) { tokens = try Lexer.tokens(of: text) }

    static func statement(_ text: String) throws(QueryError) -> Statement {
        var parser = try Parser(text)
        if parser.current.kind == .end {
            throw QueryError(.syntax, at: nil, "语句是空的", "the statement is empty")
        }
        let isExplain = parser.take("explain")
        let query = try parser.query()
        while parser.takeSymbol(";") {}
        try parser.expectEnd()
        return isExplain ? .explain(query) : .query(query)
    }

    /// An expression alone, as in `--where`.
    static func expression(_ text: String) throws(QueryError) -> Expression {
        var parser = try Parser(text)
        if parser.current.kind == .end {
            throw QueryError(.syntax, at: nil, "表达式是空的", "the expression is empty")
        }
        let expression = try parser.expression()
        try parser.expectEnd()
        return expression
    }

    var current: Token { tokens[position] }
    var previousEnd: Int { position > 0 ? tokens[position - 1].range.upperBound : 0 }

    func peek(_ offset: Int) -> Token { tokens[min(position + offset, tokens.count - 1)] }

    mutating func advance() { if position < tokens.count - 1 { position += 1 } }

    func isAt(_ word: String) -> Bool { current.kind == .word(word) }
    func isAt(_ first: String, _ second: String) -> Bool { isAt(first) && peek(1).kind == .word(second) }
    func isAtSymbol(_ symbol: String) -> Bool { current.kind == .symbol(symbol) }

    mutating func take(_ word: String) -> Bool {
        guard isAt(word) else { return false }
        advance()
        return true
    }

    mutating func takeSymbol(_ symbol: String) -> Bool {
        guard isAtSymbol(symbol) else { return false }
        advance()
        return true
    }

    mutating func expect(_ word: String) throws(QueryError) {
        if !take(word) { throw unexpected(word.uppercased()) }
    }

    mutating func expectSymbol(_ symbol: String) throws(QueryError) {
        if !takeSymbol(symbol) { throw unexpected(symbol) }
    }

    private func expectEnd() throws(QueryError) {
        if current.kind != .end { throw unexpected(nil) }
    }

    /// - Parameter expected: what could stand here; nil for the end of the statement.
    func unexpected(_ expected: String?) -> QueryError {
        let wanted = expected.map { ("应为 \($0)", "expected \($0)") } ?? ("语句应在此结束", "expected the end of the statement")
        if current.kind == .end {
            return QueryError(
                .syntax, at: current.range, "语句不完整:\(wanted.0)", "the statement is cut off: \(wanted.1)")
        }
        let found = text(of: current)
        var hint = ("", "")
        if case .word(let word) = current.kind, let keyword = Keywords.nearest(to: word) {
            hint = (";是否想写 \(keyword.uppercased())?", "; did you mean \(keyword.uppercased())?")
        }
        return QueryError(
            .syntax, at: current.range, "\(wanted.0),见到 \(found)\(hint.0)", "\(wanted.1), found \(found)\(hint.1)")
    }

    private func text(of token: Token) -> String {
        switch token.kind {
        case .word(let text), .integer(let text), .decimal(let text), .symbol(let text): text
        case .quoted(let text): "\"\(text)\""
        case .string: "'…'"
        case .end: ""
        }
    }

    /// Runs `body` one level deeper.
    mutating func nested<Result>(_ body: (inout Parser) throws(QueryError) -> Result) throws(QueryError) -> Result {
        depth += 1
        defer { depth -= 1 }
        if depth > QueryLimits.depth { throw Parser.tooDeep(at: current.range) }
        return try body(&self)
    }

    static func tooDeep(at range: Range<Int>) -> QueryError {
        QueryError(
            .syntax, at: range, "嵌套超过 \(QueryLimits.depth) 层;请简化",
            "nested more than \(QueryLimits.depth) levels deep; simplify it")
    }

    // MARK: Names

    mutating func identifier(_ expected: String) throws(QueryError) -> Identifier {
        guard let name = optionalIdentifier() else { throw unexpected(expected) }
        return name
    }

    mutating func optionalIdentifier() -> Identifier? {
        let token = current
        switch token.kind {
        case .quoted(let name):
            advance()
            return Identifier(name: name, range: token.range)
        case .word(let name) where !Keywords.reserved.contains(name):
            advance()
            return Identifier(name: name, range: token.range)
        default: return nil
        }
    }

    /// Behind AS any word is a name.
    mutating func aliasAfterAs() throws(QueryError) -> Identifier {
        if case .word(let name) = current.kind {
            let range = current.range
            advance()
            return Identifier(name: name, range: range)
        }
        return try identifier("AS 后的名称 / a name")
    }

    mutating func identifierList() throws(QueryError) -> [Identifier] {
        try expectSymbol("(")
        var names = [try identifier("列名 / a column")]
        while takeSymbol(",") { names.append(try identifier("列名 / a column")) }
        try expectSymbol(")")
        return names
    }
}
