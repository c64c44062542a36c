import Ingest
import Records
import TestSupport
import Testing

private let headers = ["学校标识码", "姓名", "性别", "出生日期", "民族", "身份证件号"]
private let headerRow = headers.map { GridBuilder.Cell.text($0) }

private func pupil(_ name: String, school: String = "2136000001") -> [GridBuilder.Cell] {
    [.text(school), .text(name), "男", "20070831", "汉族", ""]
}

/// Names and row numbers of the pupils that a file gave, and what is noted about the file.
private func read(
    _ name: String, _ bytes: [UInt8], _ columns: [String] = ["header_row", "data_rows", "skipped_rows"]
) throws -> (pupils: [[String?]], files: [[String?]]) {
    let place = try Workplace()
    try place.write(name, bytes)
    try place.ingest()
    return (try place.rows(.student, ["row", "name"]), try place.rows(.files, columns))
}

/// Every hazard of SPEC §6.2 that lies in the rows and sheets of a file, in both kinds of workbook.
@Suite struct SheetHazardTests {
    @Test(arguments: SheetFormat.allCases) func titleRowsAndBlankFirstRows(_ format: SheetFormat) throws {
        let grid = GridBuilder([[], ["江西省学生基本信息表"], [], ["填报单位", "某小学"], headerRow, pupil("王小明")])
        let found = try read("a", grid.build(format))
        #expect(found.pupils == [["6", "王小明"]] && found.files == [["5", "1", "0"]])
    }

    /// Only rows 1–20 are looked at.
    @Test(arguments: SheetFormat.allCases) func aHeaderAtTheTwentiethRowAndBelow(_ format: SheetFormat) throws {
        let blank = [[GridBuilder.Cell]](repeating: [], count: 19)
        #expect(try read("a", GridBuilder(blank + [headerRow, pupil("王小明")]).build(format)).pupils == [["21", "王小明"]])
        let below = try read("a", GridBuilder(blank + [[], headerRow, pupil("王小明")]).build(format), ["status", "reason"])
        #expect(below.pupils.isEmpty && below.files == [["no_table", "no_header_row"]])
    }

    /// Merged over two rows: what is empty in the lower row stands in the upper one.
    @Test(arguments: SheetFormat.allCases) func mergedTwoRowHeaders(_ format: SheetFormat) throws {
        let upper: [GridBuilder.Cell] = ["学校标识码", "姓名", "基础信息", "", "", ""]
        let lower: [GridBuilder.Cell] = ["", "", "性别", "出生日期", "民族", "身份证件号"]
        let found = try read("a", GridBuilder([upper, lower, pupil("王小明")]).build(format), ["header_row", "fields"])
        #expect(found.pupils == [["3", "王小明"]])
        #expect(found.files == [["2", "school_id,name,sex,birth_date,ethnicity,id_number"]])
    }

    @Test(arguments: SheetFormat.allCases) func ofTwoNeighbouringHeadersTheLower(_ format: SheetFormat) throws {
        #expect(try read("a", GridBuilder([headerRow, headerRow, pupil("王小明")]).build(format)).files == [["2", "1", "0"]])
        let apart = try read("a", GridBuilder([headerRow, [], headerRow, pupil("王小明")]).build(format))
        #expect(apart.files == [["1", "2", "0"]])
    }

    @Test(arguments: SheetFormat.allCases) func notesExamplesTotalsAndSignatures(_ format: SheetFormat) throws {
        var example = pupil("张三")
        example[0] = "示例"
        var second = pupil("示例")
        second[5] = "36"
        let grid = GridBuilder([
            headerRow, ["填表说明:请认真填写", "见", "附件"], example, second, pupil("王小明"), ["合计", "1", "1", "1"], ["注:以上", "a", "b"],
            ["校长签字:", "", "", "2013年9月"],
        ])
        let found = try read("a", grid.build(format))
        #expect(found.pupils == [["5", "王小明"]] && found.files == [["1", "1", "6"]])
    }

    @Test(arguments: SheetFormat.allCases) func emptyRowsInsideTheData(_ format: SheetFormat) throws {
        let grid = GridBuilder([headerRow, pupil("王小明"), [], ["", " ", "\u{3000}"], pupil("李芳")])
        let found = try read("a", grid.build(format))
        #expect(found.pupils == [["2", "王小明"], ["5", "李芳"]] && found.files == [["1", "2", "0"]])
    }

    /// Hidden and very hidden sheets are passed over, all visible ones with a header row are taken.
    @Test func hiddenVeryHiddenEmptyAndSeveralSheets() throws {
        let sheets = [
            ("一", GridBuilder([headerRow, pupil("王小明")]), "visible"), ("字典", GridBuilder([headerRow, pupil("藏一")]), "hidden"),
            ("dic", GridBuilder([headerRow, pupil("藏二")]), "veryHidden"), ("空", GridBuilder([]), "visible"),
            ("二", GridBuilder([headerRow, pupil("李芳")]), "visible"),
        ]
        var book = WorkbookBuilder()
        book.sheets = sheets.map { .init($0.0, $0.1.worksheet, state: $0.2) }
        var old = XLSBuilder()
        old.sheets = sheets.map { .init($0.0, $0.1.records, state: $0.2 == "visible" ? 0 : $0.2 == "hidden" ? 1 : 2) }
        for bytes in [book.build(), old.build()] {
            let found = try read("a", bytes, ["sheet", "table", "data_rows"])
            #expect(found.pupils.map { $0[1] } == ["王小明", "李芳"])
            #expect(found.files == [["一", "student", "1"], ["二", "student", "1"]])
        }
    }

