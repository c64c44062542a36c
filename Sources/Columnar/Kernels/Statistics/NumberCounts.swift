/// How often each number occurs: the numbers themselves, to be sorted at the end, or a counter per number once there are
/// enough of them and they lie close together (codes, dates, months). The result is the same either way.
struct NumberCounts: Sendable {
    /// Numbers in a wider range are kept one by one.
    static let widestRange = 1 << 20
    /// So many numbers are kept before counters are thought of: a small group needs none.
    private static let fewest = 1024

    /// `counters[i]` is how often `base + i` occurs; empty before counters are used.
    private var counters: [Int] = []
    private var base: Int64 = 0
    private var isSpread = false
    /// Numbers with the sign bit turned over, so that they order as unsigned; empty where counters are used.
    private var kept: [UInt64] = []

    mutating func add(_ column: Column) {
        switch column {
        case .int8(let column): add(column.values.span, column.validity)
        case .int16(let column): add(column.values.span, column.validity)
        case .int32(let column), .date(let column): add(column.values.span, column.validity)
        case .int64(let column): add(column.values.span, column.validity)
        default: preconditionFailure("not a column of numbers")
        }
    }

    private mutating func add<T: FixedWidthInteger & BitwiseCopyable>(_ values: Span<T>, _ validity: Bitmap?) {
        guard let validity, validity.setCount < values.count else { return add(values) }
        var valid: [T] = []
        valid.append(addingCapacity: validity.setCount) { output in
            for (index, word) in validity.words.enumerated() {
                var bits = word
                while bits != 0 {
                    // A set bit of a validity bitmap is a row of the column.
                    output.append(unsafe values[unchecked: index &* 64 &+ bits.trailingZeroBitCount])
                    bits &= bits &- 1
                }
            }
        }
        add(valid.span)
    }

    private mutating func add<T: FixedWidthInteger>(_ values: Span<T>) {
        if values.isEmpty { return }
        if counters.isEmpty {
            kept.reserve(more: values.count)
            kept.append(addingCapacity: values.count) { output in
                for i in 0..<values.count { output.append(NumberCounts.unsigned(values[i])) }
            }
            if !isSpread { considerCounters() }
            return
        }
        var low = T.max
        var high = T.min
        for i in 0..<values.count {
            low = min(low, values[i])
            high = max(high, values[i])
        }
        guard makeRoom(for: Int64(low), Int64(high)) else {
            giveUpCounters()
            return add(values)
        }
        let base = base
        for i in 0..<values.count { counters[Int(Int64(values[i]) &- base)] &+= 1 }
    }

    /// A number that all of `count` rows hold.
    mutating func add(_ number: Int64, count: Int) {
        if count == 0 { return }
        if !counters.isEmpty, makeRoom(for: number, number) {
            counters[Int(number - base)] += count
        } else {
            if !counters.isEmpty { giveUpCounters() }
            kept.append(contentsOf: repeatElement(NumberCounts.unsigned(number), count: count))
            if !isSpread { considerCounters() }
        }
    }

    mutating func merge(_ other: NumberCounts) {
        if other.isSpread && !isSpread { giveUpCounters() }
        other.forEachCounter { number, count in add(number, count: count) }
        kept.append(contentsOf: other.kept)
        if counters.isEmpty {
            if !isSpread { considerCounters() }
        } else {
            let numbers = kept
            kept = []
            for number in numbers { add(NumberCounts.signed(number), count: 1) }
        }
    }

    // MARK: Counters

    private mutating func considerCounters() {
        guard kept.count >= NumberCounts.fewest, let low = kept.min(), let high = kept.max() else { return }
        let width = high - low
        if width >= UInt64(NumberCounts.widestRange) {
            isSpread = true
        } else if width <= UInt64(kept.count) * 64 {
            base = NumberCounts.signed(low)
            counters = [Int](repeating: 0, count: Int(width) + 1)
            for number in kept { counters[Int(number - low)] += 1 }
            kept = []
        }
    }

    /// - Returns: false when the range becomes too wide.
    private mutating func makeRoom(for low: Int64, _ high: Int64) -> Bool {
        let first = min(low, base)
        let last = max(high, base + Int64(counters.count - 1))
        let (width, overflow) = last.subtractingReportingOverflow(first)
        guard !overflow, width < NumberCounts.widestRange else { return false }
        if first < base { counters.insert(contentsOf: repeatElement(0, count: Int(base - first)), at: 0) }
        base = first
        if counters.count <= Int(width) {
            counters.append(contentsOf: repeatElement(0, count: Int(width) + 1 - counters.count))
        }
        return true
    }

    private mutating func giveUpCounters() {
        isSpread = true
        var numbers = kept
        forEachCounter { number, count in
            numbers.append(contentsOf: repeatElement(NumberCounts.unsigned(number), count: count))
        }
        kept = numbers
        counters = []
    }

    func forEachCounter(_ body: (Int64, Int) -> Void) {
        for (offset, count) in counters.enumerated() where count > 0 { body(base + Int64(offset), count) }
    }

    @inline(__always) static func unsigned(_ value: some FixedWidthInteger) -> UInt64 {
        UInt64(bitPattern: Int64(value)) ^ (1 << 63)
    }

    @inline(__always) static func signed(_ value: UInt64) -> Int64 { Int64(bitPattern: value ^ (1 << 63)) }

    // MARK: Result

    /// Each different number, ascending, and its count.
    consuming func finish() -> OrderedNumbers {
        if !counters.isEmpty {
            var numbers: [Int64] = []
            var counts: [Int] = []
            forEachCounter { number, count in
                numbers.append(number)
                counts.append(count)
            }
            return OrderedNumbers(groups: .counted(numbers, counts))
        }
        return OrderedNumbers(groups: .sorted(RadixSort.sorted(kept)))
    }
}
