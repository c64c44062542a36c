/// The state from which the statistics of one column are made. Adding and merging in any order gives the same statistics.
struct ColumnAccumulator: Sendable {
    private enum State: Sendable {
        case bools(BoolCounts)
        case numbers(NumberCounts)
        case texts(TextCounts)
    }

    private var state: State
    private(set) var rowCount = 0
    private var nullCount = 0

    init(_ type: DataType, isExact: Bool) {
        switch type {
        case .bool: state = .bools(BoolCounts())
        case .int8, .int16, .int32, .int64, .date: state = .numbers(NumberCounts())
        case .utf8: state = .texts(TextCounts(isExact: isExact))
        }
    }

    /// - Parameters:
    ///   - firstRow: number of the partition's first row.
    ///   - rows: the number of each row within its partition; nil: 0, 1, 2 …
    /// - Precondition: the column has the type of the accumulator.
    mutating func add(_ column: Column, firstRow: UInt32, rows: [UInt32]? = nil) {
        rowCount += column.count
        nullCount += column.nullCount
        switch state {
        case .bools(var counts):
            if case .bool(let column) = column { counts.add(column) }
            state = .bools(counts)
        case .numbers(var counts):
            state = .bools(BoolCounts())  // so that `counts` is the only owner and grows in place
            counts.add(column)
            state = .numbers(counts)
        case .texts(var counts):
            state = .bools(BoolCounts())
            counts.add(column, firstRow: firstRow, rows: rows)
            state = .texts(counts)
        }
    }

    /// A whole partition of which the file's footer says everything.
    ///
    /// - Returns: false when it does not say enough; then nothing was added.
    mutating func add(_ summary: PartitionColumnSummary, rowCount rows: Int, firstRow: UInt32) -> Bool {
        guard let nulls = summary.nullCount, nulls <= rows else { return false }
        if nulls < rows {
            guard let constant = summary.constant, add(constant, count: rows - nulls, firstRow: firstRow) else { return false }
        }
        rowCount += rows
        nullCount += nulls
        return true
    }

    private mutating func add(_ value: ColumnBound, count: Int, firstRow: UInt32) -> Bool {
        switch (state, value) {
        case (.bools(var counts), .bool(let value)):
            counts.add(value, count: count)
            state = .bools(counts)
        case (.numbers(var counts), .integer(let number)):
            state = .bools(BoolCounts())
            counts.add(number, count: count)
            state = .numbers(counts)
        case (.numbers(var counts), .date(let day)):
            state = .bools(BoolCounts())
            counts.add(Int64(day), count: count)
            state = .numbers(counts)
        case (.texts(var counts), .text(let text)):
            state = .bools(BoolCounts())
            counts.add(text, count: count, firstRow: firstRow)
            state = .texts(counts)
        default: return false
        }
        return true
    }

    mutating func merge(_ other: ColumnAccumulator) {
        rowCount += other.rowCount
        nullCount += other.nullCount
        switch (state, other.state) {
        case (.bools(var counts), .bools(let more)):
            counts.merge(more)
            state = .bools(counts)
        case (.numbers(var counts), .numbers(let more)):
            state = .bools(BoolCounts())
            counts.merge(more)
            state = .numbers(counts)
        case (.texts(var counts), .texts(let more)):
            state = .bools(BoolCounts())
            counts.merge(more)
            state = .texts(counts)
        default: preconditionFailure("columns of different type")
        }
    }

    /// Ends the adding. What is said of texts still lacks the frequent ones, which `TextLookup` finds.
    consuming func finish(_ field: Field, _ options: StatisticsOptions, threads: Int) -> AccumulatedColumn {
        var column = AccumulatedColumn(field: field, rowCount: rowCount, nullCount: nullCount)
        switch state {
        case .bools(let counts): column.summary = counts.summary(options.mostFrequentCount)
        case .numbers(let counts): column.summary = counts.finish().summary(options, isDate: field.type == .date)
        case .texts(let counts):
            let result = counts.finish(keeping: options.mostFrequentCount, rowCount: rowCount, threads: threads)
            column.summary = ValueSummary(result)
            column.texts = result
        }
        return column
    }
}

/// A column whose rows have all been added.
struct AccumulatedColumn: Sendable {
    let field: Field
    let rowCount: Int
    let nullCount: Int
    var summary = ValueSummary()
    /// Of text: what is needed to find the most frequent ones.
    var texts: TextResult?

    var statistics: ColumnStatistics {
        ColumnStatistics(
            name: field.name, type: field.type, rowCount: rowCount, nullCount: nullCount, blankCount: summary.blankCount,
            distinctCount: summary.distinctCount, distinctError: summary.distinctError, minimum: summary.minimum,
            maximum: summary.maximum, mean: summary.mean, standardDeviation: summary.standardDeviation,
            quantiles: summary.quantiles,
            mostFrequent: summary.mostFrequent.map {
                .init(value: $0.value, count: $0.count, share: Double($0.count) / Double(rowCount))
            },
            leastFrequentShare: summary.leastFrequentShare, textLength: summary.textLength, histogram: summary.histogram)
    }
}

/// What the values of a column give, without names and row counts.
struct ValueSummary: Sendable {
    var distinctCount = 0
    var distinctError: Double?
    var blankCount = 0
    var minimum: ColumnStatistics.Value?
    var maximum: ColumnStatistics.Value?
    var mean: Double?
    var standardDeviation: Double?
    var quantiles: [ColumnStatistics.Quantile] = []
    var mostFrequent: [(value: ColumnStatistics.Value, count: Int)] = []
    var leastFrequentShare: Double?
    var textLength: ClosedRange<Int>?
    var histogram: [ColumnStatistics.Bar] = []

    init() {}

    init(_ texts: TextResult) {
        distinctCount = texts.distinctCount
        blankCount = texts.blankCount
        if texts.isEstimated {
            distinctError = HyperLogLog.relativeError
            leastFrequentShare = TextSketch.leastShare
        }
        guard let first = texts.extremes.first, let last = texts.extremes.last else { return }
        minimum = .text(String(decoding: first, as: UTF8.self))
        maximum = .text(String(decoding: last, as: UTF8.self))
        textLength = texts.extremes.shortest...texts.extremes.longest
    }
}

struct BoolCounts: Sendable {
    private var falseCount = 0
    private var trueCount = 0

    mutating func add(_ column: BoolColumn) {
        let trues = Bitmap.intersection(column.values, column.validity)?.setCount ?? 0
        trueCount += trues
        falseCount += column.count - column.nullCount - trues
    }

    mutating func add(_ value: Bool, count: Int) {
        if value { trueCount += count } else { falseCount += count }
    }

    mutating func merge(_ other: BoolCounts) {
        falseCount += other.falseCount
        trueCount += other.trueCount
    }

    func summary(_ mostFrequentCount: Int) -> ValueSummary {
        var counts: [(value: ColumnStatistics.Value, count: Int)] = []
        if falseCount > 0 { counts.append((.bool(false), falseCount)) }
        if trueCount > 0 { counts.append((.bool(true), trueCount)) }
        var summary = ValueSummary()
        summary.distinctCount = counts.count
        summary.minimum = counts.first?.value
        summary.maximum = counts.last?.value
        if trueCount > falseCount { counts.reverse() }
        summary.mostFrequent = Array(counts.prefix(mostFrequentCount))
        return summary
    }
}
