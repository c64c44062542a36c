import Benchmark
import BenchmarkData
import Columnar

/// How does the search for duplicate keys grow with rows and with the share of rows that have a duplicate?
let benchmarks: @Sendable () -> Void = {
    for rowCount in [1_000_000, 10_000_000] {
        for percent in [0, 1, 50] {
            Benchmark(
                "keys: \(rowCount), duplicates: \(percent) %",
                configuration: .init(
                    metrics: [.wallClock, .cpuTotal, .peakMemoryResident], warmupIterations: 1, scalingFactor: .one,
                    maxDuration: .seconds(3), maxIterations: 10)
            ) { benchmark, keys in
                for _ in benchmark.scaledIterations { blackHole(DuplicateKeys.groups(in: keys)) }
            } setup: {
                randomKeys(rowCount, duplicatePercent: percent)
            }
        }
    }
}

/// Partitions of 200,000 keys of 47 bits, as a packed identity number has them.
func randomKeys(_ rowCount: Int, duplicatePercent: Int) -> [PrimitiveColumn<Int64>] {
    var random = BenchmarkRandom(seed: 42)
    var keys: [Int64] = []
    keys.reserveCapacity(rowCount)
    for row in 0..<rowCount {
        let repeats = row > 0 && random.next(below: 100) < duplicatePercent
        keys.append(repeats ? keys[random.next(below: row)] : Int64(random.next() >> 17))
    }
    return stride(from: 0, to: rowCount, by: 200_000).map {
        PrimitiveColumn(values: Array(keys[$0..<min(rowCount, $0 + 200_000)]))
    }
}
