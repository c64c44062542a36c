import Columnar

/// GROUP BY, DISTINCT and aggregates without groups.
///
/// The partitions are cut into at most 64 runs, whatever the number of threads; each run has a state of its own, and the states are
/// merged in order. So groups stand in order of first appearance, and sums of fractions are the same for any number of threads.
struct Aggregation {
    private static let runCount = 64

    let keys: [Bound]
    let calls: [AggregateCall]
    let rolledUp: Int
    let execution: Execution

    func run(_ input: any BatchProducer) throws(QueryError) -> any BatchProducer {
        // One group cannot be cut, and rolled up sums need all groups at once.
        if keys.isEmpty || rolledUp > 0 { return try inMemory(input) }
        return try execution.spilling { () throws(QueryError) -> any BatchProducer in
            try inMemory(input)
        } _: { () throws(QueryError) -> any BatchProducer in
            try SpilledAggregation(keys: keys, calls: calls, execution: execution).run(input)
        }
    }

    /// The partitions of each run.
    static func runs(_ partitions: Int) -> [Range<Int>] {
        let runs = max(1, min(Self.runCount, partitions))
        return (0..<runs).map { ($0 * partitions / runs)..<(($0 + 1) * partitions / runs) }
    }

    private func inMemory(_ input: any BatchProducer) throws(QueryError) -> Materialised {
        let runs = Self.runs(input.partitionCount)
        var states = try Parallel.map(runs.count, threads: execution.threads) { (run) throws(QueryError) in
            try self.state(of: input, runs[run])
        }
        var total = GroupState(keys: keys, calls: calls)
        for index in states.indices { try merge(&states[index], into: &total) }
        if keys.isEmpty { try total.ensureOneGroup() }
        var parts = [try total.finish()]
        var finer = total
        for left in 0..<rolledUp {
            finer = try finer.withoutKey(keys.count - 1 - left, keys, calls)
            parts.append(try finer.finish())
        }
        return Materialised(parts: parts.filter { $0.rowCount > 0 })
    }

    /// The groups of a run; their memory is counted until they are merged.
    func state(of input: any BatchProducer, _ partitions: Range<Int>) throws(QueryError) -> GroupState {
        var state = GroupState(keys: keys, calls: calls)
        var counted = 0
        do throws(QueryError) {
            for partition in partitions {
                try state.add(try input.batch(partition), keys, calls)
                try count(state, &counted)
            }
        } catch {
            execution.memory.remove(counted)
            throw error
        }
        return state
    }

    /// Takes a state in and lets it go.
    func merge(_ state: inout GroupState, into total: inout GroupState) throws(QueryError) {
        let (own, before) = (state.byteCount, total.byteCount)
        try total.merge(state)
        state = GroupState(keys: [], calls: [])
        execution.memory.remove(own)
        var counted = before
        try count(total, &counted)
    }

    private func count(_ state: GroupState, _ counted: inout Int) throws(QueryError) {
        let more = state.byteCount - counted
        counted += more
        try execution.memory.add(more, ("分组", "grouping"))
    }
}

/// Groups and the states of their aggregates.
struct GroupState: Sendable {
    private var table: GroupTable
    private var accumulators: [any Accumulator]
    private let types: [SQLType]

    init(keys: [Bound], calls: [AggregateCall]) {
        types = keys.map(\.type)
        table = GroupTable(types: types)
        accumulators = calls.map(\.accumulator)
    }

    var byteCount: Int { table.byteCount + accumulators.reduce(0) { $0 + $1.byteCount } }

