/// A sheet, as far as it is known before its rows.
package struct SheetInfo: Sendable, Equatable {
    /// Empty for text and HTML files.
    package var name: String
    /// 0-based position among the sheets of the file.
    package var index: Int
    /// Hidden or very hidden.
    package var isHidden: Bool
    /// Date serials count from 1904-01-01.
    package var uses1904: Bool
    /// 0-based columns that are hidden.
    package var hiddenColumns: [ClosedRange<Int>]

    package init(
        name: String = "", index: Int = 0, isHidden: Bool = false, uses1904: Bool = false,
        hiddenColumns: [ClosedRange<Int>] = []
    ) {
        self.name = name
        self.index = index
        self.isHidden = isHidden
        self.uses1904 = uses1904
        self.hiddenColumns = hiddenColumns
    }

    package func isHidden(column: Int) -> Bool { hiddenColumns.contains { $0.contains(column) } }
}

/// The buffers that the cells of a block point into.
package struct CellBuffers: Sendable {
    package var own: [UInt8]
    package var side: [UInt8]
    package var shared: [UInt8]

    package init(own: [UInt8] = [], side: [UInt8] = [], shared: [UInt8] = []) {
        self.own = own
        self.side = side
        self.shared = shared
    }

    @inlinable package func buffer(_ source: CellSource) -> [UInt8] {
        switch source {
        case .own: own
        case .side: side
        case .shared: shared
        }
    }
}

/// A run of rows of one sheet, column by column.
///
/// Every sheet gives at least one block; the last one says so and may have no rows.
///
/// **Shape**: each column has `rowNumbers.count` cells, or none when the block has no cell in it.
/// **Units**: row numbers are 1-based, in the order of the file; columns are 0-based.
package struct SheetBlock: Sendable {
    package var sheet: SheetInfo
    package var rowNumbers: [Int32]
    package var columns: [[CellRef]]
    package var buffers: CellBuffers
    /// Numbers of the hidden rows among `rowNumbers`.
    package var hiddenRows: [Int32]
    package var isLast: Bool

    package init(
        sheet: SheetInfo, rowNumbers: [Int32], columns: [[CellRef]], buffers: CellBuffers,
        hiddenRows: [Int32] = [], isLast: Bool
    ) {
        precondition(
            columns.allSatisfy { $0.isEmpty || $0.count == rowNumbers.count }, "a column of another length than the rows")
        self.sheet = sheet
        self.rowNumbers = rowNumbers
        self.columns = columns
        self.buffers = buffers
        self.hiddenRows = hiddenRows
        self.isLast = isLast
    }

    @inlinable package var rowCount: Int { rowNumbers.count }

    /// The cell at a 0-based row of the block and column of the sheet; empty outside.
    package subscript(row: Int, column: Int) -> CellRef {
        guard column < columns.count, row < columns[column].count else { return .empty }
        return columns[column][row]
    }

    /// The cell's bytes as text, for headers and tests: invalid UTF-8 becomes U+FFFD.
    package func text(_ cell: CellRef) -> String {
        let bytes = buffers.buffer(cell.source)
        return cell.range.upperBound <= bytes.count ? String(decoding: bytes[cell.range], as: UTF8.self) : ""
    }
}

/// What the receiver of a block wants next.
package enum BlockDecision: Sendable {
    case proceed
    /// No more rows of this sheet.
    case skipSheet
}
