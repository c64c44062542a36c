import Foundation
import Testing

import Synthetic

/// A generated province in a temporary folder, removed at the end.
final class TemporaryProvince: Sendable {
    let path: String
    let summary: ProvinceSummary

    init(students: Int, seed: UInt64 = 7, format: OutputFormat = .mixed, rate: Double = 0.05, threads: Int = 2, singleFile: Bool = false) throws {
        path = NSTemporaryDirectory() + "xueji-synthetic-" + UUID().uuidString
        summary = try ProvinceGenerator(
            students: students, seed: seed, path: path, format: format, faultRate: rate, threads: threads, singleFile: singleFile
        ).generate()
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Every file below the folder with its bytes.
    func files() throws -> [String: Data] {
        var found: [String: Data] = [:]
        for case let file as String in FileManager.default.enumerator(atPath: path) ?? .init() {
            let url = URL(fileURLWithPath: path + "/" + file)
            if try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory != true { found[file] = try Data(contentsOf: url) }
        }
        return found
    }

    func truth() throws -> [[String]] {
        let text = try String(contentsOfFile: path + "/truth.csv", encoding: .utf8)
        return text.split(separator: "\r\n").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }
}

@Test(arguments: [OutputFormat.mixed, .csv, .xlsx, .xls])
func bytesDoNotDependOnThreads(format: OutputFormat) throws {
    let one = try TemporaryProvince(students: 900, format: format, threads: 1)
    let two = try TemporaryProvince(students: 900, format: format, threads: 2)
    let first = try one.files()
    let second = try two.files()
    #expect(first.count > 20)
    #expect(Set(first.keys) == Set(second.keys))
    for (name, bytes) in first { #expect(second[name] == bytes, "\(name)") }
}

/// The one large file is put together from parts on the disk; none is left.
@Test func theLargeFileDoesNotDependOnThreads() throws {
    let one = try TemporaryProvince(students: 4_000, format: .csv, threads: 1, singleFile: true)
    let two = try TemporaryProvince(students: 4_000, format: .csv, threads: 2, singleFile: true)
    let (first, second) = (try one.files(), try two.files())
    #expect(first == second)
    #expect(!first.keys.contains { $0.hasSuffix(".part") } && first["drop/学生基本信息表.csv"]?.isEmpty == false)
}
