/// A Parquet file of a table.
public struct DataFile: Sendable, Hashable {
    /// Relative to the table's folder.
    public let path: String
    public let byteCount: Int64
    public let rowCount: Int
    /// Milliseconds since 1970-01-01.
    public let modificationTime: Int64
    /// What the writer noted about the file; `cluster` is the county of a file of pupils.
    public let tags: [String: String]
    /// Smallest and largest value of columns without personal data.
    public let statistics: FileStatistics

    public init(
        path: String, byteCount: Int64, rowCount: Int, modificationTime: Int64, tags: [String: String] = [:],
        statistics: FileStatistics = FileStatistics()
    ) {
        self.path = path
        self.byteCount = byteCount
        self.rowCount = rowCount
        self.modificationTime = modificationTime
        self.tags = tags
        self.statistics = statistics
    }

    public var cluster: String? { tags[DataFile.clusterTag] }

    static let clusterTag = "cluster"
}

/// What is known of a file's columns without opening it.
public struct FileStatistics: Sendable, Hashable {
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

    public let columns: [String: Column]

    public init(_ columns: [String: Column] = [:]) { self.columns = columns }

    /// Whether a row of the file may have this value; true when nothing is known.
    public func mayContain(_ value: Value, in column: String) -> Bool {
        guard let known = columns[column], let minimum = known.minimum, let maximum = known.maximum else { return true }
        switch (minimum, value, maximum) {
        case (.integer(let low), .integer(let wanted), .integer(let high)): return low <= wanted && wanted <= high
        case (.text(let low), .text(let wanted), .text(let high)):
            return !wanted.utf8.lexicographicallyPrecedes(low.utf8) && !high.utf8.lexicographicallyPrecedes(wanted.utf8)
        default: return true
        }
    }
}

/// The `stats` member of an `add` action.
///
/// **Source**: Delta Transaction Log Protocol, "Per-file Statistics".
package struct DeltaStatistics: Codable {
    package var numRecords: Int
    var minValues: [String: FileStatistics.Value] = [:]
    var maxValues: [String: FileStatistics.Value] = [:]
    var nullCount: [String: Int] = [:]

    init(rowCount: Int, _ statistics: FileStatistics) {
        numRecords = rowCount
        for (name, column) in statistics.columns {
            minValues[name] = column.minimum
            maxValues[name] = column.maximum
            nullCount[name] = column.nullCount
        }
    }

    /// Takes what it understands: other writers also note fractions and nested values.
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        numRecords = try members.decode(Int.self, forKey: .numRecords)
        minValues = (try? members.decode([String: FileStatistics.Value].self, forKey: .minValues)) ?? [:]
        maxValues = (try? members.decode([String: FileStatistics.Value].self, forKey: .maxValues)) ?? [:]
        nullCount = (try? members.decode([String: Int].self, forKey: .nullCount)) ?? [:]
    }

    package var statistics: FileStatistics {
        FileStatistics(
            nullCount.reduce(into: [:]) { columns, entry in
                columns[entry.key] = FileStatistics.Column(
                    minimum: minValues[entry.key], maximum: maxValues[entry.key], nullCount: entry.value)
            })
    }
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
