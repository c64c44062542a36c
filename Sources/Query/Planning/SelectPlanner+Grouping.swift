extension SelectPlanner {
    /// GROUP BY and HAVING: the list, HAVING and ORDER BY over the keys and the aggregates.
    func grouped(
        _ select: Select, _ input: Plan, _ parts: inout Parts, _ binder: ExpressionBinder, _ aggregates: AggregateList
    ) throws(QueryError) -> Plan {
        guard select.groupBy != nil || !aggregates.calls.isEmpty || !parts.having.isEmpty else { return input }
        var keys: [Bound] = []
        let groupBy = select.groupBy ?? GroupBy()
        for key in groupBy.keys { keys.append(try self.key(key, parts.items, binder)) }
        for key in groupBy.rollup { keys.append(try self.key(key, parts.items, binder)) }
        guard keys.count <= 64 else {
            throw QueryError(.syntax, at: select.range, "GROUP BY 超过 64 项", "more than 64 keys in GROUP BY")
        }
        let places = Dictionary(keys.enumerated().map { ($1.fingerprint, $0) }, uniquingKeysWith: { first, _ in first })
        let calls = aggregates.calls
        try parts.rewrite { (bound) throws(QueryError) in
            if case .aggregate(let number) = bound.node {
                return .column(keys.count + number, bound.type, bound.privacy, at: bound.range)
            }
            if bound.constantValue == nil, let place = places[bound.fingerprint] {
                return .column(place, bound.type, bound.privacy, at: bound.range)
            }
            if case .column(let index) = bound.node { throw SelectPlanner.ungrouped(binder.scope.columns[index].name, bound.range) }
            return nil
        }
        // A constant of the list that is rolled up is null where it is left out; constants inside other expressions stay.
        for index in parts.items.indices where parts.items[index].value.constantValue != nil && !groupBy.rollup.isEmpty {
            let value = parts.items[index].value
            if let place = places[value.fingerprint] { parts.items[index].value = .column(place, value.type, value.privacy, at: value.range) }
        }
        for index in parts.order.indices where parts.order[index].expression.constantValue != nil && !groupBy.rollup.isEmpty {
            let value = parts.order[index].expression
            if let place = places[value.fingerprint] {
                parts.order[index].expression = .column(place, value.type, value.privacy, at: value.range)
            }
        }
        let columns = keys.map { OutputColumn(name: "", type: $0.type, privacy: $0.privacy) }
            + calls.map { OutputColumn(name: "", type: $0.type, privacy: $0.privacy) }
        let plan = Plan(.aggregate(input, keys: keys, calls: calls, rolledUp: groupBy.rollup.count), columns)
        return plan.filtered(by: parts.having)
    }

    private static func ungrouped(_ name: String, _ range: Range<Int>) -> QueryError {
        QueryError(
            .name, at: range, "列 \(name) 要写在 GROUP BY 里,或放进聚合函数", "the column \(name) must stand in GROUP BY or in an aggregate")
    }

    private func key(_ expression: Expression, _ items: [Item], _ binder: ExpressionBinder) throws(QueryError) -> Bound {
        var bound: Bound
        if let index = try planner.ordinal(expression, items.count) {
            bound = items[index].value
        } else {
            do {
                bound = try binder.bind(expression)
            } catch {
                // A column of the input wins over an alias of the list.
                guard error.kind == .name, case .column(nil, let name) = expression.node,
                    let found = items.first(where: { $0.alias == name.name })
                else { throw error }
                bound = found.value
            }
        }
        if bound.type == .unknown { bound = try binder.coerced(bound, to: .text) }
        var isGrouped = true
        bound.forEach { inner in
            switch inner.node {
            case .aggregate, .window: isGrouped = false
            default: break
            }
        }
        guard isGrouped else {
            throw QueryError(.syntax, at: expression.range, "GROUP BY 里不能用聚合函数或窗口函数", "no aggregates or window functions in GROUP BY")
        }
        return bound
    }
}
