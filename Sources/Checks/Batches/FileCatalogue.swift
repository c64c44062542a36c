import Columnar
import Records

/// Which sheets were read and which fields they have. **Source**: docs/architecture.md, `files`.
package struct FileCatalogue: Sendable {
    /// One row of `files`.
    package struct Entry: Sendable {
        package let file: Int32
        package let sheet: Int32
        package let table: RegistryTable?
        package let isIssued: Bool
        package let fields: FieldSet
        package let status: String
        /// An id of `FileProblem`.
        package let reason: String
        package let skippedRows: Int
        /// Headers joined by `、`.
        package let unknownHeaders: String
        /// Fields with several columns, and their headers from the left.
        package let duplicateColumns: [(field: String, headers: [String])]
        package let hiddenRows: Int
        package let hiddenColumns: Int
        /// U+FFFD in the decoded text.
        package let replacedCharacters: Int

        /// FIL-01 of severity error.
        package var isUnread: Bool { status == "unreadable" }
        /// FIL-10.
        package var isUndecodable: Bool { table != nil && replacedCharacters > 0 }
    }

    /// Schools send few layouts, so that most field lists are equal.
    private struct FieldList: Hashable {
        let table: RegistryTable
        let names: String
    }

    private struct SheetKey: Hashable {
        let file: Int32
        let sheet: Int32
        let table: RegistryTable
    }

    package private(set) var entries: [Entry] = []
    private var fieldsBySheet: [SheetKey: FieldSet] = [:]
    /// UTF-8 length of the archive's path, by the id of a member's path.
    private var archiveByteCounts: [Int32: Int] = [:]
    /// False when there is no `files` table at all: then every column counts as present.
    package private(set) var isLoaded = false

    package init() {}

    package init(_ source: any BatchSource, _ context: CheckContext) throws(ColumnarError) {
        isLoaded = true
        var lists: [FieldList: FieldSet] = [:]
        for partition in 0..<source.partitionCount {
            let batch = try TableBatch(.files, source, partition: partition, preload: [], context: context)
            let files = try batch.text("file")
            let archives = try batch.text("archive")
            let sheets = try batch.text("sheet")
            let tables = try batch.text("table")
            let fields = try batch.text("fields")
            let statuses = try batch.text("status")
            let reasons = try batch.text("reason")
            let unknown = try batch.text("unknown_headers")
            let duplicates = try batch.text("duplicate_columns")
            let counts = try Counts(batch)
            for row in 0..<batch.rowCount {
                let file = context.places.id(of: files.string(row) ?? "")
                if let archive = archives.string(row) { archiveByteCounts[file] = archive.utf8.count }
                let isIssued = try batch.bool("issued", row) ?? false
                let named = tables.string(row).flatMap(RegistryTable.init(rawValue:))
                let table = isIssued && named == .school ? .issuedSchool : named
                let list = table.map { FieldList(table: $0, names: fields.string(row) ?? "") }
                if let list, lists[list] == nil { lists[list] = FieldSet(names: list.names, in: list.table) }
                add(
                    Entry(
                        file: file, sheet: context.places.id(of: sheets.string(row) ?? ""), table: table, isIssued: isIssued,
                        fields: list.flatMap { lists[$0] } ?? FieldSet(),
                        status: statuses.string(row) ?? "ok", reason: reasons.string(row) ?? "",
                        skippedRows: counts.of("skipped_rows", row), unknownHeaders: unknown.string(row) ?? "",
                        duplicateColumns: Self.duplicates(duplicates.string(row) ?? ""),
                        hiddenRows: counts.of("hidden_rows", row), hiddenColumns: counts.of("hidden_columns", row),
                        replacedCharacters: counts.of("replaced_characters", row)))
            }
        }
    }

    /// Counts of a batch of `files`; 0 where there is none.
    private struct Counts {
        private static let names = ["skipped_rows", "hidden_rows", "hidden_columns", "replaced_characters"]
        private var columns: [String: [Int32]] = [:]

        init(_ batch: TableBatch) throws(ColumnarError) {
            for name in Self.names { columns[name] = try batch.numbers(name) }
        }

        func of(_ name: String, _ row: Int) -> Int { Int(max(0, columns[name]?[row] ?? 0)) }
    }

    /// Reads `field␟header␟header…` joined by `␞`.
    private static func duplicates(_ text: String) -> [(field: String, headers: [String])] {
        text.split(separator: "\u{1E}").map { item in
            let parts = item.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
            return (parts[0], Array(parts.dropFirst()))
        }
    }

    private mutating func add(_ entry: Entry) {
        entries.append(entry)
        if let table = entry.table {
            fieldsBySheet[SheetKey(file: entry.file, sheet: entry.sheet, table: table)] = entry.fields
        }
    }

    /// Whether the sheet of a row has a column for the field.
    package func hasColumn(_ field: Int, table: RegistryTable, file: Int32, sheet: Int32) -> Bool {
        guard isLoaded, let fields = fieldsBySheet[SheetKey(file: file, sheet: sheet, table: table)] else { return true }
        return fields.contains(field)
    }

    /// The last part of the path of a file, or of a member inside its archive. A `!` may stand in any name.
    package func baseName(of file: Int32, _ places: PlaceTable) -> Substring.UTF8View {
        let path = places.name(of: file).utf8
        let inner = archiveByteCounts[file].map { path.dropFirst($0 + 1) } ?? path[...]
        return inner.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).last ?? inner
    }

    /// A list of the province was read, even if it has no rows.
    package var hasIssuedList: Bool { entries.contains { $0.isIssued && $0.table == .issuedSchool } }
}
