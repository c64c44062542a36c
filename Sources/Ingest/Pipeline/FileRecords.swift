import Columnar
import Records

/// The rows of the table `files`.
///
/// **Source**: docs/architecture.md, `files`.
struct FileRecords {
    private struct Row {
        var file: String
        /// Path of the archive whose member it is.
        var archive: String?
        var isIssued: Bool
        var sha256: String?
        var bytes: Int
        var outcome: UnitOutcome
        /// Nil: a file that gave nothing.
        var sheet: SheetResult?
    }

    private static let unit = "\u{1F}"
    private static let record = "\u{1E}"

    private var rows: [Row] = []

    /// - Parameters:
    ///   - path: of the file or the archive member.
    ///   - outer: the file.
    mutating func append(path: String, outer: InputFile, sha256: String?, outcome: UnitOutcome) {
        var kept = outcome
        kept.output = []
        kept.sheets = []
        let row = Row(
            file: path, archive: path == outer.path ? nil : outer.path, isIssued: outer.isIssued, sha256: sha256,
            bytes: outer.byteCount, outcome: kept, sheet: nil)
        if outcome.sheets.isEmpty { rows.append(row) }
        for sheet in outcome.sheets {
            rows.append(row)
            rows[rows.count - 1].sheet = sheet
        }
    }

    /// A folder or file that could not even be looked at.
    mutating func append(_ problem: InputProblem) {
        rows.append(
            Row(
                file: problem.path, isIssued: false, sha256: nil, bytes: 0, outcome: UnitOutcome(problem: problem.error),
                sheet: nil))
    }

    /// In the byte order of the paths; the sheets of a file in their own order.
    func batch() -> RecordBatch {
        let order = rows.indices.sorted { a, b in
            if rows[a].file == rows[b].file { return a < b }
            return rows[a].file.utf8.lexicographicallyPrecedes(rows[b].file.utf8)
        }
        let sorted = order.map { rows[$0] }
        func text(_ value: (Row) -> String?) -> Column { .utf8(StringColumn(sorted.map(value))) }
        func number(_ value: (Row) -> Int?) -> Column {
            var builder = PrimitiveBuilder<Int32>(minimumCapacity: sorted.count)
            for row in sorted { builder.append(value(row).map { Int32(clamping: $0) }) }
            return .int32(builder.finish())
        }
        var lists = FieldLists()
        let columns: [Column] = [
            text { $0.file }, text { $0.archive }, text { $0.sheet?.name }, text { $0.sha256 },
            .int64(PrimitiveColumn(values: sorted.map { Int64($0.bytes) })),
            text { $0.outcome.format.rawValue }, text { $0.outcome.encoding?.rawValue },
            text { $0.sheet?.header.table.findingName },
            .bool(BoolColumn(values: Bitmap.marking(sorted) { $0.isIssued })),
            text { $0.sheet?.header.template?.rawValue }, number { ($0.sheet?.header.rowNumber).map(Int.init) },
            text { $0.sheet.map { lists.text($0.header) } }, number { $0.sheet?.dataRowCount }, number { $0.sheet?.skippedRowCount },
            text(Self.unknownHeaders), text(Self.duplicates), number { $0.sheet?.hiddenRowCount },
            number { $0.sheet?.hiddenColumns.count },
            number { $0.outcome.encoding == nil ? nil : $0.outcome.replacementCount },
            text { Self.status($0).status }, text { Self.status($0).reason },
            text { ($0.outcome.problem ?? $0.outcome.note)?.description },
        ]
        return RecordBatch(schema: RegistryTable.files.schema, columns: columns, rowCount: sorted.count)
    }

    private static func status(_ row: Row) -> (status: String, reason: String?) {
        if let problem = row.outcome.problem { return ("unreadable", problem.problem.rawValue) }
        return row.sheet == nil ? ("no_table", FileProblem.noHeaderRow.rawValue) : ("ok", row.outcome.note?.problem.rawValue)
    }

    /// The fields of a header, by name; most headers are alike.
    private struct FieldLists {
        private struct Key: Hashable {
            var table: RegistryTable
            var fields: [Int]
        }

        private var known: [Key: String] = [:]

        mutating func text(_ header: SheetHeader) -> String {
            let key = Key(table: header.table, fields: header.fieldsInColumnOrder)
            if let text = known[key] { return text }
            let fields = header.table.fields
            let text = key.fields.map { fields[$0].name }.joined(separator: ",")
            known[key] = text
            return text
        }
    }

    private static func unknownHeaders(_ row: Row) -> String? {
        guard let sheet = row.sheet, !sheet.unknownColumns.isEmpty else { return nil }
        return sheet.header.unknown.filter { sheet.unknownColumns.contains($0.column) }.map(\.text).joined(separator: "、")
    }

    private static func duplicates(_ row: Row) -> String? {
        guard let header = row.sheet?.header, !header.duplicates.isEmpty else { return nil }
        let fields = header.table.fields
        return header.duplicates.map { ([fields[$0.field].name] + $0.headers).joined(separator: unit) }
            .joined(separator: record)
    }
}
