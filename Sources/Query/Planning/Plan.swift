import Columnar

/// A column of a plan's result.
package struct OutputColumn: Sendable {
    package let name: String
    package let type: SQLType
    package let privacy: Privacy
}

/// What is to be done, as a tree over the tables.
struct Plan: Sendable {
    let node: PlanNode
    let columns: [OutputColumn]

    init(_ node: PlanNode, _ columns: [OutputColumn]) {
        self.node = node
        self.columns = columns
    }
}

indirect enum PlanNode: Sendable {
    /// One row without columns: SELECT without FROM.
    case oneRow
    case scan(CatalogTable, filters: [Bound])
    case filter(Plan, [Bound])
    case project(Plan, [Bound])
    /// The keys, then the aggregates. The last `rolledUp` keys are also left out one by one, from the last.
    case aggregate(Plan, keys: [Bound], calls: [AggregateCall], rolledUp: Int)
    case join(Join)
    case union([Plan])
    case distinct(Plan)
    /// The first `limit` rows in the order of columns of the input.
    case sort(Plan, [SortBy], limit: Int?)
    case limit(Plan, count: Int?, offset: Int)
    /// The input's columns, then the window functions.
    case window(Plan, [WindowCall])
}

struct Join: Sendable {
    var kind: JoinKind
    var left: Plan
    var right: Plan
    /// Pairs that must be equal, each over the columns of its own side.
    var leftKeys: [Bound] = []
    var rightKeys: [Bound] = []
    /// Further conditions, over the columns of both sides.
    var conditions: [Bound] = []
}

extension Plan {
    /// The conditions taken as near to the tables as they can go.
    func filtered(by conditions: [Bound]) -> Plan {
        if conditions.isEmpty { return self }
        // What cannot fail comes first, so that it protects what can.
        let ordered = conditions.filter { !$0.canFail } + conditions.filter(\.canFail)
        switch node {
        case .scan(let table, let filters): return Plan(.scan(table, filters: filters + ordered), columns)
        case .filter(let input, let others): return Plan(.filter(input, others + ordered), columns)
        case .join(let join): return join.filtered(by: ordered, columns)
        default: return Plan(.filter(self, ordered), columns)
        }
    }
}

extension Join {
    func filtered(by conditions: [Bound], _ columns: [OutputColumn]) -> Plan {
        let leftCount = left.columns.count
        var join = self
        var toLeft: [Bound] = []
        var toRight: [Bound] = []
        var above: [Bound] = []
        for condition in conditions {
            let used = condition.columns
            if condition.canFail || used.isEmpty {
                above.append(condition)
            } else if used.allSatisfy({ $0 < leftCount }) {
                toLeft.append(condition)
            } else if kind == .left {
                above.append(condition)
            } else if used.allSatisfy({ $0 >= leftCount }) {
                toRight.append(condition.rebased(by: -leftCount))
            } else {
                join.add(condition)
            }
        }
        join.left = left.filtered(by: toLeft)
        join.right = right.filtered(by: toRight)
        let plan = Plan(.join(join), columns)
        return above.isEmpty ? plan : Plan(.filter(plan, above), columns)
    }

    /// An equality between the sides becomes a key, anything else a condition.
    mutating func add(_ condition: Bound) {
        let leftCount = left.columns.count
        guard case .compare(.equal, let a, let b) = condition.node, !a.canFail, !b.canFail, !a.columns.isEmpty, !b.columns.isEmpty else {
            conditions.append(condition)
            return
        }
        let (aIsLeft, bIsLeft) = (a.columns.allSatisfy { $0 < leftCount }, b.columns.allSatisfy { $0 < leftCount })
        let (aIsRight, bIsRight) = (a.columns.allSatisfy { $0 >= leftCount }, b.columns.allSatisfy { $0 >= leftCount })
        if aIsLeft, bIsRight {
            leftKeys.append(a)
            rightKeys.append(b.rebased(by: -leftCount))
        } else if aIsRight, bIsLeft {
            leftKeys.append(b)
            rightKeys.append(a.rebased(by: -leftCount))
        } else {
            conditions.append(condition)
        }
    }
}

extension Bound {
    /// Over columns whose numbers are shifted.
    func rebased(by shift: Int) -> Bound {
        if case .column(let index) = node { return .column(index + shift, type, privacy, at: range) }
        return Bound(node.replacing(node.children.map { $0.rebased(by: shift) }), type, privacy, at: range, fails: canFail)
    }

    /// The members of a chain of AND.
    var conjuncts: [Bound] {
        if case .logic(isAnd: true, let parts) = node { return parts.flatMap(\.conjuncts) }
        return [self]
    }
}
