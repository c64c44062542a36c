import Ingest

/// Something that takes any bytes: it may give a result or a typed error, never a trap, a hang or another result the second way.
struct FuzzTarget: Sendable {
    let name: String
    /// Inputs to begin with, made by the builders of the tests.
    let seeds: @Sendable () -> [[UInt8]]
    let run: @Sendable ([UInt8]) -> Void

    static let all: [FuzzTarget] = [
        zipDirectory, inflate, sheet, sharedStrings, workbookParts, compoundFile, biff, encryption, csvChunks, decoders, headers, html,
        parquet, anyFile,
    ]
}

/// Caps small enough for many runs a second; with these, hostile sizes show as typed errors and not as slowness.
extension Limits {
    static var small: Limits {
        var limits = Limits()
        limits.entryByteCount = 1 << 20
        limits.archiveByteCount = 4 << 20
        limits.expansionFreeByteCount = 1 << 16
        limits.wholeEntryByteCount = 1 << 19
        limits.workbookByteCount = 1 << 20
        limits.sharedStringByteCount = 1 << 20
        limits.blockCellCount = 1 << 14
        limits.blockRowCount = 64
        limits.passwordSpinCount = 100
        return limits
    }
}

/// The value of `body`, or nil for a typed error of ours; anything else ends the run.
func result<Value>(_ body: () throws -> Value) -> Value? {
    do { return try body() } catch is IngestError { return nil } catch { fatalError("an error of another type: \(error)") }
}

/// Ends the run when two ways disagree.
func demand(_ condition: Bool, _ message: @autoclosure () -> String) {
    guard condition else { fatalError(message()) }
}

/// All cells of blocks: sheet, row, column, kind and text; what a block boundary changes is left out.
struct CellDump: Equatable {
    struct Cell: Equatable {
        var sheet: Int
        var row: Int32
        var column: Int
        var kind: CellKind
        var text: String
    }

    private(set) var cells: [Cell] = []
    private(set) var hiddenRows: [Int32] = []

    mutating func add(_ block: SheetBlock) {
        for row in 0..<block.rowCount {
            for column in block.columns.indices {
                let cell = block[row, column]
                guard cell.kind != .empty else { continue }
                demand(cell.range.upperBound <= block.buffers.buffer(cell.source).count, "a cell outside its buffer")
                cells.append(
                    Cell(
                        sheet: block.sheet.index, row: block.rowNumbers[row], column: column, kind: cell.kind,
                        text: block.text(cell)))
            }
        }
        hiddenRows += block.hiddenRows
        for text in cells.suffix(20) where text.kind == .text {
            demand(!text.text.isEmpty, "an empty text is not the empty cell")
        }
    }
}

func dumpXLSX(_ bytes: [UInt8], _ limits: Limits) -> CellDump? {
    result {
        var dump = CellDump()
        try WorkbookReader.read(.memory(bytes), limits: limits, includesHidden: true) { block in
            dump.add(block)
            return .proceed
        }
        return dump
    }
}

func dumpXLS(_ bytes: [UInt8], _ limits: Limits) -> CellDump? {
    result {
        var dump = CellDump()
        try XLSWorkbook(bytes, limits: limits).read(includesHidden: true) { block in
            dump.add(block)
            return .proceed
        }
        return dump
    }
}
