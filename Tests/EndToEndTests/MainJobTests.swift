import Foundation
import Testing

/// The whole road on a generated province, through the program's own commands.
@Suite(.serialized) struct MainJobTests {
    static let students = 4000

    /// One province for the suite; generated once.
    static let province: Result<TemporaryFolder, any Error> = Result {
        let folder = try TemporaryFolder()
        let result = try Command.xueji(
            "generate", "--students", "\(students)", "--seed", "11", "--format", "mixed", "--fault-rate", "0.05", "--out",
            folder.path("province"))
        guard result.status == 0 else { throw Failed(what: "generate: \(result.errors)") }
        return folder
    }

    struct Failed: Error { let what: String }

    private func checkedStore(_ name: String, threads: Int, drop: String) throws -> (TemporaryFolder, String) {
        let folder = try TemporaryFolder()
        let store = folder.path(name)
        let run = try Command.xueji("run", drop, "--store", store, "--out", folder.path("out"), "--threads", "\(threads)")
        try #require(run.status == 0 || run.status == 3, "run ended with \(run.status): \(run.errors)")
        return (folder, store)
    }

    @Test func findingsEqualTheTruth() throws {
        let province = try Self.province.get()
        let (folder, store) = try checkedStore("store", threads: 2, drop: province.path("province/drop"))
        let findings = try Command.xueji("findings", "--store", store, "--format", "csv")
        let rules = try Command.xueji("rules", "list", "--format", "csv")
        try folder.write("findings.csv", findings.output)
        try folder.write("rules.csv", rules.output)
        let compared = try Command.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            [
                "python3", Command.repository.appendingPathComponent("scripts/compare-truth").path, folder.path("findings.csv"),
                province.path("province/truth.csv"), folder.path("rules.csv"),
            ])
        #expect(compared.status == 0, "\(compared.output)")
    }

    /// Threads and the order in which the folder lists its files change no byte of the tables or the findings.
    @Test func threadsAndFileOrderChangeNothing() throws {
        let province = try Self.province.get()
        let drop = province.path("province/drop")
        let shuffled = try TemporaryFolder()
        try copyShuffled(from: drop, to: shuffled.path("drop"))
        let (one, oneStore) = try checkedStore("one", threads: 1, drop: drop)
        let (two, twoStore) = try checkedStore("two", threads: 2, drop: shuffled.path("drop"))
        #expect(try tableFiles(oneStore) == tableFiles(twoStore))
        let a = try Command.xueji("findings", "--store", oneStore, "--format", "csv", "--reveal")
        let b = try Command.xueji("findings", "--store", twoStore, "--format", "csv", "--reveal")
        #expect(a.status == 0 && !a.output.isEmpty)
        #expect(a.output == b.output)
        withExtendedLifetime((one, two)) {}
    }

    @Test func secondIngestOfTheSameDropDoesNothing() throws {
        let province = try Self.province.get()
        let drop = province.path("province/drop")
        let (folder, store) = try checkedStore("store", threads: 2, drop: drop)
        let before = try tableFiles(store)
        let logs = try FileManager.default.contentsOfDirectory(atPath: store + "/students/_delta_log").sorted()
        let again = try Command.xueji("ingest", drop, "--store", store)
        #expect(again.status == 0 || again.status == 3, "\(again.errors)")
        #expect(try tableFiles(store) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: store + "/students/_delta_log").sorted() == logs)
        withExtendedLifetime(folder) {}
    }

    @Test func outputIsMaskedUnlessRevealed() throws {
        let province = try Self.province.get()
        let (folder, store) = try checkedStore("store", threads: 2, drop: province.path("province/drop"))
        let masked = try Command.xueji("findings", "--store", store, "--format", "csv")
        let number = try Regex("[0-9]{17}[0-9X]")
        #expect(masked.output.firstMatch(of: number) == nil)
        let revealed = try Command.xueji("findings", "--store", store, "--format", "csv", "--reveal")
        #expect(revealed.output.firstMatch(of: number) != nil)
        let audit = try String(contentsOfFile: store + "/_xueji/audit.log", encoding: .utf8)
        #expect(audit.contains("findings"))
        withExtendedLifetime(folder) {}
    }

    @Test func aChangedFileReplacesItsEarlierRows() throws {
        let folder = try TemporaryFolder()
        let header = "学校标识码,姓名,性别,出生日期,身份证件号,班号\n"
        try folder.write("drop/a.csv", header + "2136000001,王小明,男,20070831,,1\n2136000001,李丽,女,20070102,,1\n")
        try folder.write("drop/b.csv", header + "2136000002,赵强,男,20060831,,1\n")
        let store = folder.path("store")
        #expect(try Command.xueji("ingest", folder.path("drop"), "--store", store).status == 0)
        try folder.write("drop/a.csv", header + "2136000001,王小明,男,20070830,,1\n")
        #expect(try Command.xueji("ingest", folder.path("drop"), "--store", store).status == 0)
        let stats = try Command.xueji("stats", "students", "--store", store, "--columns", "birth_date,school_id", "--format", "csv")
        let lines = stats.output.split(separator: "\n")
        #expect(lines.count == 3, "\(stats.output)")
        #expect(lines.dropFirst().allSatisfy { $0.contains(",2,") }, "two rows are left: \(stats.output)")
    }

    /// Creates the same files in another order, so that the folder lists them differently.
    private func copyShuffled(from source: String, to target: String) throws {
        var files: [String] = []
        let enumerator = FileManager.default.enumerator(atPath: source)
        while let name = enumerator?.nextObject() as? String {
            let type = try FileManager.default.attributesOfItem(atPath: source + "/" + name)[.type] as? FileAttributeType
            if type == .typeRegular { files.append(name) }
        }
        files.sort { $0.utf8.reversed().lexicographicallyPrecedes($1.utf8.reversed()) }
        for name in files {
            let path = URL(fileURLWithPath: target).appendingPathComponent(name)
            try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: source + "/" + name, toPath: path.path)
        }
    }
}
