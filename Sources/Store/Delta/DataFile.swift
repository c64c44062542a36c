/// A Parquet file of a table.
public struct DataFile: Sendable {
    /// Relative to the table's folder.
    public let path: String
    public let byteCount: Int64
    public let rowCount: Int
    /// Milliseconds since 1970-01-01.
    public let modificationTime: Int64
    /// Smallest and largest value of columns without personal data.
    public let statistics: FileStatistics
    /// The county of a file of pupils.
    public let cluster: String?
    /// As they stand in the log: the schools of a county are many.
    let notes: [String: JSONText]

    public init(
        path: String, byteCount: Int64, rowCount: Int, modificationTime: Int64, tags: [String: String] = [:],
        statistics: FileStatistics = FileStatistics()
    ) {
        self.init(
            path: path, byteCount: byteCount, rowCount: rowCount, modificationTime: modificationTime,
            notes: tags.mapValues(JSONText.init), statistics: statistics)
    }

    init(
        path: String, byteCount: Int64, rowCount: Int, modificationTime: Int64, notes: [String: JSONText], statistics: FileStatistics
    ) {
        self.path = path
        self.byteCount = byteCount
        self.rowCount = rowCount
        self.modificationTime = modificationTime
        self.notes = notes
        self.statistics = statistics
        cluster = notes[DataFile.clusterTag]?.string
    }

    /// What the writer noted about the file; `cluster` is the county of a file of pupils.
    public var tags: [String: String] { notes.mapValues(\.string) }

    static let clusterTag = "cluster"
}

extension DataFile: Hashable {
    public static func == (a: DataFile, b: DataFile) -> Bool {
        a.path == b.path && a.byteCount == b.byteCount && a.rowCount == b.rowCount && a.modificationTime == b.modificationTime
            && a.notes == b.notes && a.statistics == b.statistics
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(path)
        hasher.combine(byteCount)
        hasher.combine(rowCount)
        hasher.combine(modificationTime)
    }
}
