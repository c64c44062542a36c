/// Reads the cell records of a sheet into blocks.
///
/// The hot loop of the reader: each kind of record has a fixed layout, row u16, column u16, format u16, then the value.
/// **Source**: Microsoft, [MS-XLS] 2.4.
struct XLSSheetReader {
    /// Texts that are the same in all workbooks, at the start of `side`.
    private static let constants: (bytes: [UInt8], errors: [Int: Range<Int>]) = {
        var bytes = Array("TRUEFALSE".utf8)
        var errors: [Int: Range<Int>] = [:]
        for (code, text) in [
            (0x00, "#NULL!"), (0x07, "#DIV/0!"), (0x0F, "#VALUE!"), (0x17, "#REF!"), (0x1D, "#NAME?"), (0x24, "#NUM!"),
            (0x2A, "#N/A"), (0x2B, "#GETTING_DATA"),
        ] {
            errors[code] = bytes.count..<(bytes.count + text.utf8.count)
            bytes += Array(text.utf8)
        }
        return (bytes, errors)
    }()

    private let sheet: SheetInfo
    private let survey: XLSSheetSurvey
    private let strings: XLSSharedStrings
    private let version: BIFFVersion
    private let codePage: CodePage
    private let limits: Limits
    private var builder: BlockBuilder
    private var side = UTF8Buffer(constants.bytes)
    /// Offset of the next record, or its place in the sorted list.
    private var position: Int
    private var row = -1
    private var isFinished = false

    init(_ workbook: XLSWorkbook, _ sheet: SheetInfo, _ survey: XLSSheetSurvey) {
        var sheet = sheet
        sheet.hiddenColumns = survey.hiddenColumns
        self.sheet = sheet
        self.survey = survey
        strings = workbook.strings
        version = workbook.version
        codePage = workbook.codePage
        limits = workbook.limits
        builder = BlockBuilder(limits: workbook.limits)
        position = survey.sortedCells == nil ? survey.range.lowerBound : 0
    }

    /// The next block; nil after the last.
    mutating func next(_ bytes: LittleEndianBytes) throws(IngestError) -> SheetBlock? {
        guard !isFinished else { return nil }
        if survey.isWorksheet {
            isFinished = if let cells = survey.sortedCells { try scan(bytes, sorted: cells) } else { try scan(bytes) }
        } else {
            isFinished = true
        }
        if isFinished { endRow() }
        let buffers = CellBuffers(side: side.take(), shared: strings.bytes)
        side = UTF8Buffer(Self.constants.bytes)
        return builder.finish(sheet: sheet, buffers: buffers, isLast: isFinished)
    }

    /// Reads records in the order of the stream; true at the end of the sheet, false when the block is full.
    private mutating func scan(_ bytes: LittleEndianBytes) throws(IngestError) -> Bool {
        var depth = position == survey.range.lowerBound ? 0 : 1
        while position < survey.range.upperBound, let record = BIFFRecord(bytes, at: position) {
            if depth == 1, XLSSheetSurvey.isCell(record.type) {
                if beginRow(bytes.u16(record.start)) { return false }
                try append(bytes, record)
            } else if record.type == BIFFRecordType.beginOfFile {
                depth += 1
            } else if record.type == BIFFRecordType.endOfFile {
                depth -= 1
            }
            position = record.end
        }
        return true
    }

    /// The same for cells that had to be sorted.
    private mutating func scan(_ bytes: LittleEndianBytes, sorted: [Int]) throws(IngestError) -> Bool {
        while position < sorted.count {
            if let record = BIFFRecord(bytes, at: sorted[position]) {
                if beginRow(bytes.u16(record.start)) { return false }
                try append(bytes, record)
            }
            position += 1
        }
        return true
    }

    /// Moves to the row of the next cell; true when the block is full and the cell has to wait.
    @inline(__always) private mutating func beginRow(_ next: Int) -> Bool {
        if next == row { return false }
        endRow()
        if builder.isFull { return true }
        row = next
        return false
    }

    private mutating func endRow() {
        guard row >= 0 else { return }
        builder.endRow(number: row + 1, isHidden: survey.isHidden(row: row))
        row = -1
    }

    private func damaged(_ message: String) -> IngestError {
        IngestError(.damagedWorkbook, "\(message); save the workbook again", location: "\(sheet.name), row \(row + 1)")
    }

    // MARK: Cells

    @inline(__always) private mutating func append(_ bytes: LittleEndianBytes, _ record: BIFFRecord) throws(IngestError) {
        let column = bytes.u16(record.start &+ 2)
        guard record.length >= 8, column < limits.columnCount else { throw damaged("a cell has no valid place or value") }
        let value = record.start &+ 6
        switch record.type {
        case BIFFRecordType.labelSST:
            let index = bytes.u32(value)
            guard record.length >= 10, index < strings.cells.count else { throw damaged("a shared string is missing") }
            let cell = strings.cells[index]
            if !cell.isEmpty { builder.append(cell, column: column) }
        case BIFFRecordType.rk:
            guard record.length >= 10 else { throw damaged("a number is too short") }
            appendRK(bytes.u32(value), column)
        case BIFFRecordType.number:
            guard record.length >= 14 else { throw damaged("a number is too short") }
            appendNumber(Double(bitPattern: bytes.u64(value)), column)
        case BIFFRecordType.multipleRK: try appendMultipleRK(bytes, record, column)
        case BIFFRecordType.boolOrError:
            let code = bytes.u8(value)
            if bytes.u8(value &+ 1) == 0 { appendBool(code != 0, column) } else { appendError(code, column) }
        case BIFFRecordType.formula: try appendFormula(bytes, record, column)
        default: try appendText(bytes, record, at: value, column)
        }
    }

