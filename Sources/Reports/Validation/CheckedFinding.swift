import Checks
import Ingest
import Records
import Spreadsheets
import Store

/// A finding with the cell in which the person who mends it has to look.
struct CheckedFinding {
    let finding: Finding
    /// The sheet that the finding stands in; nil when it is about a file as such.
    let sheet: DataSheet?
    /// 0-based column of the field; nil without a field, or where the sheet has no such column.
    let column: Int?

    init(_ finding: Finding, _ sheets: SheetIndex) {
        self.finding = finding
        sheet = sheets[finding.file, finding.sheet]
        column = sheet.flatMap { sheet in
            finding.field.isEmpty ? nil : sheet.table.field(named: finding.field).flatMap { sheet.columns[$0.index] }
        }
    }

    /// `M17`; in a text file line and column, `17:13`. Empty where the finding stands at no cell.
    var cell: String {
        guard let row = finding.row, let column, let sheet else { return "" }
        return sheet.isText ? "\(row):\(column + 1)" : CellAddress.name(row: Int(row), column: column)
    }

    /// The header as the form prints it.
    var fieldName: String {
        guard !finding.field.isEmpty else { return "" }
        let tables = [RegistryTable(rawValue: finding.table), .student]
        return tables.lazy.compactMap { $0?.field(named: finding.field)?.chineseName }.first ?? finding.field
    }
}

/// The data sheets by file and name.
struct SheetIndex {
    private struct Key: Hashable {
        let file: String
        let sheet: String
    }

    private var sheets: [Key: DataSheet] = [:]

    init(_ sheets: [DataSheet]) {
        for sheet in sheets { self.sheets[Key(file: sheet.file, sheet: sheet.sheet)] = sheet }
    }

    subscript(file: String, sheet: String) -> DataSheet? { sheets[Key(file: file, sheet: sheet)] }
}
