/// A Parquet file to read from, row group by row group, from any thread.
///
/// Reads flat columns of BOOLEAN, INT32, INT64 and text, required or optional, in the encodings of `EncodingTable` and
/// the codecs of `CodecTable`. Other columns are refused by name when they are asked for.
public final class ParquetFile: Sendable {
    public let path: String
    /// The columns that can be read, in file order.
    public let schema: Schema
    public let rowCount: Int
    public let rowGroups: [RowGroupMetadata]
    public let keyValueMetadata: [(String, String)]
    public let createdBy: String
    /// **Units**: bytes.
    public var byteCount: Int { file.byteCount }

    private let file: ReadableFile
    private let leaves: LeafColumns
    private let footer: FileFooter

    /// - Parameter known: the columns that the file is expected to have, kept in place of an equal description.
    /// - Errors: `io` when the file cannot be opened or is no regular file, `damaged` when it is no whole Parquet file.
    public init(path: String, known: Schema? = nil) throws(ColumnarError) {
        self.path = path
        file = try ReadableFile(path: path)
        do throws(ColumnarError) {
            footer = try ParquetFile.readFooter(file)
            let metadata = footer.metadata
            leaves = try LeafColumns(metadata.schema)
            let fields = leaves.readable.map(\.field)
            schema = if let known, known.fields == fields { known } else { Schema(fields) }
            keyValueMetadata = metadata.keyValues.map { ($0.key, $0.value) }
            createdBy = metadata.createdBy
            rowGroups = try ParquetFile.describe(footer, leaves)
            rowCount = rowGroups.reduce(0) { $0 + $1.rowCount }
            guard Int64(rowCount) == metadata.rowCount else {
                throw ColumnarError(.damaged, "expected \(metadata.rowCount) rows, found \(rowCount) in the row groups")
            }
        } catch {
            throw ColumnarError(error.code, error.message, location: path)
        }
    }

    private static func readFooter(_ file: ReadableFile) throws(ColumnarError) -> FileFooter {
        guard file.byteCount >= 12 else { throw ColumnarError(.damaged, "too short for a Parquet file; fetch the file again") }
        let tail = try file.read(offset: file.byteCount - 8, count: 8).all
        let mark = try tail.suffix(from: 4).array
        if mark == Array("PARE".utf8) { throw ColumnarError(.unsupported, "an encrypted Parquet file is not read") }
        guard mark == ParquetWriter.magic else {
            throw ColumnarError(.damaged, "expected PAR1 at the end, found other bytes: no Parquet file, or cut short")
        }
        let length = Int(try tail.uint32(0))
        guard length <= file.byteCount - 12, length <= Limits.footerByteCount else {
            throw ColumnarError(.damaged, "a footer of \(length) bytes in a file of \(file.byteCount)")
        }
        return try FileFooter(try file.read(offset: file.byteCount - 8 - length, count: length).all)
    }

    private static func describe(_ footer: FileFooter, _ leaves: LeafColumns) throws(ColumnarError) -> [RowGroupMetadata] {
        var groups: [RowGroupMetadata] = []
        for (index, group) in footer.metadata.rowGroups.enumerated() {
            guard group.rowCount >= 0, group.rowCount <= Int64(Limits.rowGroupRowCount) else {
                throw ColumnarError(
                    .limit, "expected at most \(Limits.rowGroupRowCount) rows in a row group, found \(group.rowCount)")
            }
            guard group.chunkOffsets.count == leaves.chunkCount else {
                throw ColumnarError(.damaged, "expected \(leaves.chunkCount) column chunks, found \(group.chunkOffsets.count)")
            }
            let columns = RowGroupColumns(footer, rowGroup: index, leaves: leaves.readable)
            groups.append(RowGroupMetadata(rowCount: Int(group.rowCount), columns: columns))
        }
        return groups
    }

