import Benchmark
import BenchmarkData
import Columnar
import Records

/// How fast are identity numbers checked and packed?
let benchmarks: @Sendable () -> Void = {
    Benchmark(
        "pack 1,000,000 valid numbers",
        configuration: .init(
            metrics: [.wallClock, .cpuTotal], warmupIterations: 1, scalingFactor: .one, maxDuration: .seconds(3),
            maxIterations: 20)
    ) { (benchmark: Benchmark, column: StringColumn) in
        for _ in benchmark.scaledIterations {
            var validCount = 0
            for row in 0..<column.count where ResidentID.pack(column.span(row)) != nil { validCount += 1 }
            precondition(validCount == column.count, "every number is valid")
            blackHole(validCount)
        }
    } setup: { () -> StringColumn in
        var random = BenchmarkRandom(seed: 3)
        var builder = StringBuilder()
        for _ in 0..<1_000_000 { builder.append(BenchmarkData.identityNumber(using: &random)) }
        return builder.finish()
    }
}
