/// The state from which the statistics of one column are made. Adding and merging in any order gives the same statistics.
struct ColumnAccumulator: Sendable {
    private enum State: Sendable {
        case bools(BoolCounts)
        case numbers(NumberCounts)
        case texts(TextCounts)
    }

    private var state: State
    private var rowCount = 0
    private var nullCount = 0

    init(_ type: DataType) {
        switch type {
        case .bool: state = .bools(BoolCounts())
        case .int8, .int16, .int32, .int64, .date: state = .numbers(NumberCounts())
        case .utf8: state = .texts(TextCounts())
        }
    }

    /// - Precondition: the column has the type of the accumulator.
    mutating func add(_ column: Column) {
        rowCount += column.count
        nullCount += column.nullCount
        switch state {
        case .bools(var counts):
            state = .bools(BoolCounts())
            if case .bool(let column) = column { counts.add(column) }
            state = .bools(counts)
        case .numbers(var counts):
            state = .bools(BoolCounts())  // so that `counts` is the only owner and grows in place
            counts.add(column)
            state = .numbers(counts)
        case .texts(var counts):
            state = .bools(BoolCounts())
            counts.add(column)
            state = .texts(counts)
        }
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

    func finish(_ field: Field, mostFrequentCount: Int, threads: Int) -> ColumnStatistics {
        let summary: ValueSummary =
            switch state {
            case .bools(let counts): counts.summary(mostFrequentCount)
            case .numbers(let counts): counts.summary(mostFrequentCount, isDate: field.type == .date)
            case .texts(let counts): counts.summary(mostFrequentCount, threads: threads)
            }
        return ColumnStatistics(
            name: field.name, type: field.type, rowCount: rowCount, nullCount: nullCount,
            distinctCount: summary.distinctCount, minimum: summary.minimum, maximum: summary.maximum,
            mean: summary.mean, standardDeviation: summary.standardDeviation, quartiles: summary.quartiles,
            mostFrequent: summary.mostFrequent.map {
                .init(value: $0.value, count: $0.count, share: Double($0.count) / Double(rowCount))
            },
            textLength: summary.textLength)
    }
}

/// What the values of a column give, without names and row counts.
struct ValueSummary {
    var distinctCount = 0
    var minimum: ColumnStatistics.Value?
    var maximum: ColumnStatistics.Value?
    var mean: Double?
    var standardDeviation: Double?
    var quartiles: ColumnStatistics.Quartiles?
    var mostFrequent: [(value: ColumnStatistics.Value, count: Int)] = []
    var textLength: ClosedRange<Int>?
}

struct BoolCounts: Sendable {
    private var falseCount = 0
    private var trueCount = 0

    mutating func add(_ column: BoolColumn) {
        let trues = Bitmap.intersection(column.values, column.validity)?.setCount ?? 0
        trueCount += trues
        falseCount += column.count - column.nullCount - trues
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
