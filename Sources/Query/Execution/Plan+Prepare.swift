import Columnar

extension Plan {
    /// Does what must be done before rows can flow: runs subqueries, builds hash tables, sorts.
    ///
    /// - Parameter needed: the columns of the result that are read; all others may be missing.
    func prepare(_ needed: Set<Int>, _ execution: Execution) throws(QueryError) -> any BatchProducer {
        switch node {
        case .oneRow: return OneRow()
        case .scan(let table, let filters):
            try run(subqueriesIn: filters, execution)
            return ScanProducer(table: try table.open(filters), filters: filters)
        case .filter(let input, let conditions):
            try run(subqueriesIn: conditions, execution)
            let inner = try input.prepare(needed.union(conditions.columns), execution)
            return FilterProducer(input: inner, conditions: conditions)
        case .project(let input, let expressions):
            let used = expressions.indices.filter(needed.contains).map { expressions[$0] }
            try run(subqueriesIn: used, execution)
            return ProjectProducer(input: try input.prepare(used.columns, execution), expressions: expressions)
        case .aggregate(let input, let keys, let calls, let rolledUp):
            let used = keys + calls.flatMap { [$0.argument, $0.filter].compactMap { $0 } }
            try run(subqueriesIn: used, execution)
            let inner = try input.prepare(used.columns, execution)
            return try Aggregation(keys: keys, calls: calls, rolledUp: rolledUp, execution: execution).run(inner)
        case .distinct(let input):
            let keys = columns.enumerated().map { Bound.column($0.offset, $0.element.type, $0.element.privacy, at: 0..<0) }
            let inner = try input.prepare(Set(columns.indices), execution)
            return try Aggregation(keys: keys, calls: [], rolledUp: 0, execution: execution).run(inner)
        case .join(let join): return try prepare(join, needed, execution)
        case .union(let plans):
            var inputs: [any BatchProducer] = []
            for plan in plans { inputs.append(try plan.prepare(needed, execution)) }
            return UnionProducer(inputs)
        case .sort(let input, let keys, let limit):
            let all = needed.union(keys.map(\.expression).columns)
            let inner = try input.prepare(all, execution)
            return try Sorting(keys: keys, limit: limit, types: columns.map(\.type), execution: execution).run(inner, all)
        case .limit(let input, let count, let offset):
            let inner = try input.prepare(needed, execution)
            return try Limiting(count: count, offset: offset, execution: execution).run(inner, needed, width: columns.count)
        case .window(let input, let calls):
            let used = calls.flatMap { [$0.argument].compactMap { $0 } + $0.partition + $0.order.map(\.expression) }
            try run(subqueriesIn: used, execution)
            let own = needed.filter { $0 < input.columns.count }.union(used.columns)
            let inner = try input.prepare(own, execution)
            return try Windowing(calls: calls, types: input.columns.map(\.type), execution: execution).run(inner, own)
        }
    }

    private func prepare(_ join: Join, _ needed: Set<Int>, _ execution: Execution) throws(QueryError) -> any BatchProducer {
        let leftCount = join.left.columns.count
        try run(subqueriesIn: join.leftKeys + join.rightKeys + join.conditions, execution)
        let all = needed.union(join.conditions.columns)
        let fromLeft = Set(all.filter { $0 < leftCount }).union(join.leftKeys.columns)
        let fromRight = Set(all.filter { $0 >= leftCount }.map { $0 - leftCount })
        let right = try join.right.prepare(fromRight.union(join.rightKeys.columns), execution)
        let table = try JoinTable(join, right, fromRight, execution)
        // Known before the left side is opened, so that its files without any such key stay closed.
        let left = join.kind != .left ? try join.left.filtered(by: table.keyConditions(join.leftKeys)) : join.left
        return JoinProducer(join: join, left: try left.prepare(fromLeft, execution), table: table, execution: execution)
    }

    private func run(subqueriesIn expressions: [Bound], _ execution: Execution) throws(QueryError) {
        var found: [(query: Subquery, wantsSet: Bool, isExists: Bool, range: Range<Int>)] = []
        for expression in expressions {
            expression.forEach { bound in
                switch bound.node {
                case .scalarQuery(let query): found.append((query, false, false, bound.range))
                case .exists(let query): found.append((query, false, true, bound.range))
                case .inQuery(_, let query, _): found.append((query, true, false, bound.range))
                default: break
                }
            }
        }
        for entry in found {
            try entry.query.run(wantsSet: entry.wantsSet, isExists: entry.isExists, at: entry.range, execution)
        }
    }
}

extension Sequence<Bound> {
    var columns: Set<Int> { reduce(into: []) { $0.formUnion($1.columns) } }
}

extension Subquery {
    fileprivate func run(wantsSet: Bool, isExists: Bool, at range: Range<Int>, _ execution: Execution) throws(QueryError) {
        let producer = try plan.prepare(isExists ? [] : [0], execution)
        let type = plan.columns[0].type
        var answer = Answer(set: ValueSet(type == .unknown ? .text : type), first: .null, isEmpty: true)
        var rowCount = 0
        let parts = try producer.materialised(isExists ? [] : [0], width: plan.columns.count, execution)
        for part in parts.parts {
            rowCount += part.rowCount
            if isExists { continue }
            let vector = part.vectors[0]!
            if wantsSet { try answer.set.insert(vector) } else if rowCount == part.rowCount { answer.first = vector.value(0) }
        }
        answer.isEmpty = rowCount == 0
        if !wantsSet, !isExists, rowCount > 1 {
            throw QueryError(
                .data, at: range, "用作值的子查询应至多一行,见到 \(rowCount) 行", "a subquery in place of a value gave \(rowCount) rows, at most one is taken")
        }
        set(answer)
    }
}
