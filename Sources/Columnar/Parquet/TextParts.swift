/// The text of a column chunk row by row, batch after batch: what is written once need not be put together first.
struct TextParts {
    let parts: [StringColumn]
    /// First row of each part, and the count of all rows.
    private let starts: [Int]

    /// - Errors: `limit` when the text of a batch exceeds 4 GiB.
    init(_ columns: [Column]) throws(ColumnarError) {
        var parts: [StringColumn] = []
        var starts = [0]
        for column in columns where column.count > 0 {
            parts.append(try PlainText.join([column], rows: ChunkRows([column])))
            starts.append(starts[starts.count - 1] + column.count)
        }
        self.parts = parts
        self.starts = starts
    }

    var byteCount: Int { parts.reduce(0) { $0 + $1.bytes.count } }

    /// Calls `body` with each part that has some of the rows, and which of its own rows they are.
    @inline(__always)
    func forEachPart(of rows: Range<Int>, _ body: (StringColumn, Range<Int>) -> Void) {
        var index = part(of: rows.lowerBound)
        while index < parts.count, starts[index] < rows.upperBound {
            let from = max(rows.lowerBound, starts[index])
            let to = min(rows.upperBound, starts[index + 1])
            if from < to { body(parts[index], (from - starts[index])..<(to - starts[index])) }
            index += 1
        }
    }

    /// The part that a row lies in. **Complexity**: O(log parts).
    private func part(of row: Int) -> Int {
        var low = 0
        var high = parts.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if starts[middle] <= row { low = middle } else { high = middle }
        }
        return low
    }

    /// **Units**: bytes of the rows in PLAIN, a length of four bytes for nulls too.
    func plainByteCount(_ rows: Range<Int>) -> Int {
        var sum = 4 * rows.count
        forEachPart(of: rows) { part, range in
            sum += Int(part.offsets[range.upperBound]) - Int(part.offsets[range.lowerBound])
        }
        return sum
    }
}
