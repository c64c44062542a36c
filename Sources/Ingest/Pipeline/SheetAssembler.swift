import Columnar
import Records

/// What was found on a data sheet, for the table `files`.
package struct SheetResult: Sendable {
    package var name: String
    package var header: SheetHeader
    package var dataRowCount = 0
    package var skippedRowCount = 0
    /// Columns of unknown headers that hold data.
    package var unknownColumns: Set<Int> = []
    package var hiddenRowCount = 0
    /// Hidden columns of fields that hold data.
    package var hiddenColumns: Set<Int> = []

    /// Adds what another piece of the same sheet gave.
    mutating func merge(_ other: SheetResult) {
        dataRowCount += other.dataRowCount
        skippedRowCount += other.skippedRowCount
        unknownColumns.formUnion(other.unknownColumns)
        hiddenRowCount += other.hiddenRowCount
        hiddenColumns.formUnion(other.hiddenColumns)
    }
}

/// What one worker keeps between units: it never shows in the output.
final class WorkerContext {
    let headers = HeaderResolver()
    let workbooks = WorkbookPartsCache()
    private var builders: [RegistryTable: TableBuilder] = [:]

    func builder(for table: RegistryTable) -> TableBuilder {
        if let builder = builders[table] { return builder }
        let builder = TableBuilder(table)
        builders[table] = builder
        return builder
    }
}

/// Takes the blocks of a file's sheets and gives typed rows by table and cluster.
struct SheetAssembler {
    private struct OpenSheet {
        var result: SheetResult
        var rows: DataRows
        var table: RegistryTable
        var builder: TableBuilder
        /// Where the rows begin that no part holds yet.
        var start: Int
    }

    private let batches: SharedBatches
    private let file: String
    private let isIssued: Bool
    private let isText: Bool
    private let headers: HeaderResolver
    private(set) var sheets: [SheetResult] = []
    private(set) var parts: [SharedBatches.Part] = []

    private var finder: HeaderFinder
    private var waiting: [SheetBlock] = []
    private var open: OpenSheet?

    init(_ batches: SharedBatches, headers: HeaderResolver, file: String, isIssued: Bool, isText: Bool) {
        self.batches = batches
        self.file = file
        self.isIssued = isIssued
        self.isText = isText
        self.headers = headers
        finder = HeaderFinder(isText: isText, resolver: headers)
    }

    /// Goes on in a sheet whose header is known: a piece of a large text file.
    mutating func resume(_ header: SheetHeader, sheet: String) {
        open(header, sheet: sheet)
        open?.builder.expectSimilarBatch()
    }

    mutating func consume(_ block: SheetBlock) -> BlockDecision {
        if open != nil {
            take(block)
        } else {
            waiting.append(block)
            switch finder.consume(block) {
            case .undecided: return .proceed
            case .none: return endSheet(.skipSheet)
            case .found(let header):
                if isIssued && header.table != .school { return endSheet(.skipSheet) }
                open(header, sheet: block.sheet.name)
                for block in waiting { take(block) }
                waiting = []
            }
        }
        return block.isLast ? endSheet(.proceed) : .proceed
    }

    /// Closes a sheet whose last block is not marked as such.
    mutating func finish() { _ = endSheet(.proceed) }

    private mutating func open(_ header: SheetHeader, sheet: String) {
        let table = isIssued ? RegistryTable.issuedSchool : header.table
        let builder = batches.builder(for: table)
        builder.begin(file: file, sheet: sheet)
        open = OpenSheet(
            result: SheetResult(name: sheet, header: header), rows: DataRows(header), table: table, builder: builder,
            start: builder.rowCount)
    }

    private mutating func endSheet(_ decision: BlockDecision) -> BlockDecision {
        if let sheet = open {
            if let part = batches.takePart(of: sheet.table, from: sheet.start) { parts.append(part) }
            sheets.append(sheet.result)
        }
        open = nil
        waiting = []
        finder = HeaderFinder(isText: isText, resolver: headers)
        return decision
    }

    private mutating func take(_ block: SheetBlock) {
        guard var sheet = open else { return }
        CellBytes.withBytes(of: block.buffers) { bytes in
            let (rows, skipped) = sheet.rows.select(block, below: sheet.result.header.rowNumber, bytes: bytes)
            sheet.result.dataRowCount += rows.count
            sheet.result.skippedRowCount += skipped
            note(block, rows, bytes, &sheet)
            sheet.builder.append(block, rows: rows, positions: sheet.result.header.columns, bytes: bytes)
        }
        if sheet.builder.rowCount - sheet.start >= SharedBatches.rowCount { takePart(&sheet) }
        open = sheet
    }

    /// Gives the sheet's rows so far out and goes on in another part.
    private mutating func takePart(_ sheet: inout OpenSheet) {
        if let part = batches.takePart(of: sheet.table, from: sheet.start) { parts.append(part) }
        sheet.builder = batches.builder(for: sheet.table)
        sheet.builder.begin(file: file, sheet: sheet.result.name)
        sheet.start = sheet.builder.rowCount
    }

    /// Unknown columns that hold data; hidden rows and columns.
    private func note(_ block: SheetBlock, _ rows: [Int32], _ bytes: CellBytes, _ sheet: inout OpenSheet) {
        for unknown in sheet.result.header.unknown where !sheet.result.unknownColumns.contains(unknown.column) {
            if rows.contains(where: { sheet.rows.isPresent(block[Int($0), unknown.column], bytes) }) {
                sheet.result.unknownColumns.insert(unknown.column)
            }
        }
        if !block.hiddenRows.isEmpty {
            let hidden = Set(block.hiddenRows)
            sheet.result.hiddenRowCount += rows.count { hidden.contains(block.rowNumbers[Int($0)]) }
        }
        guard !block.sheet.hiddenColumns.isEmpty else { return }
        for (field, column) in sheet.result.header.columns.enumerated() {
            guard let column, block.sheet.isHidden(column: column), !sheet.result.hiddenColumns.contains(column) else { continue }
            if rows.contains(where: { sheet.rows.isPresent(block[Int($0), column], field, bytes) }) {
                sheet.result.hiddenColumns.insert(column)
            }
        }
    }
}
