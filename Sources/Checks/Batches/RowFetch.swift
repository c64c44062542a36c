import Columnar
import Records
import Synchronization

/// A row of a table by partition and position.
package struct RowReference: Sendable, Hashable, Comparable {
    package let bits: UInt64

    package init(partition: Int, row: Int) { bits = UInt64(partition) << 32 | UInt64(row) }
    package var partition: Int { Int(bits >> 32) }
    package var row: Int { Int(bits & 0xFFFF_FFFF) }
    package static func < (a: RowReference, b: RowReference) -> Bool { a.bits < b.bits }
}

/// Reads the rows that a group rule found to be candidates, partition by partition.
enum RowFetch {
    /// What `extract` makes of each row, in the order of `references`.
    static func rows<Detail: Sendable>(
        _ references: [RowReference], of table: RegistryTable, _ context: CheckContext,
        _ extract: @Sendable (TableBatch, Int) throws -> Detail
    ) throws -> [Detail] {
        guard let source = context.input[table], !references.isEmpty else { return [] }
        let order = references.indices.sorted { references[$0] < references[$1] }
        let runs = runs(of: order, references)
        let found = Mutex<[(index: Int, detail: Detail)]>([])
        try ParallelWork.run(count: runs.count, threads: context.threads) { number in
            let run = order[runs[number]]
            let partition = references[run[run.startIndex]].partition
            // A row may be asked for more than once.
            let rows = run.map { references[$0].row }
            let focus = rows.indices.lazy.filter { $0 == 0 || rows[$0] != rows[$0 - 1] }.map { rows[$0] }
            let batch = try TableBatch(
                table, source, partition: partition, preload: [], context: context, focus: Array(focus))
            let details = try run.map { (index: $0, detail: try extract(batch, references[$0].row)) }
            found.withLock { $0.append(contentsOf: details) }
        }
        return found.withLock { $0 }.sorted { $0.index < $1.index }.map(\.detail)
    }

    /// Ranges of equal partitions.
    private static func runs(of order: [Int], _ references: [RowReference]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        for end in 1...order.count {
            let isLast = end == order.count
            if isLast || references[order[end]].partition != references[order[start]].partition {
                runs.append(start..<end)
                start = end
            }
        }
        return runs
    }
}
