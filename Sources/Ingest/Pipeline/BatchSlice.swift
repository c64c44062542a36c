import Columnar

/// A batch whose rows go different ways.
final class SharedBatch: Sendable {
    let rows: RecordBatch
    let byteCount: Int

    init(_ rows: RecordBatch) {
        self.rows = rows
        byteCount = rows.byteCount
    }

    /// Ascending rows: no copy when none is left out between them, as with files ordered by school.
    func take(_ numbers: [UInt32]) -> BatchSlice {
        guard let first = numbers.first, let last = numbers.last, Int(last - first) + 1 == numbers.count else {
            return BatchSlice(rows.gather(numbers))
        }
        return BatchSlice(self, Int(first)..<(Int(last) + 1))
    }
}

/// Some rows of a batch, copied only when they go without the others.
struct BatchSlice: Sendable {
    let batch: SharedBatch
    private(set) var range: Range<Int>
    /// First rows of the slices that were put together, within the batch.
    private var starts: [Int]

    init(_ batch: SharedBatch, _ range: Range<Int>) {
        self.batch = batch
        self.range = range
        starts = [range.lowerBound]
    }

    init(_ rows: RecordBatch) { self.init(SharedBatch(rows), 0..<rows.rowCount) }

    var rowCount: Int { range.count }
    /// What the rows take in memory, roughly.
    var byteCount: Int { batch.rows.rowCount == 0 ? 0 : batch.byteCount * range.count / batch.rows.rowCount }
    var rows: RecordBatch { batch.rows.slice(range) }
    /// First rows, within this slice, of those that it was put together from.
    var pieces: [Int] { starts.map { $0 - range.lowerBound } }

    /// Takes up the rows of `other` when they follow in the same batch.
    mutating func extend(by other: BatchSlice) -> Bool {
        guard other.batch === batch, other.range.lowerBound == range.upperBound else { return false }
        range = range.lowerBound..<other.range.upperBound
        starts += other.starts
        return true
    }
}
