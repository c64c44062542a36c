import Columnar
import Records

/// What ingest noted about a cell. **Source**: docs/architecture.md, `cell_issues`.
package enum CellIssueKind: String, Sendable, CaseIterable {
    case precisionLost = "precision_lost"
    case dateReformatted = "date_reformatted"
    case dateUnreadable = "date_unreadable"
    case normalised
    case adjusted
    case formulaWithoutValue = "formula_without_value"
    case codeUnknown = "code_unknown"
    case codeNotLabel = "code_not_label"
}

/// One row of `cell_issues`, about a table that is known from where it lies.
package struct CellIssue: Sendable {
    package let place: Place
    package let field: Int16
    package let kind: CellIssueKind
    fileprivate let textStart: Int
    fileprivate let rawCount: UInt32
    fileprivate let canonicalCount: UInt32
}

/// All cell issues of a run, sorted by place, so that a batch finds its rows' issues by merging.
package struct CellIssueIndex: Sendable {
    /// Issues of one table and the texts of all of them.
    package struct TableIssues: Sendable {
        fileprivate var issues: [CellIssue] = []
        fileprivate var text: [UInt8] = []
        package init() {}
    }

    private var tables: [RegistryTable: TableIssues] = [:]

    package init() {}

    /// Reads the whole table; the order of its rows does not matter.
    package init(_ source: any BatchSource, _ context: CheckContext) throws(ColumnarError) {
        for partition in 0..<source.partitionCount {
            let batch = try TableBatch(
                .cellIssues, source, partition: partition,
                preload: ["table", "file", "sheet", "row", "field", "kind", "raw", "canonical"], context: context)
            try append(batch)
        }
        for table in tables.keys {
            tables[table]!.issues.sort { Self.isBefore($0.place, $0.field, $1.place, $1.field) }
        }
    }

    private mutating func append(_ batch: TableBatch) throws(ColumnarError) {
        let tableNames = try batch.encodedText("table")
        let known = (0..<tableNames.values.count).map { RegistryTable(rawValue: tableNames.values[$0]!) }
        let kinds = try batch.text("kind")
        let fields = try batch.text("field")
        let raw = try batch.text("raw")
        let canonical = try batch.text("canonical")
        for row in 0..<batch.rowCount {
            guard !tableNames.isNull(row), let code = tableNames.codes?[row], let table = known[Int(code)],
                let kind = kinds.string(row).flatMap(CellIssueKind.init), let name = fields.string(row),
                let field = FieldIndex.of(name, in: table)
            else { continue }
            tables[table, default: TableIssues()].append(
                try batch.place(row), Int16(field), kind, raw.values.bytes[raw.range(row)],
                canonical.values.bytes[canonical.range(row)])
        }
    }

    package func rows(of table: RegistryTable, at origins: TableBatch.Origins) -> IssueRows {
        IssueRows(tables[table] ?? TableIssues(), origins)
    }

    fileprivate static func isBefore(_ a: Place, _ fieldA: Int16, _ b: Place, _ fieldB: Int16) -> Bool {
        if a.file != b.file { return a.file < b.file }
        if a.sheet != b.sheet { return a.sheet < b.sheet }
        if a.row != b.row { return a.row < b.row }
        return fieldA < fieldB
    }
}

extension CellIssueIndex.TableIssues {
    fileprivate mutating func append(
        _ place: Place, _ field: Int16, _ kind: CellIssueKind, _ raw: ArraySlice<UInt8>, _ canonical: ArraySlice<UInt8>
    ) {
        issues.append(
            CellIssue(
                place: place, field: field, kind: kind, textStart: text.count, rawCount: UInt32(raw.count),
                canonicalCount: UInt32(canonical.count)))
        text.append(contentsOf: raw)
        text.append(contentsOf: canonical)
    }

    /// First issue at or after a place.
    fileprivate func lowerBound(_ place: Place) -> Int {
        issues.indices.partitionPoint { CellIssueIndex.isBefore(issues[$0].place, issues[$0].field, place, .min) }
    }
}

/// The issues of one batch's rows.
package struct IssueRows {
    private let table: CellIssueIndex.TableIssues
    /// Batch rows that have issues, ascending, with their ranges in the table.
    package private(set) var rows: [(row: Int, issues: Range<Int>)] = []

    fileprivate init(_ table: CellIssueIndex.TableIssues, _ origins: TableBatch.Origins) {
        self.table = table
        guard !table.issues.isEmpty else { return }
        var cursor = 0
        for row in origins.rows.indices {
            let place = origins.place(row)
            cursor = position(of: place, from: cursor)
            var end = cursor
            while end < table.issues.count, table.issues[end].place == place { end += 1 }
            if end > cursor { rows.append((row, cursor..<end)) }
        }
    }

    /// Rows mostly ascend, so that the place is at the cursor or a few issues on; else a binary search finds it.
    private func position(of place: Place, from cursor: Int) -> Int {
        let issues = table.issues
        let isAhead = cursor == 0 || CellIssueIndex.isBefore(issues[cursor - 1].place, .min, place, .min)
        guard isAhead else { return table.lowerBound(place) }
        var cursor = cursor
        for _ in 0..<8 {
            guard cursor < issues.count, CellIssueIndex.isBefore(issues[cursor].place, .min, place, .min) else {
                return cursor
            }
            cursor += 1
        }
        return table.lowerBound(place)
    }

    package subscript(_ issue: Int) -> CellIssue { table.issues[issue] }

    package func raw(_ issue: CellIssue) -> String {
        String(decoding: table.text[issue.textStart..<issue.textStart + Int(issue.rawCount)], as: UTF8.self)
    }

    package func canonical(_ issue: CellIssue) -> String {
        let start = issue.textStart + Int(issue.rawCount)
        return String(decoding: table.text[start..<start + Int(issue.canonicalCount)], as: UTF8.self)
    }

    /// The issues of one batch row.
    package func range(row: Int) -> Range<Int> {
        let position = rows.indices.partitionPoint { rows[$0].row < row }
        return position < rows.count && rows[position].row == row ? rows[position].issues : 0..<0
    }

    /// The raw text of a cell; nil when it was typed as its canonical value.
    package func raw(row: Int, field: Int) -> String? {
        for index in range(row: row) where Int(table.issues[index].field) == field { return raw(table.issues[index]) }
        return nil
    }
}
