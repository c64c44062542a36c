/// One SELECT: FROM, WHERE, GROUP BY, HAVING, windows, the list, DISTINCT, ORDER BY.
struct SelectPlanner {
    let planner: Planner
    private let named: [String: Plan]

    init(_ planner: Planner, _ named: [String: Plan]) {
        self.planner = planner
        self.named = named
    }

    struct Item {
        let name: String
        var value: Bound
        let expression: Expression?
        let alias: String?
    }

    /// What the clauses ask for, over the columns of FROM; rewritten step by step to the columns of the plan so far.
    struct Parts {
        var items: [Item] = []
        var having: [Bound] = []
        var order: [SortBy] = []
        var windows: [WindowCall] = []

        mutating func rewrite(_ body: (Bound) throws(QueryError) -> Bound?) throws(QueryError) {
            for index in items.indices { items[index].value = try items[index].value.rewritten(body) }
            for index in having.indices { having[index] = try having[index].rewritten(body) }
            for index in order.indices { order[index].expression = try order[index].expression.rewritten(body) }
            for index in windows.indices {
                windows[index].argument = try windows[index].argument?.rewritten(body)
                for key in windows[index].partition.indices {
                    windows[index].partition[key] = try windows[index].partition[key].rewritten(body)
                }
                for key in windows[index].order.indices {
                    windows[index].order[key].expression = try windows[index].order[key].expression.rewritten(body)
                }
            }
        }
    }

    /// - Parameter keep: the rows that a LIMIT above lets through.
    func plan(_ select: Select, orderBy: [OrderItem], keep: Int?) throws(QueryError) -> Plan {
        var (input, scope) = (Plan(.oneRow, []), Scope())
        if let from = select.from { (input, scope) = try FromPlanner(planner: planner, named: named).plan(from) }
        scope.outer = planner.outer
        let binder = ExpressionBinder(scope)
        binder.planSubquery = { [planner, named, scope] (query) throws(QueryError) in try planner.subquery(query, named, in: scope) }
        input = JoinOrder.arranged(input, by: try select.filter.map { (filter) throws(QueryError) in try binder.truth(filter, "WHERE").conjuncts } ?? [])
        let aggregates = AggregateList()
        let windows = WindowList()
        (binder.aggregates, binder.windows, binder.place) = (aggregates, windows, "SELECT")
        var parts = Parts(items: try items(select, binder))
        binder.windows = nil
        if let having = select.having {
            binder.place = "HAVING"
            parts.having = try binder.truth(having, "HAVING").conjuncts
        }
        (binder.windows, binder.place) = (windows, "ORDER BY")
        parts.order = try order(orderBy, parts.items, binder)
        parts.windows = windows.calls
        (binder.aggregates, binder.windows, binder.place) = (nil, nil, "GROUP BY")
        var plan = try grouped(select, input, &parts, binder, aggregates)
        if !parts.windows.isEmpty { plan = try windowed(plan, &parts) }
        return try finished(plan, parts, select, keep)
    }

    // MARK: The list

    private func items(_ select: Select, _ binder: ExpressionBinder) throws(QueryError) -> [Item] {
        var items: [Item] = []
        for item in select.items {
            if case .star(let qualifier) = item.expression.node {
                items += try stars(qualifier, item.expression.range, binder.scope)
                continue
            }
            let bound = try binder.bind(item.expression)
            // A NULL stays without a type, for the other side of a UNION to decide.
            let value = bound.type == .unknown && bound.constantValue != .null ? try binder.coerced(bound, to: .text) : bound
            let name = item.alias?.name ?? SelectPlanner.name(of: item.expression)
            items.append(Item(name: name, value: value, expression: item.expression, alias: item.alias?.name))
        }
        guard items.count <= QueryLimits.columnCount else {
            throw QueryError(
                .syntax, at: select.range, "结果超过 \(QueryLimits.columnCount) 列", "more than \(QueryLimits.columnCount) columns in the result")
        }
        return items
    }

