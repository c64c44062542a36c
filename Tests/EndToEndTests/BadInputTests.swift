import Foundation
import Glibc
import TestSupport
import Testing

/// Every kind of bad file gets a finding or a message that names it and says what to do, and costs nothing else.
@Suite struct BadInputTests {
    typealias Samples = BadInputSamples

    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let file: String
        let data: @Sendable () throws -> [UInt8]
        /// What `findings` must say of the file; nil: nothing about the file as such.
        var rule: String?
        var status: Int32 = 0
        /// The path that findings and messages name, when it is a member of the file.
        var path: String?
        /// Part of the Chinese and of the English message.
        var chinese = ""
        var english = ""
        /// Rows that the file gives all the same, its members together.
        var rowCount = 0
        var testDescription: String { name }
        var place: String { path ?? file }
    }

    static let cases: [Case] = [
        Case(name: "empty file", file: "x.csv", data: { [] }),
        Case(
            name: "truncated workbook", file: "x.xlsx", data: { Samples.workbook().build().dropLast(300) },
            rule: "FIL-01", status: 3, chinese: "文件不完整", english: "cut off"),
        Case(
            name: "truncated gzip", file: "x.csv.gz", data: { ZipBuilder.gzip(Samples.bytes(Samples.good)).dropLast(9) },
            rule: "FIL-01", status: 3, chinese: "文件不完整", english: "cut off"),
        Case(name: "text under .xlsx", file: "x.xlsx", data: { Samples.bytes(Samples.header + Samples.row) }, rowCount: 1),
        Case(name: "workbook under .csv", file: "x.csv", data: { Samples.workbook().build() }, rowCount: 1),
        Case(name: "web page under .xls", file: "x.xls", data: { try Samples.gb18030(Samples.html) }, rowCount: 1),
        Case(
            name: "password", file: "x.xlsx", data: { Samples.compoundFile(stream: "EncryptedPackage") },
            rule: "FIL-01", status: 3, chinese: "密码", english: "remove the password"),
        Case(
            name: "another office file", file: "x.xls", data: { Samples.compoundFile(stream: "WordDocument") },
            rule: "FIL-01", status: 3, chinese: "请另存为.xlsx或.csv", english: "save it as .xlsx or .csv"),
        Case(
            name: "picture", file: "x.xlsx", data: { [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10, 0x4A, 0x46, 0x49, 0x46, 0] },
            rule: "FIL-01", status: 3, chinese: "不是工作簿", english: "no workbook"),
        Case(
            name: "half a zip", file: "x.zip", data: { [0x50, 0x4B, 3, 4, 0, 1, 2, 3] },
            rule: "FIL-01", status: 3, chinese: "请重新报送", english: "send it again"),
        Case(
            name: "missing mandatory column", file: "x.csv", data: { Samples.bytes(Samples.header + Samples.row) },
            rule: "FIL-02", chinese: "缺少列“民族”", english: "The column ethnicity is missing", rowCount: 1),
        Case(
            name: "two columns for one field", file: "x.csv",
            data: { Samples.bytes("学生姓名," + Samples.header + "孙兰," + Samples.row) }, rowCount: 1),
        Case(
            name: "unknown column", file: "x.csv",
            data: { Samples.bytes("家长意见," + Samples.header + "好," + Samples.row) }, rowCount: 1),
        Case(name: "a header only", file: "x.csv", data: { Samples.bytes(Samples.header) }, rule: "FIL-02"),
        Case(
            name: "no header", file: "x.csv", data: { Samples.bytes("a,b,c\n1,2,3\n") },
            rule: "FIL-01", chinese: "前20行", english: "within the first 20 rows"),
        Case(
            name: "a quote never closed", file: "x.csv",
            data: { Samples.bytes(Samples.header + Samples.row + "2136000001,\"孙兰,女,20060831,,1\n" + Samples.row) },
            chinese: "引号", english: "[line 3: ", rowCount: 1),
        Case(
            name: "ragged rows", file: "x.csv",
            data: { Samples.bytes(Samples.header + "2136000001,赵强,男\n2136000001,孙兰,女,20060831,,1,9,9,9\n") }, rowCount: 2),
        Case(
            name: "NUL bytes", file: "x.csv", data: { Samples.bytes(Samples.header) + Samples.bytes("2136000001,赵\u{0}强,男,20060831,,1\n") },
            rule: "FIL-01", status: 3, chinese: "请另存为.xlsx或.csv", english: "save it as .xlsx or .csv"),
        Case(
            name: "NUL far inside", file: "x.csv",
            data: { Samples.bytes(Samples.header + String(repeating: Samples.row, count: 200) + "2136000001,赵\u{0}强,男,20060831,,1\n") },
            rowCount: 201),
        Case(
            name: "neither UTF-8 nor GB18030 in the data", file: "x.csv",
            data: { try Samples.gb18030(Samples.header + Samples.row) + [0x32, 0xFF, 0xFF, 0x2C, 0x80, 0x2C, 0x31, 0x2C, 0x32, 0x0A] },
            status: 3, chinese: "编码", english: "encoding", rowCount: 2),
        Case(
            name: "neither UTF-8 nor GB18030 in the header", file: "x.csv",
            data: { Samples.bytes(Samples.header + Samples.row) + [0xFF, 0xFF] },
            rule: "FIL-01", status: 3, chinese: "编码", english: "encoding"),
        Case(
            name: "gzip bomb", file: "x.csv.gz", data: { Samples.gzipBomb },
            rule: "FIL-01", status: 3, chinese: "异常巨大", english: "beyond all measure"),
        Case(
            name: "zip bomb", file: "x.zip", data: { Samples.zipBomb }, rule: "FIL-01", status: 3, path: "x.zip!bomb.csv",
            chinese: "异常巨大", english: "beyond all measure", rowCount: 1),
        Case(
            name: "sheet bomb", file: "x.xlsx", data: { Samples.sheetBomb },
            rule: "FIL-01", status: 3, chinese: "异常巨大", english: "beyond all measure"),
        Case(
            name: "a dimension of the whole sheet", file: "x.xlsx",
            data: { Samples.workbook(sheet: "<dimension ref=\"A1:XFD1048576\"/><sheetData>\(Samples.sheetRows)</sheetData>").build() },
            rowCount: 1),
        Case(
            name: "one cell in the last corner", file: "x.xlsx",
            data: {
                let corner = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"
                return Samples.workbook(sheet: "<dimension ref=\"A1:XFD1048576\"/><sheetData>\(Samples.sheetRows)\(corner)</sheetData>").build()
            }, rowCount: 1),
        Case(
            name: "DOCTYPE", file: "x.xlsx",
            data: { Samples.workbook(prolog: "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\">]>").build() },
            rule: "FIL-01", status: 3, chinese: "DOCTYPE", english: "DOCTYPE"),
        Case(
            name: "an archive in an archive", file: "x.zip", data: { Samples.archiveInArchive },
            rule: "FIL-01", status: 3, path: "x.zip!inner.zip", chinese: "请解压后重新报送", english: "unpack it", rowCount: 2),
    ]

    /// More than any of these needs, less than what any of them claims to hold.
    static let memoryLimit = ["prlimit", "--data=1610612736"]

    @Test(arguments: cases) func isReportedAndTheRestIsRead(_ bad: Case) throws {
        let folder = try TemporaryFolder()
        try folder.write("drop/县/good.csv", Samples.good)
        try folder.write("drop/县/" + bad.file, Data(try bad.data()))
        for language in ["zh", "en"] {
            let store = folder.path("store-\(language)")
            let run = try Command.run(
                URL(fileURLWithPath: "/usr/bin/env"),
                Self.memoryLimit + [
                    Command.program.path, "run", folder.path("drop"), "--store", store, "--out", folder.path("out"), "--lang", language,
                ])
            #expect(run.status == bad.status, "\(run.errors)")
            let findings = try Command.xueji("findings", "--store", store, "--format", "csv").output
            let message = language == "zh" ? bad.chinese : bad.english
            let told = run.errors + findings
            if !message.isEmpty {
                #expect(told.split(separator: "\n").contains { $0.contains("县/" + bad.place) && $0.contains(message) }, "\(told)")
            }
            if bad.status == 3 { #expect(run.errors.contains("县/" + bad.place), "\(run.errors)") }
            if let rule = bad.rule {
                #expect(findings.split(separator: "\n").contains { $0.hasPrefix(rule + ",") && $0.contains("县/" + bad.place) }, "\(findings)")
            }
            let rows = try Self.rowCounts(store)
            #expect(rows["县/good.csv"] == 1, "the good file's row is there")
            #expect(rows.filter { $0.key.hasPrefix("县/" + bad.file) }.values.reduce(0, +) == bad.rowCount, "\(rows)")
            for secret in ["王小明", "赵强", "孙兰", "20060831"] { #expect(!told.contains(secret), "\(secret) in \(told)") }
        }
    }

    /// Pupils of each file in the store.
    static func rowCounts(_ store: String) throws -> [String: Int] {
        let stats = try Command.xueji("stats", "students", "--store", store, "--columns", "file", "--top", "1000", "--format", "json")
        let root = try JSONSerialization.jsonObject(with: Data(stats.output.utf8)) as? [String: Any]
        let column = (root?["columns"] as? [[String: Any]])?.first
        var counts: [String: Int] = [:]
        for value in column?["most_frequent"] as? [[String: Any]] ?? [] {
            guard let file = value["value"] as? String, let count = value["count"] as? Int else { continue }
            counts[file] = count
        }
        return counts
    }

    /// All of them in one drop: each is reported, and every good row is there.
    @Test func allTogether() throws {
        let folder = try TemporaryFolder()
        for (number, bad) in Self.cases.enumerated() {
            try folder.write("drop/\(number)/" + bad.file, Data(try bad.data()))
            try folder.write("drop/\(number)/good.csv", Samples.good)
        }
        let store = folder.path("store")
        let ingest = try Command.xueji("ingest", folder.path("drop"), "--store", store)
        #expect(ingest.status == 3, "\(ingest.errors)")
        let rows = try Self.rowCounts(store)
        for (number, bad) in Self.cases.enumerated() {
            #expect(rows["\(number)/good.csv"] == 1)
            #expect(rows.filter { $0.key.hasPrefix("\(number)/" + bad.file) }.values.reduce(0, +) == bad.rowCount, "\(bad.name)")
        }
    }

    @Test func symbolicLinksAreNotFollowed() throws {
        let folder = try TemporaryFolder()
        try folder.write("drop/good.csv", Samples.good)
        try folder.write("outside/secret.csv", Samples.header + "2136000009,外人,男,20060831,,1\n")
        try FileManager.default.createSymbolicLink(atPath: folder.path("drop/loop"), withDestinationPath: folder.path("drop"))
        try FileManager.default.createSymbolicLink(atPath: folder.path("drop/out.csv"), withDestinationPath: folder.path("outside/secret.csv"))
        let run = try Command.xueji("ingest", folder.path("drop"), "--store", folder.path("store"))
        #expect(run.status == 0 && run.errors.contains("2 passed over"), "\(run.errors)")
        #expect(try Self.rowCounts(folder.path("store")) == ["good.csv": 1])
    }

    /// A folder and a file without permission are findings; root may read everything, so that nobody runs the program here.
    @Test func unreadableFolderAndFile() throws {
        let folder = try TemporaryFolder()
        try folder.write("drop/good.csv", Samples.good)
        try folder.write("drop/closed/x.csv", Samples.good)
        try folder.write("drop/secret.csv", Samples.good)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.url.path)
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.path("drop/closed"))
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.path("drop/secret.csv"))
        defer { _ = try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path("drop/closed")) }
        let asNobody = getuid() == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
        let environment = URL(fileURLWithPath: "/usr/bin/env")
        guard try Command.run(environment, asNobody + [Command.program.path, "--version"]).status == 0 else {
            return print("not tested: nobody may not run \(Command.program.path)")
        }
        let store = folder.path("store")
        for (language, message) in [("zh", "权限"), ("en", "permission")] {
            let ingest = try Command.run(
                environment, asNobody + [Command.program.path, "ingest", folder.path("drop"), "--store", store, "--lang", language])
            #expect(ingest.status == 3, "\(ingest.errors)")
            for name in ["closed", "secret.csv"] {
                #expect(ingest.errors.split(separator: "\n").contains { $0.contains("  \(name)") && $0.contains(message) }, "\(ingest.errors)")
            }
        }
        #expect(try Self.rowCounts(store) == ["good.csv": 1])
    }

    /// Nor does a later check of the same store look clean to a scheduler.
    @Test func aCheckOfAStoreThatLacksAFileIs3() throws {
        let folder = try TemporaryFolder()
        try folder.write("drop/a.csv", Samples.good)
        try folder.write("drop/b.xlsx", Data(Samples.good.utf8.prefix(20)) + Data([0, 1, 2, 0]))
        let store = folder.path("store")
        #expect(try Command.xueji("ingest", folder.path("drop"), "--store", store).status == 3)
        for rules in ["all", "DUP-01"] {
            let result = try Command.xueji("check", "--store", store, "--rules", rules, "--lang", "en")
            #expect(result.status == 3 && result.errors.contains("FIL-01"), "\(result.errors)")
        }
        try folder.write("drop/b.xlsx", Samples.good)
        #expect(try Command.xueji("ingest", folder.path("drop"), "--store", store).status == 0)
        #expect(try Command.xueji("check", "--store", store).status == 0)
    }

    @Test func wrongUsageIs64() throws {
        #expect(try Command.xueji("ingest").status == 64)
        #expect(try Command.xueji("nonsense").status == 64)
        #expect(try Command.xueji("check", "--store", "/tmp", "--rules", "NO-99").status == 64)
        #expect(try Command.xueji("generate", "--students", "-1", "--seed", "1", "--out", "/tmp/x").status == 64)
    }

    /// What the program writes must not be read as a school's file by the next run.
    @Test func storeAndReportInsideTheDropAreRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write("drop/good.csv", Samples.good)
        let drop = folder.path("drop")
        for arguments in [
            ["ingest", drop, "--store", drop + "/store"], ["ingest", drop, "--store", drop],
            ["run", drop, "--store", folder.path("store"), "--out", drop + "/a/../out"],
        ] {
            let result = try Command.run(Command.program, arguments)
            #expect(result.status == 64 && result.errors.contains("inside the drop folder"), "\(result.errors)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: drop) == ["good.csv"])
    }
}
