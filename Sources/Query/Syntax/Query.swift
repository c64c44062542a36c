/// A query as it was written: `WITH … SELECT … UNION ALL SELECT … ORDER BY … LIMIT …`.
struct QueryExpression: Sendable {
    var with: [CommonTable] = []
    var body: [QueryTerm]
    var orderBy: [OrderItem] = []
    var limit: Expression?
    var offset: Expression?
    var range: Range<Int>
}

/// One side of a union; `removesDuplicates` is true behind a UNION without ALL.
struct QueryTerm: Sendable {
    enum Content: Sendable {
        case select(Select)
        indirect case query(QueryExpression)
    }

    let content: Content
    let removesDuplicates: Bool
}

struct CommonTable: Sendable {
    let name: Identifier
    let columns: [Identifier]
    let query: QueryExpression
}

struct Select: Sendable {
    var isDistinct = false
    var items: [SelectItem] = []
    var from: TableReference?
    var filter: Expression?
    var groupBy: GroupBy?
    var having: Expression?
    var range: Range<Int>
}

struct SelectItem: Sendable {
    let expression: Expression
    let alias: Identifier?
}

/// `GROUP BY a, ROLLUP (b, c)`: plain keys, then those that are rolled up from the last to the first.
struct GroupBy: Sendable {
    var keys: [Expression] = []
    var rollup: [Expression] = []
}

struct OrderItem: Sendable {
    let expression: Expression
    let isAscending: Bool
    /// Nil: last when ascending, first when descending.
    let nullsFirst: Bool?
}

enum JoinKind: String, Sendable { case inner, left, cross }

indirect enum TableReference: Sendable {
    case table(Identifier, alias: Identifier?, columns: [Identifier])
    case query(QueryExpression, alias: Identifier, columns: [Identifier])
    case join(JoinKind, TableReference, TableReference, condition: JoinCondition, range: Range<Int>)
}

enum JoinCondition: Sendable {
    case none
    case on(Expression)
    case using([Identifier])
}

/// What may be typed: a query, or a question for its plan.
enum Statement: Sendable {
    case query(QueryExpression)
    case explain(QueryExpression)
}
