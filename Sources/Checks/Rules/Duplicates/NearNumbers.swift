/// Numbers of 18 characters that differ by a typing error, and what hangs together through such errors.
///
/// A large bucket is not compared pair by pair: numbers that differ in up to `k` places agree when these places are
/// masked, so every choice of `k` places among those that vary at all is one pass over a hash table. 50,000 numbers of
/// one region and birth date vary in four places, which makes ten passes.
package struct NearNumbers {
    /// For every number the smallest index of those it hangs together with, its own when there is none.
    package let components: [Int]
    /// For every number the places in which the nearest other one within reach differs, 0 when there is none.
    package let distances: [Int]

    /// - Parameters:
    ///   - numbers: distinct, as `pack` makes them.
    ///   - maxDistance: differing characters that still count as an error; a transposition of neighbours always does.
    package init(_ numbers: [UInt128], maxDistance: Int) {
        let varying = Self.varyingPlaces(numbers)
        let size = min(maxDistance, varying.count)
        // The table costs some eight comparisons a number.
        if size > 3 || numbers.count / 16 <= Self.passes(varying.count, size) {
            self.init(pairwise: numbers, maxDistance: maxDistance)
        } else {
            self.init(masked: numbers, varying: varying, maxDistance: maxDistance)
        }
    }

    /// The plain way: every pair.
    package init(pairwise numbers: [UInt128], maxDistance: Int) {
        var links = Links(count: numbers.count)
        for a in numbers.indices {
            for b in numbers.indices.dropFirst(a + 1) {
                let distance = Self.distance(numbers[a], numbers[b])
                if distance <= maxDistance || distance == 2 && Self.isTransposition(numbers[a], numbers[b]) {
                    links.join(a, b, distance)
                }
            }
        }
        (components, distances) = links.finish()
    }

    /// The way of large buckets.
    package init(masked numbers: [UInt128], maxDistance: Int) {
        self.init(masked: numbers, varying: Self.varyingPlaces(numbers), maxDistance: maxDistance)
    }

    private init(masked numbers: [UInt128], varying: [Int], maxDistance: Int) {
        var links = Links(count: numbers.count)
        if maxDistance > 0, !varying.isEmpty {
            for size in 1...min(maxDistance, varying.count) {
                for mask in Self.masks(varying, size) {
                    links.joinEqual(numbers.lazy.map { $0 & ~mask }, size)
                }
            }
        }
        if maxDistance < 2 {
            for place in varying where varying.contains(place + 1) { links.joinEqual(numbers.lazy.map { Self.ordered($0, place) }, 2) }
        }
        (components, distances) = links.finish()
    }

    private struct Links {
        private var sets: DisjointSets
        private var distances: [Int]

        init(count: Int) {
            sets = DisjointSets(count: count)
            distances = [Int](repeating: 0, count: count)
        }

        mutating func join(_ a: Int, _ b: Int, _ distance: Int) {
            sets.join(a, b)
            for index in [a, b] where distances[index] == 0 || distances[index] > distance { distances[index] = distance }
        }

        mutating func joinEqual(_ keys: some Sequence<UInt128>, _ distance: Int) {
            var first: [UInt128: Int] = [:]
            first.reserveCapacity(distances.count)
            for (index, key) in keys.enumerated() {
                if let earlier = first[key] { join(earlier, index, distance) } else { first[key] = index }
            }
        }

        mutating func finish() -> (components: [Int], distances: [Int]) {
            (distances.indices.map { sets.root($0) }, distances)
        }
    }

    // MARK: Numbers of four bits a character

    /// Four bits a character, the last character lowest; nil unless the text is `^[0-9]{17}[0-9X]$`.
    package static func pack(_ text: String) -> UInt128? {
        var packed: UInt128 = 0
        var count = 0
        for byte in text.utf8 {
            count += 1
            if byte >= 0x30, byte <= 0x39 {
                packed = packed << 4 | UInt128(byte & 15)
            } else if byte == UInt8(ascii: "X"), count == 18 {
                packed = packed << 4 | 10
            } else {
                return nil
            }
            if count > 18 { return nil }
        }
        return count == 18 ? packed : nil
    }

    private static let lowBits: UInt128 = (0..<18).reduce(0) { bits, _ in bits << 4 | 1 }

    private static func distance(_ a: UInt128, _ b: UInt128) -> Int {
        let change = a ^ b
        return ((change | change >> 1 | change >> 2 | change >> 3) & lowBits).nonzeroBitCount
    }

    private static func isTransposition(_ a: UInt128, _ b: UInt128) -> Bool {
        (0..<17).contains { ordered(a, $0) == ordered(b, $0) }
    }

    /// The number with the characters at `place` and `place + 1` in ascending order.
    private static func ordered(_ number: UInt128, _ place: Int) -> UInt128 {
        let shift = place * 4
        let (low, high) = (number >> shift & 15, number >> (shift + 4) & 15)
        guard low > high else { return number }
        return number & ~(255 << shift) | high << shift | low << (shift + 4)
    }

    private static func varyingPlaces(_ numbers: [UInt128]) -> [Int] {
        guard let first = numbers.first else { return [] }
        let changes = numbers.reduce(UInt128(0)) { $0 | ($1 ^ first) }
        return (0..<18).filter { changes >> ($0 * 4) & 15 != 0 }
    }

    private static func passes(_ varying: Int, _ size: Int) -> Int {
        var total = 17
        var choices = 1
        for step in 0..<max(0, size) {
            choices = choices * (varying - step) / (step + 1)
            total += choices
        }
        return total
    }

    /// All choices of `size` places, as bits to be masked.
    private static func masks(_ places: [Int], _ size: Int) -> [UInt128] {
        var chosen: [(mask: UInt128, next: Int)] = [(0, 0)]
        for _ in 0..<size {
            chosen = chosen.flatMap { choice in
                (choice.next..<places.count).map { (choice.mask | 15 << (places[$0] * 4), $0 + 1) }
            }
        }
        return chosen.map(\.mask)
    }
}
