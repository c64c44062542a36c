import Columnar
import Store

/// Conditions that the schools of a file can refute: files of pupils are written county by county, and the log says which schools stand
/// in each.
struct SchoolPruning {
    /// Over the school identifier as their only column.
    private let tests: [Bound]

    init(_ filters: [Bound], schoolColumn: Int?) {
        guard let schoolColumn else {
            tests = []
            return
        }
        tests = filters.flatMap(\.conjuncts).filter { !$0.canFail && $0.columns == [schoolColumn] && $0.isReady }
            .map { $0.rebased(by: -schoolColumn) }
    }

    /// - Errors: none that a filter that cannot fail would give.
    func mayPass(_ file: DataFile) throws(QueryError) -> Bool {
        guard !tests.isEmpty, let schools = file.schools else { return true }
        return try DictionaryPruning.anyRow(of: schools, passes: tests)
    }
}

/// Conditions over one text column that the dictionary of a row group can refute.
struct DictionaryPruning {
    private let schema: Schema
    /// The conditions of each column, over that column as their only one.
    private let tests: [(column: Int, tests: [Bound])]
    /// Bytes of a column chunk on the disk up to which it is worth a look.
    private static let byteLimit = 1 << 17

    init(_ filters: [Bound], _ schema: Schema) {
        self.schema = schema
        var found: [Int: [Bound]] = [:]
        for filter in filters.flatMap(\.conjuncts) where !filter.canFail && filter.isReady {
            let columns = filter.columns
            guard columns.count == 1, let column = columns.first, schema.fields[column].type == .utf8 else { continue }
            found[column, default: []].append(filter.rebased(by: -column))
        }
        tests = found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    func mayPass(_ table: StoreTable, _ partition: Int) throws(QueryError) -> Bool {
        let metadata = table.metadata(partition: partition)
        for (column, tests) in tests where metadata.columns[column].byteCount <= DictionaryPruning.byteLimit {
            let entries: StringColumn?
            do { entries = try table.dictionary(partition: partition, column: schema.fields[column].name) } catch {
                throw QueryError(error)
            }
            guard let entries else { continue }
            let texts = (0..<entries.count).map { entries[$0] } + (metadata.columns[column].nullCount == 0 ? [] : [nil])
            if try !DictionaryPruning.anyRow(of: StringColumn(texts), passes: tests) { return false }
        }
        return true
    }

    fileprivate static func anyRow(of texts: StringColumn, passes tests: [Bound]) throws(QueryError) -> Bool {
        if texts.count == 0 { return false }
        let batch = VectorBatch([Vector(.utf8(texts))], rowCount: texts.count)
        return try batch.filtered(by: tests).rowCount > 0
    }
}

extension Bound {
    /// Whether all its subqueries have run; for EXPLAIN they have not.
    fileprivate var isReady: Bool {
        var isReady = true
        forEach { bound in
            switch bound.node {
            case .scalarQuery(let query), .exists(let query), .inQuery(_, let query, _): if query.known == nil { isReady = false }
            default: break
            }
        }
        return isReady
    }
}
