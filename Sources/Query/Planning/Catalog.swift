import Columnar
import Records

/// The tables that a statement can name.
package protocol Catalog: Sendable {
    /// In the order in which they are listed.
    var tables: [CatalogTable] { get }
    /// Queries with a name: `guardians`.
    var views: [(name: String, sql: String)] { get }
}

package struct CatalogTable: Sendable {
    package let name: String
    package let schema: Schema
    /// For Chinese names of columns and for masks; nil for tables that are not the registry's.
    package let registry: RegistryTable?
    /// Opens the table, leaving out what cannot hold rows that pass all conditions.
    let open: @Sendable ([ColumnCondition]) throws(QueryError) -> OpenedTable

    package init(
        name: String, schema: Schema, registry: RegistryTable?,
        open: @escaping @Sendable ([ColumnCondition]) throws(QueryError) -> OpenedTable
    ) {
        self.name = name
        self.schema = schema
        self.registry = registry
        self.open = open
    }
}

/// A table in a state that does not change, and the partitions of it that are worth reading.
package struct OpenedTable: Sendable {
    package let source: any BatchSource
    package let partitions: [Int]
    /// For EXPLAIN: partitions before any were left out.
    package let partitionCount: Int

    package init(source: any BatchSource, partitions: [Int], partitionCount: Int) {
        self.source = source
        self.partitions = partitions
        self.partitionCount = partitionCount
    }
}

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

/// Tables in memory, for tests.
package struct MemoryCatalog: Catalog {
    package let tables: [CatalogTable]
    package let views: [(name: String, sql: String)]

    package init(_ tables: [(name: String, table: MemoryTable, registry: RegistryTable?)], views: [(name: String, sql: String)] = []) {
        self.tables = tables.map { entry in
            CatalogTable(name: entry.name, schema: entry.table.schema, registry: entry.registry) { _ in
                let count = entry.table.partitionCount
                return OpenedTable(source: entry.table, partitions: Array(0..<count), partitionCount: count)
            }
        }
        self.views = views
    }
}
