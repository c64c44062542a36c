import Foundation
import Glibc
import Testing

/// What can go wrong around the files: the drop, the store, the disk, and a run that is stopped.
@Suite(.serialized) struct BadInputStoreTests {
    typealias Samples = BadInputSamples

    @Test func dropFolderThatDoesNotExist() throws {
        let folder = try TemporaryFolder()
        try folder.write("file.csv", Samples.good)
        for (name, language, message) in [
            ("nowhere", "en", "check the path"), ("nowhere", "zh", "请检查路径"), ("file.csv", "en", "check the path"),
        ] {
            let result = try Command.xueji("ingest", folder.path(name), "--store", folder.path("store"), "--lang", language)
            #expect(result.status == 4)
            #expect(result.errors.contains(name) && result.errors.contains(message), "\(result.errors)")
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path("store")))
    }

    @Test func storeThatIsNotOne() throws {
        let folder = try TemporaryFolder()
        try folder.write("drop/good.csv", Samples.good)
        try folder.write("photos/a.jpg", "not a store")
        let photos = folder.path("photos")
        for arguments in [["ingest", folder.path("drop"), "--store", photos], ["check", "--store", photos], ["findings", "--store", photos]] {
            for (language, message) in [("zh", "不是数据仓"), ("en", "expected a store")] {
                let result = try Command.run(Command.program, arguments + ["--lang", language])
                #expect(result.status == 4)
                #expect(result.errors.contains("photos") && result.errors.contains(message), "\(result.errors)")
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: photos) == ["a.jpg"])
    }

    /// The second writer is told who the first one is; readers are not stopped.
    @Test func storeThatAnotherRunHolds() throws {
        let folder = try TemporaryFolder()
        try folder.write("drop/good.csv", Samples.good)
        let store = folder.path("store")
        #expect(try Command.xueji("ingest", folder.path("drop"), "--store", store).status == 0)
        try folder.write("drop/more.csv", Self.manyPupils(30_000))
        let first = try Self.startHolding(store, ["ingest", folder.path("drop"), "--store", store])
        kill(first.process.processIdentifier, SIGSTOP)
        for language in ["zh", "en"] {
            let second = try Command.xueji("ingest", folder.path("drop"), "--store", store, "--lang", language)
            #expect(second.status == 4)
            #expect(second.errors.contains("\(first.process.processIdentifier)"), "\(second.errors)")
            #expect(second.errors.contains(language == "zh" ? "另一个任务正在写" : "another run is writing"), "\(second.errors)")
        }
        #expect(try BadInputTests.rowCounts(store) == ["good.csv": 1], "readers are not stopped")
        kill(first.process.processIdentifier, SIGCONT)
        #expect(try first.wait().status == 0)
        #expect(try BadInputTests.rowCounts(store) == ["good.csv": 1, "more.csv": 30_000])
    }

    /// Starts a writer and waits until it has the lock.
    private static func startHolding(_ store: String, _ arguments: [String]) throws -> Running {
        let running = try Command.start(Command.program, arguments, environment: [:])
        let lock = URL(fileURLWithPath: store).appendingPathComponent("_xueji/lock")
        let pid = "\(running.process.processIdentifier)"
        while running.process.isRunning, !(try String(decoding: Data(contentsOf: lock), as: UTF8.self)).contains(pid) {
            Thread.sleep(forTimeInterval: 0.001)
        }
        return running
    }

    static func manyPupils(_ count: Int) -> String {
        var text = Samples.header
        for number in 0..<count { text += "2136000001,王\(number),男,20070831,F\(number &* 7919),1\n" }
        return text
    }

    /// A disk that is full ends with 4 and leaves the store as it was. Needs a small file system, so root.
    @Test(.enabled(if: getuid() == 0, "mounting a small file system needs root"))
    func fullDisk() throws {
        let folder = try TemporaryFolder()
        let disk = folder.path("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        let mount = try Command.run(URL(fileURLWithPath: "/bin/mount"), ["-t", "tmpfs", "-o", "size=300k", "tmpfs", disk])
        guard mount.status == 0 else { return print("not tested: no file system can be mounted here") }
        defer { _ = try? Command.run(URL(fileURLWithPath: "/bin/umount"), [disk]) }
        try folder.write("small/good.csv", Samples.good)
        let first = try Command.xueji("ingest", folder.path("small"), "--store", disk + "/store")
        #expect(first.status == 0, "\(first.errors)")
        let before = try tableFiles(disk + "/store")
        try folder.write("big/good.csv", Self.manyPupils(20_000))
        for (language, message) in [("zh", "磁盘空间不足"), ("en", "no space left")] {
            let second = try Command.xueji("ingest", folder.path("big"), "--store", disk + "/store", "--lang", language)
            #expect(second.status == 4 && second.errors.contains(message), "\(second.status) \(second.errors)")
        }
        #expect(try BadInputTests.rowCounts(disk + "/store") == ["good.csv": 1])
        #expect(try tableFiles(disk + "/store").filter { before[$0.key] != nil } == before)
    }

    /// Killed at any moment, the store opens and holds either what it held before or the whole new drop.
    @Test func killedRunLeavesTheStoreAsItWas() throws {
        let folder = try TemporaryFolder()
        try folder.write("drop/a.csv", Samples.good)
        let store = folder.path("store")
        #expect(try Command.xueji("ingest", folder.path("drop"), "--store", store).status == 0)
        try folder.write("drop/b.csv", Self.manyPupils(20_000))
        for delay in [0.005, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15] {
            let running = try Command.start(Command.program, ["ingest", folder.path("drop"), "--store", store], environment: [:])
            Thread.sleep(forTimeInterval: delay)
            kill(running.process.processIdentifier, SIGKILL)
            _ = try running.wait()
            let rows = try BadInputTests.rowCounts(store)
            #expect(rows == ["a.csv": 1] || rows == ["a.csv": 1, "b.csv": 20_000], "after \(delay) s")
        }
        #expect(try Command.xueji("ingest", folder.path("drop"), "--store", store).status == 0)
    }

    /// Ctrl-C and SIGTERM end an ingest with 130 and 143 and leave the store as it was.
    @Test(arguments: [SIGINT, SIGTERM]) func stoppedIngestLeavesTheStoreAsItWas(signal: Int32) throws {
        let folder = try TemporaryFolder()
        try folder.write("drop/a.csv", Samples.good)
        let store = folder.path("store")
        #expect(try Command.xueji("ingest", folder.path("drop"), "--store", store).status == 0)
        let before = try tableFiles(store)
        try folder.write("drop/b.csv", Self.manyPupils(30_000))
        for delay in [0, 0.01, 0.03] {
            let result = try Self.stop(store, ["ingest", folder.path("drop"), "--store", store], signal, after: delay)
            if result.status == 0, delay > 0 { break }  // it was done before the signal came
            #expect(result.status == 128 + signal, "\(result.errors)")
            #expect(result.errors.contains("interrupted"))
            #expect(try tableFiles(store) == before, "no data file is left")
        }
    }

    /// The same for a check: the findings are those of the check before.
    @Test(arguments: [SIGINT, SIGTERM]) func stoppedCheckLeavesTheFindings(signal: Int32) throws {
        let folder = try TemporaryFolder()
        try folder.write("drop/b.csv", Self.manyPupils(30_000))
        let store = folder.path("store")
        let run = try Command.xueji("run", folder.path("drop"), "--store", store, "--out", folder.path("out"), "--rules", "FIL-02")
        #expect(run.status == 0, "\(run.errors)")
        let before = try Command.xueji("findings", "--store", store, "--format", "csv").output
        let result = try Self.stop(store, ["check", "--store", store], signal, after: 0)
        #expect(result.status == 128 + signal, "\(result.errors)")
        #expect(result.errors.contains("interrupted"))
        #expect(try Command.xueji("findings", "--store", store, "--format", "csv").output == before)
        #expect(try Command.xueji("check", "--store", store, "--rules", "FIL-02").status == 0)
    }

    /// The same for a run, whose ingest and check are one commit: stopped anywhere, it keeps neither.
    @Test(arguments: [SIGINT, SIGTERM]) func stoppedRunKeepsNeitherIngestNorFindings(signal: Int32) throws {
        let folder = try TemporaryFolder()
        try folder.write("drop/a.csv", Samples.good)
        let (store, out) = (folder.path("store"), folder.path("out"))
        #expect(try Command.xueji("run", folder.path("drop"), "--store", store, "--out", out).status == 0)
        let files = try allFiles(store)
        let findings = try Command.xueji("findings", "--store", store, "--format", "csv").output
        try folder.write("drop/b.csv", Self.manyPupils(30_000))
        var stopped = 0
        // The ingest takes the first part of these delays, the check the others.
        for delay in [0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0, 1.3, 1.6] {
            let result = try Self.stop(store, ["run", folder.path("drop"), "--store", store, "--out", out], signal, after: delay)
            if result.status == 0 { break }  // it was done before the signal came
            #expect(result.status == 128 + signal, "\(result.errors)")
            #expect(try allFiles(store) == files, "after \(delay) s a data file is left")
            #expect(try Command.xueji("findings", "--store", store, "--format", "csv").output == findings)
            stopped += 1
        }
        #expect(stopped > 0)
        #expect(try BadInputTests.rowCounts(store)["a.csv"] == 1)
    }

    /// Names of all Parquet files, `findings` and `runs` included.
    private func allFiles(_ store: String) throws -> Set<String> {
        let names = FileManager.default.enumerator(atPath: store)?.compactMap { $0 as? String } ?? []
        return Set(names.filter { $0.hasSuffix(".parquet") })
    }

    private static func stop(_ store: String, _ arguments: [String], _ signal: Int32, after delay: Double) throws -> Command.Result {
        let running = try startHolding(store, arguments)
        Thread.sleep(forTimeInterval: delay)
        kill(running.process.processIdentifier, signal)
        return try running.wait()
    }
}
