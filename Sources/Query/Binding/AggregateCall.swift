/// Functions over the rows of a group. **Source**: PostgreSQL, "Aggregate Functions"; `median`, `quantile` and
/// `approx_count_distinct` have no name there.
enum AggregateFunction: String, Sendable {
    case countStar, count, sum, avg, min, max
    case varianceSample, variancePopulation, deviationSample, deviationPopulation
    case quantile, quantileDiscrete, approximateDistinct
    case every, some

    static let byName: [String: AggregateFunction] = [
        "count": .count, "sum": .sum, "avg": .avg, "mean": .avg, "min": .min, "max": .max, "stddev": .deviationSample,
        "stddev_samp": .deviationSample, "stddev_pop": .deviationPopulation, "variance": .varianceSample,
        "var_samp": .varianceSample, "var_pop": .variancePopulation, "median": .quantile, "quantile": .quantile,
        "quantile_cont": .quantile, "quantile_disc": .quantileDiscrete, "percentile_cont": .quantile,
        "percentile_disc": .quantileDiscrete, "approx_count_distinct": .approximateDistinct, "bool_and": .every,
        "bool_or": .some, "every": .every,
    ]

    /// Result for an argument of a type; nil when the argument does not fit.
    func resultType(_ argument: SQLType) -> SQLType? {
        switch self {
        case .countStar, .count, .approximateDistinct: .bigint
        case .sum: argument.isWhole ? .bigint : argument == .double ? .double : nil
        case .avg, .varianceSample, .variancePopulation, .deviationSample, .deviationPopulation, .quantile:
            argument.isNumeric ? .double : nil
        case .quantileDiscrete: argument.isNumeric || argument == .date ? argument : nil
        case .min, .max: argument == .unknown ? .text : argument
        case .every, .some: argument == .boolean ? .boolean : nil
        }
    }

    func privacy(_ argument: Bound) -> Privacy {
        switch self {
        case .countStar, .count, .approximateDistinct, .every, .some: .open
        case .min, .max, .quantileDiscrete: argument.privacy
        default: Privacy.computed([argument])
        }
    }
}

struct AggregateCall: Sendable {
    let function: AggregateFunction
    /// Nil for `count(*)`.
    let argument: Bound?
    /// The share of a quantile, 0…1.
    let share: Double
    let isDescending: Bool
    let isDistinct: Bool
    let filter: Bound?
    let type: SQLType
    let privacy: Privacy
    let range: Range<Int>

    /// The same over other columns.
    func over(argument: Bound?, filter: Bound?) -> AggregateCall {
        AggregateCall(
            function: function, argument: argument, share: share, isDescending: isDescending, isDistinct: isDistinct, filter: filter, type: type,
            privacy: privacy, range: range)
    }

    /// The smallest number of a group.
    static func first(_ number: Bound) -> AggregateCall {
        AggregateCall(
            function: .min, argument: number, share: 0, isDescending: false, isDistinct: false, filter: nil, type: .bigint, privacy: .open,
            range: 0..<0)
    }

    var fingerprint: String {
        "\(function)|\(argument?.fingerprint ?? "*")|\(share)|\(isDescending)|\(isDistinct)|\(filter?.fingerprint ?? "")"
    }
}

/// The aggregates of one SELECT, each once.
final class AggregateList {
    private(set) var calls: [AggregateCall] = []
    private var known: [String: Int] = [:]

    func number(of call: AggregateCall) -> Int {
        if let found = known[call.fingerprint] { return found }
        known[call.fingerprint] = calls.count
        calls.append(call)
        return calls.count - 1
    }
}

struct SortBy: Sendable {
    var expression: Bound
    let isAscending: Bool
    let nullsFirst: Bool
}

enum WindowFunction: Sendable {
    case rowNumber, rank, denseRank
    case aggregate(AggregateFunction)
}

struct WindowCall: Sendable {
    let function: WindowFunction
    /// Nil for ranks and `count(*)`.
    var argument: Bound?
    var partition: [Bound]
    var order: [SortBy]
    let type: SQLType
    let privacy: Privacy
    let range: Range<Int>
}

final class WindowList {
    var calls: [WindowCall] = []
}
