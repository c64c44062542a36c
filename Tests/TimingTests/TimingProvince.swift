import Foundation
import Ingest
import Records
import Store
import Synthetic
import Testing

/// A folder for the whole suite, removed at its end.
final class TimingFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("xueji-timing-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }
    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }
}

/// A generated province: its drop folder and what must come out of it.
struct TimingProvince {
    let drop: String
    let pupilCount: Int
    /// Findings of each rule by the generator's truth file.
    let findingCounts: [String: Int]
    /// Of all files of the drop folder.
    let byteCount: Int

    init(students: Int, format: OutputFormat, path: String) throws {
        let generator = ProvinceGenerator(
            students: students, seed: 2013, path: path, format: format, faultRate: 0.01, singleFile: format == .csv)
        pupilCount = try generator.generate().pupilRows
        drop = path + "/drop"
        let truth = try String(contentsOfFile: path + "/truth.csv", encoding: .utf8)
        // Records end in CR LF, one Character; the rule's id stands before the first comma.
        var counts: [String: Int] = [:]
        for line in truth.split(whereSeparator: \.isNewline).dropFirst() { counts[String(line.prefix { $0 != "," }), default: 0] += 1 }
        findingCounts = counts
        byteCount = try Self.fileSizes(below: drop)
    }

    static func fileSizes(below folder: String, suffix: String = "") throws -> Int {
        let files = try #require(FileManager.default.enumerator(atPath: folder))
        var sum = 0
        while let name = files.nextObject() as? String {
            guard name.hasSuffix(suffix) else { continue }
            let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)
            if attributes[.type] as? FileAttributeType == .typeRegular { sum += (attributes[.size] as? Int) ?? 0 }
        }
        return sum
    }

    /// Reads the drop folder into a new store; returns the pupil rows.
    func ingest(into store: String) throws -> Int {
        let store = try RegistryStore.open(path: store, for: .writing(create: true))
        defer { store.close() }
        let summary = try Ingester.run(drop: drop, store: store)
        return summary.rows[RegistryTable.student.storeName] ?? 0
    }
}
