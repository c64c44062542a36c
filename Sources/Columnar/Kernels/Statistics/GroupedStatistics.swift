/// The rows of a table in groups of equal keys, and the statistics of columns in each group.
public struct GroupedStatistics: Sendable {
    /// One group: the texts of its keys (nil: the key is null) and its statistics in the order of the columns.
    public struct Group: Sendable {
        public let keys: [String?]
        public let rowCount: Int
        public let columns: [ColumnStatistics]
    }

    /// Ascending by the keys' texts, null first.
    public let groups: [Group]

    /// What a group is: one text for each row of a partition and key.
    public typealias Keys = @Sendable (_ partition: Int) throws(ColumnarError) -> [Column]

    /// More groups than this are refused: nobody reads them, and each takes memory in every column.
    public static var groupLimit: Int { 200_000 }

    /// - Parameter keys: the key columns of a partition, as long as the partition; numbers and dates count as their texts.
    /// - Throws: `ColumnarError` of the source and the keys; `limit` when there are too many groups.
    /// - Complexity: O(rows) per column. Memory: 4 bytes a row, and per running task what `ColumnStatistics` needs.
    public static func compute(
        over source: some BatchSource, columns: [String], keys: Keys, options: StatisticsOptions
    ) throws(ColumnarError) -> GroupedStatistics {
        let fields = try source.schema.fields(named: columns)
        let run = try StatisticsRun(source, options)
        let grouping = try RowGrouping(run, keys)
        let results = try Parallel.map(fields.count, threads: options.threads) { index throws(ColumnarError) in
            try grouping.statistics(of: fields[index], run)
        }
        let groups = grouping.order.map { group in
            Group(
                keys: grouping.keys[group], rowCount: grouping.rowCounts[group], columns: results.map { $0[group] })
        }
        return GroupedStatistics(groups: groups)
    }
}

/// Which rows of each partition belong to which group.
struct RowGrouping: Sendable {
    /// The rows of a partition, those of a group one behind the other in their order.
    private struct Partition: Sendable {
        /// Nil when the whole partition is one group.
        let rows: [UInt32]?
        let groups: [(group: Int, range: Range<Int>)]
    }

    private var partitions: [Partition] = []
    /// Of each group, in order of first appearance.
    private(set) var keys: [[String?]] = []
    private(set) var rowCounts: [Int] = []
    /// The groups in the order of their keys.
    private(set) var order: [Int] = []

    init<Source: BatchSource>(_ run: StatisticsRun<Source>, _ keysOf: GroupedStatistics.Keys) throws(ColumnarError) {
        let partitionCount = run.source.partitionCount
        let locals = try Parallel.map(partitionCount, threads: run.options.threads) { partition throws(ColumnarError) in
            LocalGroups(
                try keysOf(partition), rowCount: run.source.rowCount(partition: partition),
                selection: try run.options.selection?(partition))
        }
        var numbers: [[String?]: Int] = [:]
        for local in locals {
            var groups: [(group: Int, range: Range<Int>)] = []
            for (key, range) in zip(local.keys, local.ranges) where !range.isEmpty {
                let group = numbers[key] ?? keys.count
                if group == keys.count {
                    numbers[key] = group
                    keys.append(key)
                    rowCounts.append(0)
                }
                rowCounts[group] += range.count
                groups.append((group, range))
            }
            partitions.append(Partition(rows: local.isWhole ? nil : local.rows, groups: groups))
            guard keys.count <= GroupedStatistics.groupLimit else {
                throw ColumnarError(
                    .limit, "expected at most \(GroupedStatistics.groupLimit) groups, found more; group by fewer columns")
            }
        }
        let keys = keys
        order = keys.indices.sorted { RowGrouping.precedes(keys[$0], keys[$1]) }
    }

    private static func precedes(_ a: [String?], _ b: [String?]) -> Bool {
        for (x, y) in zip(a, b) where x != y {
            guard let x, let y else { return x == nil }
            return x.unicodeScalars.lexicographicallyPrecedes(y.unicodeScalars)
        }
        return false
    }

    /// The statistics of a column in every group, in the order of the group numbers.
    func statistics<Source: BatchSource>(
        of field: Field, _ run: StatisticsRun<Source>
    ) throws(ColumnarError) -> [ColumnStatistics] {
        var accumulators = keys.map { _ in ColumnAccumulator(field.type, isExact: run.options.isExact) }
        for (index, partition) in partitions.enumerated() where !partition.groups.isEmpty {
            let firstRow = UInt32(run.locator.starts[index])
            if partition.rows == nil, let summary = run.source.summary(partition: index, column: field.name),
                accumulators[partition.groups[0].group].add(
                    summary, rowCount: run.source.rowCount(partition: index), firstRow: firstRow)
            {
                continue
            }
            let column = try run.read(field, index)
            for (group, range) in partition.groups {
                if let rows = partition.rows {
                    let own = Array(rows[range])
                    accumulators[group].add(column.gather(own), firstRow: firstRow, rows: own)
                } else {
                    accumulators[group].add(column, firstRow: firstRow)
                }
            }
        }
        var columns: [AccumulatedColumn] = []
        for index in accumulators.indices {
            let accumulator = accumulators[index]
            accumulators[index] = ColumnAccumulator(.bool, isExact: true)  // gives the memory back early
            columns.append(accumulator.finish(field, run.options, threads: 1))
        }
        if field.type == .utf8 { try findFrequentTexts(&columns, run.lookup(field), run.options.mostFrequentCount) }
        return columns.map(\.statistics)
    }

