/// Rows taken by number, by bit or by range: the result has the rows in the order asked for.
///
/// A dictionary column keeps its dictionary, also when rows no longer use every entry; `compacted()` drops those.
extension RecordBatch {
    /// The rows with the given numbers; a number may repeat.
    ///
    /// - Precondition: every number is smaller than `rowCount`.
    /// - Complexity: O(numbers × columns), plus the bytes of text.
    public func gather(_ rows: [UInt32]) -> RecordBatch {
        RecordBatch(schema: schema, columns: columns.map { $0.gather(rows) }, rowCount: rows.count)
    }

    /// The rows whose bit is set, in their order.
    ///
    /// - Precondition: `selection.count == rowCount`.
    public func filter(_ selection: Bitmap) -> RecordBatch {
        precondition(selection.count == rowCount, "a selection of another length")
        let rows = selection.setIndices()
        return rows.count == rowCount ? self : gather(rows)
    }

    /// The rows of a range.
    public func slice(_ range: Range<Int>) -> RecordBatch {
        if range == 0..<rowCount { return self }
        return RecordBatch(schema: schema, columns: columns.map { $0.slice(range) }, rowCount: range.count)
    }
}

extension Column {
    /// The values of the given rows. See `RecordBatch.gather`.
    public func gather(_ rows: [UInt32]) -> Column {
        switch self {
        case .bool(let column):
            .bool(BoolColumn(values: column.values.gather(rows), validity: column.validity?.gather(rows)))
        case .int8(let column): .int8(column.gather(rows))
        case .int16(let column): .int16(column.gather(rows))
        case .int32(let column): .int32(column.gather(rows))
        case .int64(let column): .int64(column.gather(rows))
        case .date(let column): .date(column.gather(rows))
        case .utf8(let column): .utf8(column.gather(rows))
        case .dictionary(let column): .dictionary(column.gather(rows))
        }
    }

    /// The values whose bit is set. See `RecordBatch.filter`.
    public func filter(_ selection: Bitmap) -> Column {
        precondition(selection.count == count, "a selection of another length")
        return gather(selection.setIndices())
    }

    /// The values of a range.
    public func slice(_ range: Range<Int>) -> Column {
        switch self {
        case .bool(let column):
            .bool(BoolColumn(values: column.values.slice(range), validity: column.validity?.slice(range)))
        case .int8(let column): .int8(column.slice(range))
        case .int16(let column): .int16(column.slice(range))
        case .int32(let column): .int32(column.slice(range))
        case .int64(let column): .int64(column.slice(range))
        case .date(let column): .date(column.slice(range))
        case .utf8(let column): .utf8(column.slice(range))
        case .dictionary(let column): .dictionary(column.slice(range))
        }
    }
}

extension PrimitiveColumn {
    func gather(_ rows: [UInt32]) -> PrimitiveColumn {
        PrimitiveColumn(values: rows.map { values[Int($0)] }, validity: validity?.gather(rows))
    }

    func slice(_ range: Range<Int>) -> PrimitiveColumn {
        PrimitiveColumn(values: Array(values[range]), validity: validity?.slice(range))
    }
}

extension StringColumn {
    func gather(_ rows: [UInt32]) -> StringColumn {
        var byteCount = 0
        var newOffsets = [UInt32](repeating: 0, count: rows.count + 1)
        for (i, row) in rows.enumerated() {
            byteCount += Int(offsets[Int(row) + 1] &- offsets[Int(row)])
            newOffsets[i + 1] = UInt32(truncatingIfNeeded: byteCount)
        }
        precondition(byteCount <= Int(UInt32.max), "more than 4 GiB of text in one column")
        var newBytes: [UInt8] = []
        newBytes.reserveCapacity(byteCount)
        for row in rows { newBytes.append(contentsOf: bytes[byteRange(Int(row))]) }
        return StringColumn(offsets: newOffsets, bytes: newBytes, validity: validity?.gather(rows))
    }

    func slice(_ range: Range<Int>) -> StringColumn {
        let first = offsets[range.lowerBound]
        return StringColumn(
            offsets: offsets[range.lowerBound...range.upperBound].map { $0 &- first },
            bytes: Array(bytes[Int(first)..<Int(offsets[range.upperBound])]),
            validity: validity?.slice(range))
    }
}

extension DictionaryColumn {
    func gather(_ rows: [UInt32]) -> DictionaryColumn {
        DictionaryColumn(indices: indices.gather(rows), values: values, validity: validity?.gather(rows))
    }

    func slice(_ range: Range<Int>) -> DictionaryColumn {
        let indices: Indices =
            switch indices {
            case .int8(let indices): .int8(Array(indices[range]))
            case .int16(let indices): .int16(Array(indices[range]))
            case .int32(let indices): .int32(Array(indices[range]))
            }
        return DictionaryColumn(indices: indices, values: values, validity: validity?.slice(range))
    }

    /// The same values with a dictionary of only those in use, numbered in order of first appearance.
    ///
    /// Two columns with equal values have equal compacted forms, whatever their history.
    public func compacted() -> DictionaryColumn {
        var newCode = [UInt32](repeating: .max, count: values.count)
        var used: [UInt32] = []
        var codes = codes()
        for row in codes.indices where isValid(row) {
            let old = Int(codes[row])
            if newCode[old] == .max {
                newCode[old] = UInt32(used.count)
                used.append(UInt32(old))
            }
            codes[row] = newCode[old]
        }
        return DictionaryColumn(codes: codes, values: values.gather(used), validity: validity)
    }
}
