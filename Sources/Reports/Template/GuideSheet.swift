import Records
import Spreadsheets

/// The page of explanations. No row of it has the headers of a table, so that no reader takes it for data.
struct GuideSheet {
    private let tables: [RegistryTable]

    init(_ tables: [RegistryTable]) { self.tables = tables }

    private static let rules = [
        "1. 红底★为必填,橙底☆在一定条件下必填,灰底为选填。光标移到单元格上可看到填写要求。",
        "2. 选项填名称,不填代码(如“单亲留守儿童”,不填“1”);有下拉列表的请从列表中选择。",
        "3. 号码、代码、日期各列已设为文本格式,请直接录入,不要改格式,不要在前面加单引号。",
        "4. 从别处复制时,请用“选择性粘贴—数值”,否则下拉列表和格式会被覆盖。",
        "5. 不要增删列,不要改标题;每名学生一行,中间不留空行;不要合并单元格,不要用公式。",
        "6. 没有身份证件号的学生:身份证件号留空,身份证件类型选“其他”,填写就读证明表,并填写成员的身份证件号。",
        "7. 不报送的表,整个工作表可以删除。",
        "8. 填完后用 xueji validate 检查,按提示逐格改正。",
    ]

    func write(to page: SheetWriter) throws(SpreadsheetError) {
        page.setColumns(0...0, width: 30)
        page.setColumns(1...1, width: 12)
        page.setColumns(2...2, width: 110)
        try page.writeRow([.text("填表说明", CellStyle(color: 0xC0504D, isBold: true, fontSize: 16))], height: 28)
        try page.writeRow([.text("全国中小学生学籍信息管理系统首次数据采集(江西省,2013年秋)")])
        page.skip(to: page.rowCount + 1)
        for rule in Self.rules { try page.writeRow([.text(rule)]) }
        for table in tables { try write(table, to: page) }
        page.printLandscape(repeatingRows: 0)
    }

    private func write(_ table: RegistryTable, to page: SheetWriter) throws(SpreadsheetError) {
        page.skip(to: page.rowCount + 1)
        try page.writeRow([.text(ImportTemplate.sheetName(table), CellStyle(isBold: true, fontSize: 13))], height: 22)
        try page.writeRow([.text("列名"), .text("是否必填"), .text("填写要求")], style: .header)
        let body = CellStyle(wraps: true, hasBorder: true, alignment: .left)
        for field in ImportTemplate.fields(table) {
            try page.writeRow(
                [.text(FieldLayout.mark(field) + field.chineseName), .text(FieldLayout.requirement(field)), .text(FieldGuide.text(field))],
                style: body)
        }
    }
}

/// The division codes of Jiangxi with their names.
struct DivisionSheet {
    func write(to page: SheetWriter) throws(SpreadsheetError) {
        page.setColumns(0...0, width: 16, style: .text)
        page.setColumns(1...2, width: 18)
        try page.writeRow([.text("代码"), .text("名称"), .text("所属设区市")], style: .header)
        for division in JiangxiDivision.all where division.level == .county {
            try page.writeRow([.text("\(division.code)000000", .text), .text(division.name), .text(division.prefecture)])
        }
        page.freeze(rows: 1)
    }
}
