/// Goes through the pages of one column chunk: headers, checksums, compression, levels.
struct PageReader {
    struct DataPage {
        let encoding: EncodingID
        /// Values that are not null.
        let valueCount: Int
        let bytes: ByteSlice
    }

    struct DictionaryPage {
        let valueCount: Int
        let bytes: ByteSlice
    }

    private let chunk: ByteSlice
    private let codec: any Codec.Type
    private let isOptional: Bool
    private let rowCount: Int
    private let uncompressedByteCount: Int
    private var offset = 0
    private(set) var rowsRead = 0
    /// For a reader that asks only which rows are null: pages have no bytes, and as little of them is decompressed as that takes.
    var readsLevelsOnly = false
    /// Of the pages read so far; stays empty for a required column.
    private(set) var validity = Bitmap()
    private(set) var valueCount = 0
    /// Set once the chunk's first page has been seen, if it is one.
    private(set) var dictionary: DictionaryPage?

    init(_ chunk: ByteSlice, codec: any Codec.Type, isOptional: Bool, rowCount: Int, uncompressedByteCount: Int) {
        self.uncompressedByteCount = max(0, uncompressedByteCount)
        self.chunk = chunk
        self.codec = codec
        self.isOptional = isOptional
        self.rowCount = rowCount
    }

    /// Values to reserve room for: what the footer promises, as far as the bytes make it credible.
    var expectedValueCount: Int { min(rowCount, 64 * chunk.count) }

    /// Bytes of text to reserve room for.
    var expectedByteCount: Int { min(uncompressedByteCount, 16 * chunk.count) }

    /// Nil when no row is null.
    var finalValidity: Bitmap? { isOptional && valueCount < rowCount ? validity : nil }

    /// The next data page, or nil when all rows have been read.
    ///
    /// - Errors: `damaged` on a wrong checksum, size or count; `unsupported` for kinds of pages and encodings not read.
    mutating func next() throws(ColumnarError) -> DataPage? {
        while rowsRead < rowCount {
            var headerByteCount = 0
            let header = try PageHeader(try chunk.suffix(from: offset), byteCount: &headerByteCount)
            let payload = try chunk.slice(offset + headerByteCount, Int(header.compressedByteCount))
            offset += headerByteCount + payload.count
            if let crc = header.crc, Checksum32.crc32(payload) != crc {
                throw ColumnarError(.damaged, "the checksum of a page does not fit its bytes; fetch the file again")
            }
            switch PageHeader.Kind(rawValue: header.kind) {
            case .data: return try dataPage(header, payload)
            case .dataV2: return try dataPageV2(header, payload)
            case .dictionary: try readDictionary(header, payload)
            case .index, nil: continue
            }
        }
        return nil
    }

    private mutating func readDictionary(_ header: PageHeader, _ payload: ByteSlice) throws(ColumnarError) {
        guard dictionary == nil, rowsRead == 0 else { throw ColumnarError(.damaged, "a second dictionary page") }
        guard header.encoding == EncodingID.plain.rawValue || header.encoding == EncodingID.plainDictionary.rawValue else {
            throw ColumnarError(.unsupported, "a dictionary page in encoding \(header.encoding) is not read")
        }
        guard !readsLevelsOnly else { return }
        dictionary = DictionaryPage(
            valueCount: Int(header.valueCount), bytes: try codec.decompress(payload, byteCount: Int(header.byteCount)))
    }

    private mutating func dataPage(_ header: PageHeader, _ payload: ByteSlice) throws(ColumnarError) -> DataPage {
        if isOptional, header.definitionLevelEncoding != EncodingID.rle.rawValue {
            throw ColumnarError(.unsupported, "levels in encoding \(header.definitionLevelEncoding) are not read")
        }
        if readsLevelsOnly { return try levelsPage(header, payload) }
        let body = try codec.decompress(payload, byteCount: Int(header.byteCount))
        guard isOptional else { return try page(header, valueCount: Int(header.valueCount), body) }
        let levels = try body.slice(4, Int(try body.uint32(0)))
        let valid = try readLevels(levels, count: Int(header.valueCount))
        return try page(header, valueCount: valid, try body.suffix(from: 4 + levels.count))
    }

    /// The levels of a page of version 1, which stand in front of the values and are mostly one bit a row.
    private mutating func levelsPage(_ header: PageHeader, _ payload: ByteSlice) throws(ColumnarError) -> DataPage {
        guard isOptional else { return try page(header, valueCount: Int(header.valueCount), try payload.slice(0, 0)) }
        let likely = min(Int(header.byteCount), Int(header.valueCount) / 4 + 64)
        var body = try codec.decompress(payload, byteCount: Int(header.byteCount), prefix: likely)
        let needed = likely < 4 ? Int.max : 4 + Int(try body.uint32(0))
        if needed > likely {
            body = try codec.decompress(payload, byteCount: Int(header.byteCount))
        }
        let levels = try body.slice(4, Int(try body.uint32(0)))
        return try page(header, valueCount: try readLevels(levels, count: Int(header.valueCount)), try body.slice(0, 0))
    }

    /// Levels stand uncompressed in front of the values.
    private mutating func dataPageV2(_ header: PageHeader, _ payload: ByteSlice) throws(ColumnarError) -> DataPage {
        guard header.repetitionLevelByteCount == 0 else { throw ColumnarError(.damaged, "repetition levels of a flat column") }
        let levels = try payload.slice(0, Int(header.definitionLevelByteCount))
        let stored = try payload.suffix(from: levels.count)
        let byteCount = Int(header.byteCount) - levels.count
        guard byteCount >= 0 else { throw ColumnarError(.damaged, "levels longer than their page") }
        let valid = isOptional ? try readLevels(levels, count: Int(header.valueCount)) : Int(header.valueCount)
        if readsLevelsOnly { return try page(header, valueCount: valid, try payload.slice(0, 0)) }
        // A page of nulls may have no bytes to decompress.
        let body = header.isCompressed && byteCount > 0 ? try codec.decompress(stored, byteCount: byteCount) : stored
        return try page(header, valueCount: valid, body)
    }

    private mutating func readLevels(_ levels: ByteSlice, count: Int) throws(ColumnarError) -> Int {
        guard count <= rowCount - rowsRead else { throw tooManyRows }
        return try Levels.decode(levels, count: count, into: &validity)
    }

    private mutating func page(_ header: PageHeader, valueCount valid: Int, _ body: ByteSlice) throws(ColumnarError) -> DataPage {
        guard Int(header.valueCount) <= rowCount - rowsRead else { throw tooManyRows }
        guard let encoding = EncodingID(rawValue: header.encoding) else {
            throw ColumnarError(.unsupported, "the encoding number \(header.encoding) is not read; rewrite the file with PLAIN")
        }
        rowsRead += Int(header.valueCount)
        valueCount += valid
        return DataPage(encoding: encoding, valueCount: valid, bytes: body)
    }

    private var tooManyRows: ColumnarError {
        ColumnarError(.damaged, "expected \(rowCount) rows in the column chunk, found more")
    }
}

extension Checksum32 {
    package static func crc32(_ slice: ByteSlice) -> UInt32 {
        // The slice keeps its block alive and is `count` bytes long.
        unsafe slice.withUnsafePointer { unsafe crc32(RawSpan(_unsafeStart: $0, byteCount: slice.count)) }
    }
}
