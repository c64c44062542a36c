import Ingest
import Records
import Testing

private func read(
    _ text: String, _ field: String, _ kind: CellKind = .text, table: RegistryTable = .student, uses1904: Bool = false
) -> CellReading {
    guard let definition = table.field(named: field) else { preconditionFailure("no field \(field)") }
    return CellInterpreter(definition).read(Array(text.utf8), kind: kind, uses1904: uses1904)
}

private func text(_ reading: CellReading) -> String? { reading.canonicalText.map { String(decoding: $0, as: UTF8.self) } }

/// The hazards of SPEC §6.2 and the rules of RULES F, each as what the cell issues say.
@Suite struct CellInterpreterTests {
    @Test(arguments: [
        // field, cell, value, issues
        ("name", "王 小明", "王小明", CellIssues.normalised), ("name", "王小明", "王小明", []),
        ("name", "买买提.艾力", "买买提·艾力", .normalised), ("name", "无", nil, []), ("name", "  ", nil, []),
        ("sex", "男", "1", []), ("sex", "1", "1", .codeNotLabel), ("sex", "1-男", "1", .adjusted),
        ("sex", "９", nil, [.codeUnknown, .normalised]), ("sex", " 男", "1", .normalised), ("sex", "-", nil, []),
        ("household_type", "2", "2", .codeNotLabel), ("ethnicity", "汉", "01", .codeNotLabel),
        ("ethnicity", "1", "01", .codeNotLabel), ("overseas_status", "0", "00", .codeNotLabel),
        ("id_type", "无", "Z", .codeNotLabel), ("id_type", "香港特区护照／身份证明", "6", .adjusted),
        ("admission_method", "其他", "其他", .codeNotLabel), ("political_status", "火星人", nil, .codeUnknown),
        ("only_child", "是", "1", []), ("only_child", "N", "0", .codeNotLabel), ("only_child", "也许", nil, .codeUnknown),
        ("birth_date", "20070831", "20070831", []), ("birth_date", "2007-8-31", "20070831", .dateReformatted),
        ("birth_date", "2007年8月31日", "20070831", .dateReformatted),
        ("birth_date", "2007/8/31 00:00", "20070831", .dateReformatted),
        ("birth_date", "２００７0831", "20070831", .normalised),
        ("birth_date", " 20070831 0:00", "20070831", [.normalised, .dateReformatted]),
        ("birth_date", "20070230", nil, .dateUnreadable), ("birth_date", "200708", nil, .dateUnreadable),
        ("birth_date", "07-8-31", nil, .dateUnreadable), ("birth_date", "39325", nil, .dateUnreadable),
        ("birth_date", "无", nil, []), ("entry_month", "201309", "201309", []),
        ("entry_month", "2013.09", "201309", .dateReformatted), ("entry_month", "2013年9月份", "201309", .dateReformatted),
        ("entry_month", "2013", nil, .dateUnreadable), ("entry_month", "20130901", "201309", .dateReformatted),
        ("id_number", "360102200708311012", "360102200708311012", []),
        ("id_number", "36010220070901102x", "36010220070901102X", .normalised),
        ("id_number", "'360102200708311012", "360102200708311012", .normalised),
        ("id_number", "3.60102E+17", nil, .precisionLost), ("id_number", "３.60102e+17", nil, .precisionLost),
        ("current_address", "建设路（1）号", "建设路(1)号", .adjusted), ("current_address", "建设路1号  ", "建设路1号", .adjusted),
        ("current_address", "建设路１号", "建设路1号", .normalised), ("current_address", "建设路1号\u{3000}", "建设路1号", .normalised),
        ("email", "a@b.cn ", "a@b.cn", .normalised), ("phone", "139 0000 0000", "13900000000", .normalised),
        ("talent", "无", nil, []), ("grade", "火星年级", "火星年级", []),
    ] as [(String, String, String?, CellIssues)])
    func textCells(field: String, cell: String, value: String?, issues: CellIssues) {
        let found = read(cell, field)
        #expect(text(found) == value)
        #expect(found.issues == issues)
        #expect(issues.isEmpty || found.raw == Array(cell.utf8))
    }

    @Test(arguments: [
        ("id_number", "3.60102200708311E+17", nil, CellIssues.precisionLost), ("id_number", "360102830707101", "360102830707101", []),
        ("id_number", "1E15", nil, .precisionLost), ("phone", "13900000000", "13900000000", []),
        ("phone", "1.39E10", "13900000000", []), ("commute_km", "2.5", "2.5", []), ("commute_km", "0.1", "0.1", []),
        ("postcode", "330000", "330000", []), ("ethnicity", "1", "01", .codeNotLabel),
        ("birth_date", "39325", "20070831", .dateReformatted), ("birth_date", "39325.5", "20070831", .dateReformatted),
        ("birth_date", "60", nil, .dateUnreadable), ("birth_date", "2013", nil, .dateUnreadable),
        ("birth_date", "20070831", "20070831", []), ("entry_month", "2013.09", "201309", .dateReformatted),
        ("entry_month", "2013.1", nil, .dateUnreadable), ("entry_month", "41518", "201309", .dateReformatted),
    ] as [(String, String, String?, CellIssues)])
    func numericCells(field: String, cell: String, value: String?, issues: CellIssues) {
        let found = read(cell, field, .number)
        #expect(text(found) == value)
        #expect(found.issues == issues)
    }

    @Test func otherKindsOfCells() {
        #expect(text(read("37863", "birth_date", .number, uses1904: true)) == "20070831")
        let formula = read("", "phone", .formulaWithoutValue)
        #expect(formula.issues == .formulaWithoutValue && formula.isUnreadable && formula.value == .null)
        #expect(text(read("1998", "founded", table: .school)) == "1998")
        #expect(read("1998", "founded", table: .school).issues.isEmpty)
        #expect(read("丘陵", "economic_attr", table: .school).issues.isEmpty)
        #expect(text(read("#REF!", "talent", .error)) == "#REF!")
    }

    @Test func normalisedTextStandsInTheIssueOfNormalising() {
        let reading = read("２００７－8－31", "birth_date")
        #expect(reading.canonical(for: .normalised) == Array("2007-8-31".utf8))
        #expect(reading.canonical(for: .dateReformatted) == Array("20070831".utf8))
        #expect(read("火星人 ", "sex").canonical(for: .codeUnknown) == nil)
    }
}
