/// The `stats` member of an `add` action, as it is written, and read where `StatisticsText` gives up.
///
/// **Source**: Delta Transaction Log Protocol, "Per-file Statistics".
package struct DeltaStatistics: Codable {
    package var numRecords: Int
    private var minValues: [String: FileStatistics.Value] = [:]
    private var maxValues: [String: FileStatistics.Value] = [:]
    private var nullCount: [String: Int] = [:]

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
