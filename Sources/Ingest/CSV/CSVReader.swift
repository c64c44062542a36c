/// UTF-8 text of a CSV or TSV file, or of a piece of one, as blocks of cells.
package struct CSVReader {
    /// Text of one block: what fits the second-level cache together with its cells.
    package static let blockByteCount = 256 << 10

    private let delimiter: Delimiter
    private let text: [UInt8]
    private var position: Int
    private let end: Int
    private var line: Int
    private let limits: Limits
    private let blockByteCount: Int
    private var index: CSVIndex
    /// Where the index' positions begin.
    private var base = 0
    /// Next record of the index.
    private var row = 0
    private var isFinished = false

    /// - Parameters:
    ///   - range: whole records; ends at a record's end or at the end of the text.
    ///   - line: number of the line on which the range begins, 1-based.
    ///   - usesVectors: false for the plain twin.
    /// - Precondition: `range` lies within `text`.
    package init(
        _ text: [UInt8], in range: Range<Int>, delimiter: Delimiter, line: Int = 1, limits: Limits = Limits(),
        blockByteCount: Int = CSVReader.blockByteCount, usesVectors: Bool = true
    ) {
        precondition(range.lowerBound >= 0 && range.upperBound <= text.count, "a range outside the text")
        self.text = text
        self.delimiter = delimiter
        self.line = line
        self.limits = limits
        self.blockByteCount = blockByteCount
        index = CSVIndex(usesVectors: usesVectors && VectorCode.isAvailable)
        position = range.lowerBound
        end = range.upperBound
    }

    /// Line on which a quote opens that is never closed, as far as read.
    package var unclosedQuoteLine: Int? { index.unclosedQuoteLine }

    /// The next records; nil after the last block. Every text gives at least one block.
    ///
    /// A record of more columns than `Limits.columnCount` keeps the first ones.
    /// **Errors**: `limit` when a field is longer than a cell may be.
    package mutating func next() throws(IngestError) -> SheetBlock? {
        guard !isFinished else { return nil }
        if row == index.recordCount { scan() }
        let columnCount = min(index.fieldCount, limits.columnCount)
        let rows = row..<min(index.recordCount, row + max(1, limits.blockCellCount / max(1, columnCount)))
        row = rows.upperBound
        isFinished = row == index.recordCount && position >= end
        var side: [UInt8] = []
        var columns: [[CellRef]] = []
        columns.reserveCapacity(columnCount)
        for column in 0..<columnCount { columns.append(try cells(of: column, in: rows, side: &side)) }
        return SheetBlock(
            sheet: SheetInfo(), rowNumbers: Array(index.lines[rows]), columns: columns,
            buffers: CellBuffers(own: text, side: side), isLast: isFinished)
    }

    private mutating func scan() {
        base = position
        row = 0
        let scanned = position..<min(end, position + CSVIndex.maximumByteCount)
        (position, line) = index.scan(text, in: scanned, delimiter: delimiter, line: line, target: blockByteCount)
    }

    /// The cells of a column; none when all are empty.
    private func cells(of column: Int, in rows: Range<Int>, side: inout [UInt8]) throws(IngestError) -> [CellRef] {
        let (cells, isPlain, isEmpty) = index.plainCells(of: column, in: rows, base: base)
        if isPlain { return isEmpty ? [] : cells }
        return try allCells(of: column, in: rows, side: &side)
    }

    /// Also with quotes, and with fields that are too long.
    private func allCells(of column: Int, in rows: Range<Int>, side: inout [UInt8]) throws(IngestError) -> [CellRef] {
        var cells = [CellRef](repeating: .empty, count: rows.count)
        for row in rows {
            let field = Int(index.firsts[row]) &+ column
            guard field < Int(index.firsts[row &+ 1]) else { continue }
            let end = index.ends[field]
            let start = column == 0 ? index.starts[row] : (index.ends[field &- 1] & ~CSVIndex.quoted) &+ 1
            let length = Int(end & ~CSVIndex.quoted) &- Int(start)
            guard length > 0 else { continue }
            guard length <= CellRef.maximumLength else {
                throw IngestError(
                    .tooLarge, "expected a field of at most \(CellRef.maximumLength) bytes, found \(length)",
                    location: "line \(index.lines[row])")
            }
            if end & CSVIndex.quoted == 0 {
                cells[row &- rows.lowerBound] = CellRef(.text, offset: base &+ Int(start), length: length)
            } else {
                let field = base &+ Int(start)..<base &+ Int(start) &+ length
                cells[row &- rows.lowerBound] = unquoted(field, side: &side)
            }
        }
        return cells
    }

    /// A field that begins with a quote: a slice of the text, or a copy when it holds further quotes.
    private func unquoted(_ field: Range<Int>, side: inout [UInt8]) -> CellRef {
        let inner = field.lowerBound + 1
        let next = text[inner..<field.upperBound].firstIndex(of: 0x22) ?? field.upperBound
        if next >= field.upperBound - 1 {
            return next == inner ? .empty : CellRef(.text, offset: inner, length: next - inner)
        }
        let start = side.count
        var i = inner
        var isOpen = true
        while i < field.upperBound {
            if isOpen, text[i] == 0x22 {
                if i + 1 < field.upperBound, text[i + 1] == 0x22 { side.append(0x22) } else { isOpen = false }
                i += isOpen ? 2 : 1
                continue
            }
            side.append(text[i])
            i += 1
        }
        return side.count == start ? .empty : CellRef(.text, .side, offset: start, length: side.count - start)
    }
}
