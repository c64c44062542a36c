import CVector

/// Collects the cells of a run of rows in the order in which a file holds them, and turns them into columns.
///
/// Rows may be sparse and their cells in any order; of two cells at one place the later one counts. Rows without cells are dropped.
struct BlockBuilder {
    /// Each with its 0-based column; laid out as vector code writes them.
    private var cells: [xj_placed_cell] = []
    private var rowNumbers: [Int32] = []
    /// Where each row's cells begin in `cells`.
    private var rowStarts: [Int] = []
    private var hiddenRows: [Int32] = []
    private var columnCount = 0
    private var rowStart = 0
    private let limits: Limits

    init(limits: Limits) { self.limits = limits }

    var rowCount: Int { rowNumbers.count }

    /// The block is large enough to be handed on.
    var isFull: Bool {
        rowNumbers.count >= limits.blockRowCount || rowNumbers.count * columnCount >= limits.blockCellCount
    }

    /// Makes room once, so that the cells need not be moved as they become more.
    mutating func expect(cellCount: Int) { cells.reserveCapacity(min(cellCount, limits.blockCellCount)) }

    /// Forgets the cells since the last `endRow`.
    mutating func abandonRow() {
        cells.removeLast(cells.count - rowStart)
    }

    @inline(__always) mutating func append(_ cell: CellRef, column: Int) {
        cells.append(xj_placed_cell(cell: cell.bits, column: Int64(truncatingIfNeeded: column)))
        columnCount = max(columnCount, column &+ 1)
    }

    /// Appends the cells that `body` writes into room for `count` of them.
    @inline(__always) mutating func appendRun(
        upTo count: Int, _ body: (UnsafeMutableBufferPointer<xj_placed_cell>) -> xj_cells_result
    ) -> xj_cells_result {
        if cells.capacity &- cells.count < count { cells.reserveCapacity(max(2 &* cells.count, 1024) &+ count) }
        var result = xj_cells_result()
        cells.append(addingCapacity: count) { output in
            unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                // The room behind the cells so far; as many of it are written as the result says.
                unsafe result = body(UnsafeMutableBufferPointer(rebasing: buffer[initialized..<(initialized &+ count)]))
                initialized += result.count
            }
        }
        columnCount = max(columnCount, Int(result.last_column) &+ 1)
        return result
    }

    mutating func endRow(number: Int, isHidden: Bool) {
        defer { rowStart = cells.count }
        guard cells.count > rowStart else { return }
        rowNumbers.append(Int32(truncatingIfNeeded: number))
        rowStarts.append(rowStart)
        if isHidden { hiddenRows.append(Int32(truncatingIfNeeded: number)) }
    }

    /// The rows so far as a block; the builder is empty after it.
    mutating func finish(sheet: SheetInfo, buffers: CellBuffers, isLast: Bool) -> SheetBlock {
        let block = SheetBlock(
            sheet: sheet, rowNumbers: rowNumbers, columns: columns(), buffers: buffers, hiddenRows: hiddenRows,
            isLast: isLast)
        cells.removeAll(keepingCapacity: true)
        rowStarts.removeAll(keepingCapacity: true)
        rowNumbers = []
        hiddenRows = []
        columnCount = 0
        rowStart = 0
        return block
    }

    private func columns() -> [[CellRef]] {
        var slots = [Int32](repeating: -1, count: columnCount)
        var slotCount = 0
        for placed in cells where slots[Int(placed.column)] < 0 {
            slots[Int(placed.column)] = Int32(slotCount)
            slotCount += 1
        }
        let rowCount = rowNumbers.count
        // An odd stride keeps the columns apart in the processor's cache.
        let stride = rowCount | 1
        var dense = [CellRef](repeating: .empty, count: slotCount * stride)
        var target = dense.mutableSpan
        let cells = cells.span
        for row in 0..<rowCount {
            let end = row + 1 < rowCount ? rowStarts[row + 1] : cells.count
            for index in rowStarts[row]..<end {
                let place = Int(slots[Int(cells[index].column)]) &* stride &+ row
                target[place] = CellRef(bits: cells[index].cell)
            }
        }
        return slots.map { slot in
            slot < 0 ? [] : Array(dense[(Int(slot) * stride)..<(Int(slot) * stride + rowCount)])
        }
    }
}
