/// Builds small .xlsx workbooks from the XML of their sheets.
public struct WorkbookBuilder: Sendable {
    public struct Sheet: Sendable {
        public var name: String
        /// What stands inside `<worksheet>`.
        public var xml: String
        /// `visible`, `hidden` or `veryHidden`.
        public var state = "visible"

        public init(_ name: String, _ xml: String, state: String = "visible") {
            self.name = name
            self.xml = xml
            self.state = state
        }
    }

    public var sheets: [Sheet] = []
    /// What stands inside `<sst>`; nil: no such part.
    public var sharedStrings: String?
    public var uses1904 = false

    public init() {}

    /// A workbook of one sheet whose rows are given.
    public init(rows: String, sharedStrings: String? = nil) {
        sheets = [Sheet("Sheet1", "<sheetData>\(rows)</sheetData>")]
        self.sharedStrings = sharedStrings
    }

    public func zip() -> ZipBuilder {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        var zip = ZipBuilder()
        zip.add("[Content_Types].xml", "<Types/>")
        var list = ""
        var relations = ""
        for (index, sheet) in sheets.enumerated() {
            let number = index + 1
            list += "<sheet name=\"\(sheet.name)\" sheetId=\"\(number)\" state=\"\(sheet.state)\" r:id=\"rId\(number)\"/>"
            relations += "<Relationship Id=\"rId\(number)\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet\(number).xml\"/>"
            zip.add("xl/worksheets/sheet\(number).xml", "<worksheet xmlns=\"\(main)\">\(sheet.xml)</worksheet>")
        }
        if let sharedStrings {
            relations += "<Relationship Id=\"rId0\" Type=\"\(office)/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
            zip.add("xl/sharedStrings.xml", "<?xml version=\"1.0\"?><sst xmlns=\"\(main)\">\(sharedStrings)</sst>")
        }
        let flag = uses1904 ? "<workbookPr date1904=\"1\"/>" : ""
        zip.add(
            "xl/workbook.xml",
            "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\">\(flag)<sheets>\(list)</sheets></workbook>")
        zip.add("xl/_rels/workbook.xml.rels", "<Relationships>\(relations)</Relationships>")
        return zip
    }

    public func build() -> [UInt8] { zip().build() }
}
