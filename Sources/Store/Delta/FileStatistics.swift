/// What is known of a file's columns without opening it.
public struct FileStatistics: Sendable {
    public enum Value: Sendable, Hashable {
        case integer(Int64)
        case text(String)
    }

    public struct Column: Sendable, Hashable {
        public let minimum: Value?
        public let maximum: Value?
        public let nullCount: Int

        public init(minimum: Value?, maximum: Value?, nullCount: Int) {
            self.minimum = minimum
            self.maximum = maximum
            self.nullCount = nullCount
        }
    }

    private enum Storage: Sendable {
        case columns([String: Column])
        /// A `stats` member that `StatisticsText` has read through once; a query asks for a column or two of each file.
        case text(StatisticsText)
    }

    private let storage: Storage

    public init(_ columns: [String: Column] = [:]) { storage = .columns(columns) }

    init(_ text: StatisticsText) { storage = .text(text) }

    public var columns: [String: Column] {
        switch storage {
        case .columns(let columns): columns
        case .text(let text): text.columns
        }
    }

    /// Nil when nothing is known of the column.
    public subscript(column: String) -> Column? {
        switch storage {
        case .columns(let columns): columns[column]
        case .text(let text): text[column]
        }
    }

    /// Whether a row of the file may have this value; true when nothing is known.
    public func mayContain(_ value: Value, in column: String) -> Bool {
        guard let known = self[column], let minimum = known.minimum, let maximum = known.maximum else { return true }
        switch (minimum, value, maximum) {
        case (.integer(let low), .integer(let wanted), .integer(let high)): return low <= wanted && wanted <= high
        case (.text(let low), .text(let wanted), .text(let high)):
            return !wanted.utf8.lexicographicallyPrecedes(low.utf8) && !high.utf8.lexicographicallyPrecedes(wanted.utf8)
        default: return true
        }
    }
}

extension FileStatistics {
    /// Rows and columns as a `stats` member has them; nil when it is none, or has no row count.
    static func read(_ stats: JSONText) -> (rowCount: Int, FileStatistics)? {
        if let text = StatisticsText(stats) { return (text.rowCount, FileStatistics(text)) }
        return JSON.decode(DeltaStatistics.self, from: stats.bytes).map { ($0.numRecords, $0.statistics) }
    }
}

extension FileStatistics: Hashable {
    public static func == (a: FileStatistics, b: FileStatistics) -> Bool { a.columns == b.columns }
    public func hash(into hasher: inout Hasher) { hasher.combine(columns) }
}

extension FileStatistics.Value: Codable {
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let number = try? value.decode(Int64.self) {
            self = .integer(number)
        } else {
            self = .text(try value.decode(String.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .integer(let number): try value.encode(number)
        case .text(let text): try value.encode(text)
        }
    }
}
