/// What a column holds: counts, extremes, distribution and its most frequent values.
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

    /// The smallest value such that at least `share` of the values is not larger (SQL's `quantile_disc`).
    public struct Quantile: Sendable, Equatable {
        /// 0…1.
        public let share: Double
        public let value: Value

        package init(share: Double, value: Value) {
            self.share = share
            self.value = value
        }
    }

    /// How many values lie in a range; the ranges of a column have equal widths.
    public struct Bar: Sendable, Equatable {
        public let from: Value
        public let through: Value
        public let count: Int

        package init(from: Value, through: Value, count: Int) {
            self.from = from
            self.through = through
            self.count = count
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
    /// Texts that are there and show nothing: empty or only white space.
    public let blankCount: Int
    /// Distinct values, null not counted.
    public let distinctCount: Int
    /// Standard error of `distinctCount` as a share of it; nil when it is exact.
    public let distinctError: Double?
    /// Nil when every value is null.
    public let minimum: Value?
    public let maximum: Value?
    /// Of integers, and of dates in days since 1970-01-01; nil for other types and without values.
    public let mean: Double?
    /// Of a sample (divided by n − 1), in the unit of `mean`; nil with fewer than two values.
    public let standardDeviation: Double?
    /// Of integers and dates; exact.
    public let quantiles: [Quantile]
    /// Most frequent first; equal counts in order of the values. The counts are exact.
    public let mostFrequent: [FrequentValue]
    /// When set, only values with at least this share of the rows were looked for; when nil, all.
    public let leastFrequentShare: Double?
    /// Shortest and longest text, in Unicode scalars.
    public let textLength: ClosedRange<Int>?
    /// Of integers and dates.
    public let histogram: [Bar]

    package init(
        name: String, type: DataType, rowCount: Int, nullCount: Int, blankCount: Int = 0, distinctCount: Int,
        distinctError: Double? = nil, minimum: Value?, maximum: Value?, mean: Double?, standardDeviation: Double?,
        quantiles: [Quantile], mostFrequent: [FrequentValue], leastFrequentShare: Double? = nil,
        textLength: ClosedRange<Int>?, histogram: [Bar]
    ) {
        self.name = name
        self.type = type
        self.rowCount = rowCount
        self.nullCount = nullCount
        self.blankCount = blankCount
        self.distinctCount = distinctCount
        self.distinctError = distinctError
        self.minimum = minimum
        self.maximum = maximum
        self.mean = mean
        self.standardDeviation = standardDeviation
        self.quantiles = quantiles
        self.mostFrequent = mostFrequent
        self.leastFrequentShare = leastFrequentShare
        self.textLength = textLength
        self.histogram = histogram
    }
}

/// What to compute, and over which rows.
public struct StatisticsOptions: Sendable {
    /// The rows of a partition that count; nil for all. Asked once per column and partition, from any thread.
    public typealias Selection = @Sendable (_ partition: Int) throws(ColumnarError) -> Bitmap?

    public var mostFrequentCount: Int
    /// Shares between 0 and 1, ascending.
    public var quantiles: [Double]
    /// Bars of a histogram at most; 0 for none.
    public var histogramBars: Int
    /// Whether also columns with very many different texts are counted exactly. Without it their distinct values are
    /// estimated, and only values with a share from `ColumnStatistics.leastFrequentShare` on are found frequent.
    public var isExact: Bool
    /// The result does not depend on it.
    public var threads: Int
    public var selection: Selection?

    public init(
        mostFrequentCount: Int = 10, quantiles: [Double] = [0.05, 0.25, 0.5, 0.75, 0.95], histogramBars: Int = 20,
        isExact: Bool = true, threads: Int? = nil, selection: Selection? = nil
    ) {
        self.mostFrequentCount = mostFrequentCount
        self.quantiles = quantiles
        self.histogramBars = histogramBars
        self.isExact = isExact
        self.threads = threads ?? Parallel.processorCount
        self.selection = selection
    }
}
