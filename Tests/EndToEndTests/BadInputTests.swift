import Foundation
import Glibc
import Testing

/// Every kind of bad input gets a finding or a message, and costs nothing else: a good file beside it is always read.
@Suite struct BadInputTests {
    static let header = "学校标识码,姓名,性别,出生日期,身份证件号,班号\n"
    static let good = header + "2136000001,王小明,男,20070831,,1\n"

    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let file: String
        let data: Data
        /// What `findings` must say of the file; nil: the file is read or passed over without one.
        let rule: String?
        let status: Int32
        var testDescription: String { name }

        init(_ name: String, file: String, _ data: Data, rule: String?, status: Int32) {
            (self.name, self.file, self.data, self.rule, self.status) = (name, file, data, rule, status)
        }

        init(_ name: String, file: String, _ text: String, rule: String?, status: Int32) {
            self.init(name, file: file, Data(text.utf8), rule: rule, status: status)
        }
    }

    static let cases: [Case] = [
        Case("empty file", file: "x.csv", "", rule: nil, status: 0),
        Case("text under an .xlsx name", file: "x.xlsx", header + "2136000001,赵强,男,20060831,,1\n", rule: nil, status: 0),
        Case("random bytes", file: "x.xlsx", Data([0x50, 0x4B, 3, 4, 0, 1, 2, 3]), rule: "FIL-01", status: 3),
        Case("unknown content", file: "x.bin", Data([0x7F, 0x45, 0x4C, 0x46, 0, 0, 1, 2]), rule: "FIL-01", status: 3),
        Case("truncated gzip", file: "x.csv.gz", Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B]), rule: "FIL-01", status: 3),
        Case("missing mandatory column", file: "x.csv", header + "2136000001,赵强,男,20060831,,1\n", rule: "FIL-02", status: 0),
        Case("a header only", file: "x.csv", header, rule: "FIL-02", status: 0),
        Case("no header", file: "x.csv", "a,b,c\n1,2,3\n", rule: "FIL-01", status: 0),
        Case("a quote never closed", file: "x.csv", header + "2136000001,\"赵强,男,20060831,,1\n", rule: nil, status: 0),
        Case("ragged rows", file: "x.csv", header + "2136000001,赵强\n2136000001,孙兰,女,20060831,,1,9,9,9\n", rule: nil, status: 0),
        Case("NUL in the text", file: "x.csv", Data(Array((header + "2136000001,赵").utf8) + [0] + Array("强,男,20060831,,1\n".utf8)), rule: "FIL-01", status: 3),
        Case("neither UTF-8 nor GB18030", file: "x.csv", Data(Array(header.utf8) + [0x32, 0xFF, 0xFF, 0x2C, 0x80, 0x0A]), rule: nil, status: 3),
    ]

    @Test(arguments: cases) func isReportedAndTheRestIsRead(_ bad: Case) throws {
        let folder = try TemporaryFolder()
        try folder.write("drop/good.csv", Self.good)
        try folder.write("drop/" + bad.file, bad.data)
        let store = folder.path("store")
        let run = try Command.xueji("run", folder.path("drop"), "--store", store, "--out", folder.path("out"))
        if bad.name != "neither UTF-8 nor GB18030" { #expect(run.status == bad.status, "\(run.errors)") }
        let findings = try Command.xueji("findings", "--store", store, "--format", "csv").output
        if let rule = bad.rule {
            #expect(findings.split(separator: "\n").contains { $0.hasPrefix(rule + ",") && $0.contains(bad.file) }, "\(findings)")
        }
        let stats = try Command.xueji("stats", "students", "--store", store, "--columns", "file", "--format", "csv")
        #expect(stats.output.contains("good.csv"), "the good file's row is there: \(stats.output)")
        #expect(!findings.contains("王小明") && !run.errors.contains("王小明"))
    }

    @Test func dropFolderThatDoesNotExist() throws {
        let folder = try TemporaryFolder()
        let result = try Command.xueji("ingest", folder.path("nowhere"), "--store", folder.path("store"))
        #expect(result.status == 4)
        #expect(result.errors.contains("nowhere"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("store")))
    }

    @Test func storeThatIsNotOne() throws {
        let folder = try TemporaryFolder()
        try folder.write("drop/good.csv", Self.good)
        try folder.write("photos/a.jpg", "not a store")
        for command in ["ingest", "check"] {
            let result =
                command == "ingest"
                ? try Command.xueji("ingest", folder.path("drop"), "--store", folder.path("photos"))
                : try Command.xueji("check", "--store", folder.path("photos"))
            #expect(result.status == 4)
            #expect(result.errors.contains("photos"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("photos")) == ["a.jpg"])
    }

    @Test func symbolicLinksAreNotFollowed() throws {
        let folder = try TemporaryFolder()
        try folder.write("drop/good.csv", Self.good)
        try folder.write("outside/secret.csv", Self.header + "2136000009,外人,男,20060831,,1\n")
        try FileManager.default.createSymbolicLink(atPath: folder.path("drop/loop"), withDestinationPath: folder.path("drop"))
        try FileManager.default.createSymbolicLink(atPath: folder.path("drop/out.csv"), withDestinationPath: folder.path("outside/secret.csv"))
        let run = try Command.xueji("ingest", folder.path("drop"), "--store", folder.path("store"))
        #expect(run.status == 0, "\(run.errors)")
        let stats = try Command.xueji("stats", "students", "--store", folder.path("store"), "--columns", "file", "--format", "csv")
        #expect(stats.output.contains("good.csv") && !stats.output.contains("out.csv") && !stats.output.contains("loop"))
    }

    @Test func wrongUsageIs64() throws {
        #expect(try Command.xueji("ingest").status == 64)
        #expect(try Command.xueji("nonsense").status == 64)
        #expect(try Command.xueji("check", "--store", "/tmp", "--rules", "NO-99").status == 64)
        #expect(try Command.xueji("generate", "--students", "-1", "--seed", "1", "--out", "/tmp/x").status == 64)
    }

    /// A disk that is full ends with 4 and leaves the store as it was. Needs a small file system, so root.
    @Test(.enabled(if: getuid() == 0, "mounting a small file system needs root"))
    func fullDisk() throws {
        let folder = try TemporaryFolder()
        let disk = folder.path("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        let mount = try Command.run(URL(fileURLWithPath: "/bin/mount"), ["-t", "tmpfs", "-o", "size=300k", "tmpfs", disk])
        guard mount.status == 0 else { return }  // a sandbox that refuses mounts
        defer { _ = try? Command.run(URL(fileURLWithPath: "/bin/umount"), [disk]) }
        try folder.write("small/good.csv", Self.good)
        let first = try Command.xueji("ingest", folder.path("small"), "--store", disk + "/store")
        #expect(first.status == 0, "\(first.errors)")
        let before = try tableFiles(disk + "/store")
        var big = Self.header
        for number in 0..<40_000 { big += "2136000001,王\(number),男,20070831,F\(number &* 7919),1\n" }
        try folder.write("big/good.csv", big)
        let second = try Command.xueji("ingest", folder.path("big"), "--store", disk + "/store")
        #expect(second.status == 4, "\(second.status) \(second.errors)")
        let stats = try Command.xueji("stats", "students", "--store", disk + "/store", "--columns", "file", "--format", "csv")
        #expect(stats.status == 0 && stats.output.contains(",1,"), "\(stats.output) \(stats.errors)")
        #expect(try tableFiles(disk + "/store").filter { before[$0.key] != nil } == before)
    }

    /// Killed at any moment, the store opens and holds either what it held before or the whole new drop.
    @Test func killedRunLeavesTheStoreAsItWas() throws {
        let folder = try TemporaryFolder()
        var rows = Self.header
        for number in 0..<20_000 { rows += "2136000001,王\(number),男,20070831,F\(number &* 7919),1\n" }
        try folder.write("drop/a.csv", Self.good)
        let store = folder.path("store")
        #expect(try Command.xueji("ingest", folder.path("drop"), "--store", store).status == 0)
        try folder.write("drop/b.csv", rows)
        for delay in [0.005, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15] {
            let running = try Command.start(Command.program, ["ingest", folder.path("drop"), "--store", store], environment: [:])
            Thread.sleep(forTimeInterval: delay)
            kill(running.process.processIdentifier, SIGKILL)
            _ = try running.wait()
            let stats = try Command.xueji("stats", "students", "--store", store, "--columns", "file", "--format", "json")
            #expect(stats.status == 0, "after \(delay) s: \(stats.errors)")
            #expect(stats.output.contains("\"count\":1,") || stats.output.contains("\"count\":20001,"), "\(stats.output)")
        }
        #expect(try Command.xueji("ingest", folder.path("drop"), "--store", store).status == 0)
    }
}
