import Columnar

/// Keys of rows, collected partition by partition, and the rows whose keys repeat.
package struct KeyedRows: Sendable {
    private struct Chunk: Sendable {
        let keys: PrimitiveColumn<Int64>
        /// Nil when key `i` belongs to row `i` of the partition.
        let rows: [UInt32]?
        let partition: Int
    }

    /// A key that is in no group.
    package static let none = Int64.min
    private var chunks: [Chunk] = []

    package init() {}

    /// - Parameter rows: the rows of the keys; nil when there is one key for every row of the partition.
    package mutating func append(_ keys: [Int64], rows: [UInt32]? = nil, partition: Int) {
        chunks.append(Chunk(keys: PrimitiveColumn(values: keys), rows: rows, partition: partition))
    }

    package mutating func append(_ other: KeyedRows) { chunks.append(contentsOf: other.chunks) }

    /// Groups of rows with equal keys.
    ///
    /// - Parameters:
    ///   - mask: bits of the key that count.
    ///   - minimumCount: smaller groups are left out, before their rows are looked up.
    package func groups(mask: Int64 = -1, minimumCount: Int = 2, threads: Int) -> [[RowReference]] {
        let found = DuplicateKeys.groups(in: chunks.map(\.keys), mask: mask, sentinel: Self.none, threads: threads)
        var ends: [Int] = []
        for chunk in chunks { ends.append((ends.last ?? 0) + chunk.keys.count) }
        return (0..<found.count).compactMap { group in
            let rows = found.rows(of: group)
            return rows.count < minimumCount ? nil : rows.map { reference(Int($0), ends) }
        }
    }

    private func reference(_ number: Int, _ ends: [Int]) -> RowReference {
        let chunk = ends.indices.partitionPoint { ends[$0] <= number }
        let position = number - (chunk == 0 ? 0 : ends[chunk - 1])
        let row = chunks[chunk].rows.map { Int($0[position]) } ?? position
        return RowReference(partition: chunks[chunk].partition, row: row)
    }
}
