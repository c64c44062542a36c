import CVector

/// Runs of cells as spreadsheet programs write them, read by vector code.
enum CellRun {
    /// Room that a run gets at once; a row of more cells takes several runs.
    static let room = 128

    /// What the cells of a row have in common; nil for a number that is too long to be compared at once.
    ///
    /// - Parameter number: where the row's number stands: digits, which its cells repeat.
    static func row(_ bytes: PaddedBytes, _ number: Range<Int>, _ limits: Limits) -> xj_row? {
        guard number.count >= 1, number.count <= 7 else { return nil }
        let bits = UInt64(8 &* number.count)
        let quote: UInt64 = 0x22 << bits
        let digits = bytes.word(number.lowerBound) & (1 << bits &- 1)
        return xj_row(
            number: digits | quote, number_mask: UInt64.max >> (56 &- bits), number_length: number.count + 1,
            column_limit: Int64(limits.columnCount))
    }
}

extension SheetScanner {
    /// Reads the cells from `cursor` on up to one that needs more care; false when this is the first one.
    ///
    /// - Parameter column: of the cell before; becomes that of the last one read.
    mutating func scanRun(_ cursor: inout XMLCursor, _ row: xj_row, column: inout Int) -> Bool {
        let start = cursor.position
        let (bytes, before) = (cursor.bytes, column)
        // The room is written only inside the call.
        let end = unsafe builder.appendRun(upTo: CellRun.room) { cells in
            unsafe bytes.scanRun(from: start, after: before, row, shared: shared, to: cells)
        }
        cursor.position = end.position
        column = Int(end.column)
        return end.position > start
    }
}

extension PaddedBytes {
    /// - Parameter cells: as many are written as the result counts, at most its room.
    fileprivate func scanRun(
        from position: Int, after column: Int, _ row: xj_row, shared: [CellRef], to cells: UnsafeMutableBufferPointer<xj_placed_cell>
    ) -> xj_cells_result {
        var row = row
        return unsafe shared.withUnsafeBytes { shared in
            // A reference is its 64 bits; the content is followed by `padding` bytes, as many as the function may look at.
            unsafe xj_cells(
                start, position, end, Int64(column), &row, shared.baseAddress?.assumingMemoryBound(to: UInt64.self),
                shared.count / MemoryLayout<CellRef>.size, cells.baseAddress, cells.count)
        }
    }
}
