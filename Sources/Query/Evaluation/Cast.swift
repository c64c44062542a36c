import Columnar

/// CAST and `::`.
///
/// A text that cannot be read is not quoted in the error: it may be personal.
enum Cast {
    static func apply(_ a: Vector, to type: SQLType, at range: Range<Int>) throws(QueryError) -> Vector {
        if a.type == type { return a }
        if a.type == .unknown, a.isNullConstant { return .constant(.null, type, count: a.count) }
        switch (a.storage, type) {
        case (.int, .bigint), (.int, .date): return a.typed(type)
        case (.int(let values), .integer): return try narrowed(a, values, range)
        case (.int(let values), .double):
            return Vector(.double, count: a.count, validity: a.validity, .double(values.map(Double.init)), isConstant: a.isConstant)
        case (.text, .text): return a.typed(.text)
        case (.text(let texts), _): return try read(a, texts, type, range)
        default: return try byValue(a, type, range)
        }
    }

    private static func narrowed(_ a: Vector, _ values: [Int64], _ range: Range<Int>) throws(QueryError) -> Vector {
        for (row, value) in values.enumerated() where Int32(exactly: value) == nil && a.isValid(row) {
            throw QueryError(.data, at: range, "数值超出 integer 的范围;可用 bigint", "a number is out of the range of integer; use bigint")
        }
        return a.typed(.integer)
    }

    /// Each entry of a dictionary is read once.
    private static func read(_ a: Vector, _ texts: TextVector, _ type: SQLType, _ range: Range<Int>) throws(QueryError) -> Vector {
        var known = [Value?](repeating: nil, count: texts.values.count)
        var builder = VectorBuilder(type, capacity: a.count)
        for row in 0..<(a.isConstant ? 1 : a.count) {
            guard a.isValid(row) else {
                builder.append(.null)
                continue
            }
            let entry = texts.entry(row)
            if known[entry] == nil { known[entry] = value(of: texts.string(row), as: type) }
            guard let value = known[entry], !value.isNull else { throw unreadable(type, range) }
            builder.append(value)
        }
        let result = builder.finish()
        return a.isConstant ? Vector(type, count: a.count, validity: result.validity, result.storage, isConstant: true) : result
    }

    /// Null when the text is no such value.
    static func value(of text: String, as type: SQLType) -> Value {
        switch type {
        case .integer:
            guard let value = NumberText.integer(Array(text.utf8).span), Int32(exactly: value) != nil else { return .null }
            return .int(value)
        case .bigint: return NumberText.integer(Array(text.utf8).span).map(Value.int) ?? .null
        case .double: return NumberText.double(text).map(Value.double) ?? .null
        case .date: return DateText.days(text).map(Value.int) ?? .null
        case .boolean:
            switch text.lowercased().split(separator: " ").first ?? "" {
            case "t", "true", "y", "yes", "on", "1", "是": return .bool(true)
            case "f", "false", "n", "no", "off", "0", "否": return .bool(false)
            default: return .null
            }
        case .text, .unknown: return .text(text)
        }
    }

    static func unreadable(_ type: SQLType, _ range: Range<Int>) -> QueryError {
        QueryError(
            .data, at: range, "有文本不能读作 \(type.rawValue);可先用 CASE 或 WHERE 排除",
            "a text cannot be read as \(type.rawValue); leave it out with CASE or WHERE first")
    }

    private static func byValue(_ a: Vector, _ type: SQLType, _ range: Range<Int>) throws(QueryError) -> Vector {
        var builder = VectorBuilder(type, capacity: a.count)
        for row in 0..<a.count {
            let value = a.value(row)
            builder.append(value.isNull ? .null : try converted(value, a.type, type, range))
        }
        return builder.finish()
    }

    private static func converted(
        _ value: Value, _ from: SQLType, _ to: SQLType, _ range: Range<Int>
    ) throws(QueryError) -> Value {
        switch (value, to) {
        case (_, .text), (_, .unknown): return .text(value.text(as: from) ?? "")
        case (.bool(let value), .integer), (.bool(let value), .bigint): return .int(value ? 1 : 0)
        case (.int(let value), .boolean): return .bool(value != 0)
        case (.double(let value), .integer), (.double(let value), .bigint):
            // Half to even, as PostgreSQL converts double precision.
            let rounded = value.rounded(.toNearestOrEven)
            let limit = to == .integer ? 2_147_483_648.0 : 9_223_372_036_854_775_808.0
            guard rounded >= -limit, rounded < limit else {
                throw QueryError(.data, at: range, "数值超出 \(to.rawValue) 的范围", "a number is out of the range of \(to.rawValue)")
            }
            return .int(Int64(rounded))
        default: throw unreadable(to, range)
        }
    }

    /// Whether there is a cast at all.
    static func exists(from: SQLType, to: SQLType) -> Bool {
        switch (from, to) {
        case _ where from == to: true
        case (.unknown, _), (.text, _), (_, .text): true
        case (.boolean, .integer), (.boolean, .bigint), (.integer, .boolean), (.bigint, .boolean): true
        default: from.isNumeric && to.isNumeric
        }
    }

    /// Whether some value has no counterpart.
    static func canFail(from: SQLType, to: SQLType) -> Bool {
        switch (from, to) {
        case _ where from == to || to == .text: false
        case (.integer, .bigint), (.integer, .double), (.bigint, .double), (.boolean, _), (_, .boolean): from == .text
        default: true
        }
    }
}

/// Collects values of one type.
struct VectorBuilder {
    private let type: SQLType
    private var validity: Bitmap
    private var hasNulls = false
    private var bools = Bitmap()
    private var ints: [Int64] = []
    private var doubles: [Double] = []
    private var texts = StringBuilder()

    init(_ type: SQLType, capacity: Int = 0) {
        self.type = type
        validity = Bitmap(minimumCapacity: capacity)
        switch type {
        case .boolean: bools = Bitmap(minimumCapacity: capacity)
        case .integer, .bigint, .date: ints.reserveCapacity(capacity)
        case .double: doubles.reserveCapacity(capacity)
        case .text, .unknown: texts = StringBuilder(minimumCapacity: capacity)
        }
    }

    mutating func append(_ value: Value) {
        validity.append(!value.isNull)
        if value.isNull { hasNulls = true }
        switch type {
        case .boolean: bools.append(value == .bool(true))
        case .integer, .bigint, .date: ints.append(value.int)
        case .double: doubles.append(value.double)
        case .text, .unknown: texts.append(value.string)
        }
    }

    consuming func finish() -> Vector {
        let validity = hasNulls ? validity : nil
        switch type {
        case .boolean: return .bools(bools, validity)
        case .integer, .bigint, .date: return .ints(ints, type, validity)
        case .double: return .doubles(doubles, validity)
        case .text, .unknown:
            let count = texts.count
            return Vector(type, count: count, validity: validity, .text(TextVector(values: texts.finish(), codes: nil)))
        }
    }
}
