import Columnar
import Foundation
import Records
import Store
import Testing

import Query

@Suite struct StorePruningTests {
    /// Three counties with two row groups each: schools of every category, so that the ranges of the files overlap, and pupils without one.
    /// Every school has so many pupils that its number stands in a dictionary.
    private static let pupilCount = 50

    private static func store(in folder: String) throws -> RegistryStore {
        var options = StoreOptions(clock: { 1_377_993_600_000 }, command: "test", engine: "test", retention: 1000)
        options.syncs = false
        let store = try RegistryStore.open(path: folder, for: .writing(create: true), options: options)
        let transaction = try store.begin()
        for county in ["360102", "360103", "360104"] {
            var writer = try TableFileWriter(transaction, .student, cluster: county)
            try writer.append([pupils(["21\(county)01", "31\(county)01", "51\(county)09", nil])])
            try writer.append([pupils(["21\(county)02", "31\(county)02", "51\(county)08", "12"])])
            _ = try writer.finish()
        }
        try transaction.commit()
        return store
    }

    private static func pupils(_ different: [String?]) -> RecordBatch {
        let schools = different.flatMap { Array(repeating: $0, count: pupilCount) }
        let schema = RegistryTable.student.schema
        let columns = schema.fields.map { field -> Column in
            switch field.type {
            case .utf8: .utf8(StringColumn(field.name == "school_id" ? schools : schools.map { _ in "x" }))
            case .bool: .bool(BoolColumn(values: Bitmap(repeating: true, count: schools.count), validity: nil))
            case .int64: .int64(PrimitiveColumn(values: schools.map { _ in 7 }))
            case .date: .date(PrimitiveColumn(values: schools.map { _ in 7 }))
            default: .int32(PrimitiveColumn(values: schools.map { _ in 7 }))
            }
        }
        return RecordBatch(schema: schema, columns: columns, rowCount: schools.count)
    }

    @Test(arguments: [
        ("school_id = '2136010301'", "files: 1 of 3; row groups: 1 of 2", 1), ("substring(school_id, 3, 6) = '360104'", "files: 1 of 3; row groups: 2 of 2", 6),
        ("school_id IN ('2136010201', '5136010308')", "files: 2 of 3; row groups: 2 of 4", 2),
        ("substring(school_id, 3, 6) IN ('360104', '360102')", "files: 2 of 3; row groups: 4 of 4", 12),
        ("school_id LIKE '__36010301'", "files: 1 of 3; row groups: 1 of 2", 2), ("school_id IS NULL", "files: 3 of 3; row groups: 3 of 6", 3),
        ("substring(school_id, 3, 6) = ''", "files: 3 of 3; row groups: 3 of 6", 3), ("substring(school_id, 3, 6) = '999999'", "files: 0 of 3; row groups: 0 of 0", 0),
        ("school_id = '4136010301' AND name = 'x'", "files: 0 of 3; row groups: 0 of 0", 0), ("coalesce(school_id, 'y') = 'y'", "files: 3 of 3; row groups: 3 of 6", 3),
        ("name = 'y'", "files: 3 of 3; row groups: 0 of 6", 0), ("substring(school_id, 3, 6) IS NULL", "files: 3 of 3; row groups: 3 of 6", 3),
    ])
    func opensOnlyWhatCanHoldRows(_ condition: String, _ expected: String, _ count: Int64) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("xueji-pruning-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let catalog = StoreCatalog(try Self.store(in: folder))
        let execution = Execution(threads: 2, memoryLimit: 1 << 26)
        let lines = try QueryEngine.run("EXPLAIN SELECT count(*) FROM students WHERE \(condition)", catalog, execution).rows
        let scan = lines.compactMap { row -> String? in if case .text(let text) = row[0], text.contains("Scan") { text } else { nil } }
        #expect(scan.first?.hasSuffix(expected) == true, "\(scan)")
        #expect(try QueryEngine.run("SELECT count(*) FROM students WHERE \(condition)", catalog, execution).rows == [[.int(count * Int64(Self.pupilCount))]])
    }
}
