import Columnar

/// The values of one expression over the rows of a batch.
///
/// **Shape**: a constant stands for `count` equal values with one element in its storage and, when it is null, one unset bit
/// in its validity; else storage and validity have `count` elements. A null slot of numbers holds 0, of booleans false; of
/// texts it holds any entry.
package struct Vector: Sendable {
    enum Storage: Sendable {
        case bool(Bitmap)
        /// Whole numbers of any width, and days.
        case int([Int64])
        case double([Double])
        case text(TextVector)
    }

    package let type: SQLType
    package let count: Int
    let validity: Bitmap?
    let storage: Storage
    let isConstant: Bool

    init(_ type: SQLType, count: Int, validity: Bitmap? = nil, _ storage: Storage, isConstant: Bool = false) {
        self.type = type
        self.count = count
        self.validity = validity
        self.storage = storage
        self.isConstant = isConstant
    }

    static func ints(_ values: [Int64], _ type: SQLType, _ validity: Bitmap?) -> Vector {
        Vector(type, count: values.count, validity: validity, .int(values))
    }

    static func doubles(_ values: [Double], _ validity: Bitmap?) -> Vector {
        Vector(.double, count: values.count, validity: validity, .double(values))
    }

    static func bools(_ values: Bitmap, _ validity: Bitmap?) -> Vector {
        Vector(.boolean, count: values.count, validity: validity, .bool(values))
    }

    static func texts(_ values: TextVector, count: Int, _ validity: Bitmap?) -> Vector {
        Vector(.text, count: count, validity: validity, .text(values))
    }

    static func constant(_ value: Value, _ type: SQLType, count: Int) -> Vector {
        var validity: Bitmap?
        if value.isNull { validity = Bitmap(repeating: false, count: 1) }
        let storage: Storage =
            switch (type, value) {
            case (.boolean, .bool(let value)): .bool(Bitmap(repeating: value, count: 1))
            case (.boolean, _): .bool(Bitmap(repeating: false, count: 1))
            case (.integer, .int(let value)), (.bigint, .int(let value)), (.date, .int(let value)): .int([value])
            case (.integer, _), (.bigint, _), (.date, _): .int([0])
            case (.double, .double(let value)): .double([value])
            case (.double, .int(let value)): .double([Double(value)])
            case (.double, _): .double([0])
            case (.text, .text(let value)), (.unknown, .text(let value)): .text(TextVector(values: StringColumn([value]), codes: nil))
            case (.text, _), (.unknown, _): .text(TextVector(values: StringColumn([""]), codes: nil))
            }
        return Vector(type, count: count, validity: validity, storage, isConstant: true)
    }

    func isValid(_ row: Int) -> Bool { validity.map { $0[isConstant ? 0 : row] } ?? true }

    /// Whether no value is null; true also for an empty vector.
    var hasNoNulls: Bool { validity == nil || validity!.setCount == validity!.count }

    /// For `&` with a row number: everything, or 0 for a constant.
    var mask: Int { isConstant ? 0 : ~0 }

    var isNullConstant: Bool { isConstant && validity != nil }

    package func value(_ row: Int) -> Value {
        guard isValid(row) else { return .null }
        let place = row & mask
        return switch storage {
        case .bool(let values): .bool(values[place])
        case .int(let values): .int(values[place])
        case .double(let values): .double(values[place])
        case .text(let values): .text(values.string(place))
        }
    }

    /// One bit for each row: whether it holds a value. Nil: all of them.
    var rowValidity: Bitmap? {
        guard isConstant, let validity else { return validity }
        return Bitmap(repeating: validity[0], count: count)
    }

    /// Without the short form of constants.
    func expanded() -> Vector {
        guard isConstant else { return self }
        let storage: Storage =
            switch storage {
            case .bool(let values): .bool(Bitmap(repeating: values[0], count: count))
            case .int(let values): .int([Int64](repeating: values[0], count: count))
            case .double(let values): .double([Double](repeating: values[0], count: count))
            case .text(let values): .text(TextVector(values: values.values, codes: .int8([UInt8](repeating: 0, count: count))))
            }
        return Vector(type, count: count, validity: rowValidity, storage)
    }

    func typed(_ type: SQLType) -> Vector { Vector(type, count: count, validity: validity, storage, isConstant: isConstant) }

    /// The rows with the given numbers.
    func gather(_ rows: [UInt32]) -> Vector {
        if isConstant { return Vector(type, count: rows.count, validity: validity, storage, isConstant: true) }
        let storage: Storage =
            switch storage {
            case .bool(let values): .bool(values.gather(rows))
            case .int(let values): .int(rows.map { values[Int($0)] })
            case .double(let values): .double(rows.map { values[Int($0)] })
            case .text(let values): .text(values.gather(rows))
            }
        return Vector(type, count: rows.count, validity: validity?.gather(rows), storage)
    }

    /// Bytes that the values take, roughly.
    var byteCount: Int {
        switch storage {
        case .bool(let values): values.count / 8 + 16
        case .int(let values): values.count * 8
        case .double(let values): values.count * 8
        case .text(let values): values.byteCount
        }
    }
}

