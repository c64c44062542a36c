import Foundation
import Records
import Testing

/// `xueji validate` as the clerk at the school uses it.
@Suite struct ValidateTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The right school with some cells of its first pupil changed.
    private func school(_ changes: [String: String], pupil: Int = 0) -> [RegistryTable: [[String: String]]] {
        var rows = ClerkSchool.rows
        rows[.student]?[pupil].merge(changes) { $1 }
        return rows
    }

    private func workbook(_ changes: [String: String], name: String = "学校.xlsx") throws -> String {
        let path = folder.path(name)
        try ClerkSchool.write(school(changes), to: path)
        return path
    }

    /// Lines of a CSV without quoted line breaks, by column name.
    private func records(_ csv: String) -> [[String: String]] {
        let lines = csv.split(separator: "\n").map(Self.fields)
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { Dictionary(zip(header, $0)) { first, _ in first } }
    }

    private static func fields(_ line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }

    // MARK: What is found, where, and what to type

    @Test func cleanFilesGiveNothing() throws {
        let path = try workbook([:])
        let result = try Command.xueji("validate", path, "--format", "table", "--lang", "zh")
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("1 个文件,13 行:错误 0,警告 0,提示 0\n"), "\(result.output)")
    }

    @Test(arguments: [
        (["ethnicity": "汉"], "COD-02", "G2", "改为“汉族”"),
        (["ethnicity": "蒙"], "COD-01", "G2", "改填“蒙古族”"),
        (["birth_date": "2007-3-2"], "FMT-02", "D2", "改为20070302"),
        (["id_number": "36010220070302101X"], "IDN-02", "M2", "末位改为"),
        (["sex": "女"], "IDN-05", "C2", "性别改为“男”"),
        (["household_code": "360102"], "REF-10", "O2", "改为360102000000"),
        (["commute_km": "2公里"], "COD-06", "AF2", "只填公里数:2"),
        (["entry_month": "去年"], "FMT-03", "Q2", "按YYYYMM(如201309)重填"),
        (["name": " 王小明 "], "FMT-04", "B2", "改为“王小明”"),
        (["study_mode": ""], "CMP-01", "S2", "填写“走读”、“住校”"),
        (["m1_id_number": "360102198005120131"], "GUA-03", "BC2", "按证件重新录入成员1的号码"),
    ])
    func eachFaultHasItsCellAndRemedy(changes: [String: String], rule: String, cell: String, remedy: String) throws {
        let result = try Command.xueji("validate", try workbook(changes), "--format", "csv", "--reveal")
        let found = records(result.output).filter { $0["rule_id"] == rule }
        #expect(found.count == 1, "\(result.output)")
        #expect(found.first?["cell"] == cell)
        #expect(found.first?["remedy_zh"]?.contains(remedy) == true, "\(found)")
        #expect(found.first?["remedy_en"]?.isEmpty == false)
    }

    @Test func aTextFileNamesLineAndColumn() throws {
        let path = folder.path("学生.csv")
        let header = "学校标识码,姓名,现住址,民族,身份证件号"
        try folder.write("学生.csv", "\(header)\n2136000001,王小明,\"一行\n二行\",汉族,\n2136000001,李芳,某街,汉,\n")
        let result = try Command.xueji("validate", path, "--format", "csv", "--rules", "COD-02")
        let found = records(result.output)
        #expect(found.map { $0["cell"] } == ["4:4"], "\(result.output)")
        #expect(found.map { $0["row"] } == ["4"])
    }

    @Test func severalFilesAreOneSchool() throws {
        var pupils = ClerkSchool.rows
        pupils[.summary] = nil
        pupils[.signoff] = nil
        let (a, b) = (folder.path("in/a.xlsx"), folder.path("in/b.xlsx"))
        try FileManager.default.createDirectory(atPath: folder.path("in"), withIntermediateDirectories: true)
        try ClerkSchool.write(pupils, to: a)
        try ClerkSchool.write([.student: [ClerkSchool.pupils[0]]], to: b)
        let both = try Command.xueji("validate", b, a, "--format", "csv", "--rules", "DUP-01")
        #expect(records(both.output).map { $0["file"] } == [a, b])
        // A folder stands for the files in it, and a file that is named twice is read once.
        let whole = try Command.xueji("validate", folder.path("in"), a, "--format", "csv", "--rules", "DUP-01")
        #expect(whole.output == both.output)
    }

    @Test func rulesThatNeedMoreAreNamed() throws {
        let path = try workbook([:])
        let alone = try Command.xueji("validate", path, "--format", "table", "--lang", "zh").output
        #expect(alone.contains("未运行 DUP-02、DUP-12:需要其他学校的数据"))
        #expect(alone.contains("REF-02") && alone.contains("REF-05") && alone.contains("SUM-07"))
        var issued = ClerkSchool.rows[.school]!
        issued[0]["name"] = "叠山路小学"
        try ClerkSchool.write([.school: issued], to: folder.path("名单.xlsx"))
        let listed = try Command.xueji("validate", path, "--issued-schools", folder.path("名单.xlsx"), "--format", "csv")
        #expect(records(listed.output).map { $0["rule_id"]! + $0["cell"]! } == ["REF-05B2"], "\(listed.output)")
    }

    // MARK: How it is shown

    @Test func personalDataIsMaskedUnlessRevealed() throws {
        let path = try workbook(["id_number": "36010220070302101X", "name": "王小明 "])
        for format in ["table", "csv", "json"] {
            let masked = try Command.xueji("validate", path, "--format", format).output
            #expect(!masked.contains("360102200703") && !masked.contains("王小明") && !masked.contains("20070302"), "\(masked)")
            let shown = try Command.xueji("validate", path, "--format", format, "--reveal").output
            #expect(shown.contains("36010220070302101X") && shown.contains("王小明"))
        }
    }

    @Test(arguments: ["zh", "en"])
    func theTableFitsEightyColumns(language: String) throws {
        let path = try workbook(["id_number": "36010220070302101X", "ethnicity": "汉", "phone": "12", "current_address": "", "sex": "女"])
        let output = try Command.xueji("validate", path, "--format", "table", "--lang", language).output
        for line in output.split(separator: "\n") {
            let width = line.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
            #expect(width <= 80, "\(line)")
        }
        #expect(output.contains("M2") && output.contains("→"))
    }

    @Test func whatIsOnlyNotedIsFolded() throws {
        var rows = ClerkSchool.rows
        for index in 0..<3 { rows[.student]?[index]["ethnicity"] = "汉" }
        let path = folder.path("学校.xlsx")
        try ClerkSchool.write(rows, to: path)
        let output = try Command.xueji("validate", path, "--format", "table", "--lang", "zh").output
        #expect(output.contains("3处:G2 G3 G4"), "\(output)")
        #expect(try records(Command.xueji("validate", path, "--format", "csv").output).count == 3)
    }

    @Test func theSameFilesGiveTheSameBytes() throws {
        let path = try workbook(["id_number": "36010220070302101X"])
        let one = try Command.xueji("validate", path, "--format", "csv", "--threads", "1")
        let two = try Command.xueji("validate", path, "--format", "csv", "--threads", "2")
        #expect(one.output == two.output && !one.output.isEmpty)
    }

    // MARK: How it ends

    @Test func exitCodes() throws {
        let bad = try workbook(["id_number": "36010220070302101X"])
        #expect(try Command.xueji("validate", bad, "--format", "csv").status == 0)
        #expect(try Command.xueji("validate", bad, "--format", "csv", "--fail-on", "error").status == 1)
        let good = try workbook([:], name: "好.xlsx")
        #expect(try Command.xueji("validate", good, "--format", "csv", "--fail-on", "info").status == 0)
        try folder.write("坏.xls", Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        let unreadable = try Command.xueji("validate", good, folder.path("坏.xls"), "--format", "csv", "--fail-on", "error")
        #expect(unreadable.status == 3)
        #expect(unreadable.output.contains("FIL-01"))
    }

    @Test func wrongUsage() throws {
        let path = try workbook([:])
        for arguments in [
            [folder.path("没有.xlsx")], [path, "--format", "xlsx"], [path, "--format", "csv", "--out", folder.path("a.xlsx")],
            [path, "--format", "xlsx", "--out", path], [folder.path(""), "--format", "xlsx", "--out", folder.path("a.xlsx")],
            [path, "--rules", "IDN-99"],
        ] {
            let result = try Command.run(Command.program, ["validate"] + arguments)
            #expect(result.status == 64, "\(arguments): \(result.errors)")
            #expect(result.output.isEmpty && !result.errors.isEmpty)
        }
    }

    @Test func nothingIsLeftOnDisk() throws {
        let path = try workbook(["ethnicity": "汉"])
        let before = try FileManager.default.subpathsOfDirectory(atPath: folder.path("")).sorted()
        let result = try Command.xueji("validate", path, "--format", "csv", environment: ["TMPDIR": folder.path("")])
        #expect(result.status == 0)
        #expect(try FileManager.default.subpathsOfDirectory(atPath: folder.path("")).sorted() == before)
    }
}
