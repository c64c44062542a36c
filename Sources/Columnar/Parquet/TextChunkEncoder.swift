/// Encodes a chunk of text: dictionary where it pays, else plain.
struct TextChunkEncoder {
    let rows: ChunkRows
    let columns: [Column]
    /// See `CodedText`.
    let pieces: [[Int]]
    let options: ParquetOptions
    let wantsBounds: Bool

    func encode() throws(ColumnarError) -> EncodedColumnChunk {
        guard let coded = CodedText(columns, pieces: pieces, valueCount: rows.valueCount), coded.values.count > 0 else {
            let text = try TextParts(columns)
            var plain = try plainBodies(text)
            plain.noteEstimate(options.compression)
            return try finish(plain, text)
        }
        var dictionary = dictionaryBodies(coded)
        if dictionary.byteCount * 3 < coded.plainByteCount { return finish(dictionary, coded) }
        let text = try TextParts(columns)
        var plain = try plainBodies(text)
        plain.noteEstimate(options.compression)
        dictionary.noteEstimate(options.compression)
        if dictionary.estimatedStoredByteCount(options.compression) <= plain.estimatedStoredByteCount(options.compression) {
            return finish(dictionary, coded)
        }
        return try finish(plain, text)
    }

    private func dictionaryBodies(_ coded: CodedText) -> PageBodies {
        let distinct = coded.values.count
        let byteCount = coded.codes.count * DictionaryIndices.width(distinctCount: distinct) / 8
        var bodies = PageBodies(.rleDictionary, byteCount: byteCount + rows.rowCount / 8 + 1024)
        PlainEncoding.encode(coded.values, rows: 0..<distinct, into: &bodies.dictionary)
        bodies.dictionaryCount = distinct
        for page in rows.pages(byteCount: byteCount, pageByteCount: options.pageByteCount) {
            bodies.appendPage(page, of: rows) { range, buffer in
                DictionaryIndices.encode(coded.codes.span.extracting(range), distinctCount: distinct, into: &buffer)
            }
        }
        return bodies
    }

    private func plainBodies(_ text: TextParts) throws(ColumnarError) -> PageBodies {
        var bodies = PageBodies(.plain, byteCount: text.byteCount + 4 * rows.rowCount + rows.rowCount / 8 + 1024)
        var start = 0
        while start < rows.rowCount {
            let end = try pageEnd(text, start: start)
            bodies.appendPage(start..<end, of: rows) { _, buffer in
                text.forEachPart(of: start..<end) { part, range in PlainEncoding.encode(part, rows: range, into: &buffer) }
            }
            start = end
        }
        return bodies
    }

    /// Goes on by 64 rows until the page is full.
    private func pageEnd(_ text: TextParts, start: Int) throws(ColumnarError) -> Int {
        var end = min(start + 64, rows.rowCount)
        var size = text.plainByteCount(start..<end)
        guard size <= Limits.pageByteCount / 2 else {
            throw ColumnarError(.limit, "64 rows of text exceed \(Limits.pageByteCount / 2) bytes; shorten the texts")
        }
        while end < rows.rowCount {
            let next = min(end + 64, rows.rowCount)
            size += text.plainByteCount(end..<next)
            if size > options.pageByteCount { break }
            end = next
        }
        return end
    }

    private func finish(_ bodies: borrowing PageBodies, _ text: TextParts) throws(ColumnarError) -> EncodedColumnChunk {
        var bounds: [ValueBounds?]?
        if wantsBounds {
            let joined = try PlainText.join(text.parts.map { .utf8($0) }, rows: rows)
            bounds = bodies.pages.map { TextBounds.ofRows($0.rows, in: joined) }
        }
        return EncodedColumnChunk(bodies, rows: rows, type: .byteArray, bounds: bounds, options: options)
    }

    private func finish(_ bodies: borrowing PageBodies, _ coded: CodedText) -> EncodedColumnChunk {
        let bounds = wantsBounds ? bodies.pages.map { TextBounds.ofCodes($0.values, in: coded) } : nil
        return EncodedColumnChunk(bodies, rows: rows, type: .byteArray, bounds: bounds, options: options)
    }
}

/// Smallest and largest text, compared byte by byte.
///
/// The first eight bytes as a big-endian number decide nearly every comparison.
enum TextBounds {
    static func ofRows(_ rows: Range<Int>, in text: StringColumn) -> ValueBounds? {
        of(text, positions: rows.lazy.filter { text.isValid($0) })
    }

    /// Looks at each distinct text of the page once.
    static func ofCodes(_ range: Range<Int>, in coded: CodedText) -> ValueBounds? {
        var isUsed = [Bool](repeating: false, count: coded.values.count)
        let codes = coded.codes.span
        for i in range { isUsed[Int(unsafe codes[unchecked: i])] = true }  // the pages cover the codes
        return of(coded.values, positions: isUsed.indices.lazy.filter { isUsed[$0] })
    }

    private static func of(_ text: StringColumn, positions: some Sequence<Int>) -> ValueBounds? {
        var low = -1
        var high = -1
        var lowKey: UInt64 = 0
        var highKey: UInt64 = 0
        let bytes = text.bytes.span
        let offsets = text.offsets.span
        for position in positions {
            let start = unsafe Int(offsets[unchecked: position])  // position < count
            let key = prefixKey(bytes, start: start, length: unsafe Int(offsets[unchecked: position + 1]) - start)
            if low < 0 {
                (low, high, lowKey, highKey) = (position, position, key, key)
            } else if key < lowKey || (key == lowKey && isLess(text, position, low)) {
                (low, lowKey) = (position, key)
            } else if key > highKey || (key == highKey && isLess(text, high, position)) {
                (high, highKey) = (position, key)
            }
        }
        guard low >= 0 else { return nil }
        return ValueBounds(
            minimum: .text(Array(text.bytes[text.byteRange(low)])), maximum: .text(Array(text.bytes[text.byteRange(high)])))
    }

    private static func prefixKey(_ bytes: Span<UInt8>, start: Int, length: Int) -> UInt64 {
        if start + 8 <= bytes.count {
            // Eight bytes are there; those behind the text are masked.
            let word = unsafe bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt64.self)
            return length >= 8 ? UInt64(bigEndian: word) : UInt64(bigEndian: word) & ~(UInt64.max >> UInt64(8 * length))
        }
        var key: UInt64 = 0
        for i in 0..<min(8, length) { key |= UInt64(bytes[start + i]) << UInt64(56 - 8 * i) }
        return key
    }

    private static func isLess(_ text: StringColumn, _ a: Int, _ b: Int) -> Bool {
        text.bytes[text.byteRange(a)].lexicographicallyPrecedes(text.bytes[text.byteRange(b)])
    }
}
