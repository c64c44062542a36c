import Benchmark
import BenchmarkData
import Columnar

/// What do exact statistics cost per column, by the way its values are spread?
let benchmarks: @Sendable () -> Void = {
    for field in BenchmarkData.schema.fields {
        Benchmark(
            "1,000,000 of \(field.name)",
            configuration: .init(
                metrics: [.wallClock, .cpuTotal], warmupIterations: 1, scalingFactor: .one, maxDuration: .seconds(2),
                maxIterations: 10)
        ) { (benchmark: Benchmark, table: MemoryTable) in
            for _ in benchmark.scaledIterations {
                blackHole(try ColumnStatistics.compute(over: table, columns: [field.name]))
            }
        } setup: {
            BenchmarkData.table(rowCount: 1_000_000)
        }
    }
}