    /// Reads columns of a row group, all of them when none are named.
    ///
    /// - Errors: `damaged`, `limit`, or `unsupported` with the column's name and what to do.
    public func read(rowGroup: Int, columns names: [String]? = nil) throws(ColumnarError) -> RecordBatch {
        precondition(rowGroups.indices.contains(rowGroup), "row group \(rowGroup) of \(rowGroups.count)")
        if names == nil, let refused = leaves.unreadable.first { throw refusal(refused.name, refused.reason) }
        var fields: [Field] = []
        var columns: [Column] = []
        for leaf in try leaves(named: names) {
            fields.append(leaf.field)
            columns.append(try read(leaf, rowGroup))
        }
        return RecordBatch(schema: Schema(fields), columns: columns, rowCount: rowGroups[rowGroup].rowCount)
    }

    private func leaves(named names: [String]?) throws(ColumnarError) -> [LeafColumn] {
        guard let names else { return leaves.readable }
        var found: [LeafColumn] = []
        for name in names {
            if let index = schema.index(of: name) {
                found.append(leaves.readable[index])
            } else if let refused = leaves.unreadable.first(where: { $0.name == name }) {
                throw refusal(refused.name, refused.reason)
            } else {
                throw ColumnarError(.damaged, "expected a column \(name), found none", location: path)
            }
        }
        return found
    }

    private func refusal(_ name: String, _ reason: String) -> ColumnarError {
        ColumnarError(.unsupported, "the column \(reason)", location: "\(path), column \(name)")
    }

    private func read(_ leaf: LeafColumn, _ rowGroup: Int) throws(ColumnarError) -> Column {
        try withPages(of: leaf, rowGroup) { (pages) throws(ColumnarError) in try leaf.read(&pages) }
    }

    /// Goes through the pages of one column of a row group.
    func withPages<Result>(
        rowGroup: Int, column: String, _ body: (inout PageReader) throws(ColumnarError) -> Result
    ) throws(ColumnarError) -> Result {
        precondition(rowGroups.indices.contains(rowGroup), "row group \(rowGroup) of \(rowGroups.count)")
        return try withPages(of: try leaves(named: [column])[0], rowGroup, body)
    }

    private func withPages<Result>(
        of leaf: LeafColumn, _ rowGroup: Int, _ body: (inout PageReader) throws(ColumnarError) -> Result
    ) throws(ColumnarError) -> Result {
        do throws(ColumnarError) {
            let chunk = try footer.chunk(rowGroup: rowGroup, leaf.chunkIndex)
            var pages = try pages(of: chunk, leaf, rowCount: rowGroups[rowGroup].rowCount)
            return try body(&pages)
        } catch {
            throw ColumnarError(error.code, error.message, location: "\(path), column \(leaf.field.name)")
        }
    }

    /// The different texts of a column of a row group, and perhaps more, without its rows; nil when some page does not hold indices into
    /// a dictionary.
    package func dictionary(rowGroup: Int, column: String) throws(ColumnarError) -> StringColumn? {
        precondition(rowGroups.indices.contains(rowGroup), "row group \(rowGroup) of \(rowGroups.count)")
        let leaf = try leaves(named: [column])[0]
        guard leaf.field.type == .utf8 else { return nil }
        do throws(ColumnarError) {
            guard try footer.chunk(rowGroup: rowGroup, leaf.chunkIndex).dictionaryPageOffset != nil else { return nil }
        } catch {
            throw ColumnarError(error.code, error.message, location: "\(path), column \(leaf.field.name)")
        }
        return try withPages(of: leaf, rowGroup) { (pages) throws(ColumnarError) in try ChunkReading.dictionary(&pages) }
    }

