import Columnar
import Records

/// What was noted about the cells of a batch, collected column by column and given out row by row.
struct IssueLog {
    private struct Issue {
        /// Row of the batch, field and kind: the order of the output.
        var order: UInt64
        var rawStart: Int
        var rawCount: Int
        /// Bytes of `canonical`, -1 for null; they follow the raw text.
        var canonicalCount: Int

        var row: Int { Int(order >> 16) }
        var field: Int { Int(order >> 8 & 0xFF) }
        var kind: Int { Int(order & 0xFF) }
    }

    private var issues: [Issue] = []
    private var text: [UInt8] = []

    var isEmpty: Bool { issues.isEmpty }

    /// For each issue the row of the batch.
    var rows: [Int32] { issues.map { Int32(truncatingIfNeeded: $0.row) } }

    /// - Parameters:
    ///   - row: row of the batch.
    ///   - field: index of the field in its table.
    mutating func append(_ reading: CellReading, row: Int, field: Int) {
        for kind in CellIssues.kinds.indices {
            let issue = CellIssues(rawValue: 1 << UInt8(kind))
            guard reading.issues.contains(issue) else { continue }
            let canonical = reading.canonical(for: issue)
            issues.append(
                Issue(
                    order: UInt64(row) << 16 | UInt64(field) << 8 | UInt64(kind), rawStart: text.count,
                    rawCount: reading.raw.count, canonicalCount: canonical?.count ?? -1))
            text += reading.raw
            if let canonical { text += canonical }
        }
    }

    mutating func removeAll() {
        issues.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
    }

    /// Brings the issues into the order of rows, fields and kinds.
    mutating func sort() { issues.sort { $0.order < $1.order } }

    /// For each row the names of its unreadable fields. Needs `sort()` first.
    func unreadable(rowCount: Int, fields: [FieldDefinition]) -> Column {
        var column = DictionaryBuilder(minimumCapacity: rowCount)
        var next = 0
        for row in 0..<rowCount {
            var names: [String] = []
            while next < issues.count, issues[next].row == row {
                let issue = CellIssues(rawValue: 1 << UInt8(issues[next].kind))
                if !issue.isDisjoint(with: .unreadable) { names.append(fields[issues[next].field].name) }
                next += 1
            }
            if names.isEmpty { column.appendNull() } else { column.append(names.joined(separator: ",")) }
        }
        return .dictionary(column.finish())
    }

    /// The rows of `cell_issues`. Needs `sort()` first.
    func batch(
        table: RegistryTable, sheets: SheetRuns, rowNumbers: [Int32], fields: [FieldDefinition]
    ) -> RecordBatch {
        let (file, sheet) = sheets.columns(ofRows: issues.lazy.map(\.row))
        var rows = PrimitiveBuilder<Int32>(minimumCapacity: issues.count)
        var names = DictionaryBuilder(minimumCapacity: issues.count)
        var kinds = DictionaryBuilder(minimumCapacity: issues.count)
        var raw = StringBuilder(minimumCapacity: issues.count, byteCapacity: text.count)
        var canonical = StringBuilder(minimumCapacity: issues.count, byteCapacity: text.count)
        for issue in issues {
            rows.append(rowNumbers[issue.row])
            names.append(fields[issue.field].name)
            kinds.append(CellIssues.kinds[issue.kind])
            let end = issue.rawStart + issue.rawCount
            raw.append(text[issue.rawStart..<end])
            if issue.canonicalCount < 0 {
                canonical.appendNull()
            } else {
                canonical.append(text[end..<(end + issue.canonicalCount)])
            }
        }
        let count = issues.count
        return RecordBatch(
            schema: RegistryTable.cellIssues.schema,
            columns: [
                .constant(table.findingName, count: count), file, sheet, .int32(rows.finish()), .dictionary(names.finish()),
                .dictionary(kinds.finish()), .utf8(raw.finish()), .utf8(canonical.finish()),
            ], rowCount: count)
    }
}

extension Column {
    /// One text in every row.
    static func constant(_ text: String?, count: Int) -> Column {
        guard let text else {
            return .dictionary(
                DictionaryColumn(
                    indices: .int8([UInt8](repeating: 0, count: count)), values: StringColumn([]),
                    validity: Bitmap(repeating: false, count: count)))
        }
        return .dictionary(
            DictionaryColumn(indices: .int8([UInt8](repeating: 0, count: count)), values: StringColumn([text])))
    }
}
