/// Collects the cells of a run of rows in the order in which a file holds them, and turns them into columns.
///
/// Rows may be sparse and their cells in any order; of two cells at one place the later one counts. Rows without cells are dropped.
struct BlockBuilder {
    /// A cell and its 0-based column.
    private struct PlacedCell {
        var cell: CellRef
        var column: Int
    }

    private var cells: [PlacedCell] = []
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

    /// Forgets the cells since the last `endRow`.
    mutating func abandonRow() {
        cells.removeLast(cells.count - rowStart)
    }

    @inline(__always) mutating func append(_ cell: CellRef, column: Int) {
        cells.append(PlacedCell(cell: cell, column: column))
        columnCount = max(columnCount, column &+ 1)
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
        for placed in cells where slots[placed.column] < 0 {
            slots[placed.column] = Int32(slotCount)
            slotCount += 1
        }
        let rowCount = rowNumbers.count
        // An odd stride keeps the columns apart in the processor's cache.
        let stride = rowCount | 1
        var dense = [CellRef](repeating: .empty, count: slotCount * stride)
        for row in 0..<rowCount {
            let end = row + 1 < rowCount ? rowStarts[row + 1] : cells.count
            for index in rowStarts[row]..<end {
                dense[Int(slots[cells[index].column]) &* stride &+ row] = cells[index].cell
            }
        }
        return slots.map { slot in
            slot < 0 ? [] : Array(dense[(Int(slot) * stride)..<(Int(slot) * stride + rowCount)])
        }
    }
}
