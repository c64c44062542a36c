import Columnar
import Records
import Store

/// The tables of a store, in the state that it shows.
package struct StoreCatalog: Catalog {
    package let tables: [CatalogTable]
    package let views: [(name: String, sql: String)]

    package init(_ store: RegistryStore) {
        tables = RegistryTable.allCases.map { registry in
            let snapshot = store.snapshot(of: registry)
            let rowCount = snapshot.files.reduce(0) { $0 + $1.rowCount }
            return CatalogTable(
                name: snapshot.name, schema: snapshot.schema, registry: registry, rowCount: rowCount
            ) { (filters) throws(QueryError) in
                try StoreCatalog.open(store, registry, snapshot, filters)
            }
        }
        views = [("guardians", StoreCatalog.guardians)]
    }

    /// The members of a pupil as rows, as `views/duckdb.sql` has them.
    private static let guardians: String = {
        let fields = RegistryTable.student.schema.fields.map(\.name)
        let names = [1, 2].flatMap { member in fields.filter { $0.hasPrefix("m\(member)_") }.map { String($0.dropFirst(3)) } }
            .reduce(into: [String]()) { known, name in if !known.contains(name) { known.append(name) } }
        let parts = [1, 2].map { member in
            let columns = names.map { name in fields.contains("m\(member)_\(name)") ? "m\(member)_\(name) AS \(name)" : "NULL AS \(name)" }
            let texts = RegistryTable.student.schema.fields.filter { $0.type == .utf8 && $0.name.hasPrefix("m\(member)_") }
            return "SELECT file, sheet, row, school_id, \(member) AS member_index, \(columns.joined(separator: ", ")) FROM students WHERE "
                + texts.map { "\($0.name) IS NOT NULL" }.joined(separator: " OR ")
        }
        return parts.joined(separator: " UNION ALL ")
    }()

    /// Leaves out files and row groups in which no row can pass: files by the log, so that they are not even opened, row groups by
    /// the statistics of their footers and by the dictionaries of their text columns.
    private static func open(
        _ store: RegistryStore, _ registry: RegistryTable, _ snapshot: TableSnapshot, _ filters: [Bound]
    ) throws(QueryError) -> OpenedTable {
        let conditions = ColumnCondition.of(filters)
        let names = snapshot.schema.fields.map(\.name)
        let schools = SchoolPruning(filters, schoolColumn: snapshot.schema.index(of: "school_id"))
        var files: [DataFile] = []
        for file in snapshot.files {
            let isRefuted = conditions.contains { condition in
                guard let known = file.statistics[names[condition.column]] else { return false }
                return !condition.mayPass(known, rowCount: file.rowCount)
            }
            if !isRefuted, try schools.mayPass(file) { files.append(file) }
        }
        let table: StoreTable
        do { table = try store.table(registry, files: files) } catch {
            throw QueryError(ColumnarError(error.code == .diskFull ? .diskFull : .damaged, error.message, location: error.location))
        }
        let dictionaries = DictionaryPruning(filters, snapshot.schema)
        var partitions: [Int] = []
        for partition in 0..<table.partitionCount {
            let group = table.metadata(partition: partition)
            let mayPass = conditions.allSatisfy { $0.mayPass(group.columns[$0.column], rowCount: group.rowCount) }
            if mayPass, try dictionaries.mayPass(table, partition) { partitions.append(partition) }
        }
        return OpenedTable(
            source: table, partitions: partitions, partitionCount: table.partitionCount, files: (files.count, snapshot.files.count))
    }
}

extension ColumnCondition {
    fileprivate func mayPass(_ known: ColumnChunkMetadata, rowCount: Int) -> Bool {
        mayPass(nullCount: known.nullCount, known.minimum.map(Value.init), known.maximum.map(Value.init), rowCount: rowCount)
    }

    fileprivate func mayPass(_ known: FileStatistics.Column, rowCount: Int) -> Bool {
        mayPass(nullCount: known.nullCount, known.minimum.map(Value.init), known.maximum.map(Value.init), rowCount: rowCount)
    }

    private func mayPass(nullCount: Int?, _ minimum: Value?, _ maximum: Value?, rowCount: Int) -> Bool {
        if case .isNull = test { return nullCount != 0 }
        if nullCount == rowCount { return false }
        guard let minimum, let maximum else { return true }
        return mayHold(minimum: minimum, maximum: maximum)
    }
}

extension Value {
    fileprivate init(_ bound: ColumnBound) {
        switch bound {
        case .bool(let value): self = .bool(value)
        case .integer(let value): self = .int(value)
        case .date(let value): self = .int(Int64(value))
        case .text(let bytes): self = .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    fileprivate init(_ value: FileStatistics.Value) {
        switch value {
        case .integer(let value): self = .int(value)
        case .text(let text): self = .text(text)
        }
    }
}
