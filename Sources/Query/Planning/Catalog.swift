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
    package let rowCount: Int
    /// Opens the table, leaving out what cannot hold rows that pass all conditions.
    let open: @Sendable ([Bound]) throws(QueryError) -> OpenedTable

    init(
        name: String, schema: Schema, registry: RegistryTable?, rowCount: Int,
        open: @escaping @Sendable ([Bound]) throws(QueryError) -> OpenedTable
    ) {
        self.name = name
        self.schema = schema
        self.registry = registry
        self.rowCount = rowCount
        self.open = open
    }
}

/// A table in a state that does not change, and the partitions of it that are worth reading.
package struct OpenedTable: Sendable {
    package let source: any BatchSource
    package let partitions: [Int]
    /// For EXPLAIN: partitions of the files that were opened.
    package let partitionCount: Int
    /// For EXPLAIN: files that were opened, of how many; nil for tables that are not on the disk.
    package let files: (opened: Int, count: Int)?

    package init(source: any BatchSource, partitions: [Int], partitionCount: Int, files: (opened: Int, count: Int)? = nil) {
        self.source = source
        self.partitions = partitions
        self.partitionCount = partitionCount
        self.files = files
    }
}

/// Tables in memory, for tests.
package struct MemoryCatalog: Catalog {
    package let tables: [CatalogTable]
    package let views: [(name: String, sql: String)]

    package init(_ tables: [(name: String, table: MemoryTable, registry: RegistryTable?)], views: [(name: String, sql: String)] = []) {
        self.tables = tables.map { entry in
            let rowCount = entry.table.batches.reduce(0) { $0 + $1.rowCount }
            return CatalogTable(name: entry.name, schema: entry.table.schema, registry: entry.registry, rowCount: rowCount) { _ in
                let count = entry.table.partitionCount
                return OpenedTable(source: entry.table, partitions: Array(0..<count), partitionCount: count)
            }
        }
        self.views = views
    }
}
