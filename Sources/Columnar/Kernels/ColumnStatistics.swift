/// What a column holds: counts, extremes, distribution and its most frequent values. Everything is exact.
public struct ColumnStatistics: Sendable, Equatable {
    /// A value of any type, for output. Orders like the column: text by code point.
    public enum Value: Sendable, Hashable, CustomStringConvertible {
        case bool(Bool)
        case integer(Int64)
        /// Days since 1970-01-01.
        case date(Int32)
        case text(String)

        public var description: String {
            switch self {
            case .bool(let value): value ? "true" : "false"
            case .integer(let value): String(value)
            case .date(let value): CivilDate(daysSince1970: value).description
            case .text(let value): value
            }
        }
    }

    /// Values that stand at a quarter, half and three quarters of the rows: the smallest value such that at least that
    /// share of the values is not larger (SQL's `quantile_disc`).
    public struct Quartiles: Sendable, Equatable {
        public let lower: Value
        public let median: Value
        public let upper: Value

        package init(lower: Value, median: Value, upper: Value) {
            self.lower = lower
            self.median = median
            self.upper = upper
        }
    }

    public struct FrequentValue: Sendable, Equatable {
        public let value: Value
        public let count: Int
        /// Of all rows, nulls included; 0…1.
        public let share: Double

        package init(value: Value, count: Int, share: Double) {
            self.value = value
            self.count = count
            self.share = share
        }
    }

    public let name: String
    public let type: DataType
    /// All rows, nulls included.
    public let rowCount: Int
    public let nullCount: Int
    /// Distinct values, null not counted.
    public let distinctCount: Int
    /// Nil when every value is null.
    public let minimum: Value?
    public let maximum: Value?
    /// Of integers, and of dates in days since 1970-01-01; nil for other types and without values.
    public let mean: Double?
    /// Of a sample (divided by n − 1), in the unit of `mean`; nil with fewer than two values.
    public let standardDeviation: Double?
    /// Of integers and dates.
    public let quartiles: Quartiles?
    /// Most frequent first; equal counts in order of the values.
    public let mostFrequent: [FrequentValue]
    /// Shortest and longest text, in Unicode scalars.
    public let textLength: ClosedRange<Int>?

    package init(
        name: String, type: DataType, rowCount: Int, nullCount: Int, distinctCount: Int, minimum: Value?, maximum: Value?,
        mean: Double?, standardDeviation: Double?, quartiles: Quartiles?, mostFrequent: [FrequentValue],
        textLength: ClosedRange<Int>?
    ) {
        self.name = name
        self.type = type
        self.rowCount = rowCount
        self.nullCount = nullCount
        self.distinctCount = distinctCount
        self.minimum = minimum
        self.maximum = maximum
        self.mean = mean
        self.standardDeviation = standardDeviation
        self.quartiles = quartiles
        self.mostFrequent = mostFrequent
        self.textLength = textLength
    }
}

/// What to compute, and over which rows.
public struct StatisticsOptions: Sendable {
    /// The rows of a partition that count; nil for all. Asked once per column and partition, from any thread.
    public typealias Selection = @Sendable (_ partition: Int) throws(ColumnarError) -> Bitmap?

    public var mostFrequentCount: Int
    /// The result does not depend on it.
    public var threads: Int
    public var selection: Selection?

    public init(mostFrequentCount: Int = 10, threads: Int? = nil, selection: Selection? = nil) {
        self.mostFrequentCount = mostFrequentCount
        self.threads = threads ?? Parallel.processorCount
        self.selection = selection
    }
}

extension ColumnStatistics {
    /// Statistics of the named columns, or of all, in that order.
    ///
    /// With many columns a task is one column over all partitions, so that no more columns than threads are in memory and
    /// nothing is merged. With few, a task is one column over a stretch of partitions, and the parts are merged; merging is
    /// associative and the result the same.
    ///
    /// - Throws: `ColumnarError` of the source, also for a column that does not exist.
    /// - Complexity: O(rows) per column. Memory per running task: the text and some 16 bytes per row of a plain text column,
    ///   the entries of dictionaries, 8 bytes per row of integers that spread over more than a million, else little.
    public static func compute(
        over source: some BatchSource, columns: [String]? = nil, options: StatisticsOptions = StatisticsOptions()
    ) throws(ColumnarError) -> [ColumnStatistics] {
        let names = columns ?? source.schema.fields.map(\.name)
        let fields = try source.schema.fields(named: names)
        let threads = max(1, options.threads)
        let pieceCount = fields.count >= threads * 4 ? 1 : max(1, min(threads, source.partitionCount))
        if pieceCount == 1 {
            return try Parallel.map(fields.count, threads: threads) { index throws(ColumnarError) in
                try accumulate(fields[index], source, 0..<source.partitionCount, options)
                    .finish(fields[index], mostFrequentCount: options.mostFrequentCount, threads: 1)
            }
        }
        let pieces = try Parallel.map(fields.count * pieceCount, threads: threads) { task throws(ColumnarError) in
            let piece = task % pieceCount
            let first = source.partitionCount * piece / pieceCount
            let end = source.partitionCount * (piece + 1) / pieceCount
            return try accumulate(fields[task / pieceCount], source, first..<end, options)
        }
        // Few columns: they are finished one after the other, each with all threads.
        return (0..<fields.count).map { index in
            var whole = pieces[index * pieceCount]
            for piece in pieces[(index * pieceCount + 1)..<(index + 1) * pieceCount] { whole.merge(piece) }
            return whole.finish(fields[index], mostFrequentCount: options.mostFrequentCount, threads: threads)
        }
    }

    private static func accumulate(
        _ field: Field, _ source: some BatchSource, _ partitions: Range<Int>, _ options: StatisticsOptions
    ) throws(ColumnarError) -> ColumnAccumulator {
        var accumulator = ColumnAccumulator(field.type)
        for partition in partitions {
            var column = try source.read(partition: partition, columns: [field.name]).columns[0]
            if let selected = try options.selection?(partition) { column = column.filter(selected) }
            accumulator.add(column)
        }
        return accumulator
    }
}

extension Schema {
    fileprivate func fields(named names: [String]) throws(ColumnarError) -> [Field] {
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