    private func stars(_ qualifier: Identifier?, _ range: Range<Int>, _ scope: Scope) throws(QueryError) -> [Item] {
        let indices = scope.columns.indices.filter { index in
            qualifier.map { scope.columns[index].qualifier == $0.name } ?? !scope.columns[index].isHidden
        }
        if indices.isEmpty {
            throw QueryError(.name, at: range, "没有可展开的列;缺 FROM,或表名不对", "no columns for *; FROM is missing or the table is another one")
        }
        return indices.map { index in
            let column = scope.columns[index]
            return Item(
                name: column.name, value: .column(index, column.type, column.privacy, at: range), expression: nil, alias: nil)
        }
    }

    /// As PostgreSQL names columns without an alias.
    private static func name(of expression: Expression) -> String {
        switch expression.node {
        case .column(_, let name): name.name
        case .call(let call): call.name.name
        case .cast(let inner, let type): name(of: inner) == "?column?" ? type.type.rawValue : name(of: inner)
        case .caseWhen: "case"
        case .exists: "exists"
        case .literal(.bool): "bool"
        case .literal(.date): "date"
        default: "?column?"
        }
    }

    /// Each key by number, by alias, or as an expression over the input.
    private func order(_ orderBy: [OrderItem], _ items: [Item], _ binder: ExpressionBinder) throws(QueryError) -> [SortBy] {
        var keys: [SortBy] = []
        for item in orderBy {
            if let index = try planner.ordinal(item.expression, items.count) {
                keys.append(SortBy(item, items[index].value))
            } else if case .column(nil, let name) = item.expression.node,
                let found = items.first(where: { $0.alias == name.name }) ?? items.first(where: { $0.name == name.name }) {
                keys.append(SortBy(item, found.value))
            } else {
                keys.append(SortBy(item, try binder.bind(item.expression)))
            }
        }
        return keys
    }

    // MARK: Windows, DISTINCT, ORDER BY

    private func windowed(_ input: Plan, _ parts: inout Parts) throws(QueryError) -> Plan {
        let first = input.columns.count
        let plan = Plan(
            .window(input, parts.windows),
            input.columns + parts.windows.map { OutputColumn(name: "", type: $0.type, privacy: $0.privacy) })
        try parts.rewrite { (bound) throws(QueryError) in
            guard case .window(let number) = bound.node else { return nil }
            return .column(first + number, bound.type, bound.privacy, at: bound.range)
        }
        return plan
    }

    private func finished(_ input: Plan, _ parts: Parts, _ select: Select, _ keep: Int?) throws(QueryError) -> Plan {
        var values = parts.items.map(\.value)
        let columns = parts.items.map { OutputColumn(name: $0.name, type: $0.value.type, privacy: $0.value.privacy) }
        var keys: [SortBy] = []
        for key in parts.order {
            if key.expression.constantValue != nil { continue }
            var place = values.firstIndex { $0.fingerprint == key.expression.fingerprint }
            if place == nil {
                if select.isDistinct {
                    throw QueryError(
                        .syntax, at: key.expression.range, "SELECT DISTINCT 的 ORDER BY 只能用 SELECT 里的项",
                        "with SELECT DISTINCT, ORDER BY takes items of the list only")
                }
                values.append(key.expression)
                place = values.count - 1
            }
            let column = Bound.column(place!, key.expression.type, key.expression.privacy, at: key.expression.range)
            keys.append(SortBy(expression: column, isAscending: key.isAscending, nullsFirst: key.nullsFirst))
        }
        let all = values.enumerated().map { index, value in
            index < columns.count ? columns[index] : OutputColumn(name: "", type: value.type, privacy: value.privacy)
        }
        var plan = Plan(.project(input, values), all)
        if select.isDistinct { plan = Plan(.distinct(plan), all) }
        if !keys.isEmpty { plan = Plan(.sort(plan, keys, limit: keep), all) }
        if all.count > columns.count {
            plan = Plan(.project(plan, columns.indices.map { .column($0, columns[$0].type, columns[$0].privacy, at: 0..<0) }), columns)
        }
        return plan
    }
}
