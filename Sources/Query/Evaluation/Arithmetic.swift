import Columnar

/// Arithmetic that fails where a result does not fit, and never wraps.
enum Arithmetic {
    /// Both sides have the result's kind: whole numbers for `integer`, `bigint` and `date`, fractions for `double precision`.
    static func apply(
        _ op: ArithmeticOperator, _ a: Vector, _ b: Vector, _ type: SQLType, at range: Range<Int>
    ) throws(QueryError) -> Vector {
        let count = a.count
        if a.isNullConstant || b.isNullConstant { return .constant(.null, type, count: count) }
        let validity = Bitmap.intersection(a.rowValidity, b.rowValidity)
        do throws(FunctionFailure) {
            if type == .double { return .doubles(try doubles(op, a, b, validity), validity) }
            let bounds: ClosedRange<Int64> =
                switch type {
                case .integer: Int64(Int32.min)...Int64(Int32.max)
                case .date: DateText.range
                default: Int64.min...Int64.max
                }
            return .ints(try whole(op, a, b, bounds, validity), type, validity)
        } catch {
            throw QueryError(.data, at: range, error.chinese, error.english)
        }
    }

    private static func whole(
        _ op: ArithmeticOperator, _ a: Vector, _ b: Vector, _ bounds: ClosedRange<Int64>, _ validity: Bitmap?
    ) throws(FunctionFailure) -> [Int64] {
        let (x, y, maskX, maskY) = (a.intValues, b.intValues, a.mask, b.mask)
        var result = [Int64](repeating: 0, count: a.count)
        for row in result.indices {
            let (value, isGood) = one(op, x[row & maskX], y[row & maskY])
            if isGood, bounds.contains(value) {
                result[row] = value
            } else if validity.map({ $0[row] }) ?? true {
                let isDivision = op == .divide || op == .modulo
                throw isDivision && y[row & maskY] == 0 ? FunctionFailure.zeroDivisor : FunctionFailure.outOfRange
            }
        }
        // A null slot holds 0.
        if let validity { for row in result.indices where !validity[row] { result[row] = 0 } }
        return result
    }

    @inline(__always)
    private static func one(_ op: ArithmeticOperator, _ x: Int64, _ y: Int64) -> (Int64, Bool) {
        let outcome: (partialValue: Int64, overflow: Bool) =
            switch op {
            case .add: x.addingReportingOverflow(y)
            case .subtract: x.subtractingReportingOverflow(y)
            case .multiply: x.multipliedReportingOverflow(by: y)
            case .divide: x.dividedReportingOverflow(by: y)
            // The remainder by -1 is 0 for every number, though the quotient of the smallest does not fit.
            case .modulo: y == -1 ? (0, false) : x.remainderReportingOverflow(dividingBy: y)
            case .power: (0, true)
            }
        return (outcome.partialValue, !outcome.overflow)
    }

    private static func doubles(
        _ op: ArithmeticOperator, _ a: Vector, _ b: Vector, _ validity: Bitmap?
    ) throws(FunctionFailure) -> [Double] {
        let (x, y, maskX, maskY) = (a.doubleValues, b.doubleValues, a.mask, b.mask)
        var result = [Double](repeating: 0, count: a.count)
        for row in result.indices where validity.map({ $0[row] }) ?? true {
            let (left, right) = (x[row & maskX], y[row & maskY])
            let value: Double
            switch op {
            case .add: value = left + right
            case .subtract: value = left - right
            case .multiply: value = left * right
            case .divide, .modulo:
                if right == 0 { throw FunctionFailure.zeroDivisor }
                value = op == .divide ? left / right : left.truncatingRemainder(dividingBy: right)
            case .power:
                value = try ScalarFunction.power.apply([.double(left), .double(right)], .double).double
            }
            if value.isInfinite, left.isFinite, right.isFinite { throw FunctionFailure.outOfRange }
            result[row] = value
        }
        return result
    }
}
