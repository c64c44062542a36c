import Foundation
import Records
import Store
import Synchronization
import Testing

/// A fresh folder that is removed at the end.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("xueji-store-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func path(_ name: String) -> String { path + "/" + name }
}

/// Stops the program, as far as the store is concerned, before the n-th change on disk.
final class Interruption: Sendable {
    struct Point: Error, Equatable {}

    let limit: Int
    private let seen = Mutex<[FileOperation]>([])

    init(after limit: Int = .max) { self.limit = limit }

    var operations: [FileOperation] { seen.withLock { $0 } }

    func options(clock: Int64 = 1_377_993_600_000, command: String = "test", retention: Int64 = 1000) -> StoreOptions {
        var options = StoreOptions(clock: { clock }, command: command, engine: "test", retention: retention)
        options.syncs = false
        options.willPerform = { operation throws(StoreError) in
            let count = self.seen.withLock { seen in
                seen.append(operation)
                return seen.count
            }
            // Once stopped, nothing more is written: a dead process does not clean up.
            if count > self.limit { throw Interruption.error }
        }
        return options
    }

    static let error = StoreError(.io, "interrupted by the test")
}

extension StoreOptions {
    /// The same clock in every run.
    static func fixed(_ clock: Int64 = 1_377_993_600_000, retention: Int64 = 1000) -> StoreOptions {
        var options = StoreOptions(clock: { clock }, command: "test", engine: "test", retention: retention)
        options.syncs = false
        return options
    }
}

extension StoreTransaction {
    /// A file of any bytes: the log does not look inside.
    @discardableResult
    func addBytes(_ table: RegistryTable, _ text: String, cluster: String = "360102", rowCount: Int = 1) throws -> DataFile {
        let path = newFilePath(table, prefix: cluster)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return try add(table, partFile: path, cluster: cluster, rowCount: rowCount)
    }
}

func text(ofFile path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
}

/// All files below a folder with their bytes.
func contents(of folder: String) throws -> [String: Data] {
    var result: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
        let path = folder + "/" + name
        if FileSystem.kind(path) == .file { result[name] = try Data(contentsOf: URL(fileURLWithPath: path)) }
    }
    return result
}

final class Counter: Sendable {
    private let value = Mutex(0)

    func next() -> Int {
        value.withLock { value in
            value += 1
            return value
        }
    }
}
