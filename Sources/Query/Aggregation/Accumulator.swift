import Columnar

/// The state of one aggregate for all groups. Merging is associative; sums of fractions are merged in the order of the partitions,
/// so that results do not depend on how many threads ran.
protocol Accumulator: Sendable {
    /// Takes the values of some rows in.
    ///
    /// - Parameters:
    ///   - groups: the group of each row of the batch; `groups.rows` is the plain form.
    ///   - rows: which rows count: those that pass FILTER and are not null; nil means all.
    mutating func add(_ vector: Vector?, groups: RowGroups, groupCount: Int, rows: Bitmap?) throws(QueryError)

    /// Takes another state in, whose group g is `groups[g]` here.
    mutating func merge(_ other: Self, groups: [UInt32], groupCount: Int) throws(QueryError)

    func finish(groupCount: Int) throws(QueryError) -> Vector

    /// Bytes in use, roughly.
    var byteCount: Int { get }
}

extension Array {
    mutating func extend(to count: Int, _ value: Element) {
        if self.count < count { append(contentsOf: repeatElement(value, count: count - self.count)) }
    }
}

/// Calls `body` with each row that counts.
@inline(__always)
func forEachRow(_ count: Int, _ rows: Bitmap?, _ body: (Int) -> Void) {
    guard let rows else {
        for row in 0..<count { body(row) }
        return
    }
    rows.forEachSet(body)
}

struct CountState: Accumulator {
    private var counts: [Int64] = []

    mutating func add(_ vector: Vector?, groups: RowGroups, groupCount: Int, rows: Bitmap?) {
        counts.extend(to: groupCount, 0)
        switch groups.form {
        case .runs(let starts, let own):
            RowGroups.forEachRun(starts, own, count: groups.count) { run, group in
                counts[group] &+= Int64(rows?.setCount(in: run) ?? run.count)
            }
        case .placed(let places, let known, let groups):
            let own = rows.map { places.counts($0, size: known.count) } ?? known
            for place in own.indices where own[place] > 0 { counts[Int(groups[place])] &+= Int64(own[place]) }
        case .each(let groups): addEach(groups, rows)
        }
    }

    /// The plain way.
    mutating func addEach(_ groups: [UInt32], _ rows: Bitmap?) {
        var counts = counts.mutableSpan
        forEachRow(groups.count, rows) { counts[Int(groups[$0])] &+= 1 }
    }

    mutating func merge(_ other: CountState, groups: [UInt32], groupCount: Int) {
        counts.extend(to: groupCount, 0)
        for (group, count) in other.counts.enumerated() { counts[Int(groups[group])] &+= count }
    }

    func count(of group: Int) -> Int64 { group < counts.count ? counts[group] : 0 }

    func finish(groupCount: Int) -> Vector {
        var counts = counts
        counts.extend(to: groupCount, 0)
        return .ints(counts, .bigint, nil)
    }

    var byteCount: Int { counts.count * 8 }
}

/// `sum`, `avg` of whole numbers: exact in 128 bits.
struct SumState: Accumulator {
    let isAverage: Bool
    let range: Range<Int>
    private var sums: [Int128] = []
    private var counts = CountState()

    init(isAverage: Bool, range: Range<Int>) {
        self.isAverage = isAverage
        self.range = range
    }

    mutating func add(_ vector: Vector?, groups: RowGroups, groupCount: Int, rows: Bitmap?) {
        sums.extend(to: groupCount, 0)
        guard let vector, case .int(let values) = vector.storage else { return }
        counts.add(nil, groups: groups, groupCount: groupCount, rows: rows)
        let mask = vector.mask
        var sums = sums.mutableSpan
        if rows == nil, case .runs(let starts, let own) = groups.form {
            RowGroups.forEachRun(starts, own, count: groups.count) { run, group in
                var sum: Int128 = 0
                for row in run { sum &+= Int128(values[row & mask]) }
                sums[group] &+= sum
            }
            return
        }
        let groups = groups.rows
        forEachRow(groups.count, rows) { sums[Int(groups[$0])] &+= Int128(values[$0 & mask]) }
    }

    mutating func merge(_ other: SumState, groups: [UInt32], groupCount: Int) {
        sums.extend(to: groupCount, 0)
        for group in other.sums.indices { sums[Int(groups[group])] &+= other.sums[group] }
        counts.merge(other.counts, groups: groups, groupCount: groupCount)
    }

