import Columnar
import Foundation
import Ingest
import Records
import Store

/// A drop folder and a store in a fresh folder that goes away with the test.
final class Workplace {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "xueji-ingest-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path + "/drop", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let url = URL(fileURLWithPath: path + "/drop/" + name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    /// - Parameter store: name of the store's folder.
    @discardableResult
    func ingest(
        _ store: String = "store", threads: Int = 2, piece: Int = 8 << 20, filesPerTask: Int? = nil
    ) throws -> IngestSummary {
        let opened = try RegistryStore.open(
            path: path + "/" + store, for: .writing(create: true), options: StoreOptions(clock: { 1_400_000_000_000 }))
        defer { opened.close() }
        var options = IngestOptions(threads: threads, pieceByteCount: piece)
        options.filesPerTask = filesPerTask ?? options.filesPerTask
        return try Ingester.run(drop: path + "/drop", store: opened, options: options)
    }

    /// The rows of a table as texts of some columns.
    func rows(_ table: RegistryTable, _ columns: [String], store: String = "store") throws -> [[String?]] {
        let opened = try RegistryStore.open(path: path + "/" + store, for: .reading)
        var rows: [[String?]] = []
        for file in opened.snapshot(of: table).files {
            let parquet = try ParquetFile(path: "\(path)/\(store)/\(table.storeName)/\(file.path)")
            for group in parquet.rowGroups.indices {
                let batch = try parquet.read(rowGroup: group, columns: columns)
                rows += (0..<batch.rowCount).map { row in batch.columns.map { $0.text(row) } }
            }
        }
        return rows
    }

    /// Names of the data files, which follow from their bytes.
    func dataFiles(_ store: String) throws -> [String] {
        let opened = try RegistryStore.open(path: path + "/" + store, for: .reading)
        return RegistryTable.allCases.flatMap { table in
            opened.snapshot(of: table).files.map { "\(table.storeName)/\($0.path)" }
        }
    }
}
