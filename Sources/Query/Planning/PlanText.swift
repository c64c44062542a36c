/// EXPLAIN: one line a step, the input of a step below it.
enum PlanText {
    static func lines(of plan: Plan) throws(QueryError) -> [String] { try lines(of: plan, Set(plan.columns.indices), depth: 0) }

    private static func lines(of plan: Plan, _ needed: Set<Int>, depth: Int) throws(QueryError) -> [String] {
        let indent = String(repeating: "  ", count: depth) + (depth > 0 ? "-> " : "")
        func below(_ input: Plan, _ columns: Set<Int>) throws(QueryError) -> [String] { try lines(of: input, columns, depth: depth + 1) }
        switch plan.node {
        case .oneRow: return [indent + "One row"]
        case .scan(let table, let filters): return try scan(table, filters, needed, indent)
        case .filter(let input, let conditions):
            return [indent + "Filter: " + all(conditions, input)] + (try below(input, needed.union(conditions.columns)))
        case .project(let input, let values):
            let used = values.indices.filter(needed.contains).map { values[$0] }
            return [indent + "Project: " + used.map { $0.text(names(input)) }.joined(separator: ", ")] + (try below(input, used.columns))
        case .aggregate(let input, let keys, let calls, let rolledUp):
            let used = keys + calls.flatMap { [$0.argument, $0.filter].compactMap { $0 } }
            var text = keys.isEmpty ? "Aggregate" : "Group by " + keys.map { $0.text(names(input)) }.joined(separator: ", ")
            if rolledUp > 0 { text += ", rolling up the last \(rolledUp)" }
            let made = calls.map { describe($0, input) }.joined(separator: ", ")
            return [indent + text + (made.isEmpty ? "" : ": " + made)] + (try below(input, used.columns))
        case .distinct(let input): return [indent + "Distinct"] + (try below(input, Set(input.columns.indices)))
        case .join(let join): return try lines(of: join, needed, indent, depth)
        case .union(let plans):
            var result = [indent + "Union all"]
            for input in plans { result += try below(input, needed) }
            return result
        case .sort(let input, let keys, let limit):
            let order = keys.map { $0.expression.text(names(input)) + ($0.isAscending ? "" : " DESC") + ($0.nullsFirst == $0.isAscending ? ($0.nullsFirst ? " NULLS FIRST" : " NULLS LAST") : "") }
            return [indent + "Sort by " + order.joined(separator: ", ") + (limit.map { ", first \($0)" } ?? "")]
                + (try below(input, needed.union(keys.map(\.expression).columns)))
        case .limit(let input, let count, let offset):
            return [indent + "Limit " + (count.map(String.init) ?? "all") + (offset > 0 ? " offset \(offset)" : "")] + (try below(input, needed))
        case .window(let input, let calls):
            let used = calls.flatMap { [$0.argument].compactMap { $0 } + $0.partition + $0.order.map(\.expression) }
            return [indent + "Window: \(calls.count)"] + (try below(input, needed.filter { $0 < input.columns.count }.union(used.columns)))
        }
    }

    private static func scan(
        _ table: CatalogTable, _ filters: [Bound], _ needed: Set<Int>, _ indent: String
    ) throws(QueryError) -> [String] {
        let opened = try table.open(filters)
        let names = table.schema.fields.map(\.name)
        let columns = needed.union(filters.columns).sorted().map { names[$0] }
        var text = "Scan \(table.name)"
        if !filters.isEmpty { text += " where " + filters.map { $0.text(names) }.joined(separator: " AND ") }
        text += "; columns: \(columns.isEmpty ? "none" : columns.joined(separator: ", "))"
        if let files = opened.files { text += "; files: \(files.opened) of \(files.count)" }
        return [indent + text + "; row groups: \(opened.partitions.count) of \(opened.partitionCount)"]
    }

