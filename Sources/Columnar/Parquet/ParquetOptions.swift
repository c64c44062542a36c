/// How a Parquet file is written.
public struct ParquetOptions: Sendable {
    public enum Compression: Sendable {
        case none
        /// LZ4_RAW where it gains 5 % or more of a column chunk, else none.
        case lz4raw
    }

    public var compression: Compression
    /// **Units**: bytes of a data page before compression; a page is cut at the next multiple of 64 rows.
    public var pageByteCount: Int
    /// Columns whose smallest and largest values stand in clear in the file; nil means all. Null counts are always kept.
    public var statisticsColumns: Set<String>?
    public var keyValueMetadata: [(String, String)]
    /// Columns of `int64` that hold the bits of fractions (IEEE 754 binary64) and are written as DOUBLE: tables of the registry have no
    /// fractions, but results of queries do.
    package var doubleColumns: Set<String> = []

    public init(
        compression: Compression = .lz4raw, pageByteCount: Int = 1 << 20, statisticsColumns: Set<String>? = nil,
        keyValueMetadata: [(String, String)] = []
    ) {
        self.compression = compression
        self.pageByteCount = max(1024, min(pageByteCount, 64 << 20))
        self.statisticsColumns = statisticsColumns
        self.keyValueMetadata = keyValueMetadata
    }
}
