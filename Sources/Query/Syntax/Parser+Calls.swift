extension Parser {
    /// `a`, `t.a`, `t.*`, `f(…)`.
    mutating func nameOrCall() throws(QueryError) -> Expression {
        let start = current.range.lowerBound
        let name = try functionOrName()
        if isAtSymbol("(") { return try call(name) }
        guard takeSymbol(".") else { return try make(.column(qualifier: nil, name: name), from: start, []) }
        if takeSymbol("*") { return try make(.star(qualifier: name), from: start, []) }
        let column = try aliasAfterDot()
        return try make(.column(qualifier: name, name: column), from: start, [])
    }

    private mutating func functionOrName() throws(QueryError) -> Identifier {
        if case .word(let word) = current.kind, word == "left" || word == "right" {
            let range = current.range
            advance()
            return Identifier(name: word, range: range)
        }
        return try identifier("表达式 / an expression")
    }

    private mutating func aliasAfterDot() throws(QueryError) -> Identifier {
        if case .word(let name) = current.kind {
            let range = current.range
            advance()
            return Identifier(name: name, range: range)
        }
        return try identifier("列名 / a column")
    }

    private mutating func call(_ name: Identifier) throws(QueryError) -> Expression {
        var call = FunctionCall(name: name)
        try expectSymbol("(")
        try arguments(&call)
        try expectSymbol(")")
        if isAt("within", "group") {
            advance()
            advance()
            try expectSymbol("(")
            try expect("order")
            try expect("by")
            call.withinGroup = try orderItems()
            try expectSymbol(")")
        }
        if isAt("filter"), peek(1).kind == .symbol("(") {
            advance()
            advance()
            try expect("where")
            call.filter = try expression()
            try expectSymbol(")")
        }
        if isAt("over") { call.over = try window() }
        let order = (call.over?.order ?? []) + call.withinGroup
        let parts = call.arguments + (call.over?.partition ?? []) + order.map(\.expression)
        return try make(.call(call), from: name.range.lowerBound, parts + [call.filter])
    }

    private mutating func arguments(_ call: inout FunctionCall) throws(QueryError) {
        if isAtSymbol(")") { return }
        if isAtSymbol("*"), peek(1).kind == .symbol(")") {
            advance()
            call.isStar = true
            return
        }
        switch call.name.name {
        case "extract": return try extractArguments(&call)
        case "trim": return try trimArguments(&call)
        case "substring": return try substringArguments(&call)
        case "position": return try positionArguments(&call)
        default: break
        }
        if take("distinct") { call.isDistinct = true } else { _ = take("all") }
        call.arguments = try expressionList()
    }

    /// `extract(year FROM x)` is `date_part('year', x)`.
    private mutating func extractArguments(_ call: inout FunctionCall) throws(QueryError) {
        let start = current.range.lowerBound
        let part: String
        switch current.kind {
        case .word(let word): part = word
        case .string(let text): part = text
        default: throw unexpected("year, month, day, …")
        }
        advance()
        call.arguments = [try make(.literal(.string(part)), from: start, [])]
        try expect("from")
        call.arguments.append(try expression())
    }

    /// `trim(BOTH 'x' FROM y)`, `trim(y)`, `trim(y, 'x')`.
    private mutating func trimArguments(_ call: inout FunctionCall) throws(QueryError) {
        var name = "btrim"
        var isSided = true
        if take("leading") { name = "ltrim" } else if take("trailing") { name = "rtrim" } else { isSided = take("both") }
        var text: Expression?
        if !isAt("from") { text = try expression() }
        if take("from") {
            let subject = try expression()
            call.arguments = [subject] + (text.map { [$0] } ?? [])
        } else if isSided {
            throw unexpected("FROM")
        } else if let text {
            call.arguments = [text]
            if takeSymbol(",") { call.arguments.append(try expression()) }
        }
        call = call.renamed(name)
    }

    /// `substring(s FROM a FOR b)`, `substring(s, a, b)`.
    private mutating func substringArguments(_ call: inout FunctionCall) throws(QueryError) {
        call.arguments = [try expression()]
        if takeSymbol(",") {
            call.arguments += try expressionList()
            return
        }
        let start = current.range.lowerBound
        if take("from") { call.arguments.append(try expression()) } else if isAt("for") {
            call.arguments.append(try make(.literal(.integer(1)), from: start, []))
        }
        if take("for") { call.arguments.append(try expression()) }
    }

    /// `position(needle IN text)` is `strpos(text, needle)`.
    private mutating func positionArguments(_ call: inout FunctionCall) throws(QueryError) {
        let needle = try expression(7)  // stronger than IN
        try expect("in")
        call.arguments = [try expression(), needle]
        call = call.renamed("strpos")
    }

    private mutating func window() throws(QueryError) -> WindowSpecification {
        let start = current.range.lowerBound
        advance()
        try expectSymbol("(")
        var partition: [Expression] = []
        var order: [OrderItem] = []
        if isAt("partition", "by") {
            advance()
            advance()
            partition = try expressionList()
        }
        if isAt("order", "by") {
            advance()
            advance()
            order = try orderItems()
        }
        if isAt("rows") || isAt("range") || isAt("groups") {
            throw QueryError(
                .syntax, at: current.range, "不支持窗口的 ROWS/RANGE 范围;有 ORDER BY 时为分区开头到当前行(含并列)",
                "frames (ROWS, RANGE, GROUPS) are not supported; with ORDER BY it is the partition up to the row and its peers")
        }
        try expectSymbol(")")
        return WindowSpecification(partition: partition, order: order, range: start..<previousEnd)
    }
}

extension FunctionCall {
    fileprivate func renamed(_ name: String) -> FunctionCall {
        var call = FunctionCall(name: Identifier(name: name, range: self.name.range))
        call.arguments = arguments
        return call
    }
}
