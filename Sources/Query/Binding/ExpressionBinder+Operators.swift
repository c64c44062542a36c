extension ExpressionBinder {
    func negated(_ operand: Bound, _ range: Range<Int>) throws(QueryError) -> Bound {
        guard operand.type.isNumeric || operand.type == .unknown else {
            throw QueryError(.type, at: range, "负号只用于数字,见到 \(operand.type.rawValue)", "- takes a number, found \(operand.type.rawValue)")
        }
        let value = operand.type == .unknown ? try coerced(operand, to: .double) : operand
        return folded(Bound(.negate(value), value.type, Privacy.computed([value]), at: range, fails: value.type != .double))
    }

    func arithmetic(_ op: ArithmeticOperator, _ a: Expression, _ b: Expression, _ range: Range<Int>) throws(QueryError) -> Bound {
        if case .literal(.interval(let months, let days)) = b.node, op == .add || op == .subtract {
            return try shifted(a, op == .add ? months : -months, op == .add ? days : -days, range)
        }
        if case .literal(.interval(let months, let days)) = a.node, op == .add { return try shifted(b, months, days, range) }
        return try arithmetic(op, bind(a), bind(b), range)
    }

    private func shifted(_ date: Expression, _ months: Int64, _ days: Int64, _ range: Range<Int>) throws(QueryError) -> Bound {
        let bound = try bind(date)
        guard bound.type == .date || bound.type == .unknown else {
            throw QueryError(.type, at: date.range, "interval 只能和日期相加减", "an interval can only be added to or taken from a date")
        }
        let value = try coerced(bound, to: .date)
        let parts = [value, Bound.constant(.int(months), .bigint, at: range), .constant(.int(days), .bigint, at: range)]
        return folded(Bound(.call(.shift, parts), .date, Privacy.computed(parts), at: range, fails: true))
    }

    func arithmetic(_ op: ArithmeticOperator, _ a: Bound, _ b: Bound, _ range: Range<Int>) throws(QueryError) -> Bound {
        if a.type == .date || b.type == .date { return try dateArithmetic(op, a, b, range) }
        if op == .power {
            guard a.type.isNumeric || a.type == .unknown, b.type.isNumeric || b.type == .unknown else { throw mismatch("^", a, b, range) }
            return made(op, try coerced(a, to: .double), try coerced(b, to: .double), .double, range)
        }
        let (x, y) = a.type == .unknown && b.type == .unknown
            ? (try coerced(a, to: .integer), try coerced(b, to: .integer)) : try unified(a, b, op.rawValue, range)
        guard x.type.isNumeric else { throw mismatch(op.rawValue, a, b, range) }
        return made(op, x, y, x.type, range)
    }

    /// date - date is a number of days; date ± days a date.
    private func dateArithmetic(_ op: ArithmeticOperator, _ a: Bound, _ b: Bound, _ range: Range<Int>) throws(QueryError) -> Bound {
        if op == .subtract, a.type == .date || a.type == .unknown, b.type == .date {
            let (x, y) = (try coerced(a, to: .date), try coerced(b, to: .date))
            return made(op, x, y, .integer, range)
        }
        if op == .subtract, a.type == .date, b.type == .unknown { return made(op, a, try coerced(b, to: .date), .integer, range) }
        let (date, days) = a.type == .date ? (a, b) : (b, a)
        guard op == .add || op == .subtract && a.type == .date, days.type.isWhole else { throw mismatch(op.rawValue, a, b, range) }
        return made(op, date, days, .date, range)
    }

    private func made(_ op: ArithmeticOperator, _ a: Bound, _ b: Bound, _ type: SQLType, _ range: Range<Int>) -> Bound {
        folded(Bound(.arithmetic(op, a, b), type, Privacy.computed([a, b]), at: range, fails: true))
    }

    /// `||` joins texts; other types become text, as in PostgreSQL when one side is a text.
    func concatenated(_ a: Bound, _ b: Bound, _ range: Range<Int>) throws(QueryError) -> Bound {
        let isText = [a.type, b.type].contains { $0 == .text || $0 == .unknown }
        guard isText else { throw mismatch("||", a, b, range) }
        let parts = [try coerced(a, to: .text), try coerced(b, to: .text)]
        return folded(Bound(.call(.concatenate, parts), .text, Privacy.computed(parts), at: range, fails: true))
    }

    func compared(_ op: ComparisonOperator, _ a: Bound, _ b: Bound, _ range: Range<Int>) throws(QueryError) -> Bound {
        let (x, y) = try unified(a, b, op.rawValue, range)
        return folded(Bound(.compare(op, x, y), .boolean, .open, at: range))
    }

    func between(
        _ value: Expression, _ low: Expression, _ high: Expression, _ negated: Bool, _ range: Range<Int>
    ) throws(QueryError) -> Bound {
        let subject = try bind(value)
        let lower = try compared(.greaterOrEqual, subject, bind(low), range)
        let upper = try compared(.lessOrEqual, subject, bind(high), range)
        let both = folded(Bound(.logic(isAnd: true, [lower, upper]), .boolean, .open, at: range))
        return negated ? folded(Bound(.not(both), .boolean, .open, at: range)) : both
    }

    /// Constants become a set; others are compared one by one.
    func inList(_ value: Bound, _ members: [Expression], _ negated: Bool, _ range: Range<Int>) throws(QueryError) -> Bound {
        var bound: [Bound] = []
        for member in members { bound.append(try bind(member)) }
        var type = value.type
        for member in bound {
            guard let common = SQLType.common(type, member.type) else { throw mismatch("IN", value, member, member.range) }
            type = common
        }
        if type == .unknown { type = .text }
        let subject = try coerced(value, to: type)
        for index in bound.indices { bound[index] = try coerced(bound[index], to: type) }
        if bound.allSatisfy({ $0.constantValue != nil }) {
            var set = ValueSet(type)
            for member in bound { try set.insert(member.constantValue!) }
            return folded(Bound(.inSet(subject, set, negated: negated), .boolean, .open, at: range))
        }
        let any = Bound(.logic(isAnd: false, bound.map { Bound(.compare(.equal, subject, $0), .boolean, .open, at: range) }), .boolean, .open, at: range)
        return negated ? Bound(.not(any), .boolean, .open, at: range) : any
    }

    func like(
        _ value: Expression, _ pattern: Expression, _ escape: Expression?, _ negated: Bool, _ ignoresCase: Bool, _ range: Range<Int>
    ) throws(QueryError) -> Bound {
        let subject = try text(value, "LIKE")
        let wanted = try text(pattern, "LIKE")
        var escapeScalar: Unicode.Scalar? = "\\"
        if let escape {
            guard case .text(let text)? = try self.text(escape, "ESCAPE").constantValue, text.unicodeScalars.count <= 1 else {
                throw QueryError(.syntax, at: escape.range, "ESCAPE 后应为一个字符", "ESCAPE takes one character")
            }
            escapeScalar = text.unicodeScalars.first
        }
        if case .text(let text)? = wanted.constantValue {
            guard let compiled = LikePattern(text, escape: escapeScalar, ignoresCase: ignoresCase) else {
                throw Matching.badPattern(at: pattern.range)
            }
            return folded(Bound(.like(subject, compiled, negated: negated), .boolean, .open, at: range))
        }
        let node = BoundNode.likeAny(subject, wanted, escape: escapeScalar, ignoresCase: ignoresCase, negated: negated)
        return Bound(node, .boolean, .open, at: range, fails: true)
    }

    private func text(_ expression: Expression, _ op: String) throws(QueryError) -> Bound {
        let bound = try bind(expression)
        guard bound.type == .text || bound.type == .unknown else {
            throw QueryError(
                .type, at: expression.range, "\(op) 只用于文本,见到 \(bound.type.rawValue);可用 CAST(… AS text)",
                "\(op) takes text, found \(bound.type.rawValue); convert with CAST(… AS text)")
        }
        return try coerced(bound, to: .text)
    }

    func caseWhen(
        _ operand: Expression?, _ clauses: [WhenClause], _ otherwise: Expression?, _ range: Range<Int>
    ) throws(QueryError) -> Bound {
        var conditions: [Bound] = []
        let subject = try operand.map { (operand) throws(QueryError) in try bind(operand) }
        for clause in clauses {
            if let subject {
                conditions.append(try compared(.equal, subject, bind(clause.condition), clause.condition.range))
            } else {
                conditions.append(try truth(clause.condition, "WHEN"))
            }
        }
        var results: [Bound] = []
        for clause in clauses { results.append(try bind(clause.result)) }
        let none = Bound.constant(.null, .unknown, at: range)
        results.append(try otherwise.map { (otherwise) throws(QueryError) in try bind(otherwise) } ?? none)
        results = try alike(results, "CASE")
        let made = conditions.indices.map { BoundClause(condition: conditions[$0], result: results[$0]) }
        let node = BoundNode.choose(made, otherwise: results[results.count - 1])
        return folded(Bound(node, results[0].type, Privacy.anyOf(results), at: range))
    }

    /// All in the type that holds all of them.
    func alike(_ parts: [Bound], _ what: String) throws(QueryError) -> [Bound] {
        var type = SQLType.unknown
        for part in parts {
            guard let common = SQLType.common(type, part.type) else {
                throw QueryError(
                    .type, at: part.range, "\(what) 的各项类型不一致:\(type.rawValue) 和 \(part.type.rawValue)",
                    "\(what) mixes the types \(type.rawValue) and \(part.type.rawValue)")
            }
            type = common
        }
        var result: [Bound] = []
        for part in parts { result.append(try coerced(part, to: type == .unknown ? .text : type)) }
        return result
    }

    func cast(_ operand: Bound, _ type: TypeName, _ range: Range<Int>) throws(QueryError) -> Bound {
        guard Cast.exists(from: operand.type, to: type.type) else {
            throw QueryError(
                .type, at: type.range, "不能把 \(operand.type.rawValue) 转换成 \(type.type.rawValue)",
                "no cast from \(operand.type.rawValue) to \(type.type.rawValue)")
        }
        var result: Bound
        if operand.type == .unknown {
            result = try coerced(operand, to: type.type)
        } else {
            // The text of a value is shown as the value; a number made of a text is not.
            let keeps = operand.type == type.type || type.type == .text || operand.type.isWhole && type.type.isWhole
            let privacy = keeps ? operand.privacy : Privacy.computed([operand])
            result = folded(
                Bound(.cast(operand), type.type, privacy, at: range, fails: Cast.canFail(from: operand.type, to: type.type)))
        }
        if let scale = type.scale {
            let parts = [result, Bound.constant(.int(Int64(scale)), .integer, at: range)]
            result = folded(Bound(.call(.round, parts), .double, Privacy.computed(parts), at: range))
        }
        return result
    }
}
