extension ColumnStatistics {
    /// Statistics of the named columns, or of all, in that order.
    ///
    /// With many columns a task is one column over all partitions, so that no more columns than threads are in memory and
    /// nothing is merged. With few, a task is one column over a stretch of partitions, and the parts are merged; merging is
    /// associative and the result the same. A partition of which the file's footer says everything is not read.
    ///
    /// - Throws: `ColumnarError` of the source, also for a column that does not exist; `limit` beyond 4 billion rows.
    /// - Complexity: O(rows) per column. Memory per running task: 16 bytes per row of a column with very many different texts
    ///   (64 KiB when not `isExact`), 8 bytes per row of integers that spread over more than a million, else little.
    public static func compute(
        over source: some BatchSource, columns: [String]? = nil, options: StatisticsOptions = StatisticsOptions()
    ) throws(ColumnarError) -> [ColumnStatistics] {
        let fields = try source.schema.fields(named: columns ?? source.schema.fields.map(\.name))
        let run = try StatisticsRun(source, options)
        let threads = max(1, options.threads)
        if fields.count >= threads * 4 {
            // The columns that take longest begin first, so that no thread is left alone with one at the end.
            let weights = fields.map(run.weight)
            let order = fields.indices.sorted { (weights[$0], $1) > (weights[$1], $0) }
            let results = try Parallel.map(fields.count, threads: threads) { task throws(ColumnarError) in
                let field = fields[order[task]]
                return try run.statistics(of: field, accumulated: try run.accumulate(field, 0..<source.partitionCount), threads: 1)
            }
            var inOrder = results
            for (task, index) in order.enumerated() { inOrder[index] = results[task] }
            return inOrder
        }
        let pieceCount = max(1, min(threads, source.partitionCount))
        let pieces = try Parallel.map(fields.count * pieceCount, threads: threads) { task throws(ColumnarError) in
            let piece = task % pieceCount
            let first = source.partitionCount * piece / pieceCount
            let end = source.partitionCount * (piece + 1) / pieceCount
            return try run.accumulate(fields[task / pieceCount], first..<end)
        }
        // Few columns: they are finished one after the other, each with all threads.
        var results: [ColumnStatistics] = []
        for index in 0..<fields.count {
            var whole = pieces[index * pieceCount]
            for piece in pieces[(index * pieceCount + 1)..<(index + 1) * pieceCount] { whole.merge(piece) }
            results.append(try run.statistics(of: fields[index], accumulated: whole, threads: threads))
        }
        return results
    }
}

/// What the tasks of one call share.
struct StatisticsRun<Source: BatchSource>: Sendable {
    let source: Source
    let options: StatisticsOptions
    let locator: RowLocator

    init(_ source: Source, _ options: StatisticsOptions) throws(ColumnarError) {
        self.source = source
        self.options = options
        locator = RowLocator(rowCounts: (0..<source.partitionCount).map { source.rowCount(partition: $0) })
        guard locator.rowCount <= Int(UInt32.max) else {
            throw ColumnarError(.limit, "expected at most \(UInt32.max) rows, found \(locator.rowCount); choose fewer files")
        }
    }

    func accumulate(_ field: Field, _ partitions: Range<Int>) throws(ColumnarError) -> ColumnAccumulator {
        var accumulator = ColumnAccumulator(field.type, isExact: options.isExact)
        for partition in partitions where locator.starts[partition] < locator.starts[partition + 1] {
            let firstRow = UInt32(locator.starts[partition])
            let selected = try options.selection?(partition)
            if let selected, selected.setCount == 0 { continue }
            if selected == nil, let summary = source.summary(partition: partition, column: field.name),
                accumulator.add(summary, rowCount: source.rowCount(partition: partition), firstRow: firstRow)
            {
                continue
            }
            let column = try read(field, partition)
            if let selected, selected.setCount < column.count {
                let rows = selected.setIndices()
                accumulator.add(column.gather(rows), firstRow: firstRow, rows: rows)
            } else {
                accumulator.add(column, firstRow: firstRow)
            }
        }
        return accumulator
    }

    func statistics(
        of field: Field, accumulated: consuming ColumnAccumulator, threads: Int
    ) throws(ColumnarError) -> ColumnStatistics {
        var column = accumulated.finish(field, options, threads: threads)
        guard let texts = column.texts else { return column.statistics }
        let lookup = lookup(field)
        var candidates = texts.candidates
        if !texts.uncounted.isEmpty {
            let selection = options.selection
            candidates = try lookup.counts(
                of: texts.uncounted, reaching: texts.leastCount, partitions: 0..<source.partitionCount
            ) { partition throws(ColumnarError) in try selection?(partition) }
        }
        column.setMostFrequent(try lookup.mostFrequent(of: [candidates], keeping: options.mostFrequentCount)[0])
        return column.statistics
    }

    func lookup(_ field: Field) -> TextLookup {
        TextLookup(read: { partition throws(ColumnarError) in try read(field, partition) }, locator: locator)
    }

    func read(_ field: Field, _ partition: Int) throws(ColumnarError) -> Column {
        try source.read(partition: partition, columns: [field.name]).columns[0]
    }

    /// Bytes that have to be gone through, as far as known.
    func weight(_ field: Field) -> Int {
        (0..<source.partitionCount).reduce(0) { $0 + (source.summary(partition: $1, column: field.name)?.byteCount ?? 0) }
    }
}

extension AccumulatedColumn {
    mutating func setMostFrequent(_ texts: FrequentTexts) {
        summary.mostFrequent = texts.entries.map { (.text(String(decoding: $0.text, as: UTF8.self)), $0.count) }
    }
}

extension Schema {
    func fields(named names: [String]) throws(ColumnarError) -> [Field] {
        var result: [Field] = []
        for name in names {
            guard let index = index(of: name) else {
                throw ColumnarError(.damaged, "expected a column \(name), found none")
            }
            result.append(fields[index])
        }
        return result
    }
}
