import Records

/// A text file that is read in pieces: what must be known of the whole before the first piece is read.
struct TextPlan: Sendable {
    var encoding: TextEncoding
    var delimiter: Delimiter
    var pieces: [TextPiece]
    /// Nil when the first lines hold no header row.
    var header: SheetHeader?
}

/// One pass over a large text file: its encoding and the borders of its records.
struct TextSurvey {
    private var check = UTF8Check()
    private var borders: RecordBorders?
    private var announced: TextEncoding?
    private var delimiter = Delimiter.comma
    private var position = 0
    private let pieceByteCount: Int

    init(pieceByteCount: Int) { self.pieceByteCount = pieceByteCount }

    /// Whether a file that begins like this can be cut into pieces by its bytes.
    static func canCut(_ start: [UInt8]) -> Bool {
        switch TextEncoding.announced(by: start) {
        case .utf16LittleEndian, .utf16BigEndian: false
        default: true
        }
    }

    mutating func consume(_ chunk: [UInt8]) {
        var start = 0
        if borders == nil {
            announced = TextEncoding.announced(by: chunk)
            start = announced?.markLength ?? 0
            delimiter = Delimiter.guess(chunk, in: start..<chunk.count)
            borders = RecordBorders(delimiter: delimiter, start: start, target: pieceByteCount)
        }
        if announced == nil { check.consume(chunk) }
        borders?.consume(chunk, in: start..<chunk.count)
        position += chunk.count
    }

    /// **Errors**: `tooLarge` when a record is longer than a cell may be.
    consuming func finish(_ source: ByteSource, headers: HeaderResolver) throws(IngestError) -> TextPlan {
        let encoding = announced ?? (check.isValidToEnd ? .utf8 : .gb18030)
        let pieces = borders?.finish() ?? []
        if let long = pieces.first(where: { $0.range.count > CellRef.maximumLength }) {
            throw IngestError(
                .tooLarge, "a record is longer than \(CellRef.maximumLength) bytes; a quote may never be closed",
                location: "line \(long.line)")
        }
        var plan = TextPlan(encoding: encoding, delimiter: delimiter, pieces: pieces)
        if let first = pieces.first { plan.header = try Self.header(first, source, plan, headers) }
        return plan
    }

    private static func header(
        _ piece: TextPiece, _ source: ByteSource, _ plan: TextPlan, _ headers: HeaderResolver
    ) throws(IngestError) -> SheetHeader? {
        let bytes = try source.read(piece.range)
        let text = TextDecoder.decode(bytes, in: 0..<bytes.count, as: plan.encoding).text
        var reader = CSVReader(text, in: 0..<text.count, delimiter: plan.delimiter, line: piece.line)
        var finder = HeaderFinder(isText: true, resolver: headers)
        while let block = try reader.next() {
            switch finder.consume(block) {
            case .undecided: continue
            case .found(let header): return header
            case .none: return nil
            }
        }
        return nil
    }
}
