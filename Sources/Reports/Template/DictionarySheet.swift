import Records
import Spreadsheets

/// The drop-down lists of a workbook: short ones stand in the cells' validation, long ones on a hidden sheet.
///
/// **Source**: a validation holds a list of at most 255 characters (ECMA-376 Part 1, 18.3.1.32; Excel's limits).
final class DictionarySheet {
    static let name = "字典"

    private let page: SheetWriter
    /// Long lists in the order in which they were asked for, one a column.
    private var lists: [(name: String, labels: [String])] = []

    /// The sheet is hidden, so that nobody takes it for data: neither a person nor a reader.
    init(in book: WorkbookWriter) throws(SpreadsheetError) {
        page = try book.addSheet(Self.name)
        page.hide()
    }

    /// The list of a field; nil for a field without one.
    func criterion(for field: FieldDefinition) -> DataValidation.Criterion? {
        if let labels = FieldChoices.fixed[field.table.findingName + "." + field.name] { return .list(labels) }
        // Grades are no code list: their names are a type of their own.
        if field.type == .grade { return .list(Grade.allCases.map(\.chineseName)) }
        guard let list = field.codeList else { return nil }
        let labels = FieldChoices.labels(of: list)
        return DataValidation.fitsInline(labels) ? .list(labels) : .listRange(range(of: list.name, labels))
    }

    private func range(of name: String, _ labels: [String]) -> String {
        let position = lists.firstIndex { $0.name == name } ?? lists.count
        if position == lists.count { lists.append((name, labels)) }
        let column = CellAddress.columnName(position)
        return "'\(page.name)'!$\(column)$2:$\(column)$\(labels.count + 1)"
    }

    /// Writes the lists that were asked for, each under its name.
    func write() throws(SpreadsheetError) {
        guard !lists.isEmpty else { return }
        page.setColumns(0...(lists.count - 1), width: 24)
        try page.writeRow(lists.map { .text($0.name) }, style: .text)
        for row in 0..<(lists.map(\.labels.count).max() ?? 0) {
            try page.writeRow(lists.map { row < $0.labels.count ? .text($0.labels[row]) : .empty }, style: .text)
        }
    }
}

/// The words that a clerk may choose from.
enum FieldChoices {
    /// Labels of a list, each once: without schools that are out of scope, withdrawn countries and patterns of codes.
    static func labels(of list: CodeList) -> [String] {
        let entries = list.entries.filter { entry in
            entry.isAccepted && entry["in_scope"] != "0" && !entry.code.contains("*")
                && entry["note"]?.hasPrefix("withdrawn") != true
        }
        return entries.map(\.label).reduce(into: []) { labels, label in
            if !labels.contains(label) { labels.append(label) }
        }
    }

    /// Fields of the side tables whose words are fixed, but no code list.
    static let fixed: [String: [String]] = [
        "summary.measure": ["班级数", "学生人数"],
        "summary.stamped": ["是", "否"],
        "proof.school_stamp": ["是", "否"],
        "signoff.document": ["学生基本信息表", "打印核对表", "学校表", "汇总表", "学校名单核对表"],
        "signoff.role": ["学生", "家长", "班主任", "学籍管理员", "学校领导", "学生、家长"],
    ]
}
