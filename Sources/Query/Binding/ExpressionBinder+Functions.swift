extension ExpressionBinder {
    func bind(_ call: FunctionCall, _ range: Range<Int>) throws(QueryError) -> Bound {
        let name = call.name.name
        if call.over != nil { return try window(call, range) }
        if let function = AggregateFunction.byName[name] { return try aggregate(function, call, range) }
        if call.isStar || call.isDistinct || call.filter != nil || !call.withinGroup.isEmpty {
            guard ScalarFunction.byName[name] != nil || name == "coalesce" || name == "nullif" else { throw unknown(call.name) }
            throw QueryError(
                .syntax, at: range, "\(name) 不是聚合函数,不能带 *、DISTINCT、FILTER",
                "\(name) is no aggregate: it takes no *, DISTINCT or FILTER")
        }
        if ["row_number", "rank", "dense_rank"].contains(name) {
            throw QueryError(.syntax, at: range, "\(name)() 后要写 OVER (…)", "\(name)() needs OVER (…)")
        }
        var arguments: [Bound] = []
        for argument in call.arguments { arguments.append(try bind(argument)) }
        switch name {
        case "coalesce": return try coalesced(arguments, range)
        case "nullif": return try nullIf(arguments, range)
        default: break
        }
        guard let function = ScalarFunction.byName[name] else { throw unknown(call.name) }
        return try made(function, arguments, call, range)
    }

    private func unknown(_ name: Identifier) -> QueryError {
        let known = Array(ScalarFunction.byName.keys) + Array(AggregateFunction.byName.keys)
            + ["coalesce", "nullif", "row_number", "rank", "dense_rank"]
        let hint = Suggestion.hint(Suggestion.nearest(to: name.name, in: known))
        return QueryError(
            .name, at: name.range, "没有函数 \(name.name)\(hint.chinese)", "no function \(name.name)\(hint.english)")
    }

    private func coalesced(_ arguments: [Bound], _ range: Range<Int>) throws(QueryError) -> Bound {
        guard !arguments.isEmpty else { throw wrongCount("coalesce", "1…", 0, range) }
        let parts = try alike(arguments, "COALESCE")
        return folded(Bound(.coalesce(parts), parts[0].type, Privacy.anyOf(parts), at: range))
    }

    /// `nullif(a, b)` is `CASE WHEN a = b THEN NULL ELSE a END`.
    private func nullIf(_ arguments: [Bound], _ range: Range<Int>) throws(QueryError) -> Bound {
        guard arguments.count == 2 else { throw wrongCount("nullif", "2", arguments.count, range) }
        let condition = try compared(.equal, arguments[0], arguments[1], range)
        let value = arguments[0].type == .unknown ? try coerced(arguments[0], to: .text) : arguments[0]
        let clause = BoundClause(condition: condition, result: .constant(.null, value.type, at: range))
        return folded(Bound(.choose([clause], otherwise: value), value.type, value.privacy, at: range))
    }

    private func made(
        _ function: ScalarFunction, _ arguments: [Bound], _ call: FunctionCall, _ range: Range<Int>
    ) throws(QueryError) -> Bound {
        let name = call.name.name
        var arguments = arguments
        if let (kinds, required) = function.signature {
            guard (required...kinds.count).contains(arguments.count) else {
                throw wrongCount(name, required == kinds.count ? "\(required)" : "\(required)…\(kinds.count)", arguments.count, range)
            }
            for index in arguments.indices { arguments[index] = try fitted(arguments[index], kinds[index], name) }
        } else {
            arguments = try variadic(function, arguments, name, range)
        }
        if function == .datePart || function == .dateTrunc { arguments[0] = try datePart(function, arguments[0]) }
        let type = function.resultType(arguments)
        return folded(Bound(.call(function, arguments), type, function.privacy(arguments), at: range, fails: function.canFail(arguments)))
    }

    private func variadic(
        _ function: ScalarFunction, _ arguments: [Bound], _ name: String, _ range: Range<Int>
    ) throws(QueryError) -> [Bound] {
        let required = function == .concatWithSeparator ? 2 : 1
        guard arguments.count >= required else { throw wrongCount(name, "\(required)…", arguments.count, range) }
        if function == .greatest || function == .least { return try alike(arguments, name) }
        var texts: [Bound] = []
        for argument in arguments { texts.append(try coerced(argument, to: .text)) }
        return texts
    }

    private func fitted(_ argument: Bound, _ kind: ScalarFunction.Argument, _ name: String) throws(QueryError) -> Bound {
        let wanted: SQLType
        switch kind {
        case .text:
            guard argument.type == .text || argument.type == .unknown else { throw misfit(argument, "text", name) }
            wanted = .text
        case .whole:
            guard argument.type.isWhole || argument.type == .unknown else { throw misfit(argument, "integer", name) }
            wanted = argument.type == .unknown ? .integer : argument.type
        case .double:
            guard argument.type.isNumeric || argument.type == .unknown else { throw misfit(argument, "number", name) }
            wanted = .double
        case .number:
            guard argument.type.isNumeric || argument.type == .unknown else { throw misfit(argument, "number", name) }
            wanted = argument.type == .unknown ? .double : argument.type
        case .date:
            guard argument.type == .date || argument.type == .unknown else { throw misfit(argument, "date", name) }
            wanted = .date
        case .any: return argument
        }
        return try coerced(argument, to: wanted)
    }

    private func misfit(_ argument: Bound, _ wanted: String, _ name: String) -> QueryError {
        QueryError(
            .type, at: argument.range, "\(name) 的这个参数应为 \(wanted),见到 \(argument.type.rawValue);可用 CAST 转换",
            "\(name) takes \(wanted) here, found \(argument.type.rawValue); convert with CAST")
    }

    private func wrongCount(_ name: String, _ wanted: String, _ found: Int, _ range: Range<Int>) -> QueryError {
        QueryError(
            .type, at: range, "\(name) 应有 \(wanted) 个参数,见到 \(found) 个", "\(name) takes \(wanted) arguments, found \(found)")
    }

    private func datePart(_ function: ScalarFunction, _ argument: Bound) throws(QueryError) -> Bound {
        let known = function == .datePart ? ScalarFunction.dateParts : ScalarFunction.truncations
        guard case .text(let name)? = argument.constantValue, known.contains(name.lowercased()) else {
            throw QueryError(
                .name, at: argument.range, "日期部分应为 \(known.joined(separator: "、"))", "expected one of \(known.joined(separator: ", "))")
        }
        return .constant(.text(name.lowercased()), .text, at: argument.range)
    }

    // MARK: Aggregates

    private func aggregate(_ function: AggregateFunction, _ call: FunctionCall, _ range: Range<Int>) throws(QueryError) -> Bound {
        guard let list = aggregates else {
            throw QueryError(
                .syntax, at: range, "\(place) 里不能用聚合函数;分组后的条件写在 HAVING",
                "no aggregates in \(place); conditions on groups stand in HAVING")
        }
        let made = try aggregateCall(function, call, range)
        return Bound(.aggregate(list.number(of: made)), made.type, made.privacy, at: range)
    }

    private func aggregateCall(_ function: AggregateFunction, _ call: FunctionCall, _ range: Range<Int>) throws(QueryError) -> AggregateCall {
        let (outer, outerWindows, outerPlace) = (aggregates, windows, place)
        (aggregates, windows, place) = (nil, nil, call.name.name)
        defer { (aggregates, windows, place) = (outer, outerWindows, outerPlace) }
        let filter = try call.filter.map { (filter) throws(QueryError) in try truth(filter, "FILTER") }
        if call.isStar {
            guard function == .count else { throw QueryError(.syntax, at: range, "只有 count 可以带 *", "only count takes *") }
            return AggregateCall(
                function: .countStar, argument: nil, share: 0, isDescending: false, isDistinct: false, filter: filter, type: .bigint,
                privacy: .open, range: range)
        }
        var arguments: [Bound] = []
        for argument in call.arguments { arguments.append(try bind(argument)) }
        let (subject, share, isDescending) = try quantileParts(function, call, arguments, range)
        var argument = subject
        if argument.type == .unknown { argument = try coerced(argument, to: function == .sum || function == .avg ? .double : .text) }
        guard let type = function.resultType(argument.type) else { throw misfit(argument, function == .every || function == .some ? "boolean" : "number", call.name.name) }
        return AggregateCall(
            function: function, argument: argument, share: share, isDescending: isDescending, isDistinct: call.isDistinct, filter: filter,
            type: type, privacy: function.privacy(argument), range: range)
    }

    /// `median(x)`, `quantile(x, 0.9)`, `percentile_cont(0.9) WITHIN GROUP (ORDER BY x)`.
    private func quantileParts(
        _ function: AggregateFunction, _ call: FunctionCall, _ arguments: [Bound], _ range: Range<Int>
    ) throws(QueryError) -> (Bound, Double, Bool) {
        let name = call.name.name
        let isOrdered = name.hasPrefix("percentile")
        let hasShare = function == .quantile && name != "median" || function == .quantileDiscrete
        let wanted = hasShare && !isOrdered ? 2 : 1
        guard arguments.count == wanted else { throw wrongCount(name, "\(wanted)", arguments.count, range) }
        guard isOrdered == !call.withinGroup.isEmpty, call.withinGroup.count <= 1 else {
            throw QueryError(
                .syntax, at: range, isOrdered ? "\(name) 后要写 WITHIN GROUP (ORDER BY x)" : "\(name) 不带 WITHIN GROUP",
                isOrdered ? "\(name) needs WITHIN GROUP (ORDER BY x)" : "\(name) takes no WITHIN GROUP")
        }
        guard hasShare else { return (arguments[0], 0.5, false) }
        let given = isOrdered ? arguments[0] : arguments[1]
        guard let share = try coerced(given, to: .double).constantValue?.double, (0...1).contains(share) else {
            throw QueryError(.data, at: given.range, "分位应为 0 到 1 之间的常数", "the share is a constant between 0 and 1")
        }
        guard let item = call.withinGroup.first else { return (arguments[0], share, false) }
        return (try bind(item.expression), share, !item.isAscending)
    }

    // MARK: Windows

    private func window(_ call: FunctionCall, _ range: Range<Int>) throws(QueryError) -> Bound {
        guard let list = windows, let specification = call.over else {
            throw QueryError(
                .syntax, at: range, "\(place) 里不能用窗口函数;请放进子查询", "no window functions in \(place); put them into a subquery")
        }
        windows = nil
        defer { windows = list }
        var partition: [Bound] = []
        for key in specification.partition { partition.append(try bind(key)) }
        let order = try sortKeys(specification.order)
        let made = try windowCall(call, partition, order, range)
        list.calls.append(made)
        return Bound(.window(list.calls.count - 1), made.type, made.privacy, at: range)
    }

    func sortKeys(_ items: [OrderItem]) throws(QueryError) -> [SortBy] {
        var keys: [SortBy] = []
        for item in items { keys.append(SortBy(item, try bind(item.expression))) }
        return keys
    }

    private func windowCall(
        _ call: FunctionCall, _ partition: [Bound], _ order: [SortBy], _ range: Range<Int>
    ) throws(QueryError) -> WindowCall {
        let ranks: [String: WindowFunction] = ["row_number": .rowNumber, "rank": .rank, "dense_rank": .denseRank]
        if let rank = ranks[call.name.name] {
            guard call.arguments.isEmpty, !call.isStar else { throw wrongCount(call.name.name, "0", call.arguments.count, range) }
            return WindowCall(
                function: rank, argument: nil, partition: partition, order: order, type: .bigint, privacy: .open, range: range)
        }
        guard let function = AggregateFunction.byName[call.name.name], [.count, .sum, .avg, .min, .max].contains(function) else {
            throw QueryError(
                .name, at: call.name.range, "窗口函数有 row_number、rank、dense_rank、count、sum、avg、min、max",
                "window functions are row_number, rank, dense_rank, count, sum, avg, min, max")
        }
        guard !call.isDistinct, call.filter == nil else {
            throw QueryError(.syntax, at: range, "窗口函数不支持 DISTINCT 和 FILTER", "no DISTINCT or FILTER in window functions")
        }
        if call.isStar {
            guard function == .count else { throw QueryError(.syntax, at: range, "只有 count 可以带 *", "only count takes *") }
            return WindowCall(
                function: .aggregate(.countStar), argument: nil, partition: partition, order: order, type: .bigint, privacy: .open,
                range: range)
        }
        guard call.arguments.count == 1 else { throw wrongCount(call.name.name, "1", call.arguments.count, range) }
        var argument = try bind(call.arguments[0])
        if argument.type == .unknown { argument = try coerced(argument, to: .text) }
        guard let type = function.resultType(argument.type) else { throw misfit(argument, "number", call.name.name) }
        return WindowCall(
            function: .aggregate(function), argument: argument, partition: partition, order: order, type: type,
            privacy: function.privacy(argument), range: range)
    }
}

extension SortBy {
    init(_ item: OrderItem, _ expression: Bound) {
        self.init(expression: expression, isAscending: item.isAscending, nullsFirst: item.nullsFirst ?? !item.isAscending)
    }
}
