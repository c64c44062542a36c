/// A small deterministic generator (SplitMix64): the same seed and stream give the same numbers everywhere.
///
/// **Source**: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014.
struct Random {
    private var state: UInt64

    /// One independent stream per (seed, purpose, index), so that schools can be made in any order.
    init(seed: UInt64, purpose: UInt64, index: Int = 0) {
        state = Random.mix(seed ^ Random.mix(purpose &* 0x9E37_79B9_7F4A_7C15 ^ Random.mix(UInt64(index) &+ 1)))
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func next() -> UInt64 {
        state = state &+ 0x9E37_79B9_7F4A_7C15
        return Random.mix(state)
    }

    /// A number in `0..<count`.
    mutating func below(_ count: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(max(1, count))).high)
    }

    mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// True in `count` of 10,000 cases.
    mutating func chance(_ count: Int) -> Bool { below(10_000) < count }

    mutating func pick<T>(_ values: [T]) -> T { values[below(values.count)] }

    /// An index of `weights`, as often as its weight says.
    mutating func weighted(_ weights: [Int]) -> Int {
        var left = below(weights.reduce(0, +))
        for (index, weight) in weights.enumerated() {
            if left < weight { return index }
            left -= weight
        }
        return weights.count - 1
    }
}
