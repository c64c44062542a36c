/// The footer of a Parquet file, as stored.
///
/// **Source**: parquet.thrift, `struct FileMetaData` and what it holds.
package struct FileMetadata: Sendable, Equatable {
    package var version: Int32 = 2
    package var schema: [SchemaElement] = []
    package var rowCount: Int64 = 0
    package var rowGroups: [StoredRowGroup] = []
    package var keyValues: [KeyValue] = []
    package var createdBy = ""
    /// Whether `min_value` and `max_value` follow the order of the type.
    package var hasTypeOrder = false

    package init() {}
}

package struct KeyValue: Sendable, Equatable {
    package var key = ""
    package var value = ""

    package init(key: String = "", value: String = "") {
        self.key = key
        self.value = value
    }
}

/// A node of the schema tree in depth-first order; the first one is the root.
package struct SchemaElement: Sendable, Equatable {
    package enum Repetition: Int32, Sendable {
        case required = 0
        case optional = 1
        case repeated = 2
    }

    /// What the values mean: STRING, DATE, INTEGER, or another kind by its number in `union LogicalType`.
    package enum Logical: Sendable, Equatable {
        case string
        case date
        case integer(bitWidth: Int8, isSigned: Bool)
        case other(Int16)
    }

    package var type: Int32?
    package var repetition: Int32?
    package var name = ""
    package var childCount: Int32 = 0
    package var convertedType: Int32?
    package var logicalType: Logical?

    package init(name: String) { self.name = name }
}

package struct StoredRowGroup: Sendable, Equatable {
    package var columns: [StoredColumnChunk] = []
    /// Where each chunk begins in the footer, for those who read them later, see `FileFooter`; not stored.
    package var chunkOffsets: [Int] = []
    package var rowCount: Int64 = 0
    package var byteCount: Int64 = 0
    package var compressedByteCount: Int64 = 0
    package var fileOffset: Int64 = 0
    package var ordinal: Int32 = 0

    package init() {}
}

package struct StoredColumnChunk: Sendable, Equatable {
    package var filePath: String?
    package var type: Int32 = 0
    package var encodings: [Int32] = []
    package var path: [String] = []
    package var codec: Int32 = 0
    package var valueCount: Int64 = 0
    package var byteCount: Int64 = 0
    package var compressedByteCount: Int64 = 0
    package var dataPageOffset: Int64 = 0
    package var dictionaryPageOffset: Int64?
    package var statistics = StoredStatistics()
    package var offsetIndexOffset: Int64?
    package var offsetIndexByteCount: Int32 = 0
    package var columnIndexOffset: Int64?
    package var columnIndexByteCount: Int32 = 0

    package init() {}
}

/// Bounds as PLAIN bytes without a length in front.
package struct StoredStatistics: Sendable, Equatable {
    package var nullCount: Int64?
    package var maximum: [UInt8]?
    package var minimum: [UInt8]?
    package var isMaximumExact = true
    package var isMinimumExact = true
}
