import Columnar
import Testing

@Suite struct DuplicateKeysTests {
    /// The plain twin: a dictionary from key to rows.
    static func plainGroups<Key: Hashable>(_ keys: [Key?]) -> [[UInt32]] {
        var rows: [Key: [UInt32]] = [:]
        for (row, key) in keys.enumerated() { if let key { rows[key, default: []].append(UInt32(row)) } }
        return rows.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    }

    static func partitions(_ keys: [Int64?], sizes: [Int]) -> [PrimitiveColumn<Int64>] {
        var result: [PrimitiveColumn<Int64>] = []
        var next = 0
        for size in sizes + [keys.count] {
            var builder = PrimitiveBuilder<Int64>()
            for key in keys[next..<min(keys.count, next + size)] { builder.append(key) }
            next = min(keys.count, next + size)
            result.append(builder.finish())
        }
        return result
    }

    func lists(_ groups: DuplicateGroups) -> [[UInt32]] { (0..<groups.count).map { Array(groups.rows(of: $0)) } }

    @Test(arguments: [(0, 1), (1, 1), (7, 3), (3000, 40), (3000, 100_000), (60_000, 40_000)])
    func equalsThePlainTwin(rowCount: Int, distinct: Int64) {
        let seed = UInt64(rowCount) + 1
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        let keys: [Int64?] = (0..<rowCount).map { _ in
            Int.random(in: 0..<10, using: &random) == 0 ? nil : Int64.random(in: 0..<distinct, using: &random) << 17 &- 5
        }
        let expected = Self.plainGroups(keys)
        for sizes in [[], [1, 0, 2, 700], [rowCount / 2, 0, rowCount / 3]] {
            let parts = Self.partitions(keys, sizes: sizes)
            let one = DuplicateKeys.groups(in: parts, threads: 1)
            #expect(lists(one) == expected)
            #expect(DuplicateKeys.groups(in: parts, threads: 3) == one)
        }
    }

    @Test func maskAndSentinel() {
        let keys: [Int64?] = [1, 1 | 1 << 47, nil, -1, -1, 2, 1]
        let parts = Self.partitions(keys, sizes: [3])
        let groups = DuplicateKeys.groups(in: parts, mask: ~(1 << 47))
        #expect(lists(groups) == [[0, 1, 6], [3, 4]])
        #expect(lists(DuplicateKeys.groups(in: parts, sentinel: -1)) == [[0, 6]])
        #expect(lists(DuplicateKeys.groups(in: parts, mask: ~(1 << 47), sentinel: ~(1 << 47))) == [[0, 1, 6]])
    }

    @Test func oneHugeGroupStaysLinear() {
        let rowCount = 150_000
        let keys = [Int64](repeating: 42, count: rowCount)
        let groups = DuplicateKeys.groups(in: [PrimitiveColumn(values: keys), PrimitiveColumn(values: keys)])
        #expect(groups.count == 1)
        #expect(groups.rows(of: 0).elementsEqual(0..<UInt32(rowCount * 2)))
    }

    /// Keys whose 44 hash bits are all equal: the pairs that the quick search takes for equal are not.
    @Test func keysWithEqualHashBitsAreToldApart() {
        var inverse: UInt64 = 1  // of the hash's factor modulo 2^64, by Newton's iteration
        for _ in 0..<6 { inverse &*= 2 &- 0x9E37_79B9_7F4A_7C15 &* inverse }
        func unhash(_ hash: UInt64) -> Int64 {
            let mixed = hash &* inverse
            return Int64(bitPattern: mixed ^ (mixed >> 32))
        }
        var keys: [Int64?] = (0..<500).map { unhash(0xABCD_EF01_2345_6000 | $0) }
        keys += keys[100..<200]
        keys += (0..<5000).map { $0 }
        let parts = Self.partitions(keys, sizes: [200])
        #expect(lists(DuplicateKeys.groups(in: parts)) == Self.plainGroups(keys))
    }

    @Test func wideKeysCompareBothHalves() {
        let seed: UInt64 = 5
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        struct Pair: Hashable { var low, high: UInt64 }
        let pairs: [Pair?] = (0..<5000).map { _ in
            Int.random(in: 0..<20, using: &random) == 0
                ? nil : Pair(low: .random(in: 0..<90, using: &random), high: .random(in: 0..<50, using: &random))
        }
        var validity = Bitmap()
        for pair in pairs { validity.append(pair != nil) }
        let keys = WideKeys(low: pairs.map { $0?.low ?? 0 }, high: pairs.map { $0?.high ?? 0 }, validity: validity)
        #expect(lists(DuplicateKeys.candidateGroups(in: [keys])) == Self.plainGroups(pairs))
    }
}

@Suite struct RowLocatorTests {
    @Test func locateSkipsEmptyPartitions() {
        let counts = [0, 3, 0, 0, 5000, 1, 0]
        let locator = RowLocator(rowCounts: counts)
        var number = 0
        for (partition, count) in counts.enumerated() {
            for row in 0..<count {
                let place = locator.locate(number)
                #expect(place.partition == partition && place.row == row)
                number += 1
            }
        }
        #expect(locator.rowCount == number)
    }
}
