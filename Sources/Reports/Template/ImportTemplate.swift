import Records
import Spreadsheets

/// The empty import template: a sheet for each table with its headers, lists, formats and help, and a page of explanations.
///
/// Students have the 70 columns of the template of 2013 in its order (`student_templates.csv`, v1_2013), the other tables those of
/// `fields.csv` and `side_fields.csv`.
package struct ImportTemplate {
    /// The tables that schools fill.
    package static let tables: [RegistryTable] = [.student, .school, .campus, .class, .proof, .summary, .signoff]

    private let tables: [RegistryTable]

    /// - Parameter tables: in the order of their sheets.
    package init(_ tables: [RegistryTable] = ImportTemplate.tables) { self.tables = tables }

    package static func sheetName(_ table: RegistryTable) -> String {
        switch table {
        case .student: "学生基本信息表"
        case .school: "学校基本信息表"
        case .campus: "校区基本信息表"
        case .class: "班级信息表"
        case .proof: "无身份证号学生在校就读证明表"
        case .summary: "学籍信息汇总表"
        case .signoff: "签字登记表"
        default: table.storeName
        }
    }

    package static func fields(_ table: RegistryTable) -> [FieldDefinition] {
        guard table == .student else { return table.fields.filter { $0.requirement != .notFilled } }
        return table.fields.filter { $0.templatePosition != nil }.sorted { ($0.templatePosition ?? 0) < ($1.templatePosition ?? 0) }
    }

    package func write(to path: String) throws(SpreadsheetError) {
        let book = try WorkbookWriter(path: path)
        let guide = try book.addSheet("填表说明")
        let dictionary = try DictionarySheet(in: book)
        try GuideSheet(tables).write(to: guide)
        for table in tables { try write(table, to: book.addSheet(Self.sheetName(table)), dictionary) }
        if tables.contains(where: { [.student, .school, .campus].contains($0) }) {
            try DivisionSheet().write(to: book.addSheet("行政区划代码"))
        }
        try dictionary.write()
        guide.activate()
        try book.close()
    }

    private func write(_ table: RegistryTable, to page: SheetWriter, _ dictionary: DictionarySheet) throws(SpreadsheetError) {
        let fields = Self.fields(table)
        let help = FieldValidation(fields: fields, dictionary: dictionary)
        for (position, field) in fields.enumerated() {
            page.setColumns(
                position...position, width: FieldLayout.width(field),
                style: CellStyle(numberFormat: FieldLayout.numberFormat(field)))
            page.validate(
                rows: 1...(SheetWriter.rowLimit - 1), columns: position...position, help.validation(at: position, row: 2))
        }
        try page.writeRow(fields.map { .text(FieldLayout.header($0), FieldLayout.headerStyle($0)) }, height: 48)
        // The school and the pupil's name stay in sight.
        page.freeze(rows: 1, columns: table == .student ? 2 : 0)
        page.printLandscape(repeatingRows: 1)
        page.setTabColor(table == .student ? 0xC0504D : 0x5B9BD5)
    }
}
