/// FROM: tables, subqueries and joins, with the columns that names can mean behind it.
struct FromPlanner {
    let planner: Planner
    let named: [String: Plan]

    func plan(_ reference: TableReference) throws(QueryError) -> (Plan, Scope) {
        guard FromPlanner.tableCount(reference) <= QueryLimits.tableCount else {
            throw QueryError(
                .syntax, at: nil, "FROM 里超过 \(QueryLimits.tableCount) 个表", "more than \(QueryLimits.tableCount) tables in FROM")
        }
        return try part(reference)
    }

    private static func tableCount(_ reference: TableReference) -> Int {
        var count = 0
        var open = [reference]
        while let next = open.popLast() {
            if case .join(_, let left, let right, _, _) = next { open += [left, right] } else { count += 1 }
        }
        return count
    }

    private func part(_ reference: TableReference) throws(QueryError) -> (Plan, Scope) {
        switch reference {
        case .table(let name, let alias, let columns):
            let (found, table) = try planner.table(name, named)
            let plan = try planner.renamed(found, columns, name)
            let qualifier = (alias ?? name).name
            // A renamed column is no longer known by the table's headers.
            return (plan, scope(plan, qualifier, columns.isEmpty ? table : nil))
        case .query(let query, let alias, let columns):
            let plan = try planner.renamed(try planner.plan(query, named), columns, alias)
            return (plan, scope(plan, alias.name, nil))
        case .join(let kind, let left, let right, let condition, let range):
            return try join(kind, part(left), part(right), condition, range)
        }
    }

    private func scope(_ plan: Plan, _ qualifier: String, _ table: CatalogTable?) -> Scope {
        Scope(
            plan.columns.map {
                Scope.Column(
                    name: $0.name, type: $0.type == .unknown ? .text : $0.type, privacy: $0.privacy, qualifier: qualifier,
                    table: table?.registry)
            })
    }

    private func join(
        _ kind: JoinKind, _ left: (plan: Plan, scope: Scope), _ right: (plan: Plan, scope: Scope), _ condition: JoinCondition,
        _ range: Range<Int>
    ) throws(QueryError) -> (Plan, Scope) {
        let shared = Set(left.scope.columns.map(\.qualifier)).intersection(right.scope.columns.map(\.qualifier)).filter { !$0.isEmpty }
        if let twice = shared.sorted().first {
            throw QueryError(
                .name, at: range, "表名 \(twice) 用了两次;请用 AS 给出别名", "the table name \(twice) is used twice; give one an alias with AS")
        }
        var scope = Scope(left.scope.columns + right.scope.columns)
        var join = Join(kind: kind, left: left.plan, right: right.plan)
        switch condition {
        case .none: break
        case .on(let expression):
            let binder = ExpressionBinder(scope)
            binder.place = "ON"
            binder.planSubquery = { [planner, named, scope] (query) throws(QueryError) in try planner.subquery(query, named, in: scope) }
            for part in try binder.truth(expression, "ON").conjuncts { join.add(part) }
        case .using(let names):
            let binder = ExpressionBinder(scope)
            for name in names {
                let a = try left.scope.resolve(nil, name)
                let b = try right.scope.resolve(nil, name)
                let (x, y) = (left.scope.columns[a], right.scope.columns[b])
                join.add(
                    try binder.compared(
                        .equal, .column(a, x.type, x.privacy, at: name.range),
                        .column(b + left.scope.columns.count, y.type, y.privacy, at: name.range), name.range))
                scope.columns[left.scope.columns.count + b].isHidden = true
            }
        }
        return (Plan(.join(join), left.plan.columns + right.plan.columns), scope)
    }
}
