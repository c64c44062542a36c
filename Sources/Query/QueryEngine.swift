import Columnar
import Records

/// Runs statements over a catalog.
package enum QueryEngine {
    /// - Errors: every kind of `QueryError`.
    package static func run(_ sql: String, _ catalog: any Catalog, _ execution: Execution) throws(QueryError) -> QueryResult {
        let planner = Planner(catalog)
        switch try Parser.statement(sql) {
        case .query(let query): return try run(try planner.plan(query), execution)
        case .explain(let query):
            let lines = try PlanText.lines(of: try planner.plan(query))
            let vector = Vector.texts(TextVector(values: StringColumn(lines), codes: nil), count: lines.count, nil)
            return QueryResult(
                columns: [OutputColumn(name: "QUERY PLAN", type: .text, privacy: .open)], parts: [([vector], lines.count)])
        }
    }

    /// The columns that a query would give, without running it.
    package static func columns(of sql: String, _ catalog: any Catalog) throws(QueryError) -> [OutputColumn] {
        guard case .query(let query) = try Parser.statement(sql) else { return [] }
        return try Planner(catalog).plan(query).columns
    }

    private static func run(_ plan: Plan, _ execution: Execution) throws(QueryError) -> QueryResult {
        let all = Set(plan.columns.indices)
        let producer = try plan.prepare(all, execution)
        let result = try producer.materialised(all, width: plan.columns.count, execution)
        return QueryResult(columns: plan.columns, parts: result.parts.map { ($0.vectors.map { $0! }, $0.rowCount) })
    }
}

/// The rows of a query, in their order.
package struct QueryResult: Sendable {
    package let columns: [OutputColumn]
    package let parts: [(vectors: [Vector], rowCount: Int)]

    package var rowCount: Int { parts.reduce(0) { $0 + $1.rowCount } }

    /// Every row's values, in order; for tests and small results.
    package var rows: [[Value]] {
        parts.flatMap { part in (0..<part.rowCount).map { row in part.vectors.map { $0.value(row) } } }
    }
}
