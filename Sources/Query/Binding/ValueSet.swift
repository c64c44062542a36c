import Columnar

/// The values of an IN list, or of the rows of a subquery, of one type.
struct ValueSet: Sendable, CustomStringConvertible {
    private(set) var type: SQLType
    private(set) var hasNull = false
    private var numbers: Set<Int64> = []
    private var fractions: Set<Double> = []
    private var texts = TextTable()

    init(_ type: SQLType) { self.type = type }

    var isEmpty: Bool { numbers.isEmpty && fractions.isEmpty && texts.count == 0 && !hasNull }
    var byteCount: Int { (numbers.count + fractions.count) * 24 + texts.byteCount }

    mutating func insert(_ value: Value) throws(QueryError) {
        switch value {
        case .null: hasNull = true
        case .bool(let value): numbers.insert(value ? 1 : 0)
        case .int(let value): if type == .double { fractions.insert(Double(value)) } else { numbers.insert(value) }
        case .double(let value): fractions.insert(DoubleOrder.canonical(value))
        case .text(let value): _ = try texts.intern(Array(value.utf8).span)
        }
    }

    mutating func insert(_ vector: Vector) throws(QueryError) {
        if vector.count == 0 { return }
        if case .text(let values) = vector.storage, !vector.isConstant {
            _ = try texts.intern(values, rowCount: vector.count, validity: vector.validity)
            if !vector.hasNoNulls { hasNull = true }
            return
        }
        for row in 0..<(vector.isConstant ? 1 : vector.count) { try insert(vector.value(row)) }
    }

    func contains(_ value: Int64) -> Bool { numbers.contains(value) }
    func contains(_ value: Double) -> Bool { fractions.contains(DoubleOrder.canonical(value)) }
    func contains(text: Span<UInt8>) -> Bool { texts.find(text) != nil }

    /// Values up to which it pays to compare them with statistics.
    static let fewCount = 1024

    /// The values for a comparison with statistics; nil when they are many.
    var few: [Value]? {
        let count = numbers.count + fractions.count + texts.count
        guard count <= ValueSet.fewCount else { return nil }
        if type == .text {
            let values = texts.finish()
            return (0..<values.count).map { .text(values[$0] ?? "") }
        }
        return numbers.sorted().map(Value.int) + fractions.sorted().map(Value.double)
    }

    var description: String {
        guard let few else { return "\(numbers.hashValue)\(fractions.hashValue)\(texts.count)" }
        return "\(few)\(hasNull)"
    }
}

/// Numbers with a fraction in one order and with one form each, as PostgreSQL compares them: -0 is 0, NaN is equal to itself
/// and greater than all others.
enum DoubleOrder {
    static func canonical(_ value: Double) -> Double { value == 0 ? 0 : value }

    /// Orders like the value.
    static func key(_ value: Double) -> Int64 {
        if value.isNaN { return .max }
        let bits = Int64(bitPattern: canonical(value).bitPattern)
        return bits >= 0 ? bits : bits ^ .max
    }

    static func value(of key: Int64) -> Double {
        if key == .max { return .nan }
        return Double(bitPattern: UInt64(bitPattern: key >= 0 ? key : key ^ .max))
    }

    static func isLess(_ a: Double, _ b: Double) -> Bool { key(a) < key(b) }
    static func isEqual(_ a: Double, _ b: Double) -> Bool { key(a) == key(b) }
}
