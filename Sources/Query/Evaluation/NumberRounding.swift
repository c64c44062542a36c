import Glibc

enum NumberRounding {
    /// Half away from zero, at a number of digits behind the point (or before it, when negative), by the decimal that the number
    /// prints as: 2.675 rounds to 2.68, as people and PostgreSQL's `numeric` expect.
    static func rounded(_ value: Double, _ digits: Int64) -> Double {
        guard value.isFinite, digits < 300 else { return value }
        if digits < -308 { return 0 }
        let factor = Glibc.pow(10, Double(Swift.abs(digits)))
        if digits < 0 { return (value / factor).rounded(.toNearestOrAwayFromZero) * factor }
        let scaled = value * factor
        guard Swift.abs(scaled) < 4.5e15 else { return value }
        var whole = scaled.rounded(.toNearestOrAwayFromZero)
        // The product may fall just short of a half that the decimal has.
        let half = scaled.rounded(.towardZero) + (value < 0 ? -0.5 : 0.5)
        if whole == scaled.rounded(.towardZero), Swift.abs(half - scaled) <= Swift.abs(scaled) * 4e-16 { whole = scaled.rounded(.towardZero) + (value < 0 ? -1 : 1) }
        return whole / factor
    }

    static func truncated(_ value: Double, _ digits: Int64) -> Double {
        guard value.isFinite, digits < 300 else { return value }
        if digits < -308 { return 0 }
        let factor = Glibc.pow(10, Double(Swift.abs(digits)))
        if digits < 0 { return (value / factor).rounded(.towardZero) * factor }
        let scaled = value * factor
        return Swift.abs(scaled) < 4.5e15 ? scaled.rounded(.towardZero) / factor : value
    }

    static func whole(_ value: Int64, digits: Int64, rounds: Bool, _ type: SQLType) throws(FunctionFailure) -> Value {
        guard digits <= 18 else { return .int(0) }
        var factor: Int64 = 1
        for _ in 0..<digits { factor *= 10 }
        var (quotient, rest) = value.quotientAndRemainder(dividingBy: factor)
        if rounds, Swift.abs(rest) >= factor - Swift.abs(rest) { quotient += value < 0 ? -1 : 1 }
        rest = 0
        let (result, overflow) = quotient.multipliedReportingOverflow(by: factor)
        guard !overflow, type != .integer || Int32(exactly: result) != nil else { throw FunctionFailure.outOfRange }
        return .int(result)
    }

    static func power(_ base: Double, _ exponent: Double) -> Double { Glibc.pow(base, exponent) }
    static func exponential(_ value: Double) -> Double { Glibc.exp(value) }
    static func logarithm(_ value: Double) -> Double { Glibc.log(value) }
}
