import Columnar

/// Pairs of rows; `UInt32.max` on the right stands for a row of nulls.
final class JoinedBatch: Batch {
    private let left: Batch
    private let leftRows: [UInt32]
    private let leftWidth: Int
    private let right: [Vector?]
    private let rightRows: [UInt32]
    private let rightTypes: [SQLType]
    private let matched: Bitmap?
    private let memory: MemoryMeter
    private var byteCount = 0

    /// - Errors: `memory`: a row can fit many others, so that the pairs of one batch may be more than memory holds.
    init(
        left: Batch, leftRows: [UInt32], leftWidth: Int, right: [Vector?], rightRows: [UInt32], rightTypes: [SQLType], _ memory: MemoryMeter
    ) throws(QueryError) {
        self.memory = memory
        self.left = left
        self.leftRows = leftRows
        self.leftWidth = leftWidth
        self.right = right
        self.rightTypes = rightTypes
        if rightRows.contains(.max) {
            matched = Bitmap(count: rightRows.count) { rightRows[$0] != .max }
            self.rightRows = rightRows.map { $0 == .max ? 0 : $0 }
        } else {
            matched = nil
            self.rightRows = rightRows
        }
        super.init(rowCount: leftRows.count)
        try take(leftRows.count * 8)
    }

    deinit { memory.remove(byteCount) }

    private func take(_ bytes: Int) throws(QueryError) {
        byteCount += bytes
        try memory.add(bytes, ("连接", "a join"))
    }

    override func load(_ index: Int) throws(QueryError) -> Vector {
        // Before it is made: numbers take 8 bytes a row, codes of texts less.
        try take(rowCount * 8)
        return try gathered(index)
    }

    private func gathered(_ index: Int) throws(QueryError) -> Vector {
        if index < leftWidth { return try left.column(index).gather(leftRows) }
        guard let vector = right[index - leftWidth] else { preconditionFailure("column \(index) was not asked for") }
        let type = rightTypes[index - leftWidth]
        if vector.count == 0 { return .constant(.null, type, count: rowCount) }
        let gathered = vector.gather(rightRows)
        guard let matched else { return gathered }
        let expanded = gathered.expanded()
        return Vector(expanded.type, count: rowCount, validity: Bitmap.intersection(expanded.validity, matched), expanded.storage).clearedNulls()
    }
}

extension TextVector {
    /// All nulls stand for one entry.
    fileprivate func clearedNulls(_ validity: Bitmap) -> TextVector {
        var cleared = codes?.widened ?? (0..<UInt32(validity.count)).map { $0 }
        var first: UInt32?
        for row in cleared.indices where !validity[row] {
            first = first ?? cleared[row]
            cleared[row] = first ?? 0
        }
        return first == nil ? self : TextVector(values: values, codes: cleared)
    }
}

extension Vector {
    /// Null slots are equal again, of numbers 0, after the validity was narrowed.
    func clearedNulls() -> Vector {
        guard let validity, !isConstant else { return self }
        switch storage {
        case .int(var values):
            for row in values.indices where !validity[row] { values[row] = 0 }
            return Vector(type, count: count, validity: validity, .int(values))
        case .double(var values):
            for row in values.indices where !validity[row] { values[row] = 0 }
            return Vector(type, count: count, validity: validity, .double(values))
        case .bool(let bits): return Vector(type, count: count, validity: validity, .bool(Bitmap.intersection(bits, validity)!))
        case .text(let texts): return Vector(type, count: count, validity: validity, .text(texts.clearedNulls(validity)))
        }
    }
}
