import Checks
import Ingest
import Records
import Spreadsheets

/// One sheet of a school, cell by cell as it was typed, with its faults shown.
struct CheckedSheet {
    /// The range of serials that stand for days; years such as 2013 are no serials. **Source**: SPEC §6.2.
    private static let serials = 1.0..<100_000
    private static let years = 1900.0..<2100
    /// Days between the two calendars of spreadsheets.
    private static let shift1904 = 1462.0

    let blocks: [SheetBlock]
    /// Nil for a sheet without a table: it is copied.
    let sheet: DataSheet?
    let faults: FaultIndex.Rows
    let notes: FindingNotes
    let page: SheetWriter
    let dictionary: DictionarySheet

    private struct RowPlace {
        let number: Int
        let block: Int
        let row: Int
    }

    func write() throws {
        setColumns()
        // A file may hold its rows in any order; a sheet is written from the top.
        var rows: [RowPlace] = []
        for (index, block) in blocks.enumerated() {
            for row in 0..<block.rowCount { rows.append(RowPlace(number: Int(block.rowNumbers[row]), block: index, row: row)) }
        }
        rows.sort { ($0.number, $0.block, $0.row) < ($1.number, $1.block, $1.row) }
        let hidden = Set(blocks.flatMap(\.hiddenRows))
        var last = 0
        for place in rows where place.number > last {
            last = place.number
            try write(place, isHidden: hidden.contains(Int32(place.number)) && faults[place.number] == nil)
        }
        guard let sheet else { return }
        addLists(sheet)
        if sheet.headerRow <= 20 { page.freeze(rows: sheet.headerRow) }
    }

    private func write(_ place: RowPlace, isHidden: Bool) throws {
        let block = blocks[place.block]
        let found = faults[place.number] ?? [:]
        let count = max(block.columns.count, (found.keys.max() ?? -1) + 1)
        let cells = (0..<count).map { column in
            cell(block, place.row, column, severity: found[column]?.map(\.finding.severity).max(), isHeader: place.number == sheet?.headerRow)
        }
        page.skip(to: place.number - 1)
        try page.writeRow(cells, isHidden: isHidden)
        for column in found.keys.sorted() {
            let note = notes.text(found[column] ?? [])
            try page.comment(column: column, note.text, lines: note.lines)
        }
    }

    private func cell(_ block: SheetBlock, _ row: Int, _ column: Int, severity: Severity?, isHeader: Bool) -> SheetCell {
        let typed = block[row, column]
        let text = block.text(typed)
        var style = severity.map { CellStyle(fill: SeverityStyle.fill($0), color: SeverityStyle.color($0)) }
        if isHeader, !typed.isEmpty {
            style = style ?? CellStyle.header
            style?.isBold = true
        }
        switch typed.kind {
        case .empty, .formulaWithoutValue: return SheetCell(.empty, style)
        case .bool: return .bool(text == "TRUE", style)
        case .number:
            guard let number = Double(text) else { return .text(text, style) }
            return dated(number, block, column, style) ?? .number(number, style)
        case .text, .error:
            if !isHeader, sheet != nil {
                style = style ?? CellStyle()
                style?.numberFormat = CellStyle.textFormat
            }
            return .text(text, style)
        }
    }

    /// A serial in a column of dates, shown as the date that it stands for.
    private func dated(_ number: Double, _ block: SheetBlock, _ column: Int, _ style: CellStyle?) -> SheetCell? {
        guard let field = field(column), field.type == .date8 || field.type == .month6, Self.serials.contains(number),
            !Self.years.contains(number)
        else { return nil }
        var style = style ?? CellStyle()
        style.numberFormat = field.type == .date8 ? CellStyle.dateFormat : "yyyy-mm"
        return .number(number + (block.sheet.uses1904 ? Self.shift1904 : 0), style)
    }

    private func field(_ column: Int) -> FieldDefinition? {
        guard let sheet, let index = sheet.columns.firstIndex(of: column) else { return nil }
        return sheet.table.fields[index]
    }

    private func setColumns() {
        let count = blocks.map(\.columns.count).max() ?? 0
        let faulty = Set(faults.values.flatMap(\.keys))
        for column in 0..<min(count, 200) {
            let isHidden = (blocks.first?.sheet.isHidden(column: column) ?? false) && !faulty.contains(column)
            page.setColumns(column...column, width: field(column).map(FieldLayout.width) ?? 12, isHidden: isHidden)
        }
    }

    /// The lists of the template, so that the right label is at hand.
    private func addLists(_ sheet: DataSheet) {
        for (index, column) in sheet.columns.enumerated() {
            guard let column, let list = dictionary.validation(for: sheet.table.fields[index]) else { continue }
            page.validate(rows: sheet.headerRow...(SheetWriter.rowLimit - 1), columns: column...column, list)
        }
    }
}
