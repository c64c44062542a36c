import Columnar

/// GROUP BY of more groups than memory holds: the rows are scattered by the hash of their keys into parts of a temporary file, each part
/// is grouped by itself, and the groups are merged back into the order of their first rows.
///
/// The groups, their order and their values are those of `Aggregation`, to the last bit of a fraction: a part takes its rows in the same
/// runs and in the same order. A part that is still too large is scattered again, by another hash.
struct SpilledAggregation {
    private static let partCount = 64
    private static let maximumDepth = 3

    private let keyCount: Int
    private let keys: [Bound]
    private let calls: [AggregateCall]
    /// Over the scattered rows: the keys, for each call its argument and its filter, and the number of the row.
    private let storedKeys: [Bound]
    private let storedCalls: [AggregateCall]
    private let numberColumn: Int
    private let execution: Execution
    private let file: SpillFile

    /// The blocks of each run of the input, in order.
    private typealias Part = [SpilledRun]

    init(keys: [Bound], calls: [AggregateCall], execution: Execution) throws(QueryError) {
        self.keys = keys
        self.calls = calls
        self.execution = execution
        keyCount = keys.count
        numberColumn = keys.count + 2 * calls.count
        storedKeys = keys.enumerated().map { .column($0, $1.type, $1.privacy, at: $1.range) }
        let number = Bound.column(numberColumn, .bigint, .open, at: 0..<0)
        storedCalls = calls.enumerated().map { index, call in
            let place = keys.count + 2 * index
            return call.over(
                argument: call.argument.map { .column(place, $0.type, $0.privacy, at: $0.range) },
                filter: call.filter.map { .column(place + 1, $0.type, $0.privacy, at: $0.range) })
        } + [AggregateCall.first(number)]
        file = try execution.spillFile()
    }

    func run(_ input: any BatchProducer) throws(QueryError) -> any BatchProducer {
        let ranges = Aggregation.runs(input.partitionCount)
        let scattered = try Parallel.map(ranges.count, threads: execution.threads) { (run) throws(QueryError) in
            var target = [SpilledRun](repeating: SpilledRun(), count: Self.partCount)
            // A row group has fewer rows than 2³².
            for partition in ranges[run] {
                let batch = try stored(try input.batch(partition), first: Int64(partition) << 32)
                try scatter(batch, depth: 0, into: &target)
            }
            return target
        }
        let runs = try Parallel.map(Self.partCount, threads: execution.threads) { (part) throws(QueryError) in
            try grouped(scattered.map { $0[part] }, depth: 1)
        }.flatMap { $0 }
        let types = keys.map(\.type) + storedCalls.map(\.type)
        let number = Bound.column(types.count - 1, .bigint, .open, at: 0..<0)
        let order = SortBy(expression: number, isAscending: true, nullsFirst: false)
        return SpilledProducer(file: file, run: try RunMerge(file: file, keys: [order], types: types).merged(runs, limit: nil))
    }

    // MARK: Scattering

    /// What the aggregates need of a batch: keys, arguments and filters, evaluated, and row numbers from `first` on.
    private func stored(_ batch: Batch, first: Int64) throws(QueryError) -> VectorBatch {
        if batch.rowCount == 0 { return VectorBatch([], rowCount: 0) }
        var vectors: [Vector?] = []
        for key in keys { vectors.append(try key.evaluate(batch)) }
        for call in calls {
            let rows = try call.filter.map { (filter) throws(QueryError) in try filter.evaluate(batch).truth() }
            vectors.append(try call.argument.map { (argument) throws(QueryError) in try self.argument(argument, batch, rows) })
            vectors.append(rows.map { .bools($0, nil) })
        }
        vectors.append(.ints((0..<Int64(batch.rowCount)).map { first + $0 }, .bigint, nil))
        return VectorBatch(vectors, rowCount: batch.rowCount)
    }

