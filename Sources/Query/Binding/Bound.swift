/// An expression whose names are resolved and whose types fit.
struct Bound: Sendable {
    let node: BoundNode
    let type: SQLType
    let privacy: Privacy
    /// Bytes of the statement.
    let range: Range<Int>
    /// Whether some value can make it fail, so that it may be evaluated only for the rows that ask for it.
    let canFail: Bool

    init(_ node: BoundNode, _ type: SQLType, _ privacy: Privacy, at range: Range<Int>, fails: Bool = false) {
        self.node = node
        self.type = type
        self.privacy = privacy
        self.range = range
        canFail = fails || node.children.contains { $0.canFail }
    }

    static func constant(_ value: Value, _ type: SQLType, at range: Range<Int>) -> Bound {
        Bound(.constant(value), type, .open, at: range)
    }

    static func column(_ index: Int, _ type: SQLType, _ privacy: Privacy, at range: Range<Int>) -> Bound {
        Bound(.column(index), type, privacy, at: range)
    }

    var constantValue: Value? { if case .constant(let value) = node { value } else { nil } }

    func with(privacy: Privacy) -> Bound { Bound(node, type, privacy, at: range, fails: canFail) }
}

indirect enum BoundNode: Sendable {
    case constant(Value)
    /// Position in the batch.
    case column(Int)
    /// The result of an aggregate or a window function, by its number; replaced when the plan is made.
    case aggregate(Int)
    case window(Int)
    case arithmetic(ArithmeticOperator, Bound, Bound)
    case negate(Bound)
    case compare(ComparisonOperator, Bound, Bound)
    case logic(isAnd: Bool, [Bound])
    case not(Bound)
    case isNull(Bound, negated: Bool)
    case isTruth(Bound, Bool, negated: Bool)
    case isDistinct(Bound, Bound, negated: Bool)
    case inSet(Bound, ValueSet, negated: Bool)
    case inQuery(Bound, Subquery, negated: Bool)
    case scalarQuery(Subquery)
    case exists(Subquery)
    case like(Bound, LikePattern, negated: Bool)
    case likeAny(Bound, Bound, escape: Unicode.Scalar?, ignoresCase: Bool, negated: Bool)
    case choose([BoundClause], otherwise: Bound)
    case coalesce([Bound])
    case cast(Bound)
    case call(ScalarFunction, [Bound])
}

struct BoundClause: Sendable {
    let condition: Bound
    let result: Bound
}

extension BoundNode {
    var children: [Bound] {
        switch self {
        case .constant, .column, .aggregate, .window, .scalarQuery, .exists: []
        case .arithmetic(_, let a, let b), .compare(_, let a, let b), .isDistinct(let a, let b, _),
            .likeAny(let a, let b, _, _, _):
            [a, b]
        case .negate(let a), .not(let a), .isNull(let a, _), .isTruth(let a, _, _), .inSet(let a, _, _), .inQuery(let a, _, _),
            .like(let a, _, _), .cast(let a):
            [a]
        case .logic(_, let parts), .coalesce(let parts), .call(_, let parts): parts
        case .choose(let clauses, let otherwise): clauses.flatMap { [$0.condition, $0.result] } + [otherwise]
        }
    }

    /// The same node over other children, given in the order of `children`.
    func replacing(_ parts: [Bound]) -> BoundNode {
        switch self {
        case .constant, .column, .aggregate, .window, .scalarQuery, .exists: self
        case .arithmetic(let op, _, _): .arithmetic(op, parts[0], parts[1])
        case .compare(let op, _, _): .compare(op, parts[0], parts[1])
        case .isDistinct(_, _, let negated): .isDistinct(parts[0], parts[1], negated: negated)
        case .likeAny(_, _, let escape, let ignores, let negated):
            .likeAny(parts[0], parts[1], escape: escape, ignoresCase: ignores, negated: negated)
        case .negate: .negate(parts[0])
        case .not: .not(parts[0])
        case .isNull(_, let negated): .isNull(parts[0], negated: negated)
        case .isTruth(_, let value, let negated): .isTruth(parts[0], value, negated: negated)
        case .inSet(_, let set, let negated): .inSet(parts[0], set, negated: negated)
        case .inQuery(_, let query, let negated): .inQuery(parts[0], query, negated: negated)
        case .like(_, let pattern, let negated): .like(parts[0], pattern, negated: negated)
        case .cast: .cast(parts[0])
        case .logic(let isAnd, _): .logic(isAnd: isAnd, parts)
        case .coalesce: .coalesce(parts)
        case .call(let function, _): .call(function, parts)
        case .choose(let clauses, _):
            .choose(
                clauses.indices.map { BoundClause(condition: parts[2 * $0], result: parts[2 * $0 + 1]) },
                otherwise: parts[parts.count - 1])
        }
    }
}

extension Bound {
    /// Equal for expressions that compute the same, wherever they stand.
    var fingerprint: String {
        switch node {
        case .constant(let value): return "\(type):\(value)"
        case .column(let index): return "#\(index)"
        case .aggregate(let index): return "agg\(index)"
        case .window(let index): return "win\(index)"
        case .scalarQuery(let query), .exists(let query): return "query\(query.number)"
        default: break
        }
        let inner = node.children.map(\.fingerprint).joined(separator: ",")
        return "\(node.label):\(type)(\(inner))"
    }

    /// Replaces subexpressions from the outside in; nil keeps one and goes on inside it.
    func rewritten(_ body: (Bound) throws(QueryError) -> Bound?) throws(QueryError) -> Bound {
        if let replacement = try body(self) { return replacement }
        var parts: [Bound] = []
        for child in node.children { parts.append(try child.rewritten(body)) }
        return Bound(node.replacing(parts), type, privacy, at: range, fails: canFail)
    }

    func forEach(_ body: (Bound) -> Void) {
        body(self)
        for child in node.children { child.forEach(body) }
    }

    /// The columns of the batch that it reads.
    var columns: Set<Int> {
        var found: Set<Int> = []
        forEach { if case .column(let index) = $0.node { found.insert(index) } }
        return found
    }
}

extension BoundNode {
    fileprivate var label: String {
        switch self {
        case .constant, .column, .aggregate, .window, .scalarQuery, .exists: ""
        case .arithmetic(let op, _, _): op.rawValue
        case .negate: "neg"
        case .compare(let op, _, _): op.rawValue
        case .logic(let isAnd, _): isAnd ? "and" : "or"
        case .not: "not"
        case .isNull(_, let negated): "null\(negated)"
        case .isTruth(_, let value, let negated): "truth\(value)\(negated)"
        case .isDistinct(_, _, let negated): "distinct\(negated)"
        case .inSet(_, let set, let negated): "in\(set.description)\(negated)"
        case .inQuery(_, let query, let negated): "in\(query.number)\(negated)"
        case .like(_, let pattern, let negated): "like\(pattern.description)\(negated)"
        case .likeAny(_, _, let escape, let ignores, let negated): "like\(escape.map(String.init) ?? "")\(ignores)\(negated)"
        case .choose: "case"
        case .coalesce: "coalesce"
        case .cast: "cast"
        case .call(let function, _): function.rawValue
        }
    }
}
