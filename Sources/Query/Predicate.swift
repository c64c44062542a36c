import Columnar
import Records

/// A condition over the rows of one table, as in `--where "grade = 'P1' AND birth_date >= '2007-01-01'"`.
package struct Predicate: Sendable {
    private let condition: Bound
    private let schema: Schema
    private let used: [Int]

    /// - Parameters:
    ///   - text: a condition of SQL; no subqueries, no aggregates.
    ///   - schema: the columns of the batches that it will be asked about.
    ///   - table: for Chinese column names and aliases.
    /// - Errors: `syntax`, `name`, `type`, with the place in `text`.
    package init(parsing text: String, schema: Schema, table: RegistryTable? = nil) throws(QueryError) {
        let expression = try Parser.expression(text)
        let binder = ExpressionBinder(Scope(schema, table: table, qualifier: table?.storeName ?? ""))
        binder.place = "--where"
        condition = try binder.truth(expression, "--where")
        self.schema = schema
        used = condition.columns.sorted()
    }

    /// The columns that it reads, in the order of the schema.
    package var columns: [String] { used.map { schema.fields[$0].name } }

    /// The rows for which it is true; false and unknown are left out.
    ///
    /// - Parameter batch: rows with at least `columns`, in any order, of the schema's types.
    /// - Errors: `data` where a row makes the expression fail, for example by dividing by zero.
    package func evaluate(_ batch: RecordBatch) throws(QueryError) -> Bitmap {
        var vectors = [Vector?](repeating: nil, count: schema.fields.count)
        for index in used {
            guard let column = batch[schema.fields[index].name] else {
                throw QueryError(ColumnarError(.damaged, "expected a column \(schema.fields[index].name), found none"))
            }
            vectors[index] = Vector(column)
        }
        return try condition.evaluate(VectorBatch(vectors, rowCount: batch.rowCount)).truth()
    }
}
