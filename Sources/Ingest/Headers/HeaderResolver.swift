import Records

/// Resolves header texts; most files have the same ones, so answers are kept.
///
/// Not for several threads at once.
package final class HeaderResolver {
    /// More texts than this are forgotten at the next sheet.
    private static let textCount = 8192
    private var texts = HeaderTexts()

    package init() {}

    /// What is known so far, for one sheet.
    func forSheet() -> HeaderTexts {
        if texts.count > Self.textCount { texts = HeaderTexts() }
        return texts
    }
}

/// Texts of the first rows of sheets, numbered, and the headers that rows of them made.
final class HeaderTexts {
    /// A row that made a header, with the row above that it took cells from.
    private struct Known {
        var row: HeaderRow
        var above: [Int32]
        var header: SheetHeader
    }

    private static let headerCount = 32
    /// Index of each table's mark among its fields.
    private static let marks = RegistryTable.recognitionOrder.map { Int16($0.mark?.index ?? -1) }

    private var memo = ValueMemo()
    /// By number; number 0 is the empty cell, the others are those of the memo and one more.
    private var cells = [HeaderCell.empty]
    private var headers: [Known] = []

    var count: Int { cells.count }

    subscript(number: Int32) -> HeaderCell { cells[Int(number)] }

    /// The number of a cell's text, new or known.
    private func number(_ cell: CellRef, _ bytes: CellBytes) -> Int32 {
        // The cell's buffer lives as long as `bytes`.
        guard cell.length > 0, let (start, count, readable) = unsafe bytes.window(cell) else { return 0 }
        let found = unsafe memo.entry(start, count: count, readable: readable, kind: 0)
        if found.isNew { cells.append(Self.resolve(String(decoding: bytes.array(cell), as: UTF8.self))) }
        return Int32(truncatingIfNeeded: found.number &+ 1)
    }

    private static func resolve(_ text: String) -> HeaderCell {
        HeaderText.isSurelyNone(text) ? HeaderCell(ofNoField: text) : HeaderCell(text)
    }

    func row(_ row: Int, of block: SheetBlock, _ bytes: CellBytes) -> HeaderRow {
        HeaderRow(
            number: block.rowNumbers[row], cells: block.columns.map { $0.isEmpty ? 0 : number($0[row], bytes) })
    }

    /// Whether a cell of the row names a field. Most cells of data rows are known not to by their first character.
    func namesField(_ row: Int, of block: SheetBlock, _ bytes: CellBytes) -> Bool {
        block.columns.contains { column in
            guard !column.isEmpty, column[row].length > 0 else { return false }
            // Indexed below the count that was checked.
            let text = unsafe bytes[column[row]]
            guard text.count > 0 else { return false }
            if unsafe HeaderText.isSurelyNone(text.span) { return false }
            return self[number(column[row], bytes)].namesField
        }
    }

    /// Whether a row's first text is one that rows which are no data begin with.
    func isMarked(_ row: HeaderRow) -> Bool {
        let first = row.cells.lazy.map { self[$0] }.first { !$0.isEmpty }
        return first.map { SkippedRow.isMarked(Array($0.text.utf8).span) } ?? false
    }

    /// The header that a row makes; nil when it makes none.
    ///
    /// Every file of a run keeps its header to the end: equal ones share memory.
    /// - Parameter above: the row above, where there is one to take cells from.
    func header(of row: HeaderRow, above: [Int32]) -> SheetHeader? {
        // A title is another one in every school, and names no field.
        let above = above.contains { self[$0].namesField } ? above.map { self[$0].namesField ? $0 : 0 } : []
        if let known = headers.last(where: { $0.row == row && $0.above == above }) { return known.header }
        guard let header = qualify(row, above) else { return nil }
        let same = headers.last { $0.header == header }?.header ?? header
        if headers.count == Self.headerCount { headers.removeFirst() }
        headers.append(Known(row: row, above: above, header: same))
        return same
    }

    private func qualify(_ row: HeaderRow, _ above: [Int32]) -> SheetHeader? {
        let own = row.cells.map { self[$0] }
        let upper = above.map { self[$0] }
        for position in RegistryTable.recognitionOrder.indices where own.contains(where: { $0.fields[position] >= 0 }) {
            let effective = (0..<max(own.count, upper.count)).map { column in
                let cell = column < own.count ? own[column] : .empty
                guard cell.isEmpty, column < upper.count, upper[column].fields[position] >= 0 else { return cell }
                return upper[column]
            }
            let fields = Set(effective.map { $0.fields[position] }.filter { $0 >= 0 })
            if fields.count >= RegistryTable.headerFieldMinimum, fields.contains(Self.marks[position]) {
                return SheetHeader(tableAt: position, rowNumber: row.number, own: own, effective: effective)
            }
        }
        return nil
    }
}

/// A row among the first of a sheet: its number and those of its texts, column by column.
struct HeaderRow: Equatable {
    var number: Int32
    var cells: [Int32]
}
