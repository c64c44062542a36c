import Benchmark
import BenchmarkData
import Columnar

/// What does dictionary encoding cost per value, from few distinct values to all distinct?
let benchmarks: @Sendable () -> Void = {
    for name in ["nationality", "school_id", "name", "id_number"] {
        Benchmark(
            "encode 1,000,000 of \(name)",
            configuration: .init(
                metrics: [.wallClock, .cpuTotal], warmupIterations: 1, scalingFactor: .one, maxDuration: .seconds(3),
                maxIterations: 10)
        ) { benchmark, column in
            for _ in benchmark.scaledIterations {
                var builder = DictionaryBuilder(minimumCapacity: column.count)
                for row in 0..<column.count { builder.append(column.span(row)) }
                blackHole(builder.finish())
            }
        } setup: {
            BenchmarkData.plainColumn(name, of: BenchmarkData.table(rowCount: 1_000_000))
        }
    }
}
