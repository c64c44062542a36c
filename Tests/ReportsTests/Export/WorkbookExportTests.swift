import Columnar
import Foundation
import Reports
import Testing

private enum Readers {
    static let python = ProcessInfo.processInfo.environment["XUEJI_PYTHON"].flatMap { $0.isEmpty ? nil : $0 }
}

@Suite(.enabled(if: Readers.python != nil, "set XUEJI_PYTHON to a Python that has openpyxl"))
struct WorkbookExportTests {
    /// A sheet that is full is followed by another, with its header; text stays text.
    @Test func rowsGoOnInTheNextSheet() throws {
        let schema = Schema([Field("t", .utf8), Field("n", .int64), Field("d", .date), Field("b", .bool)])
        let batch = RecordBatch(
            schema: schema,
            columns: [
                .utf8(StringColumn(["=1+1", nil, "010", "王小明", "+5", "@x", ""])),
                .int64(PrimitiveColumn(values: [1, 2, 3, 4, 5, 6, 360_102_200_708_310_011])),
                .date(PrimitiveColumn(values: [0, 13_756, 1, 2, 3, 4, 5])),
                .bool(BoolColumn(values: Bitmap(words: [0b1010101], count: 7))),
            ], rowCount: 7)
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("xueji-\(UUID().uuidString).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        var export = try WorkbookExport(path: path, schema: schema, sheetName: "students", rowLimit: 4)
        try export.append(batch)
        try export.finish()
        let script = """
            import sys, openpyxl
            for sheet in openpyxl.load_workbook(sys.argv[1]):
                print(sheet.title, [[c.value if c.value is None else f'{c.data_type}:{c.value}' for c in row] for row in sheet.iter_rows()])
            """
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Readers.python ?? "")
        process.arguments = ["-c", script, path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let lines = output.split(separator: "\n")
        #expect(lines.map { $0.prefix { $0 != " " } } == ["students", "students(2)", "students(3)"], "\(output)")
        #expect(lines.allSatisfy { $0.contains("s:t', 's:n', 's:d', 's:b'") })
        #expect(lines.first?.contains("['s:=1+1', 'n:1', 'd:1970-01-01 00:00:00', 'b:True']") == true, "\(output)")
        #expect(lines.last?.contains("s:360102200708310011") == true, "\(output)")
    }
}
