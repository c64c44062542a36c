import Columnar

/// ORDER BY of more rows than memory holds: each partition is sorted by itself and written to a temporary file, then all are merged.
///
/// The order is that in memory: equal rows stand in the order of the partitions, and in that of their rows.
extension Sorting {
    func onDisk(_ input: any BatchProducer, _ needed: Set<Int>) throws(QueryError) -> any BatchProducer {
        let file = try execution.spillFile()
        let blockRowCount = execution.memory.blockRowCount(runs: input.partitionCount, columns: needed.count)
        let runs = try Parallel.map(input.partitionCount, threads: execution.threads) { (partition) throws(QueryError) in
            try self.run(of: input, partition, needed, blockRowCount, file)
        }
        return SpilledProducer(file: file, run: try RunMerge(file: file, keys: keys, types: types).merged(runs, limit: limit))
    }

    private func run(
        of input: any BatchProducer, _ partition: Int, _ needed: Set<Int>, _ blockRowCount: Int, _ file: SpillFile
    ) throws(QueryError) -> SpilledRun {
        var run = SpilledRun()
        let batch = try input.batch(partition)
        guard batch.rowCount > 0 else { return run }
        let rows = try order(of: batch)
        var start = 0
        while start < rows.count {
            let some = Array(rows[start..<min(rows.count, start + blockRowCount)])
            var vectors = [Vector?](repeating: nil, count: types.count)
            for column in needed { vectors[column] = try batch.column(column).gather(some) }
            try run.write(vectors, rowCount: some.count, to: file)
            start += some.count
        }
        return run
    }
}
