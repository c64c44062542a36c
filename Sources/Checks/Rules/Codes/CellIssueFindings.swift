import Records

/// The tables whose cells the rules about codes and formats judge. **Source**: RULES, conventions.
enum FieldTables {
    static let all: [RegistryTable] = [.student, .school, .campus, .class]
    static let inputs: ScanInputs = Dictionary(
        uniqueKeysWithValues: all.map { ($0, ["file", "sheet", "row", "school_id"]) })
}

extension TableBatch {
    /// Calls `body` for every noted cell of one kind in this batch.
    func forEachIssue(
        _ kind: CellIssueKind, _ body: (_ row: Int, _ field: FieldDefinition, _ issue: CellIssue) throws -> Void
    ) throws {
        let issues = try issues()
        let fields = table.fields
        for (row, range) in issues.rows {
            for index in range where issues[index].kind == kind {
                try body(row, fields[Int(issues[index].field)], issues[index])
            }
        }
    }
}
