import Foundation
import Spreadsheets
import Testing

/// What was written is what our reader finds.
@Suite struct WorkbookWriterTests {
    private let folder = ScratchFolder()

    private func write(_ name: String, streamed: Bool = true, _ body: (WorkbookWriter) throws -> Void) throws -> String {
        let path = folder.file(name)
        let book = try WorkbookWriter(path: path, options: WorkbookOptions(isStreamed: streamed))
        try body(book)
        try book.close()
        return path
    }

    @Test(arguments: [true, false])
    func cellsComeBack(streamed: Bool) throws {
        let path = try write("cells.xlsx", streamed: streamed) { book in
            let sheet = try book.addSheet("学生")
            try sheet.writeRow([.text("姓名"), .empty, .text("班号")], style: .header)
            try sheet.writeRow([.text("王小明"), .integer(42), .text("01"), .number(2.5), .bool(true)])
            sheet.skip(to: 4)
            try sheet.writeRow([.empty, .date(days: 13_756, text: "2007-08-31"), .integer(360_102_200_708_311_012)])
        }
        #expect(
            try cells(of: path) == [
                "学生 A1 text 姓名", "学生 C1 text 班号", "学生 A2 text 王小明", "学生 B2 number 42", "学生 C2 text 01",
                "学生 D2 number 2.5", "学生 E2 bool TRUE", "学生 B5 number 39325", "学生 C5 text 360102200708311012",
            ])
    }

    /// Nothing that a school typed becomes a formula, a link, a number or another text.
    @Test(arguments: [
        "=1+1", "+8613800000000", "-1", "@SUM(A1)", "＝cmd", "http://example.org", "0012", "'x", "_x0041_", "_x005F_x0041_", "a_x_b",
        "<a & \"b\">", "a\nb", "𠀀龘", "  两端空格 ", "\u{1}\u{1F}",
    ])
    func textStaysText(text: String) throws {
        let path = try write("text.xlsx") { try $0.addSheet("表").writeRow([.text(text)]) }
        #expect(try cells(of: path) == ["表 A1 text \(text)"])
        #expect(try !part("xl/worksheets/sheet1.xml", of: path).contains("<f>"))
    }

    @Test func whatNoCellHoldsIsLeftOut() throws {
        let long = String(repeating: "长", count: 40_000)
        let path = try write("odd.xlsx") { try $0.addSheet("表").writeRow([.text("a\0b\u{FFFF}"), .text(long), .number(.nan)]) }
        let found = try cells(of: path)
        #expect(found[0] == "表 A1 text ab\u{FFFD}")
        #expect(found[1] == "表 B1 text " + String(repeating: "长", count: 32_766) + "…")
        #expect(found[2] == "表 C1 text nan")
    }

    @Test func namesOfSheetsAreMadeLegal() throws {
        let wanted = ["学生", "学生", "a/b:c", "'x'", "", String(repeating: "名", count: 40), String(repeating: "名", count: 40), "HISTORY"]
        var names: [String] = []
        _ = try write("names.xlsx") { book in
            for name in wanted { names.append(try book.addSheet(name).name) }
        }
        let long = String(repeating: "名", count: 31)
        #expect(names == ["学生", "学生(2)", "a_b_c", "x", "Sheet", long, String(long.prefix(28)) + "(2)", "HISTORY(2)"])
    }

    @Test func equalContentGivesEqualBytes() throws {
        func make(_ name: String) throws -> Data {
            let path = try write(name) { book in
                let sheet = try book.addSheet("表")
                sheet.validate(rows: 1...9, columns: 0...0, DataValidation(.list(["男", "女"]), title: "性别", message: "选择"))
                try sheet.writeRow([.text("性别", CellStyle(fill: 0xFFC7CE))])
                try sheet.comment(column: 0, "说明", lines: 1)
            }
            return try Data(contentsOf: URL(fileURLWithPath: path))
        }
        #expect(try make("a.xlsx") == make("b.xlsx"))
    }

    @Test func validationsAndCommentsAreInTheParts() throws {
        let path = try write("help.xlsx") { book in
            let sheet = try book.addSheet("表")
            sheet.validate(rows: 1...9, columns: 0...0, DataValidation(.list(["男", "女"]), title: "性别", message: "选择", errorMessage: "错"))
            sheet.validate(rows: 1...9, columns: 1...1, DataValidation(.listRange("'字典'!$A$2:$A$3"), strictness: .warning))
            sheet.validate(rows: 1...9, columns: 2...2, DataValidation(.formula("LEN(C2)=8")))
            sheet.validate(rows: 1...9, columns: 3...3, DataValidation(.textLength(2...36)))
            try sheet.writeRow([.text("性别")])
            try sheet.comment(column: 0, "说明", lines: 1)
        }
        let xml = try part("xl/worksheets/sheet1.xml", of: path)
        #expect(xml.contains("<formula1>\"男,女\"</formula1>"))
        #expect(xml.contains("<formula1>'字典'!$A$2:$A$3</formula1>"))
        #expect(xml.contains("errorStyle=\"warning\""))
        #expect(xml.contains("<formula1>LEN(C2)=8</formula1>"))
        #expect(xml.contains("<formula1>2</formula1><formula2>36</formula2>"))
        #expect(xml.contains("promptTitle=\"性别\" prompt=\"选择\""))
        #expect(try part("xl/comments1.xml", of: path).contains("说明"))
    }

    // MARK: Failure

    @Test func onlyTheFileIsLeftAndItIsWhole() throws {
        _ = try write("one.xlsx") { try $0.addSheet("表").writeRow([.text("x")]) }
        #expect(folder.names == ["one.xlsx"])
        do {
            let book = try WorkbookWriter(path: folder.file("two.xlsx"))
            try book.addSheet("表").writeRow([.text("x")])
        }
        #expect(folder.names == ["one.xlsx"])
    }

    /// What a process that is killed would leave: nothing.
    @Test func anUnfinishedWorkbookHasNoName() throws {
        let book = try WorkbookWriter(path: folder.file("one.xlsx"))
        try book.addSheet("表").writeRow([.text("王小明")])
        #expect(folder.names == [])
        try book.close()
        #expect(folder.names == ["one.xlsx"])
    }

    @Test(arguments: [true, false]) func aFinishedFileTakesThePlaceOfTheFormer(isNameless: Bool) throws {
        let path = folder.file("a.txt")
        for text in ["first", "2nd"] {
            let file = try UnfinishedFile(for: path, isNameless: isNameless)
            try Data(text.utf8).write(to: URL(fileURLWithPath: file.path))
            #expect(file.place())
            #expect(try String(decoding: Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self) == text)
        }
        #expect(folder.names == ["a.txt"])
    }

    @Test func aFolderThatIsNotThereIsSaid() throws {
        #expect(throws: SpreadsheetError(.cannotCreate, path: folder.file("none/a.xlsx"))) {
            _ = try WorkbookWriter(path: folder.file("none/a.xlsx"))
        }
    }

    @Test func rowsBeyondASheetAreRefused() throws {
        let book = try WorkbookWriter(path: folder.file("a.xlsx"))
        let sheet = try book.addSheet("表")
        sheet.skip(to: SheetWriter.rowLimit)
        #expect(throws: SpreadsheetError(.tooLarge, path: folder.file("a.xlsx"))) { try sheet.writeRow([.text("x")]) }
    }
}

@Suite struct CellAddressTests {
    @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
    func columnNames(column: Int, name: String) { #expect(CellAddress.columnName(column) == name) }
}