    func finish(groupCount: Int) throws(QueryError) -> Vector {
        var builder = VectorBuilder(isAverage ? .double : .bigint, capacity: groupCount)
        for group in 0..<groupCount {
            let count = counts.count(of: group)
            if count == 0 {
                builder.append(.null)
            } else if isAverage {
                builder.append(.double(Double(sums[group]) / Double(count)))
            } else {
                guard let sum = Int64(exactly: sums[group]) else { throw SumState.overflow(range) }
                builder.append(.int(sum))
            }
        }
        return builder.finish()
    }

    static func overflow(_ range: Range<Int>) -> QueryError {
        QueryError(.data, at: range, "总和超出 bigint 的范围;可用 sum(x::double precision)", "the sum is out of the range of bigint; use sum(x::double precision)")
    }

    var byteCount: Int { sums.count * 16 + counts.byteCount }
}

/// `sum`, `avg` of fractions; of a partition first, then of the partitions in their order.
struct FractionSumState: Accumulator {
    let isAverage: Bool
    private var sums: [Double] = []
    private var counts = CountState()

    init(isAverage: Bool) { self.isAverage = isAverage }

    mutating func add(_ vector: Vector?, groups: RowGroups, groupCount: Int, rows: Bitmap?) {
        sums.extend(to: groupCount, 0)
        guard let vector, case .double(let values) = vector.storage else { return }
        counts.add(nil, groups: groups, groupCount: groupCount, rows: rows)
        let mask = vector.mask
        let groups = groups.rows
        var sums = sums.mutableSpan
        forEachRow(groups.count, rows) { sums[Int(groups[$0])] += values[$0 & mask] }
    }

    mutating func merge(_ other: FractionSumState, groups: [UInt32], groupCount: Int) {
        sums.extend(to: groupCount, 0)
        for group in other.sums.indices { sums[Int(groups[group])] += other.sums[group] }
        counts.merge(other.counts, groups: groups, groupCount: groupCount)
    }

    func finish(groupCount: Int) -> Vector {
        var builder = VectorBuilder(.double, capacity: groupCount)
        for group in 0..<groupCount {
            let count = counts.count(of: group)
            builder.append(count == 0 ? .null : .double(isAverage ? sums[group] / Double(count) : sums[group]))
        }
        return builder.finish()
    }

    var byteCount: Int { sums.count * 8 + counts.byteCount }
}

/// Variance and standard deviation.
///
/// **Source**: Chan, Golub, LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979.
struct SpreadState: Accumulator {
    private struct Moments {
        var count = 0.0
        var mean = 0.0
        var squares = 0.0

        mutating func add(_ value: Double) {
            count += 1
            let distance = value - mean
            mean += distance / count
            squares += distance * (value - mean)
        }

        mutating func merge(_ other: Moments) {
            if other.count == 0 { return }
            if count == 0 {
                self = other
                return
            }
            let total = count + other.count
            let distance = other.mean - mean
            mean += distance * other.count / total
            squares += other.squares + distance * distance * count * other.count / total
            count = total
        }
    }

    let isSample: Bool
    let isDeviation: Bool
    private var moments: [Moments] = []

    init(isSample: Bool, isDeviation: Bool) {
        self.isSample = isSample
        self.isDeviation = isDeviation
    }

    mutating func add(_ vector: Vector?, groups: RowGroups, groupCount: Int, rows: Bitmap?) {
        moments.extend(to: groupCount, Moments())
        guard let vector else { return }
        let mask = vector.mask
        let groups = groups.rows
        var moments = moments.mutableSpan
        switch vector.storage {
        case .int(let values): forEachRow(groups.count, rows) { moments[Int(groups[$0])].add(Double(values[$0 & mask])) }
        case .double(let values): forEachRow(groups.count, rows) { moments[Int(groups[$0])].add(values[$0 & mask]) }
        default: break
        }
    }

    mutating func merge(_ other: SpreadState, groups: [UInt32], groupCount: Int) {
        moments.extend(to: groupCount, Moments())
        for group in other.moments.indices { moments[Int(groups[group])].merge(other.moments[group]) }
    }

    func finish(groupCount: Int) -> Vector {
        var builder = VectorBuilder(.double, capacity: groupCount)
        for group in 0..<groupCount {
            guard group < moments.count, moments[group].count > (isSample ? 1 : 0) else {
                builder.append(.null)
                continue
            }
            let variance = moments[group].squares / (moments[group].count - (isSample ? 1 : 0))
            builder.append(.double(isDeviation ? variance.squareRoot() : variance))
        }
        return builder.finish()
    }

    var byteCount: Int { moments.count * 24 }
}