    mutating func add(_ batch: Batch, _ keys: [Bound], _ calls: [AggregateCall]) throws(QueryError) {
        guard batch.rowCount > 0 else { return }
        var vectors: [Vector] = []
        for key in keys { vectors.append(try key.evaluate(batch)) }
        let groups = try table.assign(vectors, count: batch.rowCount)
        for index in calls.indices {
            var rows: Bitmap?
            if let filter = calls[index].filter {
                rows = try filter.evaluate(batch).truth()
            }
            guard let argument = calls[index].argument else {
                try accumulators[index].add(nil, groups: groups, groupCount: table.count, rows: rows)
                continue
            }
            // An argument that can fail is evaluated for the rows of the filter only.
            if let kept = rows, argument.canFail, kept.setCount < batch.rowCount {
                let some = kept.setIndices()
                let vector = try argument.evaluate(SelectedBatch(batch, rows: some))
                let own = some.map { groups.rows[Int($0)] }
                try accumulators[index].add(vector, groups: RowGroups(own), groupCount: table.count, rows: vector.rowValidity)
                continue
            }
            let vector = try argument.evaluate(batch)
            let valid = vector.hasNoNulls ? nil : vector.rowValidity
            try accumulators[index].add(vector, groups: groups, groupCount: table.count, rows: Bitmap.intersection(rows, valid))
        }
    }

    mutating func merge(_ other: GroupState) throws(QueryError) {
        guard other.table.count > 0 else { return }
        let keys = types.indices.map { other.table.key($0) }
        let groups = try table.groups(of: keys, count: other.table.count)
        for index in accumulators.indices {
            accumulators[index] = try accumulators[index].merged(other.accumulators[index], groups: groups, groupCount: table.count)
        }
    }

    /// Without keys there is one group also when there are no rows.
    mutating func ensureOneGroup() throws(QueryError) {
        if table.count == 0 { _ = try table.groups(of: [], count: 1) }
    }

    /// The groups that differ in this key only become one; the key is null in it.
    func withoutKey(_ key: Int, _ keys: [Bound], _ calls: [AggregateCall]) throws(QueryError) -> GroupState {
        var result = GroupState(keys: keys, calls: calls)
        var vectors = types.indices.map { table.key($0) }
        vectors[key] = .constant(.null, types[key], count: table.count)
        if table.count == 0 {
            // A total over no rows is one row still, as soon as no key is left.
            if key == 0 { _ = try result.table.groups(of: types.map { .constant(.null, $0, count: 1) }, count: 1) }
            return result
        }
        let groups = try result.table.groups(of: vectors, count: table.count)
        for index in accumulators.indices {
            result.accumulators[index] = try result.accumulators[index].merged(
                accumulators[index], groups: groups, groupCount: result.table.count)
        }
        return result
    }

    func finish() throws(QueryError) -> (vectors: [Vector?], rowCount: Int) {
        var vectors: [Vector?] = types.indices.map { table.key($0) }
        for accumulator in accumulators { vectors.append(try accumulator.finish(groupCount: table.count)) }
        return (vectors, table.count)
    }
}

extension Accumulator {
    fileprivate func merged(_ other: any Accumulator, groups: [UInt32], groupCount: Int) throws(QueryError) -> any Accumulator {
        guard let other = other as? Self else { preconditionFailure("states of different aggregates") }
        var result = self
        try result.merge(other, groups: groups, groupCount: groupCount)
        return result
    }
}

extension AggregateCall {
    var accumulator: any Accumulator {
        let isFraction = argument?.type == .double
        let inner: any Accumulator =
            switch function {
            case .countStar, .count: CountState()
            case .sum, .avg:
                isFraction ? FractionSumState(isAverage: function == .avg) : SumState(isAverage: function == .avg, range: range)
            case .min, .every: ExtremeState(wantsGreatest: false, type: type)
            case .max, .some: ExtremeState(wantsGreatest: true, type: type)
            case .varianceSample: SpreadState(isSample: true, isDeviation: false)
            case .variancePopulation: SpreadState(isSample: false, isDeviation: false)
            case .deviationSample: SpreadState(isSample: true, isDeviation: true)
            case .deviationPopulation: SpreadState(isSample: false, isDeviation: true)
            case .quantile, .quantileDiscrete: QuantileState(self)
            case .approximateDistinct: SketchState()
            }
        guard isDistinct, let argument, ![.min, .max, .approximateDistinct].contains(function) else { return inner }
        return DistinctState(inner, type: argument.type)
    }
}
