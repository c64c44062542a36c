import Columnar

/// `min`, `max`, `bool_and`, `bool_or` (the smallest and greatest truth value).
struct ExtremeState: Accumulator {
    let wantsGreatest: Bool
    let type: SQLType
    private var hasValue: [Bool] = []
    /// Numbers, days, truth values, ordered keys of fractions.
    private var numbers: [Int64] = []
    private var texts: [[UInt8]] = []

    init(wantsGreatest: Bool, type: SQLType) {
        self.wantsGreatest = wantsGreatest
        self.type = type
    }

    private mutating func extend(_ count: Int) {
        hasValue.extend(to: count, false)
        if type == .text { texts.extend(to: count, []) } else { numbers.extend(to: count, 0) }
    }

    mutating func add(_ vector: Vector?, groups: RowGroups, groupCount: Int, rows: Bitmap?) {
        extend(groupCount)
        guard let vector else { return }
        let groups = groups.rows
        let mask = vector.mask
        switch vector.storage {
        case .int(let values): forEachRow(groups.count, rows) { take(values[$0 & mask], Int(groups[$0])) }
        case .double(let values): forEachRow(groups.count, rows) { take(DoubleOrder.key(values[$0 & mask]), Int(groups[$0])) }
        case .bool(let values): forEachRow(groups.count, rows) { take(values[$0 & mask] ? 1 : 0, Int(groups[$0])) }
        case .text(let values):
            var seen = Seen(values.values.count)
            forEachRow(groups.count, rows) { row in
                let entry = values.entry(row & mask)
                if seen.isNew(entry, groups[row]) { take(values.values.span(entry), Int(groups[row])) }
            }
        }
    }

    /// Leaves out a text that the same group met just before; sorted and repeated texts are the rule.
    private struct Seen {
        private var lastGroup: [UInt32]

        init(_ entryCount: Int) { lastGroup = [UInt32](repeating: .max, count: entryCount) }

        mutating func isNew(_ entry: Int, _ group: UInt32) -> Bool {
            if lastGroup[entry] == group { return false }
            lastGroup[entry] = group
            return true
        }
    }

    private mutating func take(_ value: Int64, _ group: Int) {
        if !hasValue[group] || (wantsGreatest ? value > numbers[group] : value < numbers[group]) {
            hasValue[group] = true
            numbers[group] = value
        }
    }

    private mutating func take(_ value: Span<UInt8>, _ group: Int) {
        let known = texts[group]
        let isBetter = !hasValue[group] || (wantsGreatest ? known.span.precedes(value) : value.precedes(known.span))
        guard isBetter else { return }
        hasValue[group] = true
        var bytes: [UInt8] = []
        bytes.reserveCapacity(value.count)
        for index in 0..<value.count { bytes.append(value[index]) }
        texts[group] = bytes
    }

    mutating func merge(_ other: ExtremeState, groups: [UInt32], groupCount: Int) {
        extend(groupCount)
        for group in other.hasValue.indices where other.hasValue[group] {
            if type == .text {
                let text = other.texts[group]
                take(text.span, Int(groups[group]))
            } else {
                take(other.numbers[group], Int(groups[group]))
            }
        }
    }

    func finish(groupCount: Int) -> Vector {
        var builder = VectorBuilder(type, capacity: groupCount)
        for group in 0..<groupCount {
            guard group < hasValue.count, hasValue[group] else {
                builder.append(.null)
                continue
            }
            switch type {
            case .text: builder.append(.text(String(decoding: texts[group], as: UTF8.self)))
            case .double: builder.append(.double(DoubleOrder.value(of: numbers[group])))
            case .boolean: builder.append(.bool(numbers[group] != 0))
            default: builder.append(.int(numbers[group]))
            }
        }
        return builder.finish()
    }

    var byteCount: Int { hasValue.count * 9 + texts.reduce(0) { $0 + $1.count + 32 } }
}

/// Quantiles: all values of a group, sorted at the end.
///
/// **Source**: PostgreSQL, "Ordered-Set Aggregate Functions": continuous interpolates between neighbours, discrete takes the first
/// value whose position reaches the share.
struct QuantileState: Accumulator {
    let share: Double
    let isDescending: Bool
    let isDiscrete: Bool
    let type: SQLType
    private var values: [[Int64]] = []
    private var total = 0

    init(_ call: AggregateCall) {
        share = call.share
        isDescending = call.isDescending
        isDiscrete = call.function == .quantileDiscrete
        type = call.type
    }

    mutating func add(_ vector: Vector?, groups: RowGroups, groupCount: Int, rows: Bitmap?) {
        values.extend(to: groupCount, [])
        guard let vector else { return }
        let groups = groups.rows
        let mask = vector.mask
        let wantsFraction = !isDiscrete || type == .double
        switch vector.storage {
        case .int(let own):
            forEachRow(groups.count, rows) { row in
                let value = own[row & mask]
                values[Int(groups[row])].append(wantsFraction ? DoubleOrder.key(Double(value)) : value)
                total += 1
            }
        case .double(let own):
            forEachRow(groups.count, rows) { row in
                values[Int(groups[row])].append(DoubleOrder.key(own[row & mask]))
                total += 1
            }
        default: break
        }
    }

    mutating func merge(_ other: QuantileState, groups: [UInt32], groupCount: Int) {
        values.extend(to: groupCount, [])
        for group in other.values.indices { values[Int(groups[group])] += other.values[group] }
        total += other.total
    }

    func finish(groupCount: Int) -> Vector {
        var builder = VectorBuilder(type, capacity: groupCount)
        for group in 0..<groupCount {
            guard group < values.count, !values[group].isEmpty else {
                builder.append(.null)
                continue
            }
            var sorted = values[group]
            sorted.sort()
            if isDescending { sorted.reverse() }
            builder.append(isDiscrete ? discrete(sorted) : continuous(sorted))
        }
        return builder.finish()
    }

    private func discrete(_ sorted: [Int64]) -> Value {
        let place = max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1)
        return type == .double ? .double(DoubleOrder.value(of: sorted[place])) : .int(sorted[place])
    }

    private func continuous(_ sorted: [Int64]) -> Value {
        let position = share * Double(sorted.count - 1)
        let low = Int(position.rounded(.down))
        let high = min(low + 1, sorted.count - 1)
        let (a, b) = (DoubleOrder.value(of: sorted[low]), DoubleOrder.value(of: sorted[high]))
        return .double(low == high || a == b ? a : a + (b - a) * (position - Double(low)))
    }

    var byteCount: Int { total * 8 + values.count * 32 }
}
