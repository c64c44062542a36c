/// The pages of a column chunk in one encoding, before compression.
struct PageBodies: ~Copyable {
    struct Page {
        let rows: Range<Int>
        /// Positions among the values that are not null.
        let values: Range<Int>
        let bytes: Range<Int>
    }

    let encoding: EncodingID
    /// The values of the dictionary page, PLAIN; empty when there is none.
    var dictionary = ByteBuffer(minimumCapacity: 0)
    var dictionaryCount = 0
    var body: ByteBuffer
    var pages: [Page] = []
    /// What `noteEstimate` found: the estimate, and the compressed bytes of what it took as a whole.
    private var estimate: Int?
    private var compressedBody: [UInt8] = []
    private var compressedDictionary: [UInt8] = []

    init(_ encoding: EncodingID, byteCount: Int) {
        self.encoding = encoding
        body = ByteBuffer(minimumCapacity: byteCount)
    }

    /// Appends a page: the levels of its rows, then what `encode` writes for its values.
    mutating func appendPage(_ rows: Range<Int>, of chunk: ChunkRows, _ encode: (Range<Int>, inout ByteBuffer) -> Void) {
        let start = body.count
        let first = pages.last?.values.upperBound ?? 0
        let values = first..<(first + chunk.valueCount(in: rows))
        Levels.encode(chunk.validity, start: rows.lowerBound, count: rows.count, into: &body)
        encode(values, &body)
        pages.append(Page(rows: rows, values: values, bytes: start..<body.count))
    }

    var byteCount: Int { body.count + dictionary.count }

    /// What the pages will take when compressed, from samples.
    ///
    /// **Units**: bytes. **Complexity**: at most 256 KiB of each part are compressed; parts of up to 128 KiB as a whole, since their
    /// compressed bytes are used.
    func estimatedStoredByteCount(_ compression: ParquetOptions.Compression) -> Int {
        guard compression == .lz4raw else { return byteCount }
        if let estimate { return estimate }
        return estimate(PageBodies.estimate(body.bytes).count, PageBodies.estimate(dictionary.bytes).count)
    }

    /// Keeps the estimate, which is asked for again when the pages are compressed. Call when they are whole.
    mutating func noteEstimate(_ compression: ParquetOptions.Compression) {
        guard compression == .lz4raw else { return }
        let body = PageBodies.estimate(body.bytes)
        let dictionary = PageBodies.estimate(dictionary.bytes)
        estimate = estimate(body.count, dictionary.count)
        compressedBody = body.whole
        compressedDictionary = dictionary.whole
    }

    private func estimate(_ body: Int, _ dictionary: Int) -> Int {
        (body + dictionary) * 100 < byteCount * 95 ? body + dictionary : byteCount
    }

    /// How many bytes will be stored, and these bytes themselves if all were compressed to find out.
    private static func estimate(_ bytes: RawSpan) -> (count: Int, whole: [UInt8]) {
        let sample = 64 << 10
        let samples = max(1, min(4, bytes.byteCount / (8 * sample)))
        var scratch = ByteBuffer(minimumCapacity: min(bytes.byteCount, samples * sample))
        guard bytes.byteCount > max(samples, 2) * sample else {
            LZ4RawCodec.compress(bytes, into: &scratch)
            return (scratch.count, scratch.array)
        }
        let step = bytes.byteCount / samples
        for i in 0..<samples { LZ4RawCodec.compress(bytes.extracting((i * step)..<(i * step + sample)), into: &scratch) }
        return (Int(Double(scratch.count) / Double(samples * sample) * Double(bytes.byteCount)), [])
    }

    /// Appends the compressed dictionary.
    borrowing func compressDictionary(into out: inout ByteBuffer) {
        guard compressedDictionary.isEmpty else { return unsafe out.append(contentsOf: compressedDictionary.span.bytes) }  // no padding
        LZ4RawCodec.compress(dictionary.bytes, into: &out)
    }

    /// Appends a compressed page.
    borrowing func compress(_ page: Page, into out: inout ByteBuffer) {
        guard page.bytes != 0..<body.count || compressedBody.isEmpty else {
            return unsafe out.append(contentsOf: compressedBody.span.bytes)  // no padding
        }
        LZ4RawCodec.compress(body.bytes.extracting(page.bytes), into: &out)
    }
}
