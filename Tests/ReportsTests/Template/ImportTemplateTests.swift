import Foundation
import Ingest
import Records
import Reports
import Spreadsheets
import Testing

@Suite struct ImportTemplateTests {
    private let folder = ScratchFolder()

    private func template(_ tables: [RegistryTable] = ImportTemplate.tables) throws -> String {
        let path = folder.file("template.xlsx")
        try ImportTemplate(tables).write(to: path)
        return path
    }

    /// `student_templates.csv`, v1_2013: seventy headers in their order.
    @Test func pupilsHaveTheColumnsOf2013() throws {
        let list = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../Sources/Records/Codes/csv/student_templates.csv")
        let lines = try String(contentsOf: list, encoding: .utf8).split(whereSeparator: \.isNewline)
        let expected = lines.filter { $0.hasPrefix("v1_2013,") }.map { String($0.split(separator: ",")[2]) }
        #expect(expected.count == 70)
        #expect(ImportTemplate.fields(.student).map(\.chineseName) == expected)
        let cells = try ReadWorkbook(template()).cells["学生基本信息表"] ?? [:]
        for (position, header) in expected.enumerated() {
            let text = cells[CellAddress.name(row: 1, column: position)] ?? ""
            #expect(text.hasSuffix(header) && text.count <= "text ★".count + header.count)
        }
    }

    /// Our own reader takes each sheet for what it is, with every column, and the pages of explanations for nothing.
    @Test func eachSheetIsRecognised() throws {
        let read = try SchoolFiles(reading: [template()])
        #expect(read.sheets.map(\.table) == ImportTemplate.tables)
        for sheet in read.sheets {
            #expect(sheet.headerRow == 1)
            for field in ImportTemplate.fields(sheet.table) { #expect(sheet.columns[field.index] != nil, "\(field.name)") }
        }
        #expect(read.unreadable == 0)
    }

    /// The limits of spreadsheets: beyond them a program repairs the file, or drops what it does not like.
    @Test func helpKeepsTheLimits() throws {
        let path = try template()
        for number in 1...12 {
            let xml = try ReadWorkbook.part("xl/worksheets/sheet\(number).xml", of: path)
            for (name, limit) in [("promptTitle", 32), ("prompt", 255), ("errorTitle", 32), ("error", 255)] {
                for match in xml.matches(of: try Regex(" \(name)=\"([^\"]*)\"", as: (Substring, Substring).self)) {
                    #expect(match.output.1.replacing("&quot;", with: "\"").utf16.count <= limit, "\(match.output.1)")
                }
            }
            for match in xml.matches(of: /<formula1>([^<]*)<\/formula1>/) {
                #expect(match.output.1.replacing("&quot;", with: "\"").utf16.count <= 255, "\(match.output.1)")
            }
        }
    }

    /// A validation for every column of every table, a list for every field that has one, text formats where zeros would be lost.
    @Test func everyColumnHasHelp() throws {
        let path = try template()
        let workbook = try ReadWorkbook.part("xl/workbook.xml", of: path)
        for table in ImportTemplate.tables {
            let number = try #require(workbook.firstMatch(of: try Regex("name=\"\(ImportTemplate.sheetName(table))\" sheetId=\"([0-9]+)\"", as: (Substring, Substring).self))).output.1
            let xml = try ReadWorkbook.part("xl/worksheets/sheet\(number).xml", of: path)
            for (position, field) in ImportTemplate.fields(table).enumerated() {
                let letters = CellAddress.columnName(position)
                let rule = try #require(
                    xml.firstMatch(of: try Regex("<dataValidation [^>]*sqref=\"\(letters)2:\(letters)1048576\"[^>]*>", as: Substring.self)),
                    "\(table) \(field.name)")
                let hasList = field.codeList != nil || field.type == .grade
                if hasList { #expect(rule.output.contains("type=\"list\""), "\(table) \(field.name)") }
                #expect(rule.output.contains("prompt=") || field.type == .idno, "\(table) \(field.name)")
            }
        }
    }

    /// What the lists offer is what the rules accept as a label.
    @Test func listsOfferLabelsThatGiveNoFinding() throws {
        let workbook = try ReadWorkbook(template(), includesHidden: true)
        let dictionary = try #require(workbook.cells["字典"])
        #expect(dictionary.count > 300)
        for column in 0..<20 {
            guard let name = dictionary[CellAddress.name(row: 1, column: column)]?.dropFirst(5) else { continue }
            let list = try #require(CodeList.named(String(name)))
            for row in 2...300 {
                guard let label = dictionary[CellAddress.name(row: row, column: column)]?.dropFirst(5) else { continue }
                #expect(list.resolve(String(label)).how == .label, "\(name) \(label)")
            }
        }
    }
}
