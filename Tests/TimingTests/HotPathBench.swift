import Testing

/// Measures work at two sizes in turn, judges its growth, and keeps the table.
struct HotPathBench {
    var table = TimingTable()
    /// The provinces whose stores later paths read, by size.
    var provinces: [TimingProvince] = []
    private var peaksKnown = true

    var note: String {
        peaksKnown
            ? "peak memory of the whole process, the suite's own data included"
            : "peak memory is not known: this system does not let /proc/self/clear_refs be written"
    }

    /// Runs the work at both sizes in turn. Where it seems to grow too fast, more runs may show that other work on the machine was
    /// the cause.
    ///
    /// - Parameter work: does the work at size 0 or 1 and returns a check of its result, which is not measured.
    mutating func measure(
        _ title: String, rowCounts: [Int], byteCounts: [Int], runs: Int, _ work: (Int) throws -> (() throws -> Void)
    ) throws {
        var costs: [Cost?] = [nil, nil]
        var run = 0
        while run < runs || (run < runs + 3 && Self.growsTooFast(costs)) {
            for size in 0..<2 {
                let (check, cost) = try ProcessMeter.measure { try work(size) }
                try check()
                costs[size] = costs[size]?.best(cost) ?? cost
            }
            run += 1
        }
        for (size, cost) in costs.enumerated() {
            guard let cost else { continue }
            table.append(title, rowCount: rowCounts[size], byteCount: byteCounts[size], cost)
            if cost.peakByteCount == nil { peaksKnown = false }
        }
        let times = costs.compactMap { $0?.cpuSeconds }
        #expect(!Self.growsTooFast(costs), "\(title): CPU seconds \(times) for \(rowCounts) rows; twice the rows must not take three times")
    }

    /// Times below the floor say nothing.
    static func growsTooFast(_ costs: [Cost?]) -> Bool {
        guard let single = costs[0], let double = costs[1] else { return false }
        return double.cpuSeconds >= 3 * max(single.cpuSeconds, HotPathTests.leastCPUSeconds)
    }
}
