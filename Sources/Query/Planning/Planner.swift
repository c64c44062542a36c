/// Makes plans of queries: names resolved, conditions moved to the tables, groups and windows in their order.
final class Planner {
    private let catalog: any Catalog
    private var subqueryCount = 0
    /// The columns around the subquery that is planned, which it cannot use; for messages.
    private(set) var outer: [Scope.Column] = []

    init(_ catalog: any Catalog) { self.catalog = catalog }

    func plan(_ query: QueryExpression) throws(QueryError) -> Plan { try plan(query, [:]) }

    func plan(_ query: QueryExpression, _ outer: [String: Plan]) throws(QueryError) -> Plan {
        var named = outer
        for table in query.with {
            let plan = try plan(table.query, named)
            named[table.name.name] = try renamed(plan, table.columns, table.name)
        }
        let limit = try constant(query.limit, "LIMIT")
        let offset = try constant(query.offset, "OFFSET") ?? 0
        var plan: Plan
        if query.body.count == 1, case .select(let select) = query.body[0].content {
            let keep = limit.map { $0.addingReportingOverflow(offset) }.flatMap { $0.overflow ? nil : $0.partialValue }
            plan = try SelectPlanner(self, named).plan(select, orderBy: query.orderBy, keep: keep)
        } else {
            plan = try union(query, named, limit.map { $0.addingReportingOverflow(offset) }.flatMap { $0.overflow ? nil : $0.partialValue })
        }
        if limit != nil || offset > 0 { plan = Plan(.limit(plan, count: limit, offset: offset), plan.columns) }
        return plan
    }

    private func union(_ query: QueryExpression, _ named: [String: Plan], _ keep: Int?) throws(QueryError) -> Plan {
        var result: Plan?
        var pending: [Plan] = []
        for term in query.body {
            let next: Plan
            switch term.content {
            case .select(let select): next = try SelectPlanner(self, named).plan(select, orderBy: [], keep: nil)
            case .query(let inner): next = try plan(inner, named)
            }
            pending.append(next)
            if term.removesDuplicates {
                let all = try unified(pending, query.range)
                result = Plan(.distinct(all), all.columns)
                pending = [result!]
            }
        }
        let all = pending.count == 1 ? pending[0] : try unified(pending, query.range)
        guard !query.orderBy.isEmpty else { return all }
        let keys = try outputKeys(query.orderBy, all.columns)
        return Plan(.sort(all, keys, limit: keep), all.columns)
    }

    /// The terms of a union with equal types; names are those of the first.
    private func unified(_ plans: [Plan], _ range: Range<Int>) throws(QueryError) -> Plan {
        let count = plans[0].columns.count
        for plan in plans where plan.columns.count != count {
            throw QueryError(
                .type, at: range, "UNION 两边的列数不同:\(count) 和 \(plan.columns.count)",
                "the sides of UNION have \(count) and \(plan.columns.count) columns")
        }
        var columns: [OutputColumn] = []
        for index in 0..<count {
            var type = SQLType.unknown
            var privacy = Privacy.open
            for plan in plans {
                let other = plan.columns[index]
                guard let common = SQLType.common(type, other.type) else {
                    throw QueryError(
                        .type, at: range, "UNION 第 \(index + 1) 列类型不一致:\(type.rawValue) 和 \(other.type.rawValue)",
                        "column \(index + 1) of UNION mixes \(type.rawValue) and \(other.type.rawValue)")
                }
                type = common
                privacy = privacy.joined(other.privacy)
            }
            columns.append(OutputColumn(name: plans[0].columns[index].name, type: type == .unknown ? .text : type, privacy: privacy))
        }
        return Plan(.union(plans.map { Planner.converted($0, to: columns) }), columns)
    }

    private static func converted(_ plan: Plan, to columns: [OutputColumn]) -> Plan {
        if zip(plan.columns, columns).allSatisfy({ $0.type == $1.type }) { return plan }
        let expressions = columns.indices.map { index -> Bound in
            let own = plan.columns[index]
            let column = Bound.column(index, own.type, own.privacy, at: 0..<0)
            let type = columns[index].type
            return own.type == type ? column : Bound(.cast(column), type, own.privacy, at: 0..<0, fails: Cast.canFail(from: own.type, to: type))
        }
        return Plan(.project(plan, expressions), columns)
    }

