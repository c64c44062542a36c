/// One column of a sort order.
public struct SortKey: Sendable {
    public enum Nulls: Sendable { case first, last }

    public let column: String
    public let ascending: Bool
    public let nulls: Nulls

    public init(_ column: String, ascending: Bool = true, nulls: Nulls = .last) {
        self.column = column
        self.ascending = ascending
        self.nulls = nulls
    }
}

extension RecordBatch {
    /// The row numbers in the order of the keys, for `gather`; equal rows keep their order.
    ///
    /// Text is in order of code points. `nulls` says where nulls stand, whatever the direction.
    /// - Precondition: the columns exist.
    /// - Complexity: O(rows) per key; a plain text column adds one comparison sort of its values.
    public func sortedIndices(by keys: [SortKey]) -> [UInt32] {
        var rows = (0..<UInt32(rowCount)).map { $0 }
        // From the last key to the first: each sort is stable, so earlier keys have the last word.
        for key in keys.reversed() {
            guard let column = self[key.column] else { preconditionFailure("no column \(key.column)") }
            RadixSort.sort(&rows, by: column.orderingNumbers(ascending: key.ascending))
            if let validity = column.validity { rows.moveNulls(validity, key.nulls) }
        }
        return rows
    }
}

extension Column {
    /// One number per value that orders like the values.
    func orderingNumbers(ascending: Bool) -> [UInt64] {
        let numbers: [UInt64] =
            switch self {
            case .bool(let column): (0..<column.count).map { column.values[$0] ? 1 : 0 }
            case .int8(let column): column.orderingNumbers
            case .int16(let column): column.orderingNumbers
            case .int32(let column), .date(let column): column.orderingNumbers
            case .int64(let column): column.orderingNumbers
            case .utf8(let column): column.ranks().map(UInt64.init)
            case .dictionary(let column): column.ranks()
            }
        return ascending ? numbers : numbers.map { ~$0 }
    }
}

extension PrimitiveColumn {
    fileprivate var orderingNumbers: [UInt64] {
        values.map { UInt64(bitPattern: Int64($0)) ^ (1 << 63) }
    }
}

extension StringColumn {
    /// The position of each value among the distinct values in byte order.
    func ranks() -> [UInt32] {
        var order = (0..<UInt32(count)).map { (prefix: span(Int($0)).orderingPrefix, row: $0) }
        order.sort { a, b in
            if a.prefix != b.prefix { return a.prefix < b.prefix }
            return span(Int(a.row)).precedes(span(Int(b.row)))
        }
        var ranks = [UInt32](repeating: 0, count: count)
        var rank: UInt32 = 0
        for (index, entry) in order.enumerated() where index > 0 {
            let before = order[index - 1]
            let isEqual = before.prefix == entry.prefix && span(Int(before.row)).isEqual(to: span(Int(entry.row)))
            if !isEqual { rank += 1 }
            ranks[Int(entry.row)] = rank
        }
        return ranks
    }
}

extension DictionaryColumn {
    fileprivate func ranks() -> [UInt64] {
        if values.count == 0 { return [UInt64](repeating: 0, count: count) }
        let entries = values.ranks().map(UInt64.init)
        return switch indices {
        case .int8(let indices): indices.map { entries[Int($0)] }
        case .int16(let indices): indices.map { entries[Int($0)] }
        case .int32(let indices): indices.map { entries[Int($0)] }
        }
    }
}

extension [UInt32] {
    fileprivate mutating func moveNulls(_ validity: Bitmap, _ place: SortKey.Nulls) {
        let nulls = filter { !validity[Int($0)] }
        let others = filter { validity[Int($0)] }
        self = place == .first ? nulls + others : others + nulls
    }
}
