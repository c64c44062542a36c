import Columnar

/// Window functions: the rows of each partition in their order, the results back at the rows.
///
/// With ORDER BY an aggregate runs from the partition's first row to the row and its peers, else over the whole partition.
struct Windowing {
    let calls: [WindowCall]
    let types: [SQLType]
    let execution: Execution

    func run(_ input: any BatchProducer, _ needed: Set<Int>) throws(QueryError) -> Materialised {
        let all = try input.materialised(needed, width: types.count, execution).joined(types: types)
        guard all.rowCount > 0 else { return Materialised(parts: []) }
        let batch = VectorBatch(all.vectors, rowCount: all.rowCount)
        var vectors = all.vectors
        for call in calls { vectors.append(try evaluate(call, batch)) }
        return Materialised(parts: [(vectors, all.rowCount)])
    }

    private func evaluate(_ call: WindowCall, _ batch: Batch) throws(QueryError) -> Vector {
        let partitionKeys = call.partition.map { SortBy(expression: $0, isAscending: true, nullsFirst: false) }
        let rows = try RowOrder.rows(of: batch, by: partitionKeys + call.order)
        let partitionEnds = try ends(call.partition, batch, rows)
        let peerEnds = try ends(call.partition + call.order.map(\.expression), batch, rows)
        try execution.memory.add(rows.count * 24, ("窗口函数", "window functions"))
        switch call.function {
        case .rowNumber, .rank, .denseRank: return ranks(call.function, rows, partitionEnds, peerEnds)
        case .aggregate(let function):
            let peers = call.order.isEmpty ? partitionEnds : peerEnds
            return try running(function, call, batch, rows, partitionEnds, peers)
        }
    }

    /// One bit for each sorted row: whether it is the last that agrees with its neighbours in the keys.
    private func ends(_ keys: [Bound], _ batch: Batch, _ rows: [UInt32]) throws(QueryError) -> Bitmap {
        var result = Bitmap(repeating: false, count: rows.count)
        result.set(rows.count - 1, to: true)
        if keys.isEmpty { return result }
        var vectors: [Vector] = []
        for key in keys { vectors.append(try key.evaluate(batch)) }
        var table = GroupTable(types: keys.map(\.type))
        let groups = try table.groups(of: vectors, count: batch.rowCount)
        for index in 0..<rows.count - 1 where groups[Int(rows[index])] != groups[Int(rows[index + 1])] { result.set(index, to: true) }
        return result
    }

    private func ranks(_ function: WindowFunction, _ rows: [UInt32], _ partitionEnds: Bitmap, _ peerEnds: Bitmap) -> Vector {
        var result = [Int64](repeating: 0, count: rows.count)
        var (number, rank, dense): (Int64, Int64, Int64) = (0, 1, 1)
        for index in rows.indices {
            number += 1
            let value: Int64 =
                switch function {
                case .rank: rank
                case .denseRank: dense
                default: number
                }
            result[Int(rows[index])] = value
            if partitionEnds[index] {
                (number, rank, dense) = (0, 1, 1)
            } else if peerEnds[index] {
                rank = number + 1
                dense += 1
            }
        }
        return .ints(result, .bigint, nil)
    }

    private func running(
        _ function: AggregateFunction, _ call: WindowCall, _ batch: Batch, _ rows: [UInt32], _ partitionEnds: Bitmap, _ peers: Bitmap
    ) throws(QueryError) -> Vector {
        let argument = try call.argument.map { (argument) throws(QueryError) in try argument.evaluate(batch) }
        var state = RunningAggregate(function, type: call.type, range: call.range)
        var results = VectorBuilder(call.type, capacity: rows.count)
        var place = [UInt32](repeating: 0, count: rows.count)
        var resultCount: UInt32 = 0
        var first = 0
        for index in rows.indices {
            state.add(argument?.value(Int(rows[index])) ?? .bool(true))
            guard peers[index] || partitionEnds[index] else { continue }
            results.append(try state.value())
            for row in rows[first...index] { place[Int(row)] = resultCount }
            resultCount += 1
            first = index + 1
            if partitionEnds[index] { state = RunningAggregate(function, type: call.type, range: call.range) }
        }
        return results.finish().gather(place)
    }
}

/// An aggregate that can be asked after each row.
struct RunningAggregate {
    private let function: AggregateFunction
    private let type: SQLType
    private let range: Range<Int>
    private var count: Int64 = 0
    private var whole: Int128 = 0
    private var fraction = 0.0
    private var isFraction = false
    private var extreme = Value.null

    init(_ function: AggregateFunction, type: SQLType, range: Range<Int>) {
        self.function = function
        self.type = type
        self.range = range
    }

    mutating func add(_ value: Value) {
        if value.isNull { return }
        count += 1
        switch (function, value) {
        case (.min, _): if extreme.isNull || ValueOrder.isLess(value, extreme) { extreme = value }
        case (.max, _): if extreme.isNull || ValueOrder.isLess(extreme, value) { extreme = value }
        case (_, .int(let number)): whole += Int128(number)
        case (_, .double(let number)):
            isFraction = true
            fraction += number
        default: break
        }
    }

    func value() throws(QueryError) -> Value {
        switch function {
        case .countStar, .count: return .int(count)
        case .min, .max: return extreme
        case .avg: return count == 0 ? .null : .double((isFraction ? fraction : Double(whole)) / Double(count))
        default:
            if count == 0 { return .null }
            if type == .double { return .double(isFraction ? fraction : Double(whole)) }
            guard let sum = Int64(exactly: whole) else { throw SumState.overflow(range) }
            return .int(sum)
        }
    }
}
