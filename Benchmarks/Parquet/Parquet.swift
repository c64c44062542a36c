import Benchmark
import BenchmarkData
import Columnar
import Foundation

/// What do encoding a row group and reading it back cost?
let benchmarks: @Sendable () -> Void = {
    let configuration = Benchmark.Configuration(
        metrics: [.wallClock, .cpuTotal], warmupIterations: 1, scalingFactor: .one, maxDuration: .seconds(3),
        maxIterations: 10)
    Benchmark("encode 250,000 rows of 9 columns", configuration: configuration) { (benchmark: Benchmark, table: MemoryTable) in
        for _ in benchmark.scaledIterations {
            blackHole(try ParquetEncoder.encode(table.batches, schema: table.schema))
        }
    } setup: {
        BenchmarkData.table(rowCount: 250_000)
    }
    Benchmark("decode 250,000 rows of 9 columns", configuration: configuration) { (benchmark: Benchmark, file: ParquetFile) in
        for _ in benchmark.scaledIterations { blackHole(try file.read(rowGroup: 0)) }
    } setup: { () throws -> ParquetFile in
        let table = BenchmarkData.table(rowCount: 250_000)
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).parquet").path
        var writer = try ParquetWriter(path: path, schema: table.schema)
        try writer.append(try ParquetEncoder.encode(table.batches, schema: table.schema))
        _ = try writer.finish()
        let file = try ParquetFile(path: path)
        try FileManager.default.removeItem(atPath: path)  // the open file stays readable
        return file
    }
}
