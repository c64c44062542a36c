import Columnar
import Records

/// Rows of one table and one cluster.
struct ClusterRows: Sendable {
    var table: RegistryTable
    var cluster: String
    var rows: BatchSlice
    var issues: BatchSlice?
}

/// Batches that several files fill one after the other, one a table: a school's file has few rows, and a batch costs something.
///
/// How files share batches never shows in the output.
final class SharedBatches {
    /// The rows of a file's sheet in a batch.
    struct Part: Sendable {
        fileprivate var table: RegistryTable
        fileprivate var batch: Int
        fileprivate var rows: Range<Int>
    }

    private struct Finished {
        var table: TableBatch
        var rows: SharedBatch
        var issues: SharedBatch?
        /// Pupils only.
        var counties: CountySplit?
    }

    /// A batch is closed when it has so many rows.
    static let rowCount = 16384

    private let context: WorkerContext
    private let clusters: CountyClusters
    /// Nil while a batch is open.
    private var batches: [Finished?] = []
    private var open: [(table: RegistryTable, batch: Int, builder: TableBuilder)] = []
    private var finishedRowCount = 0

    init(_ context: WorkerContext, _ clusters: CountyClusters) {
        self.context = context
        self.clusters = clusters
    }

    /// All rows so far.
    var rowCount: Int { open.reduce(finishedRowCount) { $0 + $1.builder.rowCount } }

    func builder(for table: RegistryTable) -> TableBuilder {
        if let known = open.first(where: { $0.table == table }) { return known.builder }
        let builder = context.builder(for: table)
        open.append((table, batches.count, builder))
        batches.append(nil)
        return builder
    }

    /// Takes the rows of a table from `start` on for a file; nil when there are none. A full batch is closed.
    func takePart(of table: RegistryTable, from start: Int) -> Part? {
        guard let position = open.firstIndex(where: { $0.table == table }), open[position].builder.rowCount > start else { return nil }
        let part = Part(table: table, batch: open[position].batch, rows: start..<open[position].builder.rowCount)
        if part.rows.upperBound >= Self.rowCount { close(position) }
        return part
    }

    private func close(_ position: Int) {
        let (_, batch, builder) = open.remove(at: position)
        guard let made = builder.finish() else { return }
        finishedRowCount += made.rows.rowCount
        batches[batch] = Finished(
            table: made, rows: SharedBatch(made.rows), issues: made.issues.map(SharedBatch.init),
            counties: made.table == .student ? clusters.split(made.rows) : nil)
    }

    /// Closes all batches: afterwards parts give their rows.
    func finish() {
        while !open.isEmpty { close(0) }
    }

    /// Forgets all rows.
    func removeAll() {
        for batch in open { _ = batch.builder.finish() }
        open = []
        batches = []
        finishedRowCount = 0
    }

    /// The rows of a part, pupils by county.
    func rows(of part: Part) -> [ClusterRows] {
        guard let batch = batches[part.batch] else { preconditionFailure("a part of a batch that is open") }
        guard let counties = batch.counties else { return [whole(part, batch, CountyClusters.all)] }
        return counties.parts(part.rows).map { county in
            guard let rows = county.rows else { return whole(part, batch, county.cluster) }
            return ClusterRows(
                table: part.table, cluster: county.cluster, rows: batch.rows.take(rows),
                issues: batch.table.issues(ofRows: rows).map { BatchSlice($0) })
        }
    }

    private func whole(_ part: Part, _ batch: Finished, _ cluster: String) -> ClusterRows {
        let issues = batch.table.issues(ofRows: part.rows)
        return ClusterRows(
            table: part.table, cluster: cluster, rows: BatchSlice(batch.rows, part.rows),
            issues: issues.isEmpty ? nil : batch.issues.map { BatchSlice($0, issues) })
    }
}
