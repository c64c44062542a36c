import Columnar

/// Texts to numbers, found by their bytes.
///
/// `Dictionary<String, Int>` will not do: Swift compares strings by canonical equivalence, so that the compatibility
/// ideograph U+F981 would be found as 女. The registry compares exactly.
struct ByteTable: Sendable {
    private var bytes: [UInt8] = []
    private var offsets: [Int] = [0]
    private var values: [Int] = []
    private var slots = [Int32](repeating: -1, count: 16)

    /// The number of a key. **Complexity**: O(bytes).
    func find(_ key: Span<UInt8>) -> Int? {
        var slot = Int(Hash32.bytes(key)) & (slots.count - 1)
        while slots[slot] >= 0 {
            let entry = Int(slots[slot])
            if isEqual(key, entry) { return values[entry] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    subscript(key: String) -> Int? {
        get { find(Array(key.utf8).span) }
        set {
            guard let newValue else { return }
            insert(Array(key.utf8), newValue)
        }
    }

    /// Adds a key or replaces its number.
    private mutating func insert(_ key: [UInt8], _ value: Int) {
        let hash = Int(Hash32.bytes(key.span))
        var slot = hash & (slots.count - 1)
        while slots[slot] >= 0 {
            let entry = Int(slots[slot])
            if isEqual(key.span, entry) {
                values[entry] = value
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(values.count)
        values.append(value)
        bytes += key
        offsets.append(bytes.count)
        if values.count * 2 > slots.count { grow() }
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for entry in values.indices {
            let hash = Int(Hash32.bytes(bytes.span.extracting(offsets[entry]..<offsets[entry + 1])))
            var slot = hash & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(entry)
        }
    }

    private func isEqual(_ key: Span<UInt8>, _ entry: Int) -> Bool {
        let start = offsets[entry]
        guard offsets[entry + 1] - start == key.count else { return false }
        for index in 0..<key.count where bytes[start + index] != key[index] { return false }
        return true
    }
}

extension String {
    /// Equality of scalars, not of canonical equivalents.
    func isExactly(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }

    /// Without U+0020.
    var withoutSpaces: String { String(String.UnicodeScalarView(unicodeScalars.filter { $0 != " " })) }
}
