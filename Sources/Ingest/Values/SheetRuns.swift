import Columnar

/// Which sheets the rows of a batch come from: runs of rows, one a sheet.
struct SheetRuns {
    private struct Run {
        var file: String
        var sheet: String
        var firstRow: Int
    }

    private var runs: [Run] = []

    /// - Parameter row: first row of the sheet, at or behind that of the sheet before.
    mutating func begin(file: String, sheet: String, row: Int) {
        if runs.last?.firstRow == row { runs.removeLast() }
        runs.append(Run(file: file, sheet: sheet, firstRow: row))
    }

    /// The columns `file` and `sheet` of all rows.
    func columns(rowCount: Int) -> (file: Column, sheet: Column) {
        let ends = runs.dropFirst().map(\.firstRow) + [rowCount]
        return columns(counts: zip(runs, ends).map { $1 - $0.firstRow })
    }

    /// The same for rows of another table: for each the row that it is about, ascending.
    func columns(ofRows rows: some Collection<Int>) -> (file: Column, sheet: Column) {
        var counts = [Int](repeating: 0, count: runs.count)
        var run = 0
        for row in rows {
            while run + 1 < runs.count, runs[run + 1].firstRow <= row { run += 1 }
            counts[run] += 1
        }
        return columns(counts: counts)
    }

    private func columns(counts: [Int]) -> (file: Column, sheet: Column) {
        if runs.count == 1 { return (.constant(runs[0].file, count: counts[0]), .constant(runs[0].sheet, count: counts[0])) }
        var files = DictionaryBuilder()
        var sheets = DictionaryBuilder()
        for (run, count) in zip(runs, counts) where count > 0 {
            files.appendCode(files.intern(run.file), repeating: count)
            sheets.appendCode(sheets.intern(run.sheet), repeating: count)
        }
        return (.dictionary(files.finish()), .dictionary(sheets.finish()))
    }
}
