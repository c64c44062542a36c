import Foundation

/// The built program, run as a user runs it.
struct Command {
    struct Result {
        let status: Int32
        let output: String
        let errors: String
    }

    /// `xueji` lies beside the test bundle.
    static let program: URL = {
        let bundle = try! FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("xueji")
    }()

    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @discardableResult
    static func xueji(_ arguments: String..., environment: [String: String] = [:]) throws -> Result {
        try run(program, arguments, environment: environment)
    }

    static func run(_ executable: URL, _ arguments: [String], environment: [String: String] = [:]) throws -> Result {
        let process = try start(executable, arguments, environment: environment)
        return try process.wait()
    }

    static func start(_ executable: URL, _ arguments: [String], environment: [String: String] = [:]) throws -> Running {
        try Running(executable, arguments, environment: environment)
    }
}

/// A process under way; its streams go to files, so that no pipe can fill up.
final class Running {
    let process = Process()
    private let folder: TemporaryFolder

    init(_ executable: URL, _ arguments: [String], environment: [String: String]) throws {
        folder = try TemporaryFolder()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["LANG": "en_US.UTF-8"]) { $1 }
            .merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        for (name, assign) in [("out", { self.process.standardOutput = $0 }), ("err", { self.process.standardError = $0 })]
            as [(String, (FileHandle) -> Void)]
        {
            let path = folder.path(name)
            _ = FileManager.default.createFile(atPath: path, contents: nil)
            assign(try FileHandle(forWritingTo: URL(fileURLWithPath: path)))
        }
        try process.run()
    }

    func wait() throws -> Command.Result {
        process.waitUntilExit()
        return Command.Result(
            status: process.terminationStatus, output: try folder.text("out"), errors: try folder.text("err"))
    }
}

/// A private folder that is gone when its owner is.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("xueji-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        _ = try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: url.path)
        try? FileManager.default.removeItem(at: url)
    }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }
    func text(_ name: String) throws -> String { String(decoding: try Data(contentsOf: url.appendingPathComponent(name)), as: UTF8.self) }

    func write(_ name: String, _ data: Data) throws {
        let target = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: target)
    }

    func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }
}

/// Every Parquet file of a store with its bytes. Left out: `runs`, which holds times, and `findings`, whose messages are masked
/// with the store's own key (tests compare these as `findings --reveal` prints them).
func tableFiles(_ store: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    let enumerator = FileManager.default.enumerator(atPath: store)
    while let name = enumerator?.nextObject() as? String {
        guard name.hasSuffix(".parquet"), !name.hasPrefix("runs/"), !name.hasPrefix("findings/") else { continue }
        files[name] = try Data(contentsOf: URL(fileURLWithPath: store).appendingPathComponent(name))
    }
    return files
}