    private static func lines(of join: Join, _ needed: Set<Int>, _ indent: String, _ depth: Int) throws(QueryError) -> [String] {
        let leftCount = join.left.columns.count
        let all = needed.union(join.conditions.columns)
        let pairs = zip(join.leftKeys, join.rightKeys).map { "\($0.text(names(join.left))) = \($1.text(names(join.right)))" }
        let others = join.conditions.map { $0.text(names(join.left) + names(join.right)) }
        let kind = join.leftKeys.isEmpty ? "Nested join" : "Hash join"
        return [indent + "\(kind) (\(join.kind == .left ? "left" : "inner")): " + (pairs + others).joined(separator: " AND ")]
            + (try lines(of: join.left, Set(all.filter { $0 < leftCount }).union(join.leftKeys.columns), depth: depth + 1))
            + (try lines(
                of: join.right, Set(all.filter { $0 >= leftCount }.map { $0 - leftCount }).union(join.rightKeys.columns), depth: depth + 1))
    }

    private static func names(_ plan: Plan) -> [String] {
        plan.columns.enumerated().map { $1.name.isEmpty ? "#\($0 + 1)" : $1.name }
    }

    private static func all(_ conditions: [Bound], _ input: Plan) -> String {
        conditions.map { $0.text(names(input)) }.joined(separator: " AND ")
    }

    private static func describe(_ call: AggregateCall, _ input: Plan) -> String {
        let argument = call.argument.map { (call.isDistinct ? "DISTINCT " : "") + $0.text(names(input)) } ?? "*"
        let filter = call.filter.map { " FILTER (WHERE \($0.text(names(input))))" } ?? ""
        return "\(call.function == .countStar ? "count" : call.function.rawValue)(\(argument))\(filter)"
    }
}

extension Bound {
    /// As SQL, near enough to be read.
    func text(_ names: [String]) -> String {
        func inner(_ bound: Bound) -> String { bound.text(names) }
        switch node {
        case .constant(let value):
            guard let text = value.text(as: type) else { return "NULL" }
            return type == .text || type == .unknown || type == .date ? "'\(text)'" : text
        case .column(let index): return index < names.count ? names[index] : "#\(index + 1)"
        case .aggregate(let index), .window(let index): return "#\(index + 1)"
        case .arithmetic(let op, let a, let b): return "(\(inner(a)) \(op.rawValue) \(inner(b)))"
        case .negate(let a): return "-\(inner(a))"
        case .compare(let op, let a, let b): return "\(inner(a)) \(op.rawValue) \(inner(b))"
        case .logic(let isAnd, let parts): return "(" + parts.map(inner).joined(separator: isAnd ? " AND " : " OR ") + ")"
        case .not(let a): return "NOT (\(inner(a)))"
        case .isNull(let a, let negated): return "\(inner(a)) IS \(negated ? "NOT " : "")NULL"
        case .isTruth(let a, let value, let negated): return "\(inner(a)) IS \(negated ? "NOT " : "")\(value ? "TRUE" : "FALSE")"
        case .isDistinct(let a, let b, let negated): return "\(inner(a)) IS \(negated ? "NOT " : "")DISTINCT FROM \(inner(b))"
        case .inSet(let a, let set, let negated):
            let values = set.few.flatMap { $0.count <= 64 ? $0 : nil }?.map { Bound.constant($0, a.type, at: range).text(names) }.joined(separator: ", ") ?? "…"
            return "\(inner(a)) \(negated ? "NOT " : "")IN (\(values))"
        case .inQuery(let a, let query, let negated): return "\(inner(a)) \(negated ? "NOT " : "")IN (subquery \(query.number))"
        case .scalarQuery(let query): return "(subquery \(query.number))"
        case .exists(let query): return "EXISTS (subquery \(query.number))"
        case .like(let a, _, let negated): return "\(inner(a)) \(negated ? "NOT " : "")LIKE …"
        case .likeAny(let a, let b, _, _, let negated): return "\(inner(a)) \(negated ? "NOT " : "")LIKE \(inner(b))"
        case .choose: return "CASE …"
        case .coalesce(let parts): return "coalesce(" + parts.map(inner).joined(separator: ", ") + ")"
        case .cast(let a): return "\(inner(a))::\(type.rawValue)"
        case .call(.concatenate, let parts): return parts.map(inner).joined(separator: " || ")
        case .call(let function, let parts): return "\(function.rawValue)(" + parts.map(inner).joined(separator: ", ") + ")"
        }
    }
}
