/// The two steps of `DuplicateKeys`, scatter and probe, over partitions that are in memory.
struct DuplicateFinder<Source: DuplicateKeySource>: Sendable {
    private let sources: [Source]
    private let locator: RowLocator
    private let format: KeyRecordFormat
    private let isExact: Bool
    private let threads: Int

    /// - Parameter keyBits: unequal keys differ in so many upper bits of their hashes; nil when hashes may be equal.
    init(_ sources: [Source], keyBits: Int?, threads: Int) {
        self.sources = sources
        self.threads = threads
        locator = RowLocator(rowCounts: sources.map(\.rowCount))
        format = KeyRecordFormat(rowCount: locator.rowCount)
        isExact = keyBits.map(format.isExact(keyBits:)) ?? false
    }

    func groups() -> DuplicateGroups {
        let rowCount = locator.rowCount
        let chunkCount = (rowCount + ScatteredChunk.rowCount - 1) / ScatteredChunk.rowCount
        let chunks = Parallel.map(chunkCount, threads: threads) { chunk in
            let start = chunk * ScatteredChunk.rowCount
            return ScatteredChunk(runs(of: start..<min(rowCount, start + ScatteredChunk.rowCount)), format)
        }
        if isExact { return PartProbe(chunks: chunks, format: format, check: ExactRecords()).groups(threads: threads) }
        let check = SourceCheck(sources: sources, locator: locator)
        return PartProbe(chunks: chunks, format: format, check: check).groups(threads: threads)
    }

    /// The partitions that some rows touch, with their rows.
    private func runs(of rows: Range<Int>) -> [KeyRun<Source>] {
        guard !rows.isEmpty else { return [] }
        var runs: [KeyRun<Source>] = []
        var (partition, row) = locator.locate(rows.lowerBound)
        var number = rows.lowerBound
        while number < rows.upperBound {
            let count = min(sources[partition].rowCount - row, rows.upperBound - number)
            if count > 0 { runs.append(KeyRun(source: sources[partition], rows: row..<row + count, firstNumber: number)) }
            number += count
            partition += 1
            row = 0
        }
        return runs
    }
}
