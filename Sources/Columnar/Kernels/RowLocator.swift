/// Numbers the rows of several partitions through, as if they were one table.
///
/// **Units**: row numbers are 0-based; row 0 of partition p has the number of rows in all partitions before it.
public struct RowLocator: Sendable {
    /// `starts[p]` is the number of the first row of partition p; the last entry is the number of all rows.
    public let starts: [Int]
    /// The partition of row `block << blockBits`, so that a search begins near its end.
    private let partitionOfBlock: [UInt32]
    private static let blockBits = 12

    public init(rowCounts: [Int]) {
        var starts = [0]
        starts.reserveCapacity(rowCounts.count + 1)
        for count in rowCounts { starts.append(starts[starts.count - 1] + count) }
        self.starts = starts
        var blocks: [UInt32] = []
        var partition = 0
        for row in stride(from: 0, to: starts[starts.count - 1], by: 1 << RowLocator.blockBits) {
            while starts[partition + 1] <= row { partition += 1 }
            blocks.append(UInt32(partition))
        }
        partitionOfBlock = blocks
    }

    public var rowCount: Int { starts[starts.count - 1] }

    /// Where a row stands.
    ///
    /// - Precondition: `number < rowCount`.
    public func locate(_ number: Int) -> (partition: Int, row: Int) {
        var partition = Int(partitionOfBlock[number >> RowLocator.blockBits])
        while starts[partition + 1] <= number { partition += 1 }
        return (partition, number - starts[partition])
    }
}
