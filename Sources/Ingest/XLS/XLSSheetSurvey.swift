/// A first look at the records of a sheet: where it ends, what is hidden, and whether the cells come row by row.
struct XLSSheetSurvey: Sendable {
    /// From the BOF record to behind the EOF record.
    private(set) var range: Range<Int>
    private(set) var hiddenColumns: [ClosedRange<Int>] = []
    /// One bit a row; empty when no row is hidden.
    private var hiddenRows: [UInt64] = []
    /// The cell records' offsets by row, then by place; nil when they stand so in the stream.
    private(set) var sortedCells: [Int]?
    /// Charts have no cells of their own.
    private(set) var isWorksheet = true

    /// **Errors**: `truncated` or `damagedWorkbook` when the sheet does not begin at `offset` or does not end.
    init(_ bytes: LittleEndianBytes, from offset: Int, isCut: Bool, sheet: SheetInfo) throws(IngestError) {
        guard let first = BIFFRecord(bytes, at: offset), first.type == BIFFRecordType.beginOfFile else {
            throw XLSGlobals.endless(isCut, "expected the beginning of a sheet, found another record", location: sheet.name)
        }
        range = offset..<first.end
        // 0x0010 worksheet or dialog; 0x0020 chart; 0x0040 macros.
        isWorksheet = bytes.u16(first.start + 2) == 0x0010
        var isOrdered = true
        var lastRow = 0
        var depth = 1
        var position = first.end
        while depth > 0 {
            guard let record = BIFFRecord(bytes, at: position) else {
                throw XLSGlobals.endless(isCut, "the sheet does not end", location: sheet.name)
            }
            position = record.end
            switch record.type {
            case BIFFRecordType.beginOfFile: depth += 1
            case BIFFRecordType.endOfFile: depth -= 1
            case BIFFRecordType.row where depth == 1: noteRow(bytes, record)
            case BIFFRecordType.columnInfo where depth == 1: noteColumns(bytes, record)
            case let type where depth == 1 && Self.isCell(type):
                let row = bytes.u16(record.start)
                if row < lastRow { isOrdered = false }
                lastRow = row
            default: break
            }
        }
        range = offset..<position
        if !isOrdered { sortedCells = Self.sort(bytes, range) }
    }

    @inline(__always) static func isCell(_ type: Int) -> Bool {
        switch type {
        case BIFFRecordType.labelSST, BIFFRecordType.rk, BIFFRecordType.multipleRK, BIFFRecordType.number, BIFFRecordType.label,
            BIFFRecordType.richString, BIFFRecordType.formula, BIFFRecordType.boolOrError:
            true
        default: false
        }
    }

    func isHidden(row: Int) -> Bool {
        row >> 6 < hiddenRows.count && hiddenRows[row >> 6] & 1 << UInt64(row & 63) != 0
    }

    /// ROW: row u16, then at byte 12 the options; bit 5 (fDyZero) is a hidden row. The last record of a row counts.
    private mutating func noteRow(_ bytes: LittleEndianBytes, _ record: BIFFRecord) {
        guard record.length >= 14 else { return }
        let row = bytes.u16(record.start)
        let isHidden = bytes.u16(record.start + 12) & 0x20 != 0
        if isHidden, hiddenRows.isEmpty { hiddenRows = [UInt64](repeating: 0, count: 1024) }
        guard !hiddenRows.isEmpty else { return }
        let bit: UInt64 = 1 << UInt64(row & 63)
        if isHidden { hiddenRows[row >> 6] |= bit } else { hiddenRows[row >> 6] &= ~bit }
    }

    /// COLINFO: first and last column u16, width and format, at byte 8 the options; bit 0 is hidden.
    private mutating func noteColumns(_ bytes: LittleEndianBytes, _ record: BIFFRecord) {
        guard record.length >= 10, bytes.u16(record.start + 8) & 1 != 0, hiddenColumns.count < 256 else { return }
        let first = bytes.u16(record.start)
        hiddenColumns.append(first...max(first, bytes.u16(record.start + 2)))
    }

    private static func sort(_ bytes: LittleEndianBytes, _ range: Range<Int>) -> [Int] {
        var cells: [(row: Int, offset: Int)] = []
        var position = range.lowerBound
        var depth = 0
        while position < range.upperBound, let record = BIFFRecord(bytes, at: position) {
            if record.type == BIFFRecordType.beginOfFile { depth += 1 }
            if record.type == BIFFRecordType.endOfFile { depth -= 1 }
            if depth == 1, isCell(record.type) { cells.append((bytes.u16(record.start), position)) }
            position = record.end
        }
        cells.sort { $0 < $1 }
        return cells.map(\.offset)
    }
}