    /// An argument that can fail is evaluated for the rows of the filter only; for the others it is null.
    private func argument(_ argument: Bound, _ batch: Batch, _ rows: Bitmap?) throws(QueryError) -> Vector {
        guard let rows, argument.canFail, rows.setCount < batch.rowCount else { return try argument.evaluate(batch) }
        let some = rows.setIndices()
        if some.isEmpty { return .constant(.null, argument.type, count: batch.rowCount) }
        let own = try argument.evaluate(SelectedBatch(batch, rows: some)).expanded()
        var places = [UInt32](repeating: 0, count: batch.rowCount)
        for (place, row) in some.enumerated() { places[Int(row)] = UInt32(place) }
        let spread = own.gather(places).expanded()
        return Vector(spread.type, count: spread.count, validity: Bitmap.intersection(spread.validity, rows), spread.storage).clearedNulls()
    }

    private func scatter(_ batch: VectorBatch, depth: Int, into target: inout [SpilledRun]) throws(QueryError) {
        if batch.rowCount == 0 { return }
        var rows = [[UInt32]](repeating: [], count: Self.partCount)
        let hashes = RowHashes.of(batch.vectors[..<keyCount].map { $0! }, count: batch.rowCount)
        for (row, hash) in hashes.enumerated() {
            rows[Int(truncatingIfNeeded: hash >> UInt64(58 - 6 * depth)) & (Self.partCount - 1)].append(UInt32(row))
        }
        for part in rows.indices where !rows[part].isEmpty {
            try target[part].write(batch.vectors.map { $0?.gather(rows[part]) }, rowCount: rows[part].count, to: file)
        }
    }

    // MARK: Grouping

    /// The groups of a part in the order of their first rows; several runs when the part had to be cut again.
    private func grouped(_ part: Part, depth: Int) throws(QueryError) -> [SpilledRun] {
        if part.allSatisfy(\.blocks.isEmpty) { return [] }
        do {
            return [try groups(of: part)]
        } catch {
            guard error.kind == .memory, depth < Self.maximumDepth else { throw error }
        }
        let finer = try Parallel.map(part.count, threads: execution.threads) { (run) throws(QueryError) in
            var target = [SpilledRun](repeating: SpilledRun(), count: Self.partCount)
            for block in part[run].blocks {
                let (vectors, rowCount) = try SpilledRows.decode(try file.read(block))
                try scatter(VectorBatch(vectors, rowCount: rowCount), depth: depth, into: &target)
            }
            return target
        }
        var result: [SpilledRun] = []
        for index in 0..<Self.partCount { result += try grouped(finer.map { $0[index] }, depth: depth + 1) }
        return result
    }

    private func groups(of part: Part) throws(QueryError) -> SpilledRun {
        let aggregation = Aggregation(keys: storedKeys, calls: storedCalls, rolledUp: 0, execution: execution)
        var total = GroupState(keys: storedKeys, calls: storedCalls)
        defer { execution.memory.remove(total.byteCount) }
        for run in part where !run.blocks.isEmpty {
            let source = SpilledProducer(file: file, run: run)
            var state = try aggregation.state(of: source, 0..<source.partitionCount)
            try aggregation.merge(&state, into: &total)
        }
        let (vectors, rowCount) = try total.finish()
        var result = SpilledRun()
        let blockRows = execution.memory.blockRowCount(runs: Self.partCount, columns: vectors.count)
        try result.append(vectors, rowCount: rowCount, blockRowCount: blockRows, to: file)
        return result
    }
}

/// Hashes of the keys of each row, equal for equal keys in whatever form they are stored.
enum RowHashes {
    static func of(_ keys: [Vector], count: Int) -> [UInt64] {
        var hashes = [UInt64](repeating: 0, count: count)
        for key in keys {
            let key = key.expanded()
            let own = RowHashes.of(key)
            for row in 0..<count { hashes[row] = Hash64.combine(hashes[row], key.isValid(row) ? own[row] : 0x6E75_6C6C) }
        }
        return hashes
    }

    private static func of(_ key: Vector) -> [UInt64] {
        switch key.storage {
        case .bool(let bits): return (0..<key.count).map { bits[$0] ? 1 : 0 }
        case .int(let values): return values.map { Hash64.number(UInt64(bitPattern: $0)) }
        case .double(let values): return values.map { Hash64.number(UInt64(bitPattern: DoubleOrder.key($0))) }
        case .text(let texts):
            guard let codes = texts.codes else { return (0..<key.count).map { Hash64.bytes(texts.values.span($0)) } }
            let entries = (0..<texts.values.count).map { Hash64.bytes(texts.values.span($0)) }
            return codes.widened.map { entries[Int($0)] }
        }
    }
}
