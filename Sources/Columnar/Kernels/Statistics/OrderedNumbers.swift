/// The numbers of a column in ascending order: what mean, deviation, quantiles and histogram are read from.
struct OrderedNumbers: Sendable {
    enum Groups: Sendable {
        /// Every number, as `NumberCounts.unsigned` spells it.
        case sorted([UInt64])
        /// Different numbers and how often each occurs.
        case counted([Int64], [Int])
    }

    private let groups: Groups
    let count: Int

    init(groups: Groups) {
        self.groups = groups
        switch groups {
        case .sorted(let numbers): count = numbers.count
        case .counted(_, let counts): count = counts.reduce(0, +)
        }
    }

    /// Each different number in ascending order with its count.
    @inline(__always) private func forEach(_ body: (Int64, Int) -> Void) {
        switch groups {
        case .counted(let numbers, let counts): for i in 0..<numbers.count { body(numbers[i], counts[i]) }
        case .sorted(let sorted):
            var start = 0
            while start < sorted.count {
                var end = start &+ 1
                while end < sorted.count && sorted[end] == sorted[start] { end &+= 1 }
                body(NumberCounts.signed(sorted[start]), end &- start)
                start = end
            }
        }
    }

    func summary(_ options: StatisticsOptions, isDate: Bool) -> ValueSummary {
        func value(_ number: Int64) -> ColumnStatistics.Value {
            isDate ? .date(Int32(truncatingIfNeeded: number)) : .integer(number)
        }
        var summary = ValueSummary()
        guard count > 0 else { return summary }
        var sum: Int128 = 0
        var frequent = MostFrequentNumbers(capacity: options.mostFrequentCount)
        forEach { number, times in
            summary.distinctCount += 1
            sum += Int128(number) * Int128(times)
            frequent.add(number, times)
        }
        let mean = Double(sum) / Double(count)
        summary.mean = mean
        summary.standardDeviation = count > 1 ? (squares(around: mean) / Double(count - 1)).squareRoot() : nil
        let found = numbers(atRanks: [1, count] + options.quantiles.map(rank))
        summary.minimum = value(found[0])
        summary.maximum = value(found[1])
        summary.quantiles = zip(options.quantiles, found[2...]).map { .init(share: $0, value: value($1)) }
        summary.mostFrequent = frequent.entries.map { (value($0.number), $0.count) }
        summary.histogram = histogram(from: found[0], through: found[1], bars: options.histogramBars).map {
            .init(from: value($0.from), through: value($0.through), count: $0.count)
        }
        return summary
    }

    /// Of the smallest number such that at least this share is not larger. **Units**: 1-based.
    private func rank(_ share: Double) -> Int {
        let wanted = share * Double(count)
        // 0.07 × 100 is 7.000000000000001, and means the seventh.
        let isWhole = abs(wanted - wanted.rounded()) <= 1e-9 * max(1, wanted)
        return max(1, min(count, Int(wanted.rounded(isWhole ? .toNearestOrAwayFromZero : .up))))
    }

    /// Summed in ascending order, so that the rounding does not depend on the order of merges.
    private func squares(around mean: Double) -> Double {
        var sum = 0.0
        forEach { number, times in
            let distance = Double(number) - mean
            sum += distance * distance * Double(times)
        }
        return sum
    }

    private func numbers(atRanks ranks: [Int]) -> [Int64] {
        switch groups {
        case .sorted(let sorted): return ranks.map { NumberCounts.signed(sorted[$0 - 1]) }
        case .counted(let numbers, let counts):
            var ends: [Int] = []
            ends.reserveCapacity(counts.count)
            for count in counts { ends.append((ends.last ?? 0) + count) }
            return ranks.map { rank in
                // Binary search: the first number whose end reaches the rank.
                var (low, high) = (0, ends.count - 1)
                while low < high {
                    let middle = (low + high) / 2
                    if ends[middle] >= rank { high = middle } else { low = middle + 1 }
                }
                return numbers[low]
            }
        }
    }

    /// Bars of equal width (the last may be narrower), fewer than `bars` when there are fewer whole numbers.
    private func histogram(from low: Int64, through high: Int64, bars: Int) -> [(from: Int64, through: Int64, count: Int)] {
        guard bars > 0 else { return [] }
        // Of signed numbers the distance always fits.
        let span = UInt64(bitPattern: high &- low)
        let width = max(1, span / UInt64(bars) + (span / UInt64(bars) == UInt64.max ? 0 : 1))
        var counts = [Int](repeating: 0, count: Int(span / width) + 1)
        forEach { number, times in counts[Int(UInt64(bitPattern: number &- low) / width)] += times }
        return counts.enumerated().map { index, count in
            let from = low &+ Int64(bitPattern: UInt64(index) &* width)
            let last = UInt64(bitPattern: high &- from)
            return (from, last < width ? high : from &+ Int64(bitPattern: width &- 1), count)
        }
    }
}

/// The numbers with the highest counts, of numbers that come in ascending order.
struct MostFrequentNumbers {
    private(set) var entries: [(number: Int64, count: Int)] = []
    private let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    @inline(__always) mutating func add(_ number: Int64, _ count: Int) {
        if entries.count == capacity {
            // Among equal counts the smaller number stays, and that came earlier.
            guard let last = entries.last, count > last.count else { return }
            entries.removeLast()
        }
        let place = entries.firstIndex { $0.count < count } ?? entries.count
        entries.insert((number, count), at: place)
    }
}
