import Columnar
import Synchronization

/// What the parts of a running statement share.
package final class Execution: Sendable {
    package let threads: Int
    let memory: MemoryMeter
    private let spill = Mutex<SpillFile?>(nil)

    /// - Parameter memoryLimit: bytes that hash tables, sorts and results may take together.
    package init(threads: Int, memoryLimit: Int) {
        self.threads = threads
        memory = MemoryMeter(limit: memoryLimit)
    }

    /// The statement's temporary file, made when it is first needed.
    func spillFile() throws(QueryError) -> SpillFile {
        try spill.withLock { (known) throws(QueryError) in
            if let known { return known }
            let made = try SpillFile()
            known = made
            return made
        }
    }

    /// Bytes that were written to the temporary file.
    package var spilledByteCount: Int { spill.withLock { $0?.byteCount ?? 0 } }

    /// What `inMemory` gives; when it needs more memory than there is, what `onDisk` gives, from the beginning.
    func spilling<Result>(
        _ inMemory: () throws(QueryError) -> Result, _ onDisk: () throws(QueryError) -> Result
    ) throws(QueryError) -> Result {
        let before = memory.mark
        do { return try inMemory() } catch {
            guard error.kind == .memory else { throw error }
            // What it had taken is gone with it.
            memory.reset(to: before)
        }
        return try onDisk()
    }
}

/// Bytes that a statement holds, roughly; a statement that would need more fails instead of taking the machine's memory.
final class MemoryMeter: Sendable {
    let limit: Int
    private let used = Atomic<Int>(0)

    init(limit: Int) { self.limit = limit }

    /// - Errors: `memory`.
    func add(_ bytes: Int, _ what: (String, String)) throws(QueryError) {
        let now = used.wrappingAdd(bytes, ordering: .relaxed).newValue
        if now > limit { throw QueryError.outOfMemory(what, limit: limit) }
    }

    func remove(_ bytes: Int) { used.wrappingSubtract(bytes, ordering: .relaxed) }

    /// Bytes in use, to come back to with `reset` when what was made since is gone; not while other tasks run.
    var mark: Int { used.load(ordering: .relaxed) }
    func reset(to mark: Int) { used.store(mark, ordering: .relaxed) }

    /// Rows of a block, so that one block of each run takes an eighth of the memory.
    func blockRowCount(runs: Int, columns: Int) -> Int {
        let bytesOfRow = 32 * max(1, columns)
        return max(16, min(SpilledRows.blockRowCount, limit / 8 / max(1, runs) / bytesOfRow))
    }
}

/// Rows in partitions that can be made in any order and on any thread.
protocol BatchProducer: Sendable {
    var partitionCount: Int { get }
    func batch(_ partition: Int) throws(QueryError) -> Batch
}

/// Vectors of each partition; nil where a column is not needed.
struct Materialised: BatchProducer {
    let parts: [(vectors: [Vector?], rowCount: Int)]

    var partitionCount: Int { parts.count }
    var rowCount: Int { parts.reduce(0) { $0 + $1.rowCount } }
    func batch(_ partition: Int) throws(QueryError) -> Batch { VectorBatch(parts[partition].vectors, rowCount: parts[partition].rowCount) }

    /// All rows as one part.
    func joined(types: [SQLType]) throws(QueryError) -> (vectors: [Vector?], rowCount: Int) {
        if parts.count == 1 { return (parts[0].vectors.map { $0?.expanded() }, parts[0].rowCount) }
        var vectors: [Vector?] = []
        for (index, type) in types.enumerated() {
            guard let first = parts.first, first.vectors[index] != nil else {
                vectors.append(parts.isEmpty ? Vector.constant(.null, type, count: 0).expanded() : nil)
                continue
            }
            vectors.append(try Vector.concatenate(parts.map { $0.vectors[index]! }, type: type))
        }
        return (vectors, rowCount)
    }
}

extension BatchProducer {
    /// Makes all partitions in parallel and keeps the needed columns.
    func materialised(_ columns: Set<Int>, width: Int, _ execution: Execution) throws(QueryError) -> Materialised {
        let parts = try Parallel.map(partitionCount, threads: execution.threads) { (partition) throws(QueryError) in
            try self.part(partition, columns, width, execution)
        }
        return Materialised(parts: parts.filter { $0.rowCount > 0 })
    }

    func part(
        _ partition: Int, _ columns: Set<Int>, _ width: Int, _ execution: Execution
    ) throws(QueryError) -> (vectors: [Vector?], rowCount: Int) {
        let batch = try batch(partition)
        var vectors = [Vector?](repeating: nil, count: width)
        guard batch.rowCount > 0 else { return (vectors, 0) }
        var bytes = 0
        for column in columns {
            let vector = try batch.column(column)
            vectors[column] = vector
            bytes += vector.byteCount
        }
        try execution.memory.add(bytes, ("中间结果", "an intermediate result"))
        return (vectors, batch.rowCount)
    }
}

struct OneRow: BatchProducer {
    let partitionCount = 1
    func batch(_ partition: Int) throws(QueryError) -> Batch { VectorBatch([], rowCount: 1) }
}

struct ScanProducer: BatchProducer {
    let table: OpenedTable
    let filters: [Bound]

    var partitionCount: Int { table.partitions.count }

    func batch(_ partition: Int) throws(QueryError) -> Batch {
        try SourceBatch(table.source, partition: table.partitions[partition]).filtered(by: filters)
    }
}

struct FilterProducer: BatchProducer {
    let input: any BatchProducer
    let conditions: [Bound]

    var partitionCount: Int { input.partitionCount }
    func batch(_ partition: Int) throws(QueryError) -> Batch { try input.batch(partition).filtered(by: conditions) }
}

struct ProjectProducer: BatchProducer {
    let input: any BatchProducer
    let expressions: [Bound]

    var partitionCount: Int { input.partitionCount }
    func batch(_ partition: Int) throws(QueryError) -> Batch { ProjectedBatch(try input.batch(partition), expressions) }
}

struct UnionProducer: BatchProducer {
    private let inputs: [any BatchProducer]
    private let places: [(input: Int, partition: Int)]

    init(_ inputs: [any BatchProducer]) {
        self.inputs = inputs
        places = inputs.enumerated().flatMap { index, input in (0..<input.partitionCount).map { (index, $0) } }
    }

    var partitionCount: Int { places.count }
    func batch(_ partition: Int) throws(QueryError) -> Batch {
        try inputs[places[partition].input].batch(places[partition].partition)
    }
}
