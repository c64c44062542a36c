/// The rows of a column chunk over all batches: which are null, and how they are cut into pages.
struct ChunkRows {
    let rowCount: Int
    /// Nil when no row is null.
    let validity: Bitmap?
    let nullCount: Int

    var valueCount: Int { rowCount - nullCount }

    init(_ columns: [Column]) {
        rowCount = columns.reduce(0) { $0 + $1.count }
        let nulls = columns.reduce(0) { $0 + $1.nullCount }
        nullCount = nulls
        if nulls == 0 {
            validity = nil
        } else if columns.count == 1 {
            validity = columns[0].validity
        } else {
            var joined = Bitmap(minimumCapacity: rowCount)
            for column in columns {
                if let validity = column.validity {
                    joined.append(contentsOf: validity)
                } else {
                    joined.append(repeating: true, count: column.count)
                }
            }
            validity = joined
        }
    }

    /// How many rows of a range that begins at a multiple of 64 are not null.
    func valueCount(in rows: Range<Int>) -> Int {
        guard let words = validity?.words else { return rows.count }
        var count = 0
        for i in (rows.lowerBound >> 6)..<(rows.upperBound >> 6) { count += words[i].nonzeroBitCount }
        let rest = rows.upperBound & 63
        if rest > 0 { count += (words[rows.upperBound >> 6] & (UInt64(1) << UInt64(rest) - 1)).nonzeroBitCount }
        return count
    }

    /// Cuts into pages of equally many rows, a multiple of 64, that hold about `pageByteCount` of `byteCount` in all.
    func pages(byteCount: Int, pageByteCount: Int) -> [Range<Int>] {
        let wanted = Double(rowCount) * Double(pageByteCount) / Double(max(1, byteCount))
        let rows = max(64, Int(min(wanted, Double(1 << 26))) & ~63)
        return stride(from: 0, to: rowCount, by: rows).map { $0..<min($0 + rows, rowCount) }
    }

    /// Copies the values that are not null, one behind the other.
    ///
    /// **Complexity**: O(rows), 64 at a time where none is null.
    func compact<T: BitwiseCopyable>(_ values: Span<T>, validity: Bitmap?, into output: inout [T]) {
        guard let validity else {
            output.append(addingCapacity: values.count) { span in
                for i in 0..<values.count { span.append(unsafe values[unchecked: i]) }  // i < count
            }
            return
        }
        output.append(addingCapacity: validity.setCount) { span in
            for (index, word) in validity.words.enumerated() {
                var bits = word
                while bits != 0 {
                    // A set bit of a validity bitmap is a row of the column.
                    span.append(unsafe values[unchecked: index &* 64 &+ bits.trailingZeroBitCount])
                    bits &= bits &- 1
                }
            }
        }
    }
}
