/// Counts different hashes in 16 KiB, with a known error.
///
/// **Source**: Flajolet et al., "HyperLogLog" (2007); estimator without tables of constants: Otmar Ertl, "New cardinality
/// estimation algorithms for HyperLogLog sketches" (2017), algorithm 6.
package struct HyperLogLog: Sendable, Equatable {
    package static var indexBits: Int { 14 }
    /// Standard error of the count, as a share of it: 1.04 / √16384.
    package static var relativeError: Double { 0.008125 }

    private var registers = [UInt8](repeating: 0, count: 1 << HyperLogLog.indexBits)

    package init() {}

    /// - Parameter hash: 64 evenly spread bits; equal values have equal hashes.
    @inline(__always) package mutating func add(hash: UInt64) {
        let index = Int(truncatingIfNeeded: hash &>> UInt64(64 - HyperLogLog.indexBits))
        // A set bit behind the others bounds the rank to 51.
        let rest = hash &<< UInt64(HyperLogLog.indexBits) | 1 &<< UInt64(HyperLogLog.indexBits - 1)
        let rank = UInt8(truncatingIfNeeded: rest.leadingZeroBitCount &+ 1)
        if registers[index] < rank { registers[index] = rank }
    }

    /// Order and grouping of merges do not matter.
    package mutating func merge(_ other: HyperLogLog) {
        for index in registers.indices { registers[index] = max(registers[index], other.registers[index]) }
    }

    package var estimate: Int {
        let ranks = 64 - HyperLogLog.indexBits
        var histogram = [Int](repeating: 0, count: ranks + 2)
        for register in registers { histogram[Int(register)] += 1 }
        let m = Double(registers.count)
        var z = m * HyperLogLog.tau(1 - Double(histogram[ranks + 1]) / m)
        for rank in stride(from: ranks, through: 1, by: -1) { z = 0.5 * (z + Double(histogram[rank])) }
        z += m * HyperLogLog.sigma(Double(histogram[0]) / m)
        let alpha = 0.721_347_520_444_481_7  // 1 / (2 ln 2)
        return z.isFinite && z > 0 ? Int((alpha * m * m / z).rounded()) : 0
    }

    private static func sigma(_ share: Double) -> Double {
        if share == 1 { return .infinity }
        var (x, y, z) = (share, 1.0, share)
        while true {
            x *= x
            let before = z
            z += x * y
            y += y
            if z == before { return z }
        }
    }

    private static func tau(_ share: Double) -> Double {
        if share == 0 || share == 1 { return 0 }
        var (x, y, z) = (share, 1.0, 1 - share)
        while true {
            x = x.squareRoot()
            let before = z
            y *= 0.5
            z -= (1 - x) * (1 - x) * y
            if z == before { return z / 3 }
        }
    }
}
