import Ingest
import Records
import TestSupport
import Testing

/// Numbers in columns of text: the quick way gives what the interpreter reads.
@Suite struct NumberCellTests {
    private let numbers = [
        "0", "7", "1234", "12345", "01234", "012345", "13900000000", "360102070831101", "999999999999999", "1000000000000000",
        "360102200708311012", "1.5", "12345.0", "-123456", "1E5", "3.60102E+17", "+12345", "12345.25",
    ]

    @Test func columnsAgreeWithTheInterpreter() throws {
        let place = try Workplace()
        let fields = ["name", "id_number", "phone", "email", "homepage", "current_address", "m1_id_number", "m1_phone", "remark"]
        let headers = ["姓名", "身份证件号", "联系电话", "电子信箱", "主页地址", "现住址", "成员1身份证件号", "成员1联系电话", "备注"]
        var rows = "<row>" + headers.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
        for number in numbers { rows += "<row>" + headers.map { _ in "<c><v>\(number)</v></c>" }.joined() + "</row>" }
        try place.write("a.xlsx", WorkbookBuilder(rows: rows).build())
        try place.ingest()
        let found = try place.rows(.student, fields + ["id_key", "m1_id_key"])
        try #require(found.count == numbers.count)
        for (row, number) in zip(found, numbers) {
            for (text, name) in zip(row, fields) {
                let field = try #require(RegistryTable.student.field(named: name))
                let reading = CellInterpreter(field).read(Array(number.utf8), kind: .number)
                #expect(text == reading.canonicalText.map { String(decoding: $0, as: UTF8.self) }, "\(number) as \(name)")
            }
            for (key, text) in [(row[9], row[1]), (row[10], row[6])] {
                #expect(key == text.flatMap { ResidentID.pack(Array($0.utf8).span) }.map(String.init), "\(number)")
            }
        }
        let issues = try place.rows(.cellIssues, ["kind"])
        // The numbers of 10^15 and more, in two columns.
        #expect(issues.count { $0[0] == "precision_lost" } == 6)
    }
}
