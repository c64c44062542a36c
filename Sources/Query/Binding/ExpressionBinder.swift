import Columnar

/// Resolves the names of expressions and checks their types.
final class ExpressionBinder {
    let scope: Scope
    /// Makes a plan of a query inside an expression; nil where none may stand.
    var planSubquery: ((QueryExpression) throws(QueryError) -> Subquery)?
    /// Aggregates met so far; nil where none may stand, with the name of the place.
    var aggregates: AggregateList?
    var windows: WindowList?
    /// Where the expression stands, for messages: `WHERE`.
    var place = "WHERE"

    init(_ scope: Scope) { self.scope = scope }

    /// - Errors: `name`, `type`, `syntax`.
    func bind(_ expression: Expression) throws(QueryError) -> Bound {
        let range = expression.range
        switch expression.node {
        case .literal(let literal): return try bind(literal, range)
        case .column(let qualifier, let name):
            let index = try scope.resolve(qualifier, name)
            let column = scope.columns[index]
            return .column(index, column.type, column.privacy, at: range)
        case .star: throw QueryError(.syntax, at: range, "* 只能单独作为 SELECT 的一项,或写在 count(*) 里", "* stands alone in SELECT, or in count(*)")
        case .negate(let operand): return try negated(bind(operand), range)
        case .arithmetic(let op, let a, let b): return try arithmetic(op, a, b, range)
        case .concatenate(let a, let b): return try concatenated(bind(a), bind(b), range)
        case .compare(let op, let a, let b): return try compared(op, bind(a), bind(b), range)
        case .logic(let isAnd, let parts):
            var bound: [Bound] = []
            for part in parts { bound.append(try truth(part, isAnd ? "AND" : "OR")) }
            return folded(Bound(.logic(isAnd: isAnd, bound), .boolean, .open, at: range))
        case .not(let operand): return folded(Bound(.not(try truth(operand, "NOT")), .boolean, .open, at: range))
        case .isNull(let operand, let negated):
            return folded(Bound(.isNull(try bind(operand), negated: negated), .boolean, .open, at: range))
        case .isTruth(let operand, let value, let negated):
            return folded(Bound(.isTruth(try truth(operand, "IS"), value, negated: negated), .boolean, .open, at: range))
        case .isDistinct(let a, let b, let negated):
            let (x, y) = try unified(bind(a), bind(b), "IS DISTINCT FROM", range)
            return folded(Bound(.isDistinct(x, y, negated: negated), .boolean, .open, at: range))
        case .between(let value, let low, let high, let negated): return try between(value, low, high, negated, range)
        case .inList(let value, let members, let negated): return try inList(bind(value), members, negated, range)
        case .inQuery(let value, let query, let negated): return try inQuery(bind(value), query, negated, range)
        case .scalarQuery(let query): return try scalarQuery(query, range)
        case .exists(let query): return Bound(.exists(try subquery(query, range)), .boolean, .open, at: range)
        case .like(let value, let pattern, let escape, let negated, let ignores):
            return try like(value, pattern, escape, negated, ignores, range)
        case .caseWhen(let operand, let clauses, let otherwise): return try caseWhen(operand, clauses, otherwise, range)
        case .cast(let operand, let type): return try cast(bind(operand), type, range)
        case .call(let call): return try bind(call, range)
        }
    }

    /// A condition: a truth value.
    func truth(_ expression: Expression, _ place: String) throws(QueryError) -> Bound {
        let bound = try bind(expression)
        guard bound.type == .boolean || bound.type == .unknown else {
            throw QueryError(
                .type, at: expression.range, "\(place) 需要条件(真或假),见到 \(bound.type.rawValue)",
                "\(place) takes a condition (true or false), found \(bound.type.rawValue)")
        }
        return try coerced(bound, to: .boolean)
    }

    private func bind(_ literal: Literal, _ range: Range<Int>) throws(QueryError) -> Bound {
        switch literal {
        case .null: return .constant(.null, .unknown, at: range)
        case .bool(let value): return .constant(.bool(value), .boolean, at: range)
        case .integer(let value): return .constant(.int(value), Int32(exactly: value) == nil ? .bigint : .integer, at: range)
        case .double(let value): return .constant(.double(value), .double, at: range)
        case .string(let text): return .constant(.text(text), .unknown, at: range)
        case .date(let text):
            guard let days = DateText.days(text) else {
                throw QueryError(.data, at: range, "没有这样的日期;写成 date '2013-09-01'", "no such date; write it as date '2013-09-01'")
            }
            return .constant(.int(days), .date, at: range)
        case .interval:
            throw QueryError(
                .type, at: range, "interval 只能和日期相加减", "an interval can only be added to or taken from a date")
        }
    }

    /// Computes what does not depend on rows; what fails is kept, for it may never be asked for.
    func folded(_ bound: Bound) -> Bound {
        guard !bound.node.children.isEmpty, bound.node.children.allSatisfy({ $0.constantValue != nil }),
            let vector = try? bound.evaluate(VectorBatch([], rowCount: 1))
        else { return bound }
        return Bound(.constant(vector.value(0)), bound.type, bound.privacy, at: bound.range)
    }

    /// The same value in another type, where SQL converts without being asked.
    func coerced(_ bound: Bound, to type: SQLType) throws(QueryError) -> Bound {
        if bound.type == type { return bound }
        if bound.type == .unknown, case .text(let text)? = bound.constantValue {
            let value = Cast.value(of: text, as: type)
            if value.isNull {
                throw QueryError(
                    .type, at: bound.range, "这段文本不能读作 \(type.rawValue)\(ExpressionBinder.example(type).0)",
                    "this text cannot be read as \(type.rawValue)\(ExpressionBinder.example(type).1)")
            }
            return .constant(value, type, at: bound.range)
        }
        if case .null? = bound.constantValue { return .constant(.null, type, at: bound.range) }
        return folded(Bound(.cast(bound), type, bound.privacy, at: bound.range, fails: Cast.canFail(from: bound.type, to: type)))
    }

    private static func example(_ type: SQLType) -> (String, String) {
        switch type {
        case .date: (";写成 '2013-09-01'", "; write it as '2013-09-01'")
        case .boolean: (";写成 true 或 false", "; write true or false")
        default: ("", "")
        }
    }

    /// Both in the type that holds both.
    func unified(_ a: Bound, _ b: Bound, _ op: String, _ range: Range<Int>) throws(QueryError) -> (Bound, Bound) {
        guard let common = SQLType.common(a.type, b.type) else { throw mismatch(op, a, b, range) }
        let type = common == .unknown ? .text : common
        return (try coerced(a, to: type), try coerced(b, to: type))
    }

    func mismatch(_ op: String, _ a: Bound, _ b: Bound, _ range: Range<Int>) -> QueryError {
        var hint = (";可用 CAST 转换", "; convert with CAST")
        let (text, other) = a.type == .text ? (a, b) : (b, a)
        if text.type == .text, let value = other.constantValue, let spelled = value.text(as: other.type) {
            hint = (";文本列的值要加引号:'\(spelled)'", "; a value of a text column stands in quotes: '\(spelled)'")
        }
        return QueryError(
            .type, at: range, "\(op) 不能用于 \(a.type.rawValue) 和 \(b.type.rawValue)\(hint.0)",
            "\(op) does not take \(a.type.rawValue) and \(b.type.rawValue)\(hint.1)")
    }
}
