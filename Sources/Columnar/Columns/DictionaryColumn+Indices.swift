extension DictionaryColumn.Indices {
    public var count: Int {
        switch self {
        case .int8(let indices): indices.count
        case .int16(let indices): indices.count
        case .int32(let indices): indices.count
        }
    }

    /// One index. A loop over rows switches once and has the array of its width.
    @inlinable public subscript(row: Int) -> Int {
        switch self {
        case .int8(let indices): Int(indices[row])
        case .int16(let indices): Int(indices[row])
        case .int32(let indices): Int(indices[row])
        }
    }

    /// All indices at one width. **Complexity**: O(rows).
    public var widened: [UInt32] {
        switch self {
        case .int8(let indices): indices.map(UInt32.init)
        case .int16(let indices): indices.map(UInt32.init)
        case .int32(let indices): indices
        }
    }

    /// The indices of the given rows, at the same width.
    package func gather(_ rows: [UInt32]) -> DictionaryColumn.Indices {
        switch self {
        case .int8(let indices): .int8(rows.map { indices[Int($0)] })
        case .int16(let indices): .int16(rows.map { indices[Int($0)] })
        case .int32(let indices): .int32(rows.map { indices[Int($0)] })
        }
    }
}
