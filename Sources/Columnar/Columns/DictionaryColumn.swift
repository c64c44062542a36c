/// Text whose values repeat: indices into a list of distinct values.
///
/// **Shape**: every index of a valid slot is `< values.count`; `values` has no nulls and no two equal entries; a null slot
/// holds index 0. The width is the narrowest that holds `values.count - 1`.
/// **Source**: Apache Arrow columnar format, "Dictionary-encoded layout".
public struct DictionaryColumn: Sendable, Equatable {
    public enum Indices: Sendable, Equatable {
        case int8([UInt8])
        case int16([UInt16])
        case int32([UInt32])
    }

    public let indices: Indices
    public let values: StringColumn
    public let validity: Bitmap?

    public init(indices: Indices, values: StringColumn, validity: Bitmap? = nil) {
        self.indices = indices
        self.values = values
        self.validity = validity
        precondition(validity == nil || validity!.count == count, "validity of another length")
        precondition(values.validity == nil, "a dictionary holds no nulls")
    }

    /// Narrows `codes` to the width that the dictionary needs.
    ///
    /// - Precondition: every code is smaller than `values.count` (0 in a null slot).
    public init(codes: [UInt32], values: StringColumn, validity: Bitmap? = nil) {
        let indices: Indices =
            switch values.count {
            case ...256: .int8(codes.map { UInt8(truncatingIfNeeded: $0) })
            case ...65536: .int16(codes.map { UInt16(truncatingIfNeeded: $0) })
            default: .int32(codes)
            }
        self.init(indices: indices, values: values, validity: validity)
    }

    public var count: Int { indices.count }

    public var nullCount: Int { validity.map { $0.count - $0.setCount } ?? 0 }
    @inlinable public func isValid(_ index: Int) -> Bool { validity?[index] ?? true }

    /// The dictionary index of one row (0 for a null). For loops over rows take `codes()` once.
    @inlinable public func code(_ index: Int) -> Int { indices[index] }

    /// All indices at one width. **Complexity**: O(rows).
    public func codes() -> [UInt32] { indices.widened }

    public subscript(index: Int) -> String? { isValid(index) ? values[code(index)] : nil }
}

/// Collects text into a dictionary: equal bytes get equal codes, numbered in order of first appearance.
///
/// A flat open-addressing table over the bytes, with a shortcut for a value equal to the one before.
public struct DictionaryBuilder: Sendable {
    private var codes: [UInt32] = []
    private var validity: Bitmap?
    private var values = StringBuilder()
    private var hashes: [UInt32] = []
    private var slots: [UInt32]  // code + 1; 0 = free
    private var lastCode: UInt32?

    public init(minimumCapacity: Int = 0) {
        codes.reserveCapacity(minimumCapacity)
        slots = [UInt32](repeating: 0, count: 64)
    }

    public var count: Int { codes.count }
    public var distinctCount: Int { values.count }

    public mutating func append(_ value: Span<UInt8>) { appendCode(intern(value)) }

    public mutating func append(_ value: String) {
        var value = value
        let code = value.withUTF8 { unsafe intern($0.span) }  // read before the call returns
        appendCode(code)
    }

    public mutating func append(_ value: String?) {
        if let value { append(value) } else { appendNull() }
    }

    public mutating func appendNull() {
        if validity == nil { validity = Bitmap(repeating: true, count: codes.count) }
        codes.append(0)
        validity!.append(false)
    }

    /// Repeats a code that `intern` gave.
    public mutating func appendCode(_ code: UInt32) {
        codes.append(code)
        validity?.append(true)
    }

    public mutating func appendCode(_ code: UInt32, repeating times: Int) {
        codes.append(contentsOf: repeatElement(code, count: times))
        validity?.append(repeating: true, count: times)
    }

    /// The code of a value, new or known, without appending a row.
    public mutating func intern(_ value: Span<UInt8>) -> UInt32 {
        if let last = lastCode, isEqual(value, to: last) { return last }
        let hash = Hash32.bytes(value)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let code = slots[slot] - 1
            if hashes[Int(code)] == hash, isEqual(value, to: code) {
                lastCode = code
                return code
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        let code = UInt32(values.count)
        values.append(value)
        hashes.append(hash)
        slots[slot] = code + 1
        lastCode = code
        if hashes.count * 2 > slots.count { grow() }
        return code
    }

    public mutating func intern(_ value: String) -> UInt32 {
        var value = value
        return value.withUTF8 { unsafe intern($0.span) }  // read before the call returns
    }

    public consuming func finish() -> DictionaryColumn {
        DictionaryColumn(codes: codes, values: values.finish(), validity: validity)
    }

    private func isEqual(_ value: Span<UInt8>, to code: UInt32) -> Bool {
        let start = Int(values.offsets[Int(code)])
        let end = Int(values.offsets[Int(code) + 1])
        return end - start == value.count && values.bytes.span.extracting(start..<end).isEqual(to: value)
    }

    private mutating func grow() {
        var next = [UInt32](repeating: 0, count: slots.count * 2)
        for (code, hash) in hashes.enumerated() {
            var slot = Int(hash) & (next.count - 1)
            while next[slot] != 0 { slot = (slot + 1) & (next.count - 1) }
            next[slot] = UInt32(code) + 1
        }
        slots = next
    }
}
