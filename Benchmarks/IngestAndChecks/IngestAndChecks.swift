import Benchmark
import Checks
import Foundation
import Ingest
import Store
import Synthetic

/// How do reading one large CSV file into the store, and all checks over the store, grow with the number of pupils?
let benchmarks: @Sendable () -> Void = {
    let configuration = Benchmark.Configuration(
        metrics: [.wallClock, .cpuTotal, .peakMemoryResident], warmupIterations: 0, scalingFactor: .one,
        maxDuration: .seconds(20), maxIterations: 3)
    for students in [50_000, 100_000, 200_000] {
        Benchmark("CSV of \(students) pupils into the store", configuration: configuration) {
            (benchmark: Benchmark, province: Province) in
            for _ in benchmark.scaledIterations { blackHole(try province.ingest()) }
        } setup: {
            try Province(students: students)
        } teardown: {
            try Province.removeAll()
        }
        Benchmark("all checks over \(students) pupils", configuration: configuration) {
            (benchmark: Benchmark, input: CheckInput) in
            let options = CheckOptions(threads: ProcessInfo.processInfo.activeProcessorCount)
            for _ in benchmark.scaledIterations { blackHole(try CheckRunner.run(input, options: options).count) }
        } setup: {
            try CheckInput(RegistryStore.open(path: try Province(students: students).ingest(), for: .reading))
        } teardown: {
            try Province.removeAll()
        }
    }
}

/// A generated province in a temporary folder.
struct Province: Sendable {
    static let root = FileManager.default.temporaryDirectory.appendingPathComponent(
        "xueji-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
    let path: String

    init(students: Int) throws {
        try FileManager.default.createDirectory(at: Self.root, withIntermediateDirectories: true)
        path = Self.root.appendingPathComponent("province").path
        try ProvinceGenerator(students: students, seed: 7, path: path, format: .csv, singleFile: true).generate()
    }

    /// Reads the drop folder into a new store and returns its path.
    func ingest() throws -> String {
        let target = Self.root.appendingPathComponent(UUID().uuidString).path
        let store = try RegistryStore.open(path: target, for: .writing(create: true))
        defer { store.close() }
        try Ingester.run(drop: path + "/drop", store: store)
        return target
    }

    static func removeAll() throws { try FileManager.default.removeItem(at: root) }
}
