import Columnar
import TestSupport
import Testing

import Query

@Suite struct RunsTests {
    /// Random runs: in turn single values and long stretches.
    private static func values<T: FixedWidthInteger & UnsignedInteger>(_ count: Int, distinct: UInt64, _ random: inout SplitMix) -> [T] {
        var values: [T] = []
        while values.count < count {
            let length = random.next() % 2 == 0 ? 1 : 1 + random.next() % 90
            values += Array(repeating: T(truncatingIfNeeded: random.next() % distinct), count: Int(length))
        }
        return Array(values.prefix(count))
    }

    private func agree<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(_ type: T.Type, distinct: UInt64) {
        var random = SplitMix(seed: distinct)
        for count in [1, 7, 8, 63, 64, 65, 500, 3000] {
            let values: [T] = Self.values(count, distinct: distinct, &random)
            #expect(Runs.changes(words: values) == Runs.changes(values), "\(T.self), \(count) rows")
            for limit in [0, 10, count / 8] {
                let (words, plain) = (Runs.changes(words: values, limit: limit), Runs.changes(values, limit: limit))
                // Both give up where there are more than the limit; how soon is their own affair.
                if let words, let plain { #expect(words == plain) }
                let found = Runs.changes(values)?.reduce(0) { $0 + $1.nonzeroBitCount } ?? 0
                #expect((words == nil) == (found > limit) || found > 256, "\(found) changes, limit \(limit)")
            }
            var next = 0
            Runs.forEach(values) { run, value in
                #expect(run.lowerBound == next && values[run].allSatisfy { $0 == value })
                #expect(run.lowerBound == 0 || values[run.lowerBound - 1] != value)
                next = run.upperBound
            }
            #expect(next == count)
        }
    }

    @Test(arguments: [1, 2, 5, 200] as [UInt64]) func findsChangesByWords(_ distinct: UInt64) {
        agree(UInt8.self, distinct: distinct)
        agree(UInt16.self, distinct: distinct * 300)
        agree(UInt32.self, distinct: distinct * 70_000)
    }

    @Test func countsByWordsAsRowByRow() {
        var random = SplitMix(seed: 5)
        for (size, count) in [(1, 4), (2, 100), (7, 5000), (200, 800), (256, 9000), (256, 1024)] {
            let places: [UInt8] = Self.values(count, distinct: UInt64(size), &random)
            #expect(PlaceCounts(words: places, size: size) == PlaceCounts(plain: places, size: size), "\(count) rows in \(size) places")
            let wide: [UInt16] = Self.values(count, distinct: UInt64(size) * 4, &random)
            let expected = PlaceCounts(plain: wide, size: size * 4)
            #expect(PlaceCounts(words: wide, size: size * 4) == expected, "\(count) rows in \(size * 4) places")
        }
    }

    @Test func comparesByWordsAsOneByOne() {
        var random = SplitMix(seed: 9)
        for count in [0, 1, 8, 63, 64, 200, 1001] {
            let codes: [UInt8] = Self.values(count, distinct: 4, &random).map { $0 &* 85 }
            for wanted in [0, 85, 170, 255, 3] as [UInt8] {
                let answers = (0..<256).map { $0 != Int(wanted) }
                let expected = DictionaryColumn.Indices.looked(up: codes, answers)
                #expect(DictionaryColumn.Indices.different(codes, wanted) == expected, "\(wanted) in \(count)")
            }
        }
    }
}
