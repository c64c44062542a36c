import Ingest
import Records
import TestSupport
import Testing

/// Where a hazard is shown: the same sheet in each of these.
enum SheetFormat: String, CaseIterable, Sendable {
    case xlsx, xls
}

extension GridBuilder {
    func build(_ format: SheetFormat) -> [UInt8] { format == .xlsx ? xlsx() : xls() }
}

/// A sheet of one pupil whose columns a test chooses, through the whole of Ingest.
struct HazardSheet {
    /// Fields that every sheet needs to be recognised.
    static let base: [(header: String, cell: GridBuilder.Cell)] = [
        ("学校标识码", "2136000001"), ("姓名", "王小明"), ("性别", "男"), ("民族", "汉族"), ("国籍/地区", "中国"), ("现住址", "建设路1号"),
    ]

    /// What the store holds of the pupil's field, and the kinds of cell issues that were noted for it.
    static func read(
        _ header: String, _ cell: GridBuilder.Cell, field: String, as format: SheetFormat, uses1904: Bool = false
    ) throws -> (value: String?, kinds: [String], isUnreadable: Bool) {
        var columns = base
        if let index = columns.firstIndex(where: { $0.header == header }) { columns[index].cell = cell } else { columns.append((header, cell)) }
        var grid = GridBuilder([columns.map { .text($0.header) }, columns.map(\.cell)])
        grid.uses1904 = uses1904
        let place = try Workplace()
        try place.write("a.\(format.rawValue)", grid.build(format))
        try place.ingest()
        let found = try place.rows(.student, [field, "unreadable"])
        try #require(found.count == 1)
        let kinds = try place.rows(.cellIssues, ["field", "kind"]).filter { $0[0] == field }.compactMap { $0[1] }
        return (found[0][0], kinds, (found[0][1] ?? "").split(separator: ",").contains { $0 == field })
    }
}

/// Every hazard of SPEC §6.2 that lies in a cell, in both kinds of workbook.
@Suite struct CellHazardTests {
    @Test(arguments: SheetFormat.allCases) func idTypedAsNumberIsLost(_ format: SheetFormat) throws {
        let found = try HazardSheet.read("身份证件号", 360102200708311012, field: "id_number", as: format)
        #expect(found.value == nil && found.kinds == ["precision_lost"] && found.isUnreadable)
    }

    @Test(arguments: SheetFormat.allCases) func idAsTextWithAnExponentIsLost(_ format: SheetFormat) throws {
        let found = try HazardSheet.read("身份证件号", "3.60102E+17", field: "id_number", as: format)
        #expect(found.value == nil && found.kinds == ["precision_lost"] && found.isUnreadable)
    }

    @Test(arguments: SheetFormat.allCases, [
        ("身份证件号", 360102830707101, "id_number", "360102830707101"), ("学校标识码", 2136000001, "school_id", "2136000001"),
        ("联系电话", 13900000000, "phone", "13900000000"), ("上下学距离", 2.5, "commute_km", "2.5"), ("上下学距离", 0.1, "commute_km", "0.1"),
        ("邮政编码", 330000, "postcode", "330000"), ("班内学号", 7, "seat_no", "7"),
    ] as [(String, Double, String, String)])
    func numbersThatAreWhole(_ format: SheetFormat, _ wanted: (header: String, value: Double, field: String, text: String)) throws {
        let found = try HazardSheet.read(wanted.header, .number(wanted.value), field: wanted.field, as: format)
        #expect(found.value == wanted.text && found.kinds.isEmpty)
    }

    @Test(arguments: SheetFormat.allCases) func leadingZerosLost(_ format: SheetFormat) throws {
        var found = try HazardSheet.read("民族", 1, field: "ethnicity", as: format)
        #expect(found.value == "01" && found.kinds == ["code_not_label"])
        found = try HazardSheet.read("港澳台侨外", 0, field: "overseas_status", as: format)
        #expect(found.value == "00" && found.kinds == ["code_not_label"])
        found = try HazardSheet.read("邮政编码", 10000, field: "postcode", as: format)
        #expect(found.value == "10000" && found.kinds.isEmpty)
    }

    @Test(arguments: SheetFormat.allCases, [
        (39325, false, "2007-08-31"), (39325.75, false, "2007-08-31"), (37863, true, "2007-08-31"), (1, false, "1900-01-01"),
        (59, false, "1900-02-28"), (60, false, nil), (61, false, "1900-03-01"), (0.5, false, nil), (100000, false, nil), (2013, false, nil),
    ] as [(Double, Bool, String?)])
    func serialsOfDates(_ format: SheetFormat, _ wanted: (serial: Double, uses1904: Bool, date: String?)) throws {
        let found = try HazardSheet.read("出生日期", .number(wanted.serial), field: "birth_date", as: format, uses1904: wanted.uses1904)
        #expect(found.value == wanted.date)
        #expect(found.kinds == [wanted.date == nil ? "date_unreadable" : "date_reformatted"])
    }

