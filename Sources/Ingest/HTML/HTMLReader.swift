/// The tables of an HTML document as one sheet: its rows are the `<tr>` elements in the order of their beginning, counted from 1.
///
/// Elements that are never closed end where browsers end them: a cell at the next cell or row, a row at the next row. A cell outside
/// of any row begins one. A table inside a cell has rows of its own; its text is not the outer cell's.
///
/// **Source**: SPEC §6.2; WHATWG HTML, 13.2.6.4.9–15.
package struct HTMLReader {
    private struct OpenRow {
        var number: Int
        var cells: [(cell: CellRef, column: Int)] = []
        var column = 0
    }

    private struct OpenTable {
        var row: OpenRow?
        var cell: HTMLText?
        var columnSpan = 1
    }

    private var tokens: HTMLTokens
    private let limits: Limits
    private var tables: [OpenTable] = []
    private var rowCount = 0
    /// Rows that ended while an outer one was open.
    private var waiting: [OpenRow] = []
    private var builder: BlockBuilder
    /// Text of the cells of the block.
    private var text: [UInt8] = []
    private var isFinished = false

    /// - Parameters:
    ///   - text: UTF-8.
    ///   - start: after the byte order mark.
    package init(_ text: [UInt8], from start: Int = 0, limits: Limits = Limits()) {
        tokens = HTMLTokens(text, from: start)
        self.limits = limits
        builder = BlockBuilder(limits: limits)
    }

    /// A table was open when the document ended: the file may be cut off.
    package private(set) var endsInsideTable = false

    /// The next rows; nil after the last block. Every document gives at least one block.
    ///
    /// A row of more columns than `Limits.columnCount` keeps the first ones.
    /// **Errors**: `tooLarge` for cells, rows and nested tables beyond the limits.
    package mutating func next() throws(IngestError) -> SheetBlock? {
        guard !isFinished else { return nil }
        while !isFull, let token = tokens.next() { try take(token) }
        if !isFull {
            isFinished = true
            endsInsideTable = !tables.isEmpty
            while !tables.isEmpty { try closeTable() }
        }
        defer { text = [] }
        return builder.finish(sheet: SheetInfo(), buffers: CellBuffers(own: text), isLast: isFinished)
    }

    /// Rows that wait have their text in this block's buffer.
    private var isFull: Bool { builder.isFull && waiting.isEmpty && !tables.contains { $0.row != nil } }

    private mutating func take(_ token: HTMLTokens.Token) throws(IngestError) {
        switch token {
        case .text(let range): try appendText(tokens.bytes[range])
        case .open(.table, _): try openTable()
        case .open(.row, _): try openRow()
        case .open(.cell, let columnSpan): try openCell(columnSpan: columnSpan)
        case .open(.separator, _), .close(.separator): withTop { $0.cell?.separate() }
        case .close(.table): try closeTable()
        case .close(.row): try closeRow()
        case .close(.cell): try closeCell()
        case .open(.rawText, _), .open(.other, _), .close(.rawText), .close(.other): break
        }
    }

    private mutating func withTop(_ body: (inout OpenTable) -> Void) {
        guard !tables.isEmpty else { return }
        body(&tables[tables.count - 1])
    }

    private mutating func appendText(_ piece: ArraySlice<UInt8>) throws(IngestError) {
        guard let last = tables.indices.last, tables[last].cell != nil else { return }
        do throws(IngestError) { try tables[last].cell?.append(piece) } catch { throw located(error) }
    }

    private mutating func openTable() throws(IngestError) {
        // Outside of a cell a table ends the one before it, as a table cannot stand there.
        if let top = tables.last, top.cell == nil { try closeTable() }
        guard tables.count < limits.nestedTableCount else {
            throw located(IngestError(.tooLarge, "expected at most \(limits.nestedTableCount) tables in each other; save it as .xlsx"))
        }
        tables.append(OpenTable())
    }

    private mutating func openRow() throws(IngestError) {
        if tables.isEmpty { tables.append(OpenTable()) }
        try closeRow()
        guard rowCount < Int(Int32.max) else { throw IngestError(.tooLarge, "expected at most \(Int32.max) rows; split the file") }
        rowCount += 1
        let row = OpenRow(number: rowCount)
        withTop { $0.row = row }
    }

    private mutating func openCell(columnSpan: Int) throws(IngestError) {
        try closeCell()
        if tables.last?.row == nil { try openRow() }
        withTop {
            $0.cell = HTMLText(maximum: CellRef.maximumLength)
            $0.columnSpan = columnSpan
        }
    }

    private mutating func closeCell() throws(IngestError) {
        guard let last = tables.indices.last, let cell = tables[last].cell else { return }
        tables[last].cell = nil
        guard let column = tables[last].row?.column else { return }
        let next = min(limits.columnCount, column + tables[last].columnSpan)
        tables[last].row?.column = next
        guard !cell.bytes.isEmpty, column < limits.columnCount else { return }
        guard text.count + cell.bytes.count <= CellRef.maximumOffset else {
            throw located(IngestError(.tooLarge, "tables in each other hold too much text; save it as .xlsx"))
        }
        tables[last].row?.cells.append((CellRef(.text, offset: text.count, length: cell.bytes.count), column))
        text += cell.bytes
    }

    private mutating func closeRow() throws(IngestError) {
        try closeCell()
        guard let last = tables.indices.last, let row = tables[last].row else { return }
        tables[last].row = nil
        waiting.append(row)
        guard !tables.contains(where: { $0.row != nil }) else { return }
        for row in waiting.sorted(by: { $0.number < $1.number }) {
            for (cell, column) in row.cells { builder.append(cell, column: column) }
            builder.endRow(number: row.number, isHidden: false)
        }
        waiting.removeAll(keepingCapacity: true)
    }

    private mutating func closeTable() throws(IngestError) {
        try closeRow()
        _ = tables.popLast()
    }

    private func located(_ error: IngestError) -> IngestError {
        error.location.isEmpty ? IngestError(error.problem, error.message, location: "row \(rowCount)") : error
    }
}
