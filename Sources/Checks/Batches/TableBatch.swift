import Columnar
import Records

/// One partition of a table while the rules look at it: columns read once, derived columns computed once.
///
/// Used by one worker and dropped after the last rule. A column that no rule declared is read when first asked for, so
/// that rules pay for texts only where they have something to report.
package final class TableBatch {
    package let table: RegistryTable
    package let partition: Int
    package let rowCount: Int
    package let context: CheckContext
    let source: any BatchSource
    /// Whether few texts will be asked for, so that it is better to read single ones than whole columns.
    let isSelective: Bool
    /// The rows that will be looked at, ascending; nil for all.
    let focus: [Int]?
    var focusedTexts: [String: RowTexts] = [:]
    private var columns: [String: Column] = [:]
    private var texts: [String: TextColumn] = [:]
    private var encodedTexts: [String: TextColumn] = [:]
    private var numberColumns: [String: [Int32]] = [:]
    private var origins: Origins?
    private var schoolIDColumn: [Int64]?
    private var unreadableColumn: UnreadableColumn?
    private var issueRows: IssueRows?
    package var student = StudentColumns()

    /// File and sheet numbers and rows of the batch.
    package struct Origins {
        package let files: CodedNumbers
        package let sheets: CodedNumbers
        package let rows: [Int32]

        package func place(_ row: Int) -> Place { Place(file: files[row], sheet: sheets[row], row: rows[row]) }
    }

    package init(
        _ table: RegistryTable, _ source: any BatchSource, partition: Int, preload: [String], context: CheckContext,
        isSelective: Bool = true, focus: [Int]? = nil
    ) throws(ColumnarError) {
        self.isSelective = isSelective
        self.focus = focus
        self.table = table
        self.source = source
        self.partition = partition
        self.context = context
        rowCount = source.rowCount(partition: partition)
        guard !preload.isEmpty else { return }
        let batch = try source.read(partition: partition, columns: preload)
        for (name, column) in zip(preload, batch.columns) { columns[name] = column }
    }

    package func column(_ name: String) throws(ColumnarError) -> Column {
        if let column = loaded(name) { return column }
        let column = try source.read(partition: partition, columns: [name]).columns[0]
        columns[name] = column
        context.columns.keep(column, table, partition, name)
        return column
    }

    /// The column when it was read before, by this pass or an earlier one.
    func loaded(_ name: String) -> Column? {
        if let column = columns[name] { return column }
        guard let kept = context.columns.column(table, partition, name) else { return nil }
        columns[name] = kept
        return kept
    }

    package func text(_ name: String) throws(ColumnarError) -> TextColumn {
        if let text = texts[name] { return text }
        let text = TextColumn(try column(name))
        texts[name] = text
        return text
    }

    /// A text column with dictionary codes.
    package func encodedText(_ name: String) throws(ColumnarError) -> TextColumn {
        if let text = encodedTexts[name] { return text }
        let text = try text(name).encoded()
        encodedTexts[name] = text
        return text
    }

    /// One small value a row of a text column, computed once for each distinct text.
    package func mapped<Value>(
        _ name: String, null: Value, _ transform: (String) -> Value
    ) throws(ColumnarError) -> [Value] {
        try codes(name).mapped(null: null, transform)
    }

    /// A text column as indices into its distinct values. **Complexity**: O(rows) when it is plain.
    package func codes(_ name: String) throws(ColumnarError) -> DictionaryColumn {
        switch try column(name) {
        case .dictionary(let column): column
        case .utf8(let column): column.encoded()
        default: throw ColumnarError(.damaged, "expected text in \(name)")
        }
    }

    /// Days or numbers with `Int32.min` for null.
    package func numbers(_ name: String) throws(ColumnarError) -> [Int32] {
        if let numbers = numberColumns[name] { return numbers }
        var numbers: [Int32]
        let validity: Bitmap?
        switch try column(name) {
        case .int32(let column), .date(let column):
            numbers = column.values
            validity = column.validity
        default: throw ColumnarError(.damaged, "expected whole numbers or dates in \(name)")
        }
        validity?.forEachUnset { numbers[$0] = .min }
        numberColumns[name] = numbers
        return numbers
    }

    /// A boolean of a row; nil when blank or unreadable. For loops over rows take `booleans` once.
    package func bool(_ name: String, _ row: Int) throws(ColumnarError) -> Bool? { try booleans(name)[row] }

    package func booleans(_ name: String) throws(ColumnarError) -> BoolColumn {
        guard case .bool(let column) = try column(name) else {
            throw ColumnarError(.damaged, "expected booleans in \(name)")
        }
        return column
    }

    package func isNull(_ name: String, _ row: Int) throws(ColumnarError) -> Bool {
        try column(name).validity.map { !$0[row] } ?? false
    }

    /// Blank as RULES defines it: no value, and not because it could not be read.
    package func isBlank(_ name: String, _ row: Int) throws(ColumnarError) -> Bool {
        guard try isNull(name, row) else { return false }
        return try !unreadable().contains(FieldIndex.known(name, in: table), row)
    }

    /// Rows in which a field is blank, for rules that look at every row.
    package func blanks(_ name: String) throws(ColumnarError) -> [Bool] {
        guard let validity = try column(name).validity else { return [Bool](repeating: false, count: rowCount) }
        let unreadable = try unreadable()
        let field = FieldIndex.known(name, in: table)
        return (0..<rowCount).map { !validity[$0] && !unreadable.contains(field, $0) }
    }

    package func origin() throws(ColumnarError) -> Origins {
        if let origins { return origins }
        let places = context.places
        let made = Origins(
            files: CodedNumbers(try codes("file"), null: places.id(of: ""), places.id(of:)),
            sheets: CodedNumbers(try codes("sheet"), null: places.id(of: ""), places.id(of:)),
            rows: try numbers("row"))
        origins = made
        return made
    }

    package func place(_ row: Int) throws(ColumnarError) -> Place { try origin().place(row) }

    /// Usable school identifiers as numbers, 0 where blank or rejected by REF-01 (SPEC §7.3).
    package func schoolIDs() throws(ColumnarError) -> [Int64] {
        if let ids = schoolIDColumn { return ids }
        let province = context.parameters.province
        let ids = try mapped("school_id", null: 0) { SchoolNumber.of($0, province: province) ?? 0 }
        schoolIDColumn = ids
        return ids
    }

    package func unreadable() throws(ColumnarError) -> UnreadableColumn {
        if let unreadable = unreadableColumn { return unreadable }
        let made = UnreadableColumn(try codes("unreadable"), table)
        unreadableColumn = made
        return made
    }

    /// The cell issues of this batch's rows.
    package func issues() throws(ColumnarError) -> IssueRows {
        if let issueRows { return issueRows }
        let made = context.issues.rows(of: table, at: try origin())
        issueRows = made
        return made
    }

    /// The cell as typed: its raw text where one was kept, else the canonical text.
    package func typed(_ name: String, _ row: Int) throws(ColumnarError) -> String {
        let field = FieldIndex.known(name, in: table)
        if let raw = try issues().raw(row: row, field: field) { return raw }
        return try column(name).text(row) ?? ""
    }
}

/// Which fields of a row hold something that could not be read.
package struct UnreadableColumn {
    private let sets: [FieldSet]
    private let codes: DictionaryColumn

    package init(_ codes: DictionaryColumn, _ table: RegistryTable) {
        sets = (0..<codes.values.count).map { FieldSet(names: codes.values[$0] ?? "", in: table) }
        self.codes = codes
    }

    /// True when no row of the batch has an unreadable cell.
    package var isEmpty: Bool { sets.isEmpty }

    package func contains(_ field: Int, _ row: Int) -> Bool {
        guard !sets.isEmpty, codes.isValid(row) else { return false }
        return sets[codes.code(row)].contains(field)
    }
}
