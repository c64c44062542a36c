/// What a column must be for a row to pass: a comparison with constants that statistics can refute.
package struct ColumnCondition: Sendable {
    package enum Test: Sendable {
        case compare(isLess: Bool, orEqual: Bool, Value)
        case oneOf([Value])
        case isNull
        case isNotNull
    }

    package let column: Int
    package let test: Test

    /// The conditions that can be told from statistics; all others are left out.
    static func of(_ filters: [Bound]) -> [ColumnCondition] { filters.flatMap(conditions) }

    private static func conditions(_ filter: Bound) -> [ColumnCondition] {
        switch filter.node {
        case .logic(isAnd: true, let parts): parts.flatMap(conditions)
        case .compare(let op, let a, let b):
            if case .column(let index) = a.node, let value = b.constantValue, !value.isNull {
                compared(index, op, value)
            } else if case .column(let index) = b.node, let value = a.constantValue, !value.isNull {
                compared(index, op.mirrored, value)
            } else {
                []
            }
        case .inSet(let a, let set, negated: false):
            if case .column(let index) = a.node, let few = set.few { [ColumnCondition(column: index, test: .oneOf(few))] } else { [] }
        case .inQuery(let a, let query, negated: false):
            if case .column(let index) = a.node, let few = query.known?.set.few { [ColumnCondition(column: index, test: .oneOf(few))] } else { [] }
        case .isNull(let a, let negated):
            if case .column(let index) = a.node { [ColumnCondition(column: index, test: negated ? .isNotNull : .isNull)] } else { [] }
        default: []
        }
    }

    private static func compared(_ index: Int, _ op: ComparisonOperator, _ value: Value) -> [ColumnCondition] {
        switch op {
        case .equal: [ColumnCondition(column: index, test: .oneOf([value]))]
        case .less: [ColumnCondition(column: index, test: .compare(isLess: true, orEqual: false, value))]
        case .lessOrEqual: [ColumnCondition(column: index, test: .compare(isLess: true, orEqual: true, value))]
        case .greater: [ColumnCondition(column: index, test: .compare(isLess: false, orEqual: false, value))]
        case .greaterOrEqual: [ColumnCondition(column: index, test: .compare(isLess: false, orEqual: true, value))]
        case .notEqual: [ColumnCondition(column: index, test: .isNotNull)]
        }
    }

    /// Whether a value between two bounds can pass. All values are of one type.
    package func mayHold(minimum: Value, maximum: Value) -> Bool {
        switch test {
        case .oneOf(let values): values.contains { !ValueOrder.isLess($0, minimum) && !ValueOrder.isLess(maximum, $0) }
        case .compare(let isLess, let orEqual, let value):
            if isLess {
                ValueOrder.isLess(minimum, value) || orEqual && ValueOrder.isEqual(minimum, value)
            } else {
                ValueOrder.isLess(value, maximum) || orEqual && ValueOrder.isEqual(maximum, value)
            }
        case .isNull, .isNotNull: true
        }
    }
}