    /// ORDER BY over the columns of a result, by name or number.
    private func outputKeys(_ items: [OrderItem], _ columns: [OutputColumn]) throws(QueryError) -> [SortBy] {
        let scope = Scope(columns.map { Scope.Column(name: $0.name, type: $0.type, privacy: $0.privacy, qualifier: "", table: nil) })
        let binder = ExpressionBinder(scope)
        binder.place = "ORDER BY"
        var keys: [SortBy] = []
        for item in items {
            if let index = try ordinal(item.expression, columns.count) {
                keys.append(SortBy(item, .column(index, columns[index].type, columns[index].privacy, at: item.expression.range)))
                continue
            }
            let bound = try binder.bind(item.expression)
            guard case .column = bound.node else {
                throw QueryError(
                    .syntax, at: item.expression.range, "UNION 之后的 ORDER BY 只能用结果的列名或序号",
                    "behind UNION, ORDER BY takes names or numbers of result columns")
            }
            keys.append(SortBy(item, bound))
        }
        return keys
    }

    /// The column that a whole number names, from 0; nil for any other expression.
    func ordinal(_ expression: Expression, _ count: Int) throws(QueryError) -> Int? {
        guard case .literal(.integer(let number)) = expression.node else { return nil }
        guard number >= 1, number <= Int64(count) else {
            throw QueryError(
                .name, at: expression.range, "没有第 \(number) 列;结果有 \(count) 列", "no column number \(number); the result has \(count)")
        }
        return Int(number) - 1
    }

    private func constant(_ expression: Expression?, _ what: String) throws(QueryError) -> Int? {
        guard let expression else { return nil }
        let binder = ExpressionBinder(Scope())
        binder.place = what
        let bound = try binder.coerced(try binder.bind(expression), to: .bigint)
        if case .null? = bound.constantValue { return nil }
        guard case .int(let value)? = bound.constantValue, value >= 0 else {
            throw QueryError(.data, at: expression.range, "\(what) 后应为不小于 0 的整数", "\(what) takes a whole number of at least 0")
        }
        return Int(value)
    }

    func renamed(_ plan: Plan, _ names: [Identifier], _ table: Identifier) throws(QueryError) -> Plan {
        if names.isEmpty { return plan }
        guard names.count <= plan.columns.count else {
            throw QueryError(
                .name, at: table.range, "\(table.name) 只有 \(plan.columns.count) 列,给了 \(names.count) 个列名",
                "\(table.name) has \(plan.columns.count) columns, \(names.count) names are given")
        }
        let columns = plan.columns.enumerated().map { index, column in
            OutputColumn(name: index < names.count ? names[index].name : column.name, type: column.type, privacy: column.privacy)
        }
        return Plan(plan.node, columns)
    }

    func subquery(_ query: QueryExpression, _ named: [String: Plan], in scope: Scope) throws(QueryError) -> Subquery {
        subqueryCount += 1
        let around = outer
        outer += scope.columns
        defer { outer = around }
        return Subquery(number: subqueryCount, plan: try plan(query, named))
    }

    // MARK: Tables

    func table(_ name: Identifier, _ named: [String: Plan]) throws(QueryError) -> (plan: Plan, table: CatalogTable?) {
        if let plan = named[name.name] { return (plan, nil) }
        if let table = catalog.tables.first(where: { $0.name == name.name }) {
            let columns = table.schema.fields.map {
                OutputColumn(name: $0.name, type: SQLType($0.type), privacy: Privacy(table.registry?.mask(ofColumn: $0.name) ?? .none))
            }
            return (Plan(.scan(table, filters: []), columns), table)
        }
        if let view = catalog.views.first(where: { $0.name == name.name }) {
            guard case .query(let query) = try Parser.statement(view.sql) else { preconditionFailure("a view is a query") }
            return (try plan(query), nil)
        }
        let known = catalog.tables.map(\.name) + catalog.views.map(\.name) + named.keys.sorted()
        let hint = Suggestion.hint(Suggestion.nearest(to: name.name, in: known))
        let list = known.joined(separator: ", ")
        throw QueryError(
            .name, at: name.range, "没有表 \(name.name)\(hint.chinese)(有:\(list))", "no table \(name.name)\(hint.english) (there are \(list))")
    }
}
