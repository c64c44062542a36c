import Records

/// Which rows of a sheet are data.
///
/// A data row has three non-blank fields or more, one of its table's identifying fields among them, and is no example, note or
/// total by its first text or its 姓名.
///
/// **Source**: SPEC §6.2, "说明 rows".
struct DataRows {
    /// First characters of the words that mark a row as no data.
    private static let skippedLeads = Set(
        ["示", "样", "例", "填", "说", "注", "合", "总", "小"].map { text in
            let bytes = Array(text.utf8)
            return lead(bytes[0], bytes[1], bytes[2])
        })

    private let fields: [FieldDefinition]
    /// Columns of the fields that are used, with the fields.
    private let used: [(column: Int, field: Int)]
    private let identifying: [(column: Int, field: Int)]
    private let nameColumn: Int?

    init(_ header: SheetHeader) {
        fields = header.table.fields
        used = header.columns.enumerated().compactMap { field, column in column.map { ($0, field) } }
        let wanted = header.table.identifyingFields.map(\.index)
        identifying = used.filter { wanted.contains($0.field) }
        // 姓名 is the pupil's own; the 学生姓名 of proofs and sign-offs is another field (SPEC §6.2).
        let name = header.table == .student ? header.table.field(named: "name") : nil
        nameColumn = name.flatMap { name in header.columns[name.index] }
    }

    /// The data rows of a block below a row number, and how many others there have a cell that is not empty.
    func select(
        _ block: SheetBlock, below headerRow: Int32, bytes: CellBytes
    ) -> (rows: [Int32], skippedCount: Int) {
        var rows: [Int32] = []
        rows.reserveCapacity(block.rowCount)
        var skippedCount = 0
        for row in 0..<block.rowCount where block.rowNumbers[row] > headerRow {
            if isData(row, block, bytes) {
                rows.append(Int32(truncatingIfNeeded: row))
            } else if !isEmpty(row, block, bytes) {
                skippedCount += 1
            }
        }
        return (rows, skippedCount)
    }

    private func isData(_ row: Int, _ block: SheetBlock, _ bytes: CellBytes) -> Bool {
        guard identifying.contains(where: { isPresent(block[row, $0.column], $0.field, bytes) }) else { return false }
        var count = 0
        for (column, field) in used where isPresent(block[row, column], field, bytes) {
            count += 1
            if count == 3 { break }
        }
        guard count == 3 else { return false }
        if let nameColumn, isSkipped(block[row, nameColumn], bytes) == true { return false }
        for column in block.columns.indices {
            if let isSkipped = isSkipped(block[row, column], bytes) { return !isSkipped }
        }
        return true
    }

    // MARK: Cells

    /// Whether a cell is not blank in a field of the table.
    func isPresent(_ cell: CellRef, _ field: Int, _ bytes: CellBytes) -> Bool {
        if cell.isVoid { return false }
        if cell.kind == .formulaWithoutValue || cell.kind == .number { return true }
        // The first byte tells most cells; the range of the cell is not empty.
        let text = unsafe bytes[cell]
        guard text.count > 0 else { return false }
        let first = unsafe text[0]
        if first >= 0x30 && first <= 0x39 || first >= 0x41 && first <= 0x5A && first != 0x4E { return true }
        if first >= 0xE4 && first <= 0xE9, text.count >= 3, unsafe !Self.isBlankLead(text[0], text[1], text[2]) { return true }
        return isPresent(bytes.array(cell), fields[field])
    }

    private func isPresent(_ raw: [UInt8], _ field: FieldDefinition) -> Bool {
        var normalised: [UInt8] = []
        let isChanged = Normaliser.normalise(raw.span, as: field.normalisation, into: &normalised)
        return !BlankValue.isBlank((isChanged ? normalised : raw).span, in: field)
    }

    /// Whether a cell that belongs to no field is not blank.
    func isPresent(_ cell: CellRef, _ bytes: CellBytes) -> Bool {
        if cell.isVoid { return false }
        if cell.kind == .formulaWithoutValue || cell.kind == .number { return true }
        return !BlankValue.isBlank(Self.n1(bytes.array(cell)).span)
    }

    private func isEmpty(_ row: Int, _ block: SheetBlock, _ bytes: CellBytes) -> Bool {
        for column in block.columns.indices {
            let cell = block[row, column]
            if cell.isVoid { continue }
            if cell.kind != .text || !Self.n1(bytes.array(cell)).isEmpty { return false }
        }
        return true
    }

    /// Whether a text marks its row as no data; nil when the cell is no text or empty after N1.
    private func isSkipped(_ cell: CellRef, _ bytes: CellBytes) -> Bool? {
        guard cell.kind == .text, cell.length > 0 else { return nil }
        let text = unsafe bytes[cell]
        guard text.count > 0 else { return nil }
        // Indices below stay under the count.
        let first = unsafe text[0]
        if first >= 0x30 && first <= 0x39 || first >= 0x41 && first <= 0x5A { return false }
        if first >= 0xE4 && first <= 0xE9, text.count >= 3,
            unsafe !Self.skippedLeads.contains(Self.lead(text[0], text[1], text[2]))
        {
            return false
        }
        let normalised = Self.n1(bytes.array(cell))
        if normalised.isEmpty { return nil }
        return SkippedRow.isMarked(normalised.span)
    }

    /// The words for blank that begin with a character of their own: 无, 空.
    private static func isBlankLead(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Bool {
        let lead = lead(a, b, c)
        return lead == 0xE697A0 || lead == 0xE7A9BA
    }

    private static func lead(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt32 { UInt32(a) << 16 | UInt32(b) << 8 | UInt32(c) }

    private static func n1(_ raw: [UInt8]) -> [UInt8] {
        var normalised: [UInt8] = []
        return Normaliser.normalise(raw.span, as: .n1, into: &normalised) ? normalised : raw
    }
}