    private func pages(
        of chunk: StoredColumnChunk, _ leaf: LeafColumn, rowCount: Int
    ) throws(ColumnarError) -> PageReader {
        guard chunk.filePath == nil else { throw ColumnarError(.unsupported, "a column chunk in another file is not read") }
        guard chunk.type == leaf.physicalType.rawValue, chunk.valueCount == Int64(rowCount) else {
            throw ColumnarError(.damaged, "the column chunk does not fit the schema")
        }
        guard let codecID = CodecID(rawValue: chunk.codec) else {
            throw ColumnarError(.unsupported, "the compression number \(chunk.codec) is not read; rewrite with LZ4_RAW")
        }
        let codec = try CodecTable.codec(codecID)
        var start = chunk.dataPageOffset
        if let dictionary = chunk.dictionaryPageOffset, dictionary > 0 { start = min(start, dictionary) }
        let size = Int64(file.byteCount)
        guard start >= 0, chunk.compressedByteCount >= 0, start <= size, chunk.compressedByteCount <= size - start else {
            throw ColumnarError(.damaged, "the column chunk lies outside the file; fetch the file again")
        }
        let bytes = try file.read(offset: Int(start), count: Int(chunk.compressedByteCount)).all
        return PageReader(
            bytes, codec: codec, isOptional: leaf.isOptional, rowCount: rowCount,
            uncompressedByteCount: Int(clamping: chunk.byteCount))
    }
}

extension LeafColumn {
    /// Reads the values and brings them to the field's type.
    fileprivate func read(_ pages: inout PageReader) throws(ColumnarError) -> Column {
        switch field.type {
        case .bool: return .bool(try ChunkReading.booleans(&pages))
        case .utf8: return try ChunkReading.text(&pages)
        case .date: return .date(try ChunkReading.integers(&pages, as: Int32.self))
        case .int32: return .int32(try ChunkReading.integers(&pages, as: Int32.self))
        case .int8: return .int8(try narrow(try ChunkReading.integers(&pages, as: Int32.self)))
        case .int16: return .int16(try narrow(try ChunkReading.integers(&pages, as: Int32.self)))
        case .int64:
            guard conversion == .unsigned32 else { return .int64(try ChunkReading.integers(&pages, as: Int64.self)) }
            let column = try ChunkReading.integers(&pages, as: Int32.self)
            let values = column.values.map { Int64(UInt32(bitPattern: $0)) }
            return .int64(PrimitiveColumn(values: values, validity: column.validity))
        }
    }

    private func narrow<T: FixedWidthInteger & Sendable>(_ column: PrimitiveColumn<Int32>) throws(ColumnarError) -> PrimitiveColumn<T> {
        guard column.values.allSatisfy({ T(exactly: $0) != nil }) else {
            throw ColumnarError(.damaged, "a value does not fit the column's \(T.bitWidth) bits")
        }
        return PrimitiveColumn(values: column.values.map { T(truncatingIfNeeded: $0) }, validity: column.validity)
    }
}

extension ParquetFile: BatchSource {
    public var partitionCount: Int { rowGroups.count }
    public func rowCount(partition: Int) -> Int { rowGroups[partition].rowCount }
    public func read(partition: Int, columns: [String]) throws(ColumnarError) -> RecordBatch {
        try read(rowGroup: partition, columns: columns)
    }

    public func validity(partition: Int, column: String) throws(ColumnarError) -> Bitmap? {
        if summary(partition: partition, column: column)?.nullCount == 0 { return nil }
        return try withPages(rowGroup: partition, column: column) { (pages) throws(ColumnarError) in
            pages.readsLevelsOnly = true
            while try pages.next() != nil {}
            return pages.finalValidity
        }
    }

    public func texts(partition: Int, column: String, rows: [Int32]) throws(ColumnarError) -> StringColumn {
        guard let index = schema.index(of: column), schema.fields[index].type == .utf8 else {
            throw ColumnarError(.damaged, "expected a column \(column) of text", location: path)
        }
        return try withPages(rowGroup: partition, column: column) { (pages) throws(ColumnarError) in
            try ChunkReading.texts(&pages, rows: rows)
        }
    }

    public func summary(partition: Int, column: String) -> PartitionColumnSummary? {
        guard let index = schema.index(of: column) else { return nil }
        let chunk = rowGroups[partition].columns[index]
        let constant = chunk.areBoundsExact && chunk.minimum == chunk.maximum ? chunk.minimum : nil
        return PartitionColumnSummary(nullCount: chunk.nullCount, constant: constant, byteCount: chunk.uncompressedByteCount)
    }
}