    /// Hidden rows and columns are read as any other and counted (FIL-06).
    @Test(arguments: SheetFormat.allCases) func hiddenRowsAndColumns(_ format: SheetFormat) throws {
        var grid = GridBuilder([headerRow + ["备忘"], pupil("王小明") + ["x"], pupil("李芳"), []])
        grid.hiddenRows = [2, 3]
        // 性别 counts; 身份证件号 is empty and 备忘 no field.
        grid.hiddenColumns = [2, 5, 6]
        let found = try read("a", grid.build(format), ["hidden_rows", "hidden_columns"])
        #expect(found.pupils.map { $0[1] } == ["王小明", "李芳"] && found.files == [["1", "1"]])
    }

    /// A width or height of nothing is not hidden.
    @Test func zeroWidthAndDefaultHiddenRowsAreNotHidden() throws {
        let sheet = GridBuilder([headerRow, pupil("王小明")]).worksheet.replacing("<row r=\"2\">", with: "<row r=\"2\" ht=\"0\" customHeight=\"1\">")
        var book = WorkbookBuilder()
        book.sheets = [.init("a", "<sheetFormatPr defaultRowHeight=\"15\" zeroHeight=\"1\"/><cols><col min=\"3\" max=\"3\" width=\"0\"/></cols>" + sheet)]
        #expect(try read("a", book.build(), ["hidden_rows", "hidden_columns"]).files == [["0", "0"]])
    }

    /// Sheet protection and macros change nothing.
    @Test func protectedSheetsOfAMacroWorkbook() throws {
        var book = WorkbookBuilder()
        book.sheets = [.init("a", GridBuilder([headerRow, pupil("王小明")]).worksheet + "<sheetProtection sheet=\"1\" password=\"CC1A\"/>")]
        var zip = book.zip()
        zip.add("xl/vbaProject.bin", [0xD0, 0xCF, 0x11, 0xE0, 1, 2, 3])
        #expect(try read("a.xlsm", zip.build()).pupils == [["2", "王小明"]])
        let locked = BIFF.record(0x12, [1, 0]) + BIFF.record(0x13, [0x34, 0x12]) + GridBuilder([headerRow, pupil("王小明")]).records
        #expect(try read("a.xls", XLSBuilder(locked).build()).pupils == [["2", "王小明"]])
    }

    /// The first table whose mark the header row has (SPEC §6.2).
    @Test(arguments: [
        (["签字角色", "签字文件", "学校标识码", "签字日期", "学生姓名", "无身份证号原因"], "signoff"),
        (["无身份证号原因", "学生姓名", "性别", "出生日期", "学校标识码", "姓名"], "proof"),
        (["学生总人数", "项目", "学校标识码", "学校名称", "校区数"], "summary"), (["校区名称", "校区号", "学校标识码", "校区地址", "校区邮政编码"], nil),
        (["姓名", "性别", "民族", "出生日期", "学校标识码"], "student"), (["姓名", "性别", "民族", "出生日期"], nil),
    ] as [([String], String?)])
    func whichTableASheetIs(headers: [String], table: String?) throws {
        let row = headers.map { GridBuilder.Cell.text($0) }
        let found = try read("a.xlsx", GridBuilder([row, row.map { _ in "x" }]).xlsx(), ["table"])
        if let table { #expect(found.files == [[table]]) } else { #expect(found.files.count == 1) }
    }

    /// Names of other printings, unknown columns and columns twice.
    @Test(arguments: SheetFormat.allCases) func aliasesUnknownAndDuplicateColumns(_ format: SheetFormat) throws {
        let grid = GridBuilder([
            ["*学校标识码:", "学生姓名 ★", "性 别", "出生日期\n(YYYYMMDD)", "民族", "序号", "爱好", "姓名"],
            ["2136000001", "王小明", "男", "20070831", "汉族", "1", "足球", "李芳"],
        ])
        let found = try read("a", grid.build(format), ["fields", "unknown_headers", "duplicate_columns"])
        #expect(found.pupils == [["2", "王小明"]])
        #expect(found.files == [["school_id,name,sex,birth_date,ethnicity", "爱好", "name\u{1F}学生姓名 ★\u{1F}姓名"]])
    }

    /// Each layout of SPEC §2.1 by what it is recognised by.
    @Test(arguments: [
        (["学籍接续标识", "学校标识码", "姓名", "性别", "出生日期", "身份证件类型", "身份证件号"], "v2_continuation"),
        (["校区号", "学校标识码", "姓名", "性别", "出生日期", "是否农村留守儿童", "是否残疾人", "是否随迁子女", "上下学交通方式", "是否乘坐校车"], "v3"),
        (["学生姓名", "学校标识码", "性别", "出生日期", "关系一", "是否监护人一"], "roster"),
    ])
    func orderOfColumnsInLaterTemplates(headers: [String], template: String) throws {
        let values: [String: GridBuilder.Cell] = ["学校标识码": "2136000001", "姓名": "王小明", "学生姓名": "王小明", "性别": "男", "出生日期": "20070831"]
        let grid = GridBuilder([headers.map { .text($0) }, headers.map { values[$0] ?? "" }])
        let found = try read("a", grid.xlsx(), ["template"])
        #expect(found.pupils == [["2", "王小明"]] && found.files == [[template]])
    }

    /// Dates count from 1904 where the workbook says so.
    @Test(arguments: SheetFormat.allCases) func workbooksFromTheMac(_ format: SheetFormat) throws {
        var row = pupil("王小明")
        row[3] = 37863
        var grid = GridBuilder([headerRow, row])
        grid.uses1904 = true
        let place = try Workplace()
        try place.write("a", grid.build(format))
        try place.ingest()
        #expect(try place.rows(.student, ["birth_date"]) == [["2007-08-31"]])
    }
}
