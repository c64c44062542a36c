import Columnar
import Records

/// Finds the rows again at which findings stand, and what they are about.
///
/// Findings know their row by file, sheet and row number only, since rules make them from many sources. One more pass over
/// the places and key columns of the tables that have findings is cheap against reading what the rules read.
struct FindingRecords {
    private struct Sheet: Hashable {
        let file: Int32
        let sheet: Int32
    }

    private let heads: [FindingHead]
    /// Findings at rows of a sheet, ascending by row, by sheet.
    private let runs: [Sheet: Range<Int>]
    private let context: CheckContext

    /// - Parameter buffer: sorted by `FindingOrder`.
    init(_ buffer: FindingBuffer, _ context: CheckContext) {
        heads = buffer.heads
        self.context = context
        var runs: [Sheet: Range<Int>] = [:]
        var start = 0
        while start < heads.count {
            let place = heads[start].place
            var end = start + 1
            while end < heads.count, heads[end].place.file == place.file, heads[end].place.sheet == place.sheet { end += 1 }
            // Findings at the sheet or the file come first, with row 0.
            while start < end, heads[start].place.row == 0 { start += 1 }
            if start < end { runs[Sheet(file: place.file, sheet: place.sheet)] = start..<end }
            start = end
        }
        self.runs = runs
    }

    /// For each finding at a row what the row is about; nil for findings at sheets and files.
    func digests() throws -> [ValueDigest?] {
        var tables = Set(heads.lazy.compactMap(\.table))
        // Findings about a school may stand at its row in the issued list.
        if tables.contains(.school) { tables.insert(.issuedSchool) }
        var found = [ValueDigest?](repeating: nil, count: heads.count)
        for table in RegistryTable.allCases where tables.contains(table) {
            guard let source = context.input[table] else { continue }
            let parts = OrderedResults<[(finding: Int, digest: ValueDigest)]>(count: source.partitionCount)
            try ParallelWork.run(count: source.partitionCount, threads: context.threads) { partition in
                parts[partition] = try digests(table, source, partition)
            }
            for part in parts.values { for (finding, digest) in part { found[finding] = digest } }
        }
        return found
    }

    private func digests(
        _ table: RegistryTable, _ source: any BatchSource, _ partition: Int
    ) throws -> [(finding: Int, digest: ValueDigest)] {
        guard source.rowCount(partition: partition) > 0 else { return [] }
        let batch = try TableBatch(table, source, partition: partition, preload: [], context: context)
        let origins = try batch.origin()
        var matches: [(row: Int, finding: Int)] = []
        for (rows, run) in stretches(of: origins) {
            forEachMatch(origins.rows, rows, run) { matches.append(($0, $1)) }
        }
        guard !matches.isEmpty else { return [] }
        let identity = try RecordIdentity(batch, source.schema, rows: Set(matches.lazy.map(\.row)).sorted())
        return matches.map { ($0.finding, identity.digest($0.row)) }
    }

    /// The rows side by side that are of one sheet with findings, and the findings of the sheet.
    private func stretches(of origins: TableBatch.Origins) -> [(rows: Range<Int>, run: Range<Int>)] {
        let count = origins.rows.count
        if let file = origins.files.constant, let sheet = origins.sheets.constant {
            return runs[Sheet(file: file, sheet: sheet)].map { [(0..<count, $0)] } ?? []
        }
        var found: [(rows: Range<Int>, run: Range<Int>)] = []
        var start = 0
        while start < count {
            let sheet = Sheet(file: origins.files[start], sheet: origins.sheets[start])
            var end = start + 1
            while end < count, origins.files[end] == sheet.file, origins.sheets[end] == sheet.sheet { end += 1 }
            if let run = runs[sheet] { found.append((start..<end, run)) }
            start = end
        }
        return found
    }

    /// Calls `body` with every row and finding that stand at the same row of the sheet.
    ///
    /// There are far fewer findings than rows: where the rows ascend, each finding looks for its own.
    private func forEachMatch(
        _ numbers: [Int32], _ rows: Range<Int>, _ run: Range<Int>, _ body: (_ row: Int, _ finding: Int) -> Void
    ) {
        guard Self.ascends(numbers, rows) else { return forEachMatchOfAnyOrder(numbers, rows, run, body) }
        var cursor = position(of: numbers[rows.lowerBound], in: run, from: run.lowerBound)
        while cursor < run.upperBound, heads[cursor].place.row <= numbers[rows.upperBound - 1] {
            let number = heads[cursor].place.row
            var row = rows.partitionPoint { numbers[$0] < number }
            while row < rows.upperBound, numbers[row] == number {
                body(row, cursor)
                row += 1
            }
            cursor += 1
        }
    }

    private static func ascends(_ numbers: [Int32], _ rows: Range<Int>) -> Bool {
        var ascends = true
        for row in rows.dropFirst() { ascends = ascends && numbers[row - 1] <= numbers[row] }
        return ascends
    }

    private func forEachMatchOfAnyOrder(
        _ numbers: [Int32], _ rows: Range<Int>, _ run: Range<Int>, _ body: (_ row: Int, _ finding: Int) -> Void
    ) {
        var cursor = run.lowerBound
        for row in rows {
            cursor = position(of: numbers[row], in: run, from: cursor)
            while cursor < run.upperBound, heads[cursor].place.row == numbers[row] {
                body(row, cursor)
                cursor += 1
            }
        }
    }

    /// The first finding at or after a row. Rows mostly ascend, so that it is the one at the cursor; else a binary search
    /// finds it.
    private func position(of row: Int32, in run: Range<Int>, from cursor: Int) -> Int {
        let isAhead = cursor == run.lowerBound || heads[cursor - 1].place.row < row
        if isAhead, cursor == run.upperBound || heads[cursor].place.row >= row { return cursor }
        return run.partitionPoint { heads[$0].place.row < row }
    }
}
