/// The order in which the tables of a chain of inner joins are taken.
///
/// It begins with the largest table, which is read row group by row group, so that the hash tables are made of the smaller ones; then
/// comes always the first table that an equality connects to those before it, and one without any only when nothing else is left.
/// `FROM a, b, c WHERE a.x = c.x AND c.y = b.y` so never pairs every row of a with every row of b.
struct JoinOrder {
    private var leaves: [Plan] = []
    /// The first column of each leaf among the columns of all.
    private var offsets: [Int] = []
    private var width = 0
    /// Over the columns of all leaves.
    private var conditions: [Bound]

    /// The conditions of WHERE taken as near to the tables as they can go, and the joins in order.
    static func arranged(_ plan: Plan, by conditions: [Bound]) -> Plan {
        guard case .join = plan.node else { return plan.filtered(by: conditions) }
        var order = JoinOrder(conditions: conditions)
        order.take(plan)
        let chosen = order.chosen()
        return chosen == Array(order.leaves.indices) ? plan.filtered(by: conditions) : order.plan(chosen, plan.columns)
    }

    private init(conditions: [Bound]) { self.conditions = conditions }

    private mutating func take(_ plan: Plan) {
        guard case .join(let join) = plan.node, join.kind != .left else {
            leaves.append(plan)
            offsets.append(width)
            width += plan.columns.count
            return
        }
        let first = width
        let leftCount = join.left.columns.count
        take(join.left)
        take(join.right)
        for (left, right) in zip(join.leftKeys, join.rightKeys) {
            let equality = Bound(.compare(.equal, left, right.rebased(by: leftCount)), .boolean, .open, at: left.range)
            conditions.append(equality.rebased(by: first))
        }
        conditions += join.conditions.map { $0.rebased(by: first) }
    }

    private func columns(of leaf: Int) -> Range<Int> { offsets[leaf]..<offsets[leaf] + leaves[leaf].columns.count }

    private func chosen() -> [Int] {
        let leafOfColumn = leaves.indices.flatMap { leaf in leaves[leaf].columns.map { _ in leaf } }
        // The leaves on each side of every equality.
        let links = conditions.compactMap { condition -> (Set<Int>, Set<Int>)? in
            guard case .compare(.equal, let a, let b) = condition.node, !condition.canFail else { return nil }
            let sides = (Set(a.columns.map { leafOfColumn[$0] }), Set(b.columns.map { leafOfColumn[$0] }))
            return sides.0.isEmpty || sides.1.isEmpty || !sides.0.isDisjoint(with: sides.1) ? nil : sides
        }
        let sizes = leaves.map(\.rowEstimate)
        let largest = sizes.max() ?? 0
        var order = [sizes.firstIndex(of: largest) ?? 0]
        var rest = leaves.indices.filter { $0 != order[0] }
        while !rest.isEmpty {
            let placed = Set(order)
            let next = rest.first { leaf in
                links.contains { a, b in a.isSubset(of: placed) && b == [leaf] || b.isSubset(of: placed) && a == [leaf] }
            }
            order.append(next ?? rest[0])
            rest.removeAll { $0 == order.last }
        }
        return order
    }

    /// The joins in the order, and above them the columns as they were.
    private func plan(_ order: [Int], _ columns: [OutputColumn]) -> Plan {
        var places = [Int](repeating: 0, count: width)
        var next = 0
        for leaf in order {
            for column in self.columns(of: leaf) {
                places[column] = next
                next += 1
            }
        }
        var joined = leaves[order[0]]
        for leaf in order.dropFirst() {
            joined = Plan(.join(Join(kind: .inner, left: joined, right: leaves[leaf])), joined.columns + leaves[leaf].columns)
        }
        let filtered = joined.filtered(by: conditions.map { $0.moved(to: places) })
        let back = columns.enumerated().map { Bound.column(places[$0], $1.type, $1.privacy, at: 0..<0) }
        return Plan(.project(filtered, back), columns)
    }
}

extension Plan {
    /// Rows that may come, from what the tables hold; conditions are not weighed.
    fileprivate var rowEstimate: Int {
        switch node {
        case .oneRow: 1
        case .scan(let table, _): table.rowCount
        case .filter(let input, _), .project(let input, _), .window(let input, _), .distinct(let input): input.rowEstimate
        case .sort(let input, _, let limit): min(limit ?? .max, input.rowEstimate)
        case .limit(let input, let count, _): min(count ?? .max, input.rowEstimate)
        case .aggregate(let input, let keys, _, _): keys.isEmpty ? 1 : input.rowEstimate / 4
        case .join(let join): max(join.left.rowEstimate, join.right.rowEstimate)
        case .union(let plans): plans.reduce(0) { $0.addingReportingOverflow($1.rowEstimate).partialValue }
        }
    }
}

extension Bound {
    /// Over the same columns at other places.
    fileprivate func moved(to places: [Int]) -> Bound {
        if case .column(let index) = node { return .column(places[index], type, privacy, at: range) }
        return Bound(node.replacing(node.children.map { $0.moved(to: places) }), type, privacy, at: range, fails: canFail)
    }
}
