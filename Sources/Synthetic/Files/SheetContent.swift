/// One column of a sheet.
struct SheetColumn {
    enum Source {
        case field(Int)
        /// 1, 2, 3 …: a header that every reader ignores.
        case serial
        /// A column without a field, the same text in every row.
        case constant(String)
    }

    let header: String
    let source: Source

    var field: Int? {
        if case .field(let index) = source { return index }
        return nil
    }
}

/// One sheet as it will be written.
struct SheetContent {
    let name: String
    var titles: [String] = []
    let columns: [SheetColumn]
    let table: RecordTable
    let rows: [Int]
    var hasExampleRow = false
    /// Workbooks only: plain numbers are typed as numbers.
    var typesNumbers = false
    /// Hand-made workbooks only.
    var hasMergedHeader = false
    var hasDictionarySheet = false
    var hidesRows = false
    /// Field whose column is hidden.
    var hiddenField: StudentField?

    /// Every fifth record, when a filter was left on.
    func isHidden(_ position: Int) -> Bool { hidesRows && position % 5 == 2 }

    var hiddenColumns: [Int] {
        columns.indices.filter { columns[$0].header == "隐藏" || (hiddenField != nil && columns[$0].field == hiddenField?.rawValue) }
    }

    /// Digits only, not led by zero, at most fifteen: as a number, such a cell loses nothing.
    static func plainNumber(_ value: String) -> Double? {
        let digits = value.utf8
        guard let first = digits.first, first != 48, digits.count <= 15, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Double(value)
    }

    /// The example that comes with the template: below the header, and no pupil.
    func exampleText(_ column: Int) -> String {
        switch column {
        case 0: "示例"
        case 1: "张三"
        case 2: "男"
        default: column < 8 ? "请按此填写" : ""
        }
    }

    private var hidesHoldData: Bool {
        if rows.indices.contains(where: isHidden) { return true }
        guard let field = hiddenField?.rawValue, columns.contains(where: { $0.field == field }) else { return false }
        return rows.contains { !table.isEmpty($0, field) }
    }

    /// Row findings with their addresses, and the sheet's own.
    func truth(file: String, rowNumbers: [Int]) -> [TruthEntry] {
        var present = [Bool](repeating: false, count: table.width)
        for column in columns { if let field = column.field { present[field] = true } }
        var entries: [TruthEntry] = []
        for (row, number) in zip(rows, rowNumbers) {
            for finding in table.expected[row] ?? [] where finding.isVisible(present) {
                entries.append(
                    TruthEntry(
                        rule: finding.rule, severity: finding.severity, table: table.kind.findingName, file: file,
                        sheet: name, row: number, field: finding.otherField ?? finding.field.map { table.kind.fields[$0].name } ?? ""))
            }
        }
        func sheetFinding(_ rule: String, _ severity: Severity, _ field: String = "") {
            entries.append(
                TruthEntry(
                    rule: rule, severity: severity, table: table.kind.findingName, file: file, sheet: name, row: 0, field: field))
        }
        if hasExampleRow { sheetFinding("FIL-09", .info) }
        if columns.contains(where: { if case .constant = $0.source { true } else { false } }) { sheetFinding("FIL-04", .info) }
        var seen: Set<Int> = []
        for field in columns.compactMap(\.field) where !seen.insert(field).inserted {
            sheetFinding("FIL-05", .error, table.kind.fields[field].name)
        }
        if hidesHoldData { sheetFinding("FIL-06", .info) }
        if table.kind == .student {
            for field in table.kind.fields where field.requirement == .mandatory && !present[field.index] {
                sheetFinding("FIL-02", .error, field.name)
            }
        }
        return entries
    }
}

extension Expectation {
    /// Rules that look at cells need the column; others stand at the field even where the sheet has none.
    func isVisible(_ present: [Bool]) -> Bool {
        guard let field, rule.hasPrefix("FMT") || rule.hasPrefix("COD") || rule.hasPrefix("CMP") else { return true }
        return present[field]
    }
}

/// A finding with its address, one line of the truth file.
struct TruthEntry {
    let rule: String
    let severity: Severity
    let table: String
    let file: String
    let sheet: String
    /// 0 where the finding stands at no row.
    let row: Int
    let field: String
}