    @Test(arguments: [
        ("20070831", "2007-08-31", []), ("2007-8-31", "2007-08-31", ["date_reformatted"]), ("2007/8/31", "2007-08-31", ["date_reformatted"]),
        ("2007.8.31", "2007-08-31", ["date_reformatted"]), ("2007年8月31日", "2007-08-31", ["date_reformatted"]),
        ("2007年8月31号", "2007-08-31", ["date_reformatted"]), ("2007年8月31", "2007-08-31", ["date_reformatted"]),
        ("2007-08-31 00:00:00", "2007-08-31", ["date_reformatted"]), ("2007-08-31T00:00:00", "2007-08-31", ["date_reformatted"]),
        ("2007-8/31", nil, ["date_unreadable"]), ("07-8-31", nil, ["date_unreadable"]), ("31/8/2007", nil, ["date_unreadable"]),
        ("200708", nil, ["date_unreadable"]), ("39325", nil, ["date_unreadable"]), ("2007-2-30", nil, ["date_unreadable"]),
    ] as [(String, String?, [String])])
    func spellingsOfDates(text: String, date: String?, kinds: [String]) throws {
        let found = try HazardSheet.read("出生日期", .text(text), field: "birth_date", as: .xlsx)
        #expect(found.value == date && found.kinds == kinds)
    }

    @Test(arguments: [
        (.text("201309"), "201309", []), (.text("2013-9"), "201309", ["date_reformatted"]), (.text("2013/9"), "201309", ["date_reformatted"]),
        (.text("2013.09"), "201309", ["date_reformatted"]), (.text("2013年9月"), "201309", ["date_reformatted"]),
        (.text("2013年9月份"), "201309", ["date_reformatted"]), (.text("2013年9"), "201309", ["date_reformatted"]),
        (.text("20130901"), "201309", ["date_reformatted"]), (.text("2013"), nil, ["date_unreadable"]), (.number(201309), "201309", []),
        (.number(2013.09), "201309", ["date_reformatted"]), (.number(2013.1), nil, ["date_unreadable"]),
        (.number(41518), "201309", ["date_reformatted"]), (.number(2013), nil, ["date_unreadable"]),
    ] as [(GridBuilder.Cell, String?, [String])])
    func spellingsOfMonths(cell: GridBuilder.Cell, month: String?, kinds: [String]) throws {
        for format in SheetFormat.allCases {
            let found = try HazardSheet.read("入学年月", cell, field: "entry_month", as: format)
            #expect(found.value == month && found.kinds == kinds, "\(format)")
        }
    }

    @Test(arguments: SheetFormat.allCases, [
        ("身份证件号", "３６０１０２２００７０８３１１０１２", "id_number", "360102200708311012"), ("身份证件号", "36010220070901102x", "id_number", "36010220070901102X"),
        ("身份证件号", " 360102 20070831 1012\u{200B}", "id_number", "360102200708311012"), ("身份证件号", "'360102200708311012", "id_number", "360102200708311012"),
        ("身份证件号", "36010220070901102Х", "id_number", "36010220070901102X"), ("姓名", "王\u{3000}伟", "name", "王伟"), ("姓名", "王\u{200B}伟\u{FEFF}", "name", "王伟"),
        ("姓名", "买买提•艾力", "name", "买买提·艾力"), ("联系电话", "139－0000－0000", "phone", "139-0000-0000"),
    ])
    func fullWidthSpacesAndZeroWidth(_ format: SheetFormat, _ wanted: (header: String, text: String, field: String, value: String)) throws {
        let found = try HazardSheet.read(wanted.header, .text(wanted.text), field: wanted.field, as: format)
        #expect(found.value == wanted.value && found.kinds == ["normalised"])
    }

    /// Rare names survive as they are; what was lost on the way stays visible.
    @Test(arguments: SheetFormat.allCases, ["王䶮", "𬱖小明", "李𠀀", "张\u{E863}", "王?", "王□", "王■", "王\u{FFFD}"])
    func rareAndLostCharacters(_ format: SheetFormat, _ name: String) throws {
        let found = try HazardSheet.read("姓名", .text(name), field: "name", as: format)
        #expect(found.value == name && found.kinds.isEmpty)
    }

    @Test(arguments: SheetFormat.allCases) func errorsAndTruthValuesAreTextAsShown(_ format: SheetFormat) throws {
        #expect(try HazardSheet.read("特长", .error("#REF!"), field: "talent", as: format).value == "#REF!")
        #expect(try HazardSheet.read("特长", .bool(true), field: "talent", as: format).value == "TRUE")
        let found = try HazardSheet.read("是否独生子女", .bool(false), field: "only_child", as: format)
        // TRUE and FALSE are no entries of the list of 是 and 否.
        #expect(found.value == nil && found.kinds == ["code_unknown"])
    }

    @Test func formulaWithoutCachedValue() throws {
        let found = try HazardSheet.read("联系电话", .formulaWithoutValue, field: "phone", as: .xlsx)
        #expect(found.value == nil && found.kinds == ["formula_without_value"] && found.isUnreadable)
    }
}
