import Columnar

/// Rows in blocks of a file, in order.
struct SpilledRun: Sendable {
    var blocks: [SpillFile.Block] = []

    /// Cuts vectors into blocks and writes them.
    mutating func append(_ vectors: [Vector?], rowCount: Int, blockRowCount: Int, to file: SpillFile) throws(QueryError) {
        var start = 0
        while start < rowCount {
            let end = min(rowCount, start + blockRowCount)
            let rows = (UInt32(start)..<UInt32(end)).map { $0 }
            let part = start == 0 && end == rowCount ? vectors : vectors.map { $0?.gather(rows) }
            try write(part, rowCount: end - start, to: file)
            start = end
        }
    }

    mutating func write(_ vectors: [Vector?], rowCount: Int, to file: SpillFile) throws(QueryError) {
        // Bytes of bytes.
        blocks.append(unsafe try file.write(SpilledRows.encode(vectors, rowCount: rowCount).span.bytes))
    }
}

/// The blocks of a run as partitions, read when they are asked for.
struct SpilledProducer: BatchProducer {
    let file: SpillFile
    let run: SpilledRun

    var partitionCount: Int { run.blocks.count }

    func batch(_ partition: Int) throws(QueryError) -> Batch {
        let (vectors, rowCount) = try SpilledRows.decode(try file.read(run.blocks[partition]))
        return VectorBatch(vectors, rowCount: rowCount)
    }
}

/// Sorted runs merged into one; of equal rows those of an earlier run come first, so that a stable order stays stable.
struct RunMerge {
    private static let outputRowCount = 1 << 14

    let file: SpillFile
    let keys: [SortBy]
    let types: [SQLType]

    /// - Parameter limit: rows after which to stop.
    func merged(_ runs: [SpilledRun], limit: Int?) throws(QueryError) -> SpilledRun {
        var cursors: [RunCursor] = []
        for run in runs where !run.blocks.isEmpty { cursors.append(try RunCursor(run, keys, file)) }
        var heap = RunHeap(cursors, keys)
        var output = SpilledRun()
        var sequence: [UInt32] = []
        var left = limit ?? .max
        while left > 0, let top = heap.first {
            sequence.append(top)
            left -= 1
            try heap.advance(file)
            if sequence.count == RunMerge.outputRowCount {
                try flush(&sequence, heap.cursors, &output)
            }
        }
        try flush(&sequence, heap.cursors, &output)
        return output
    }

    /// Writes the rows that were picked, which stand run by run, in the order of the sequence.
    private func flush(_ sequence: inout [UInt32], _ cursors: [RunCursor], _ output: inout SpilledRun) throws(QueryError) {
        if sequence.isEmpty { return }
        var places: [UInt32] = []
        var pieces: [[Vector?]] = []
        var first: UInt32 = 0
        for cursor in cursors {
            places.append(first)
            for piece in cursor.takePieces() {
                pieces.append(piece.vectors)
                first += UInt32(piece.rowCount)
            }
        }
        let rows = sequence.map { run in
            defer { places[Int(run)] += 1 }
            return places[Int(run)]
        }
        var vectors: [Vector?] = []
        for (column, type) in types.enumerated() {
            guard pieces[0][column] != nil else {
                vectors.append(nil)
                continue
            }
            vectors.append(try Vector.concatenate(pieces.map { $0[column]! }, type: type).gather(rows))
        }
        try output.write(vectors, rowCount: sequence.count, to: file)
        sequence.removeAll(keepingCapacity: true)
    }
}

/// The place in a run: the block that is read, and the rows of it that were picked since the last flush.
private final class RunCursor {
    private let run: SpilledRun
    private var nextBlock = 0
    private var batch = VectorBatch([], rowCount: 0)
    private(set) var row = 0
    private(set) var keys: [MergeKey] = []
    private var firstPicked = 0
    private var pieces: [(vectors: [Vector?], rowCount: Int)] = []

    init(_ run: SpilledRun, _ order: [SortBy], _ file: SpillFile) throws(QueryError) {
        self.run = run
        try load(file, order)
    }

