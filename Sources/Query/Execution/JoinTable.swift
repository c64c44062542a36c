import Columnar

/// The right side of a join, found by its keys.
final class JoinTable: Sendable {
    let vectors: [Vector?]
    let rowCount: Int
    private let groups: GroupTable
    /// The rows of group g are `rows[starts[g]..<starts[g + 1]]`, ascending.
    private let starts: [Int]
    private let rows: [UInt32]
    private let hasKeys: Bool

    init(_ join: Join, _ right: any BatchProducer, _ needed: Set<Int>, _ execution: Execution) throws(QueryError) {
        let types = join.right.columns.map(\.type)
        let wanted = needed.union(join.rightKeys.columns)
        let all = try right.materialised(wanted, width: types.count, execution).joined(types: types)
        vectors = all.vectors
        rowCount = all.rowCount
        guard rowCount < Int(UInt32.max) else { throw QueryError.outOfMemory(("连接", "a join"), limit: execution.memory.limit) }
        hasKeys = !join.rightKeys.isEmpty
        var table = GroupTable(types: join.rightKeys.map(\.type))
        var groupOfRow: [UInt32] = []
        if hasKeys, rowCount > 0 {
            let batch = VectorBatch(vectors, rowCount: rowCount)
            var keys: [Vector] = []
            for key in join.rightKeys { keys.append(try key.evaluate(batch)) }
            groupOfRow = try table.groups(of: keys, count: rowCount)
            // A null is equal to nothing.
            for key in keys where !key.hasNoNulls {
                for row in 0..<rowCount where !key.isValid(row) { groupOfRow[row] = .max }
            }
        }
        groups = table
        (starts, rows) = JoinTable.rows(byGroup: groupOfRow, count: table.count)
        try execution.memory.add(table.byteCount + rowCount * 8, ("连接", "a join"))
    }

    private static func rows(byGroup groupOfRow: [UInt32], count: Int) -> ([Int], [UInt32]) {
        var starts = [Int](repeating: 0, count: count + 1)
        for group in groupOfRow where group != .max { starts[Int(group) + 1] += 1 }
        for group in 0..<count { starts[group + 1] += starts[group] }
        var cursors = starts
        var rows = [UInt32](repeating: 0, count: starts[count])
        for (row, group) in groupOfRow.enumerated() where group != .max {
            rows[cursors[Int(group)]] = UInt32(row)
            cursors[Int(group)] += 1
        }
        return (starts, rows)
    }

    /// What a key of the left side must be to find a row here, where that is one of few values.
    func keyConditions(_ leftKeys: [Bound]) throws(QueryError) -> [Bound] {
        guard hasKeys, groups.count <= ValueSet.fewCount else { return [] }
        var conditions: [Bound] = []
        for (index, key) in leftKeys.enumerated() {
            guard case .column = key.node else { continue }
            var set = ValueSet(key.type)
            try set.insert(groups.key(index))
            conditions.append(Bound(.inSet(key, set, negated: false), .boolean, .open, at: key.range))
        }
        return conditions
    }

    /// For each row of the left side the rows of the right side that fit, in order.
    func matches(_ keys: [Vector], count: Int, _ execution: Execution) throws(QueryError) -> (left: [UInt32], right: [UInt32]) {
        var left: [UInt32] = []
        var right: [UInt32] = []
        guard hasKeys else {
            let (pairs, overflow) = count.multipliedReportingOverflow(by: rowCount)
            if overflow { throw QueryError.outOfMemory(("连接", "a join"), limit: execution.memory.limit) }
            try execution.memory.add(pairs * 8, ("连接", "a join"))
            defer { execution.memory.remove(pairs * 8) }
            for row in 0..<UInt32(count) {
                for other in 0..<UInt32(rowCount) {
                    left.append(row)
                    right.append(other)
                }
            }
            return (left, right)
        }
        let found = groups.find(keys, count: count)
        var pairs = 0
        for row in 0..<count where found[row] != .max { pairs += starts[Int(found[row]) + 1] - starts[Int(found[row])] }
        try execution.memory.add(pairs * 8, ("连接", "a join"))
        defer { execution.memory.remove(pairs * 8) }
        left.reserveCapacity(pairs)
        right.reserveCapacity(pairs)
        for row in 0..<count where found[row] != .max {
            for place in starts[Int(found[row])]..<starts[Int(found[row]) + 1] {
                left.append(UInt32(row))
                right.append(rows[place])
            }
        }
        return (left, right)
    }
}

/// The rows of the left side with those of the right side that fit.
struct JoinProducer: BatchProducer {
    let join: Join
    let left: any BatchProducer
    let table: JoinTable
    let execution: Execution

    var partitionCount: Int { left.partitionCount }

    func batch(_ partition: Int) throws(QueryError) -> Batch {
        let batch = try left.batch(partition)
        var keys: [Vector] = []
        if batch.rowCount > 0 { for key in join.leftKeys { keys.append(try key.evaluate(batch)) } }
        var pairs: (left: [UInt32], right: [UInt32]) = ([], [])
        if batch.rowCount > 0 { pairs = try table.matches(keys, count: batch.rowCount, execution) }
        if !join.conditions.isEmpty, !pairs.left.isEmpty {
            let joined = try joinedBatch(batch, pairs)
            var truth = Bitmap(repeating: true, count: joined.rowCount)
            for condition in join.conditions { truth = Bitmap.intersection(truth, try condition.evaluate(joined).truth())! }
            let kept = truth.setIndices()
            pairs = (kept.map { pairs.left[Int($0)] }, kept.map { pairs.right[Int($0)] })
        }
        if join.kind == .left { pairs = JoinProducer.withUnmatched(pairs, count: batch.rowCount) }
        return try joinedBatch(batch, pairs)
    }

    private func joinedBatch(_ batch: Batch, _ pairs: (left: [UInt32], right: [UInt32])) throws(QueryError) -> JoinedBatch {
        try JoinedBatch(
            left: batch, leftRows: pairs.left, leftWidth: join.left.columns.count, right: table.vectors, rightRows: pairs.right,
            rightTypes: join.right.columns.map(\.type), execution.memory)
    }

    /// Left rows without a partner get one row, in their place.
    private static func withUnmatched(_ pairs: (left: [UInt32], right: [UInt32]), count: Int) -> (left: [UInt32], right: [UInt32]) {
        var left: [UInt32] = []
        var right: [UInt32] = []
        var next = 0
        for row in 0..<UInt32(count) {
            if next >= pairs.left.count || pairs.left[next] != row {
                left.append(row)
                right.append(.max)
            }
            while next < pairs.left.count, pairs.left[next] == row {
                left.append(row)
                right.append(pairs.right[next])
                next += 1
            }
        }
        return (left, right)
    }
}
