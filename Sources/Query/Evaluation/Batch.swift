import Columnar

/// Rows whose columns are made when they are first asked for: what no expression reads is never read from the disk.
///
/// Belongs to one task; not shared between threads.
class Batch {
    let rowCount: Int
    private var cache: [Int: Vector] = [:]

    init(rowCount: Int) { self.rowCount = rowCount }

    /// The values of a column, made once.
    final func column(_ index: Int) throws(QueryError) -> Vector {
        if let known = cache[index] { return known }
        let vector = try load(index)
        cache[index] = vector
        return vector
    }

    func load(_ index: Int) throws(QueryError) -> Vector { preconditionFailure("no column \(index)") }
}

/// Columns that are there.
final class VectorBatch: Batch {
    let vectors: [Vector?]

    init(_ vectors: [Vector?], rowCount: Int) {
        self.vectors = vectors
        super.init(rowCount: rowCount)
    }

    override func load(_ index: Int) throws(QueryError) -> Vector {
        guard let vector = vectors[index] else { preconditionFailure("column \(index) was not asked for") }
        return vector
    }
}

/// A partition of a table.
final class SourceBatch: Batch {
    private let source: any BatchSource
    private let partition: Int

    init(_ source: any BatchSource, partition: Int) {
        self.source = source
        self.partition = partition
        super.init(rowCount: source.rowCount(partition: partition))
    }

    override func load(_ index: Int) throws(QueryError) -> Vector {
        do {
            let batch = try source.read(partition: partition, columns: [source.schema.fields[index].name])
            return Vector(batch.columns[0])
        } catch {
            throw QueryError(error)
        }
    }
}

/// The columns of a batch that was read before.
final class RecordsBatch: Batch {
    private let records: RecordBatch

    init(_ records: RecordBatch) {
        self.records = records
        super.init(rowCount: records.rowCount)
    }

    override func load(_ index: Int) throws(QueryError) -> Vector { Vector(records.columns[index]) }
}

/// Some rows of a batch, in the order of their numbers.
final class SelectedBatch: Batch {
    private let parent: Batch
    private let rows: [UInt32]

    init(_ parent: Batch, rows: [UInt32]) {
        self.parent = parent
        self.rows = rows
        super.init(rowCount: rows.count)
    }

    override func load(_ index: Int) throws(QueryError) -> Vector { try parent.column(index).gather(rows) }
}

/// Expressions over a batch as columns.
final class ProjectedBatch: Batch {
    private let parent: Batch
    private let expressions: [Bound]

    init(_ parent: Batch, _ expressions: [Bound]) {
        self.parent = parent
        self.expressions = expressions
        super.init(rowCount: parent.rowCount)
    }

    override func load(_ index: Int) throws(QueryError) -> Vector { try expressions[index].evaluate(parent) }
}

extension Batch {
    /// The rows for which all conditions are true, each condition looked at only where those before it are.
    func filtered(by conditions: [Bound]) throws(QueryError) -> Batch {
        var batch: Batch = self
        for condition in conditions {
            if batch.rowCount == 0 { return batch }
            let truth = try condition.evaluate(batch).truth()
            let count = truth.setCount
            if count == batch.rowCount { continue }
            batch = SelectedBatch(batch, rows: truth.setIndices())
        }
        return batch
    }
}