    private func load(_ file: SpillFile, _ order: [SortBy]) throws(QueryError) {
        let (vectors, rowCount) = try SpilledRows.decode(try file.read(run.blocks[nextBlock]))
        batch = VectorBatch(vectors, rowCount: rowCount)
        nextBlock += 1
        (row, firstPicked) = (0, 0)
        keys = []
        for key in order { keys.append(MergeKey(try key.expression.evaluate(batch))) }
    }

    /// To the next row; false at the end of the run.
    func advance(_ file: SpillFile, _ order: [SortBy]) throws(QueryError) -> Bool {
        row += 1
        if row < batch.rowCount { return true }
        keepPicked()
        if nextBlock == run.blocks.count { return false }
        try load(file, order)
        return true
    }

    private func keepPicked() {
        if row > firstPicked {
            let rows = (UInt32(firstPicked)..<UInt32(row)).map { $0 }
            pieces.append((batch.vectors.map { $0?.gather(rows) }, rows.count))
        }
        firstPicked = row
    }

    func takePieces() -> [(vectors: [Vector?], rowCount: Int)] {
        keepPicked()
        defer { pieces = [] }
        return pieces
    }
}

/// The values of a sort key over the rows of a block, for comparisons row by row.
private struct MergeKey {
    private enum Values {
        case numbers([Int64])
        case texts(TextVector)
    }

    private let values: Values
    private let validity: Bitmap?

    init(_ vector: Vector) {
        let vector = vector.expanded()
        validity = vector.validity
        values =
            switch vector.storage {
            case .int(let numbers): .numbers(numbers)
            case .double(let numbers): .numbers(numbers.map(DoubleOrder.key))
            case .bool(let bits): .numbers((0..<vector.count).map { bits[$0] ? 1 : 0 })
            case .text(let texts): .texts(texts)
            }
    }

    /// Less than 0, 0 or greater, as ORDER BY wants it.
    func compare(_ row: Int, _ other: MergeKey, _ otherRow: Int, _ order: SortBy) -> Int {
        let (isNull, otherIsNull) = (validity.map { !$0[row] } ?? false, other.validity.map { !$0[otherRow] } ?? false)
        if isNull || otherIsNull {
            if isNull == otherIsNull { return 0 }
            return isNull == order.nullsFirst ? -1 : 1
        }
        let result: Int
        switch (values, other.values) {
        case (.numbers(let a), .numbers(let b)): result = a[row] < b[otherRow] ? -1 : a[row] > b[otherRow] ? 1 : 0
        case (.texts(let a), .texts(let b)):
            let (x, y) = (a.values.span(a.entry(row)), b.values.span(b.entry(otherRow)))
            result = x.precedes(y) ? -1 : y.precedes(x) ? 1 : 0
        default: result = 0
        }
        return order.isAscending ? result : -result
    }
}

/// The runs that have rows left, the one with the smallest row on top.
private struct RunHeap {
    private(set) var cursors: [RunCursor]
    private var heap: [UInt32] = []
    private let order: [SortBy]

    init(_ cursors: [RunCursor], _ order: [SortBy]) {
        self.cursors = cursors
        self.order = order
        heap = cursors.indices.map(UInt32.init)
        for place in stride(from: heap.count / 2 - 1, through: 0, by: -1) { sink(place) }
    }

    var first: UInt32? { heap.first }

    mutating func advance(_ file: SpillFile) throws(QueryError) {
        if try !cursors[Int(heap[0])].advance(file, order) {
            heap[0] = heap[heap.count - 1]
            heap.removeLast()
        }
        if !heap.isEmpty { sink(0) }
    }

    private mutating func sink(_ start: Int) {
        var place = start
        while 2 * place + 1 < heap.count {
            var child = 2 * place + 1
            if child + 1 < heap.count, isLess(heap[child + 1], heap[child]) { child += 1 }
            if !isLess(heap[child], heap[place]) { return }
            heap.swapAt(child, place)
            place = child
        }
    }

    private func isLess(_ a: UInt32, _ b: UInt32) -> Bool {
        let (x, y) = (cursors[Int(a)], cursors[Int(b)])
        for index in order.indices {
            let result = x.keys[index].compare(x.row, y.keys[index], y.row, order[index])
            if result != 0 { return result < 0 }
        }
        return a < b
    }
}
