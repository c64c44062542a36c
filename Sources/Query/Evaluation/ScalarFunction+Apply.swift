import Columnar
import Records

/// Why a function gives no value for its arguments; the caller adds where.
struct FunctionFailure: Error {
    let chinese: String
    let english: String

    static let outOfRange = FunctionFailure(chinese: "结果超出类型的范围", english: "the result is out of the type's range")
    static let tooLong = FunctionFailure(
        chinese: "结果文本超过 \(QueryLimits.textByteCount >> 20) MiB", english: "the text would exceed \(QueryLimits.textByteCount >> 20) MiB")
    static let zeroDivisor = FunctionFailure(chinese: "除数为零", english: "division by zero")
}

extension ScalarFunction {
    /// The value for one row. No argument is null unless `takesNulls`.
    ///
    /// - Precondition: the arguments have the types of the signature.
    func apply(_ arguments: [Value], _ type: SQLType) throws(FunctionFailure) -> Value {
        switch self {
        case .abs, .round, .trunc, .floor, .ceil, .sqrt, .exp, .ln, .power, .mod, .sign:
            return try number(arguments, type)
        case .greatest, .least: return extreme(arguments)
        case .datePart, .dateTrunc, .makeDate, .shift: return try date(arguments)
        case .concat, .concatWithSeparator: return try joined(arguments)
        default: return try text(arguments)
        }
    }

    private func number(_ arguments: [Value], _ type: SQLType) throws(FunctionFailure) -> Value {
        if case .int(let value) = arguments[0], self != .sqrt, self != .exp, self != .ln, self != .power {
            return try whole(value, arguments, type)
        }
        let value = arguments[0].double
        switch self {
        case .abs: return .double(Swift.abs(value))
        case .sign: return .double(value > 0 ? 1 : value < 0 ? -1 : value)
        case .floor: return .double(value.rounded(.down))
        case .ceil: return .double(value.rounded(.up))
        case .round: return .double(arguments.count > 1 ? NumberRounding.rounded(value, arguments[1].int) : value.rounded(.toNearestOrAwayFromZero))
        case .trunc: return .double(arguments.count > 1 ? NumberRounding.truncated(value, arguments[1].int) : value.rounded(.towardZero))
        case .sqrt:
            if value < 0 { throw FunctionFailure(chinese: "负数没有平方根", english: "a negative number has no square root") }
            return .double(value.squareRoot())
        case .ln:
            if value <= 0 { throw FunctionFailure(chinese: "只有正数有对数", english: "only a positive number has a logarithm") }
            return .double(NumberRounding.logarithm(value))
        case .exp: return try finite(NumberRounding.exponential(value), from: [value])
        default:
            let exponent = arguments[1].double
            if value == 0, exponent < 0 { throw FunctionFailure.zeroDivisor }
            if value < 0, exponent != exponent.rounded() {
                throw FunctionFailure(chinese: "负数不能取分数次幂", english: "a negative number has no fractional power")
            }
            return try finite(NumberRounding.power(value, exponent), from: [value, exponent])
        }
    }

    private func finite(_ result: Double, from parts: [Double]) throws(FunctionFailure) -> Value {
        if result.isInfinite, parts.allSatisfy(\.isFinite) { throw FunctionFailure.outOfRange }
        return .double(result)
    }

    private func whole(_ value: Int64, _ arguments: [Value], _ type: SQLType) throws(FunctionFailure) -> Value {
        switch self {
        case .abs:
            if value == .min || type == .integer && value == Int64(Int32.min) { throw FunctionFailure.outOfRange }
            return .int(Swift.abs(value))
        case .sign: return .int(value.signum())
        case .mod:
            let divisor = arguments[1].int
            if divisor == 0 { throw FunctionFailure.zeroDivisor }
            return .int(divisor == -1 ? 0 : value % divisor)
        case .round, .trunc:
            guard arguments.count > 1, arguments[1].int < 0 else { return .int(value) }
            return try NumberRounding.whole(value, digits: -arguments[1].int, rounds: self == .round, type)
        default: return .int(value)
        }
    }

    private func extreme(_ arguments: [Value]) -> Value {
        var best = Value.null
        for value in arguments where !value.isNull {
            if best.isNull || (self == .greatest ? ValueOrder.isLess(best, value) : ValueOrder.isLess(value, best)) { best = value }
        }
        return best
    }

    private func joined(_ arguments: [Value]) throws(FunctionFailure) -> Value {
        if self == .concat { return try ScalarFunction.limited(arguments.filter { !$0.isNull }.map(\.string).joined()) }
        if arguments[0].isNull { return .null }
        let parts = arguments.dropFirst().filter { !$0.isNull }.map(\.string)
        return try ScalarFunction.limited(parts.joined(separator: arguments[0].string))
    }

    static func limited(_ text: String) throws(FunctionFailure) -> Value {
        if text.utf8.count > QueryLimits.textByteCount { throw FunctionFailure.tooLong }
        return .text(text)
    }
}

extension Value {
    var int: Int64 { if case .int(let value) = self { value } else { 0 } }
    var string: String { if case .text(let value) = self { value } else { "" } }
    var double: Double {
        switch self {
        case .double(let value): value
        case .int(let value): Double(value)
        default: 0
        }
    }
}

enum ValueOrder {
    /// Of values of one type, none of them null. Text by code point.
    static func isLess(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.bool(let a), .bool(let b)): !a && b
        case (.int(let a), .int(let b)): a < b
        case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
        default: DoubleOrder.isLess(a.double, b.double)
        }
    }

    static func isEqual(_ a: Value, _ b: Value) -> Bool {
        switch (a, b) {
        case (.text(let a), .text(let b)): a.utf8.elementsEqual(b.utf8)
        case (.double, _), (_, .double): DoubleOrder.isEqual(a.double, b.double)
        default: a == b
        }
    }
}
