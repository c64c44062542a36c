/// Writes a Parquet file from row groups that have been encoded.
///
///     PAR1 | chunk chunk … of each row group | column indexes | offset indexes | footer | footer length | PAR1
///
/// A writer that is dropped before `finish` removes its file.
public struct ParquetWriter: ~Copyable {
    static let magic: [UInt8] = Array("PAR1".utf8)

    private let schema: Schema
    private var file: NewFile
    private var metadata = FileMetadata()
    /// Rendered page indexes of every chunk of every row group: bounds (empty when not wanted) and offsets.
    private var pageIndexes: [[(bounds: [UInt8], offsets: [UInt8])]] = []
    private var summaries: [ColumnSummary]
    private var rowCount = 0

    /// - Errors: `io` when the file exists or cannot be made.
    public init(path: String, schema: Schema, options: ParquetOptions = ParquetOptions()) throws(ColumnarError) {
        try self.init(NewFile(path: path), schema, options)
    }

    /// Writes to a stream that is open already, such as standard output; it stays open.
    ///
    /// - Errors: `io` when the stream refuses.
    public init(stream: Int32, schema: Schema, options: ParquetOptions = ParquetOptions()) throws(ColumnarError) {
        try self.init(NewFile(stream: stream), schema, options)
    }

    private init(_ file: consuming NewFile, _ schema: Schema, _ options: ParquetOptions) throws(ColumnarError) {
        var file = file
        try file.append(ParquetWriter.magic.bytes)
        self.file = file
        self.schema = schema
        summaries = schema.fields.map {
            ColumnSummary(name: $0.name, type: $0.type, nullCount: 0, minimum: nil, maximum: nil, byteCount: 0)
        }
        metadata.createdBy = "xueji version 0.1.0"
        metadata.schema = SchemaElement.elements(of: schema)
        for index in metadata.schema.indices.dropFirst() where options.doubleColumns.contains(metadata.schema[index].name) {
            metadata.schema[index].type = PhysicalType.double.rawValue
        }
        metadata.keyValues = options.keyValueMetadata.map { KeyValue(key: $0.0, value: $0.1) }
    }

    /// Appends a row group; one without rows leaves no trace.
    ///
    /// - Errors: `io` when the disk refuses.
    public mutating func append(_ group: EncodedRowGroup) throws(ColumnarError) {
        precondition(group.schema == schema, "a row group of another schema")
        guard group.rowCount > 0 else { return }
        var stored = StoredRowGroup()
        stored.rowCount = Int64(group.rowCount)
        stored.fileOffset = Int64(file.byteCount)
        stored.ordinal = Int32(metadata.rowGroups.count)
        var indexes: [(bounds: [UInt8], offsets: [UInt8])] = []
        for (field, chunk) in zip(schema.fields, group.columns) {
            stored.columns.append(StoredColumnChunk(chunk, name: field.name, at: file.byteCount))
            stored.byteCount += Int64(chunk.uncompressedByteCount)
            stored.compressedByteCount += Int64(chunk.bytes.count)
            indexes.append((PageIndex.bounds(chunk), PageIndex.offsets(chunk, at: file.byteCount)))
            try file.append(chunk.bytes.bytes)
        }
        try file.flush()
        for (index, summary) in group.columnSummaries.enumerated() { summaries[index].merge(summary) }
        pageIndexes.append(indexes)
        rowCount += group.rowCount
        metadata.rowGroups.append(stored)
    }

    /// Writes the footer; the file is complete and on the disk when this returns.
    ///
    /// - Errors: `io` when the disk refuses.
    public consuming func finish() throws(ColumnarError) -> ParquetFileSummary {
        try appendPageIndexes()
        metadata.rowCount = Int64(rowCount)
        var writer = ThriftCompactWriter()
        metadata.write(to: &writer)
        let footerByteCount = writer.buffer.count
        writer.buffer.append(littleEndian: UInt32(footerByteCount))
        writer.buffer.append(contentsOf: ParquetWriter.magic)
        try file.append(writer.buffer.bytes)
        let summary = ParquetFileSummary(
            byteCount: file.byteCount, rowCount: rowCount, rowGroupCount: metadata.rowGroups.count, columns: summaries)
        try file.finish()
        return summary
    }

    private mutating func appendPageIndexes() throws(ColumnarError) {
        for group in pageIndexes.indices {
            for (column, index) in pageIndexes[group].enumerated() where !index.bounds.isEmpty {
                metadata.rowGroups[group].columns[column].columnIndexOffset = Int64(file.byteCount)
                metadata.rowGroups[group].columns[column].columnIndexByteCount = Int32(index.bounds.count)
                try file.append(index.bounds.bytes)
            }
        }
        for group in pageIndexes.indices {
            for (column, index) in pageIndexes[group].enumerated() {
                metadata.rowGroups[group].columns[column].offsetIndexOffset = Int64(file.byteCount)
                metadata.rowGroups[group].columns[column].offsetIndexByteCount = Int32(index.offsets.count)
                try file.append(index.offsets.bytes)
            }
        }
    }
}

extension [UInt8] {
    fileprivate var bytes: RawSpan {
        @_lifetime(borrow self) get { unsafe span.bytes }  // bytes of bytes
    }
}

extension SchemaElement {
    /// The root and one optional leaf for each field.
    static func elements(of schema: Schema) -> [SchemaElement] {
        var root = SchemaElement(name: "schema")
        root.childCount = Int32(schema.fields.count)
        return [root] + schema.fields.map(SchemaElement.init)
    }

    private init(_ field: Field) {
        self.init(name: field.name)
        repetition = Repetition.optional.rawValue
        type = field.type.physicalType.rawValue
        switch field.type {
        case .bool, .int32, .int64: break
        case .int8: (convertedType, logicalType) = (15, .integer(bitWidth: 8, isSigned: true))
        case .int16: (convertedType, logicalType) = (16, .integer(bitWidth: 16, isSigned: true))
        case .date: (convertedType, logicalType) = (6, .date)
        case .utf8: (convertedType, logicalType) = (0, .string)
        }
    }
}

extension DataType {
    var physicalType: PhysicalType {
        switch self {
        case .bool: .boolean
        case .int8, .int16, .int32, .date: .int32
        case .int64: .int64
        case .utf8: .byteArray
        }
    }
}

extension StoredColumnChunk {
    init(_ chunk: EncodedColumnChunk, name: String, at fileOffset: Int) {
        type = chunk.type.rawValue
        encodings = chunk.encodings.map(\.rawValue)
        path = [name]
        codec = chunk.codec.rawValue
        valueCount = Int64(chunk.pages.reduce(0) { $0 + $1.rowCount })
        byteCount = Int64(chunk.uncompressedByteCount)
        compressedByteCount = Int64(chunk.bytes.count)
        dataPageOffset = Int64(fileOffset + chunk.dictionaryPageByteCount)
        dictionaryPageOffset = chunk.dictionaryPageByteCount > 0 ? Int64(fileOffset) : nil
        statistics.nullCount = Int64(chunk.nullCount)
        if chunk.hasBounds, let bounds = chunk.bounds {
            let minimum = PageIndex.minimum(bounds, chunk.type)
            let maximum = PageIndex.maximum(bounds, chunk.type)
            statistics.minimum = minimum.bytes
            statistics.isMinimumExact = minimum.isExact
            statistics.maximum = maximum.bytes
            statistics.isMaximumExact = maximum.isExact
        }
    }
}