    private func findFrequentTexts(
        _ columns: inout [AccumulatedColumn], _ lookup: TextLookup, _ capacity: Int
    ) throws(ColumnarError) {
        var candidates = columns.map { $0.texts?.candidates ?? [] }
        for (group, column) in columns.enumerated() {
            guard let texts = column.texts, !texts.uncounted.isEmpty else { continue }
            candidates[group] = try lookup.counts(
                of: texts.uncounted, reaching: texts.leastCount, partitions: 0..<partitions.count
            ) { partition throws(ColumnarError) in rows(of: group, in: partition, lookup.locator) }
        }
        let frequent = try lookup.mostFrequent(of: candidates, keeping: capacity)
        for group in columns.indices { columns[group].setMostFrequent(frequent[group]) }
    }

    private func rows(of group: Int, in partition: Int, _ locator: RowLocator) -> Bitmap? {
        guard let rows = partitions[partition].rows else {
            return partitions[partition].groups.first?.group == group
                ? nil : Bitmap(repeating: false, count: locator.starts[partition + 1] - locator.starts[partition])
        }
        var bits = Bitmap(repeating: false, count: locator.starts[partition + 1] - locator.starts[partition])
        for (other, range) in partitions[partition].groups where other == group {
            for row in rows[range] { bits.set(Int(row), to: true) }
        }
        return bits
    }
}

/// The groups of one partition.
private struct LocalGroups: Sendable {
    var keys: [[String?]] = []
    var ranges: [Range<Int>] = []
    var rows: [UInt32] = []
    /// Whether one group holds every row.
    var isWhole: Bool { ranges.count == 1 && !isNarrowed }
    private var isNarrowed = false

    init(_ columns: [Column], rowCount: Int, selection: Bitmap?) {
        isNarrowed = selection.map { $0.setCount < rowCount } ?? false
        if rowCount == 0 { return }
        var codes = [UInt32](repeating: 0, count: rowCount)
        keys = [[]]
        for column in columns { add(column, &codes) }
        // A counting sort: stable, so that rows of a group keep their order.
        var counts = [Int](repeating: 0, count: keys.count)
        for row in 0..<rowCount where selection?[row] ?? true { counts[Int(codes[row])] += 1 }
        var start = 0
        ranges = counts.map { count in
            defer { start += count }
            return start..<start + count
        }
        if isWhole { return }
        var cursors = ranges.map(\.lowerBound)
        rows = [UInt32](repeating: 0, count: start)
        for row in 0..<rowCount where selection?[row] ?? true {
            rows[cursors[Int(codes[row])]] = UInt32(row)
            cursors[Int(codes[row])] += 1
        }
    }

    /// Splits the groups so far by one more key.
    private mutating func add(_ column: Column, _ codes: inout [UInt32]) {
        let (own, texts) = LocalGroups.coded(column)
        var numbers: [UInt64: UInt32] = [:]
        var next: [[String?]] = []
        var last: (pair: UInt64, code: UInt32)?
        for row in codes.indices {
            let pair = UInt64(codes[row]) << 32 | UInt64(own[row])
            if let last, last.pair == pair {
                codes[row] = last.code
                continue
            }
            let code = numbers[pair] ?? UInt32(next.count)
            if Int(code) == next.count {
                numbers[pair] = code
                next.append(keys[Int(codes[row])] + [texts[Int(own[row])]])
            }
            last = (pair, code)
            codes[row] = code
        }
        keys = next
    }

    /// A number for each row, and the text that it stands for.
    private static func coded(_ column: Column) -> ([UInt32], [String?]) {
        var texts: [String?] = [nil]
        if case .dictionary(let column) = column {
            for code in 0..<column.values.count { texts.append(column.values[code]) }
            var codes = column.codes()
            for row in codes.indices { codes[row] = column.isValid(row) ? codes[row] + 1 : 0 }
            return (codes, texts)
        }
        var numbers: [String: UInt32] = [:]
        let codes = (0..<column.count).map { row -> UInt32 in
            guard let text = column.text(row) else { return 0 }
            if let known = numbers[text] { return known }
            numbers[text] = UInt32(texts.count)
            texts.append(text)
            return UInt32(texts.count - 1)
        }
        return (codes, texts)
    }
}