    /// A number in 32 bits: bit 0 says to divide by 100, bit 1 that the others are a whole number, else the top of a double.
    private mutating func appendRK(_ bits: Int, _ column: Int) {
        var number = Double(bitPattern: UInt64(bits & 0xFFFF_FFFC) << 32)
        if bits & 2 != 0 {
            let whole = Int64(Int32(truncatingIfNeeded: bits) >> 2)
            if bits & 1 == 0 {
                let start = side.count
                side.appendDecimal(whole, places: 0)
                return appendSide(.number, from: start, column)
            }
            number = Double(whole)
        }
        appendNumber(bits & 1 != 0 ? number / 100 : number, column)
    }

    /// MULRK: row, first column, (format u16, RK u32) …, last column.
    private mutating func appendMultipleRK(
        _ bytes: LittleEndianBytes, _ record: BIFFRecord, _ first: Int
    ) throws(IngestError) {
        let count = (record.length - 6) / 6
        guard first + count <= limits.columnCount else { throw damaged("a cell lies outside the sheet") }
        for index in 0..<count { appendRK(bytes.u32(record.start + 6 + 6 * index), first + index) }
    }

    private mutating func appendNumber(_ value: Double, _ column: Int) {
        guard value.isFinite else { return appendError(0x24, column) }
        let start = side.count
        side.appendNumber(value)
        appendSide(.number, from: start, column)
    }

    private mutating func appendBool(_ value: Bool, _ column: Int) {
        builder.append(CellRef(.bool, .side, offset: value ? 0 : 4, length: value ? 4 : 5), column: column)
    }

    private mutating func appendError(_ code: Int, _ column: Int) {
        let text = Self.constants.errors[code] ?? Self.constants.errors[0x2A] ?? 0..<0
        builder.append(CellRef(.error, .side, offset: text.lowerBound, length: text.count), column: column)
    }

    /// The side's bytes from `start` as a cell; empty text gives none.
    @inline(__always) private mutating func appendSide(_ kind: CellKind, from start: Int, _ column: Int) {
        guard side.count > start else { return }
        builder.append(CellRef(kind, .side, offset: start, length: side.count &- start), column: column)
    }

    // MARK: Formulas

    /// The cached result: a double, or behind the mark FFFF its kind in the first byte and its value in the third.
    private mutating func appendFormula(
        _ bytes: LittleEndianBytes, _ record: BIFFRecord, _ column: Int
    ) throws(IngestError) {
        guard record.length >= 14 else { throw damaged("a formula is too short") }
        let result = record.start + 6
        guard bytes.u16(result + 6) == 0xFFFF else {
            return appendNumber(Double(bitPattern: bytes.u64(result)), column)
        }
        switch bytes.u8(result) {
        case 0: try appendFormulaText(bytes, record, column)
        case 1: appendBool(bytes.u8(result + 2) != 0, column)
        case 2: appendError(bytes.u8(result + 2), column)
        default: break  // 3: empty text
        }
    }

    /// The text stands in a STRING record; records of shared formulas may come before it.
    private mutating func appendFormulaText(
        _ bytes: LittleEndianBytes, _ formula: BIFFRecord, _ column: Int
    ) throws(IngestError) {
        var next = formula.end
        while next < survey.range.upperBound, let record = BIFFRecord(bytes, at: next) {
            if record.type == BIFFRecordType.string { return try appendText(bytes, record, at: record.start, column) }
            if XLSSheetSurvey.isCell(record.type) || record.type == BIFFRecordType.row || record.type == BIFFRecordType.endOfFile {
                return
            }
            next = record.end
        }
    }

    /// Text: count u16, in BIFF8 flags u8, then characters.
    private mutating func appendText(
        _ bytes: LittleEndianBytes, _ record: BIFFRecord, at place: Int, _ column: Int
    ) throws(IngestError) {
        let start = side.count
        let count = bytes.u16(place)
        if version == .biff5 {
            var source = ContinuedRecord(bytes, record, from: place + 2)
            try appendBytes(count, &source)
        } else if count > 0 {
            var source = ContinuedRecord(bytes, record, from: place + 3)
            guard place + 3 <= record.end, source.readCharacters(count, isWide: bytes.u8(place + 2) & 1 != 0, to: &side) else {
                throw damaged("a text is shorter than it says")
            }
        }
        guard side.count <= CellRef.maximumOffset else {
            throw IngestError(.tooLarge, "the texts of a block are longer than \(CellRef.maximumOffset) bytes", location: sheet.name)
        }
        appendSide(.text, from: start, column)
    }

    /// The bytes of a BIFF5 text, which may go on in CONTINUE records.
    private mutating func appendBytes(_ count: Int, _ source: inout ContinuedRecord) throws(IngestError) {
        var text: [UInt8] = []
        while text.count < count {
            if source.left == 0 {
                guard source.nextPiece() else { throw damaged("a text is shorter than it says") }
                continue
            }
            let here = min(count - text.count, source.left)
            text += source.bytes.array(source.position..<(source.position + here))
            _ = source.skip(here)
        }
        try unsafe text.withUnsafeBufferPointer { buffer throws(IngestError) in  // copied during the call
            try unsafe codePage.append(buffer, to: &side)
        }
    }
}
