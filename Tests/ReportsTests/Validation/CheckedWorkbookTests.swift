import Checks
import Foundation
import Ingest
import Records
import Reports
import Spreadsheets
import Store
import Testing

/// The checked copy of a school's files.
@Suite struct CheckedWorkbookTests {
    private let folder = ScratchFolder()

    private static let header = ["学校标识码", "姓名", "性别", "出生日期", "民族", "身份证件类型", "身份证件号", "邮政编码", "现住址"]
    private static let rows: [[SheetCell]] = [
        [.text("2136000001"), .text("王小明"), .text("男"), .text("20070302"), .text("汉"), .text("居民身份证"), .text("36010220070302101X"), .text("012345"), .text("=HYPERLINK(\"http://x\",\"y\")")],
        [.text("2136000001"), .text("李芳"), .text("女"), .number(39_324), .empty, .text("居民身份证"), .number(360_102_200_611_150_976), .integer(330_006), .text("@某街")],
    ]

    private func check(_ paths: [String]) throws -> (CheckReport, SchoolFiles) {
        let read = try SchoolFiles(reading: paths)
        return (try CheckRunner.run(CheckInput(read.tables), options: CheckOptions(obstacles: SingleSchool.obstacles)), read)
    }

    private func source() throws -> String {
        let path = folder.file("学生.xlsx")
        let book = try WorkbookWriter(path: path)
        let note = try book.addSheet("说明")
        try note.writeRow([.text("请填写"), .number(1)])
        let sheet = try book.addSheet("花名册")
        try sheet.writeRow([.text("东湖区叠山路小学花名册")])
        try sheet.writeRow(Self.header.map { .text($0) })
        for row in Self.rows { try sheet.writeRow(row) }
        try book.close()
        return path
    }

    private func checked(_ paths: [String]) throws -> String {
        let (report, read) = try check(paths)
        let path = folder.file("checked.xlsx")
        try CheckedWorkbook(report, read, isChinese: true).write(to: path)
        return path
    }

    @Test func valuesStayAsTyped() throws {
        let path = try source()
        let (before, after) = (try ReadWorkbook(path), try ReadWorkbook(checked([path])))
        #expect(after.sheets == ["检查结果", "说明", "花名册"])
        #expect(after.cells["说明"] == before.cells["说明"])
        #expect(after.cells["花名册"] == before.cells["花名册"])
        #expect(after.cells["花名册"]?["I3"] == "text =HYPERLINK(\"http://x\",\"y\")")
        #expect(after.cells["花名册"]?["H3"] == "text 012345")
        #expect(after.cells["花名册"]?["G4"]?.hasPrefix("number ") == true)
    }

    /// Sent again, the copy is judged like the original.
    @Test func theCopyHasTheSameFindings() throws {
        let path = try source()
        func signature(_ paths: [String]) throws -> [String] {
            let (report, _) = try check(paths)
            return (0..<report.count).map { index in
                let finding = report[index]
                return "\(finding.ruleID) \(finding.sheet) \(finding.row ?? 0) \(finding.field) \(finding.value)"
            }
        }
        let original = try signature([path])
        #expect(original.count > 5)
        #expect(try signature([checked([path])]) == original)
    }

    @Test func faultyCellsAreColouredAndExplained() throws {
        let path = try checked([try source()])
        let comments = try ReadWorkbook.part("xl/comments1.xml", of: path)
        for cell in ["E3", "G3", "E4", "G4"] { #expect(comments.contains("<comment ref=\"\(cell)\""), "\(cell)") }
        #expect(comments.contains("校验码应为6") && comments.contains("→ 改为“汉族”"))
        let xml = try ReadWorkbook.part("xl/worksheets/sheet4.xml", of: path)
        func style(_ cell: String) throws -> Substring {
            try #require(xml.firstMatch(of: try Regex("<c r=\"\(cell)\" s=\"([0-9]+)\"", as: (Substring, Substring).self)), "\(cell)").output.1
        }
        // Error, info and no finding look different; a blank mandatory cell is coloured too.
        #expect(try Set([style("G3"), style("E3"), style("C3")]).count == 3)
        #expect(try style("E4") != style("C3"))
        let styles = try ReadWorkbook.part("xl/styles.xml", of: path)
        #expect(styles.contains("FFFFC7CE") && styles.contains("FFDDEBF7"))
    }

    @Test func everyFindingIsListedWithItsPlace() throws {
        let path = try source()
        let (report, _) = try check([path])
        let list = try ReadWorkbook(checked([path])).cells["检查结果"] ?? [:]
        let header = try #require(list.first { $0.value == "text 单元格" }?.key.dropFirst())
        let first = try #require(Int(header)) + 1
        #expect((0..<report.count).allSatisfy { list["C\(first + $0)"] == "text " + report[$0].ruleID })
        let number = try #require((0..<report.count).first { report[$0].ruleID == "IDN-02" })
        #expect(list["A\(first + number)"] == "text G3")
        #expect(list["G\(first + number)"] == "text 36010220070302101X")
    }

    @Test func datesAreShownAsDates() throws {
        let path = try checked([try source()])
        let xml = try ReadWorkbook.part("xl/worksheets/sheet4.xml", of: path)
        let style = try #require(xml.firstMatch(of: /<c r="D4" s="([0-9]+)"><v>39324<\/v>/)).output.1
        let styles = try ReadWorkbook.part("xl/styles.xml", of: path)
        let formats = styles.matches(of: /<xf numFmtId="([0-9]+)"/).dropFirst().map { String($0.output.1) }
        #expect(styles.contains("formatCode=\"yyyy-mm-dd\""))
        #expect(Int(formats[Int(style)!]).map { $0 >= 164 } == true)
    }

    /// Text files, other workbooks and sheets of one name: all of them in one copy.
    @Test func severalFilesShareAWorkbook() throws {
        let csv = try folder.write("花名册.csv", Array("学校标识码,姓名,性别,出生日期,民族\n2136000001,\"赵\n强\",男,20070101,汉\n2136000001,孙兰,女,20070102,汉族\n".utf8))
        let path = try checked([try source(), csv])
        let read = try ReadWorkbook(path)
        #expect(read.sheets == ["检查结果", "说明", "花名册", "花名册(2)"] || read.sheets == ["检查结果", "花名册", "说明", "花名册(2)"])
        let second = read.cells["花名册"]?["B2"] == "text 赵\n强" ? read.cells["花名册"] : read.cells["花名册(2)"]
        // A record of two lines leaves a row out, so that rows are lines.
        #expect(second?["B2"] == "text 赵\n强")
        #expect(second?["B4"] == "text 孙兰")
    }
}
