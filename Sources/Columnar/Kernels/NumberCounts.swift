/// How often each number occurs: a counter per number while they lie close together (codes, dates, months), else the
/// numbers themselves, to be sorted at the end.
struct NumberCounts: Sendable {
    /// Numbers in a wider range are kept one by one.
    static let widestRange = 1 << 20

    /// `counters[i]` is how often `base + i` occurs; empty when `isSpread` or nothing was added.
    private var counters: [Int] = []
    private var base: Int64 = 0
    private var isSpread = false
    /// Numbers with the sign bit turned over, so that they order as unsigned.
    private var spread: [UInt64] = []

    mutating func add(_ column: Column) {
        switch column {
        case .int8(let column): add(column)
        case .int16(let column): add(column)
        case .int32(let column), .date(let column): add(column)
        case .int64(let column): add(column)
        default: preconditionFailure("not a column of numbers")
        }
    }

    private mutating func add<T: FixedWidthInteger & Sendable>(_ column: PrimitiveColumn<T>) {
        guard let range = column.validRange else { return }
        if !isSpread { makeRoom(for: Int64(range.lowerBound), Int64(range.upperBound)) }
        if isSpread {
            spread.reserveCapacity(spread.count + column.count)
            if let validity = column.validity {
                for row in 0..<column.count where validity[row] { spread.append(NumberCounts.unsigned(column.values[row])) }
            } else {
                for value in column.values { spread.append(NumberCounts.unsigned(value)) }
            }
        } else {
            let base = base
            if let validity = column.validity {
                for row in 0..<column.count where validity[row] { counters[Int(Int64(column.values[row]) - base)] += 1 }
            } else {
                for value in column.values { counters[Int(Int64(value) - base)] += 1 }
            }
        }
    }

    mutating func merge(_ other: NumberCounts) {
        if !other.counters.isEmpty, !isSpread {
            makeRoom(for: other.base, other.base + Int64(other.counters.count - 1))
        } else if other.isSpread {
            becomeSpread()
        }
        other.forEachCounter { number, count in add(number, count) }
        spread.append(contentsOf: other.spread)
    }

    /// Adds a number for which there is room.
    private mutating func add(_ number: Int64, _ count: Int) {
        if isSpread {
            spread.append(contentsOf: repeatElement(NumberCounts.unsigned(number), count: count))
        } else {
            counters[Int(number - base)] += count
        }
    }

    /// Widens the counters to a range, or gives them up when it is too wide.
    private mutating func makeRoom(for low: Int64, _ high: Int64) {
        let first = counters.isEmpty ? low : min(low, base)
        let last = counters.isEmpty ? high : max(high, base + Int64(counters.count - 1))
        let (width, overflow) = last.subtractingReportingOverflow(first)
        guard !overflow, width < NumberCounts.widestRange else { return becomeSpread() }
        if counters.isEmpty { base = first }
        if first < base { counters.insert(contentsOf: repeatElement(0, count: Int(base - first)), at: 0) }
        base = first
        if counters.count <= Int(width) {
            counters.append(contentsOf: repeatElement(0, count: Int(width) + 1 - counters.count))
        }
    }

    private mutating func becomeSpread() {
        if isSpread { return }
        isSpread = true
        var numbers: [UInt64] = []
        forEachCounter { number, count in
            numbers.append(contentsOf: repeatElement(NumberCounts.unsigned(number), count: count))
        }
        spread = numbers
        counters = []
    }

    private func forEachCounter(_ body: (Int64, Int) -> Void) {
        for (offset, count) in counters.enumerated() where count > 0 { body(base + Int64(offset), count) }
    }

    @inline(__always) private static func unsigned(_ value: some FixedWidthInteger) -> UInt64 {
        UInt64(bitPattern: Int64(value)) ^ (1 << 63)
    }

    // MARK: Result

    func summary(_ mostFrequentCount: Int, isDate: Bool) -> ValueSummary {
        func value(_ number: Int64) -> ColumnStatistics.Value {
            isDate ? .date(Int32(truncatingIfNeeded: number)) : .integer(number)
        }
        let sorted = RadixSort.sorted(spread)
        var distinctCount = 0
        var count = 0
        var sum: Int128 = 0
        var frequent = MostFrequentNumbers(capacity: mostFrequentCount)
        forEachNumber(sorted) { number, times in
            distinctCount += 1
            count += times
            sum += Int128(number) * Int128(times)
            frequent.add(number, times)
        }
        var summary = ValueSummary()
        guard count > 0 else { return summary }
        let mean = Double(sum) / Double(count)
        summary.distinctCount = distinctCount
        summary.mean = mean
        summary.standardDeviation = count > 1 ? (squares(sorted, around: mean) / Double(count - 1)).squareRoot() : nil
        // Ranks of the extremes and the quartiles, 1-based.
        let numbers = self.numbers(sorted, atRanks: [1, (count + 3) / 4, (count + 1) / 2, (count * 3 + 3) / 4, count])
        summary.minimum = value(numbers[0])
        summary.quartiles = .init(lower: value(numbers[1]), median: value(numbers[2]), upper: value(numbers[3]))
        summary.maximum = value(numbers[4])
        summary.mostFrequent = frequent.entries.map { (value($0.number), $0.count) }
        return summary
    }

    /// Each distinct number in ascending order with its count.
    @inline(__always) private func forEachNumber(_ sorted: [UInt64], _ body: (Int64, Int) -> Void) {
        forEachCounter(body)
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count && sorted[end] == sorted[start] { end += 1 }
            body(Int64(bitPattern: sorted[start] ^ (1 << 63)), end - start)
            start = end
        }
    }

    /// Summed in ascending order, so that the rounding does not depend on the order of merges.
    private func squares(_ sorted: [UInt64], around mean: Double) -> Double {
        var sum = 0.0
        forEachNumber(sorted) { number, times in
            let distance = Double(number) - mean
            sum += distance * distance * Double(times)
        }
        return sum
    }

    /// - Precondition: ranks ascend from 1 to at most the count of numbers.
    private func numbers(_ sorted: [UInt64], atRanks ranks: [Int]) -> [Int64] {
        if isSpread { return ranks.map { Int64(bitPattern: sorted[$0 - 1] ^ (1 << 63)) } }
        var result: [Int64] = []
        var seen = 0
        forEachCounter { number, count in
            seen += count
            while result.count < ranks.count && ranks[result.count] <= seen { result.append(number) }
        }
        return result
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

extension PrimitiveColumn {
    /// The smallest and the largest value that is not null.
    var validRange: ClosedRange<Element>? {
        var low = Element.max
        var high = Element.min
        if let validity {
            for row in 0..<count where validity[row] {
                low = min(low, values[row])
                high = max(high, values[row])
            }
        } else {
            for value in values {
                low = min(low, value)
                high = max(high, value)
            }
        }
        return low <= high ? low...high : nil
    }
}
