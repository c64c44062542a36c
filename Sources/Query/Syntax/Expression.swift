/// An expression as it was written.
struct Expression: Sendable {
    let node: ExpressionNode
    /// Bytes of the statement.
    let range: Range<Int>
    /// Expressions within, 1 for a leaf; bounded by `QueryLimits.depth`, so that recursion over it is safe.
    let depth: Int
}

struct Identifier: Sendable, Equatable {
    let name: String
    let range: Range<Int>
    static func == (a: Identifier, b: Identifier) -> Bool { a.name == b.name }
}

enum Literal: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case double(Double)
    case string(String)
    case date(String)
    /// `interval '1 year 2 days'`
    case interval(months: Int64, days: Int64)
}

enum ArithmeticOperator: String, Sendable { case add = "+", subtract = "-", multiply = "*", divide = "/", modulo = "%", power = "^" }

enum ComparisonOperator: String, Sendable {
    case equal = "=", notEqual = "<>", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="

    /// The same comparison with its sides exchanged.
    var mirrored: ComparisonOperator {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}

indirect enum ExpressionNode: Sendable {
    case literal(Literal)
    case column(qualifier: Identifier?, name: Identifier)
    /// `*` or `t.*`, in a select list only.
    case star(qualifier: Identifier?)
    case negate(Expression)
    case arithmetic(ArithmeticOperator, Expression, Expression)
    case concatenate(Expression, Expression)
    case compare(ComparisonOperator, Expression, Expression)
    case logic(isAnd: Bool, [Expression])
    case not(Expression)
    case isNull(Expression, negated: Bool)
    case isTruth(Expression, Bool, negated: Bool)
    case isDistinct(Expression, Expression, negated: Bool)
    case between(Expression, Expression, Expression, negated: Bool)
    case inList(Expression, [Expression], negated: Bool)
    case inQuery(Expression, QueryExpression, negated: Bool)
    case scalarQuery(QueryExpression)
    case exists(QueryExpression)
    case like(Expression, Expression, escape: Expression?, negated: Bool, ignoresCase: Bool)
    case caseWhen(operand: Expression?, [WhenClause], otherwise: Expression?)
    case cast(Expression, TypeName)
    case call(FunctionCall)
}

struct WhenClause: Sendable {
    let condition: Expression
    let result: Expression
}

struct FunctionCall: Sendable {
    let name: Identifier
    var arguments: [Expression] = []
    /// `count(*)`
    var isStar = false
    var isDistinct = false
    /// `WITHIN GROUP (ORDER BY …)`
    var withinGroup: [OrderItem] = []
    var filter: Expression?
    var over: WindowSpecification?
}

struct WindowSpecification: Sendable {
    var partition: [Expression] = []
    var order: [OrderItem] = []
    let range: Range<Int>
}

struct TypeName: Sendable {
    let type: SQLType
    /// `numeric(p, s)`: digits behind the point.
    let scale: Int?
    let range: Range<Int>
}
