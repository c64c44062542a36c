import Foundation
import Records
import Testing

/// The template, filled in by LibreOffice as by a clerk, comes back without a finding.
@Suite(.serialized) struct TemplateTests {
    private let folder: TemporaryFolder
    private let template: String

    init() throws {
        folder = try TemporaryFolder()
        template = folder.path("模板.xlsx")
        let made = try Command.xueji("template", "--out", template)
        try #require(made.status == 0, "\(made.errors)")
    }

    private struct Plan: Encodable {
        let open: String
        let save: [String: String]
        let cells: [String: [String: String]]
    }

    /// Types into the template with LibreOffice and saves it under each name with its filter.
    private func type(_ cells: [String: [String: String]], save: [String: String]) throws {
        let plan = Plan(open: template, save: save, cells: cells)
        try folder.write("plan.json", JSONEncoder().encode(plan))
        let script = Command.repository.appendingPathComponent("Tests/EndToEndTests/LibreOffice/type.py").path
        let result = try Command.run(URL(fileURLWithPath: "/usr/bin/python3"), [script, folder.path("plan.json")])
        try #require(result.status == 0, "\(result.errors)")
    }

    @Test func filledWithLibreOfficeItHasNoFinding() throws {
        let (xlsx, xls) = (folder.path("填好.xlsx"), folder.path("填好.xls"))
        try type(ClerkSchool.cells(), save: [xlsx: "Calc MS Excel 2007 XML", xls: "MS Excel 97"])
        for file in [xlsx, xls] {
            let checked = try Command.xueji("validate", file, "--format", "csv", "--reveal")
            #expect(checked.status == 0, "\(file): \(checked.errors)")
            #expect(checked.output.split(separator: "\n").count == 1, "\(file): \(checked.output)")
            // Three pupils, one school, one class, two rows of the form and six signatures were really read.
            let table = try Command.xueji("validate", file, "--format", "table")
            #expect(table.output.hasPrefix("1 files, 13 rows: 0 errors, 0 warnings, 0 infos"), "\(file): \(table.output)")
        }
    }

    /// A fault that is typed into it is found in its cell: the text formats and the columns are what they seem.
    @Test func aFaultIsFoundInItsCell() throws {
        var cells = ClerkSchool.cells()
        cells["学生基本信息表"]?["M3"] = ClerkSchool.pupils[0]["id_number"]
        let path = folder.path("错.xlsx")
        try type(cells, save: [path: "Calc MS Excel 2007 XML"])
        let checked = try Command.xueji("validate", path, "--format", "csv", "--rules", "DUP-03")
        #expect(checked.output.split(separator: "\n").dropFirst().map { $0.split(separator: ",")[0] } == ["DUP-03", "DUP-03"])
        #expect(checked.output.contains(",M2,") && checked.output.contains(",M3,"))
    }

    @Test func theEmptyTemplateHasNoRows() throws {
        let checked = try Command.xueji("validate", template, "--format", "table")
        #expect(checked.status == 0)
        #expect(checked.output.hasPrefix("1 files, 0 rows: 0 errors, 0 warnings, 0 infos"), "\(checked.output)")
    }

    @Test func onlyTheTablesAskedForAreThere() throws {
        let path = folder.path("学生.xlsx")
        #expect(try Command.xueji("template", "--out", path, "--table", "student").status == 0)
        let checked = try Command.xueji("validate", path, "--format", "csv")
        #expect(checked.output.split(separator: "\n").count == 1)
        let wrong = try Command.xueji("template", "--out", path, "--table", "studnet")
        #expect(wrong.status == 64)
        #expect(wrong.errors.contains("student"))
    }

    @Test func equalOptionsGiveEqualBytes() throws {
        let again = folder.path("again.xlsx")
        #expect(try Command.xueji("template", "--out", again).status == 0)
        let bytes = try [template, again].map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
        #expect(bytes[0] == bytes[1])
    }
}