/// Texts: one entry a row, or codes into entries.
///
/// **Shape**: without codes, row i is entry i; entries may be equal to one another. Codes are as wide as the reader made them: one byte
/// a row is what most columns take.
struct TextVector: Sendable {
    typealias Codes = DictionaryColumn.Indices

    let values: StringColumn
    let codes: Codes?

    init(values: StringColumn, codes: Codes?) {
        self.values = values
        self.codes = codes
    }

    init(values: StringColumn, codes: [UInt32]) { self.init(values: values, codes: .int32(codes)) }

    func entry(_ row: Int) -> Int { codes?[row] ?? row }
    func string(_ row: Int) -> String { String(decoding: values.bytes[values.byteRange(entry(row))], as: UTF8.self) }

    var byteCount: Int { values.bytes.count + values.offsets.count * 4 + (codes?.byteCount ?? 0) }

    func gather(_ rows: [UInt32]) -> TextVector {
        // Few rows of many entries: take the entries along instead of all of them.
        if values.count > 2 * rows.count + 16 {
            let picked = codes.map { codes in rows.map { UInt32(truncatingIfNeeded: codes[Int($0)]) } } ?? rows
            return TextVector(values: values.entries(picked), codes: nil)
        }
        return TextVector(values: values, codes: codes?.gather(rows) ?? .int32(rows))
    }
}

extension TextVector.Codes {
    var byteCount: Int {
        switch self {
        case .int8(let codes): codes.count
        case .int16(let codes): codes.count * 2
        case .int32(let codes): codes.count * 4
        }
    }

    /// The new number of each code.
    ///
    /// - Precondition: no new number is greater than the largest old one.
    func renumbered(_ numbers: [UInt32]) -> TextVector.Codes {
        switch self {
        case .int8(let codes): .int8(Self.renumbered(codes, numbers))
        case .int16(let codes): .int16(Self.renumbered(codes, numbers))
        case .int32(let codes): .int32(Self.renumbered(codes, numbers))
        }
    }

    /// Runs of one code are looked up once.
    private static func renumbered<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(_ codes: [T], _ numbers: [UInt32]) -> [T] {
        let numbers = numbers.map { T(truncatingIfNeeded: $0) }
        return [T](capacity: codes.count) { output in
            Runs.forEach(codes) { run, code in output.append(repeating: numbers[Int(code)], count: run.count) }
        }
    }
}

extension StringColumn {
    /// The entries with the given numbers, as a column without nulls.
    func entries(_ numbers: [UInt32]) -> StringColumn {
        var builder = StringBuilder(minimumCapacity: numbers.count)
        for number in numbers { builder.append(span(Int(number))) }
        return builder.finish()
    }
}
