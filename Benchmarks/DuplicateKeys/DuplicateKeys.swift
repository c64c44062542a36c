import Benchmark
import Columnar

/// How does the search for duplicate keys grow with rows and with the share of rows that have a duplicate?
let benchmarks: @Sendable () -> Void = {
    for rowCount in [1_000_000, 10_000_000] {
        for percent in [0, 1, 50] {
            let keys = randomKeys(rowCount, duplicatePercent: percent)
            Benchmark(
                "keys: \(rowCount), duplicates: \(percent) %",
                configuration: .init(
                    metrics: [.wallClock, .cpuTotal, .peakMemoryResident, .throughput], warmupIterations: 1,
                    scalingFactor: .one, maxDuration: .seconds(5), maxIterations: 10)
            ) { benchmark in
                benchmark.startMeasurement()
                blackHole(DuplicateKeys.groups(in: keys))
                benchmark.stopMeasurement()
            }
        }
    }
}

/// Partitions of 200,000 keys of 47 bits, as a packed resident number has them.
func randomKeys(_ rowCount: Int, duplicatePercent: Int) -> [PrimitiveColumn<Int64>] {
    var state: UInt64 = 42
    func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
    var keys: [Int64] = []
    keys.reserveCapacity(rowCount)
    for row in 0..<rowCount {
        let repeats = row > 0 && Int(next() % 100) < duplicatePercent
        keys.append(repeats ? keys[Int(next() % UInt64(row))] : Int64(next() >> 17))
    }
    return stride(from: 0, to: rowCount, by: 200_000).map {
        PrimitiveColumn(values: Array(keys[$0..<min(rowCount, $0 + 200_000)]))
    }
}
