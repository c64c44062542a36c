import Columnar

/// Distinct texts with a number each, in order of first appearance.
struct TextTable: Sendable {
    private var bytes: [UInt8] = []
    private var offsets: [Int] = [0]
    private var hashes: [UInt64] = []
    /// Number + 1; 0 is free.
    private var slots = [UInt32](repeating: 0, count: 64)

    var count: Int { hashes.count }
    /// Bytes in use, roughly.
    var byteCount: Int { bytes.count + hashes.count * 24 }

    /// - Errors: `memory` when the texts exceed 4 GiB, which is what offsets can address.
    mutating func intern(_ text: Span<UInt8>) throws(QueryError) -> UInt32 {
        let hash = Hash64.bytes(text)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot] - 1)
            if hashes[number] == hash, bytes.span.extracting(offsets[number]..<offsets[number + 1]).isEqual(to: text) {
                return UInt32(number)
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        guard bytes.count + text.count <= Int(UInt32.max) else { throw TextTable.full }
        let number = UInt32(hashes.count)
        for index in 0..<text.count { bytes.append(text[index]) }
        offsets.append(bytes.count)
        hashes.append(hash)
        slots[slot] = number + 1
        if hashes.count * 2 > slots.count { grow() }
        return number
    }

    /// The number of a text; nil when it is not there.
    func find(_ text: Span<UInt8>) -> UInt32? {
        let hash = Hash64.bytes(text)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot] - 1)
            if hashes[number] == hash, bytes.span.extracting(offsets[number]..<offsets[number + 1]).isEqual(to: text) {
                return UInt32(number)
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The numbers of all rows; 0 for a null. Each entry of a dictionary is looked up once.
    mutating func intern(_ texts: TextVector, rowCount: Int, validity: Bitmap?) throws(QueryError) -> [UInt32] {
        switch texts.codes {
        case .int8(let codes): return try intern(texts.values, codes, validity)
        case .int16(let codes): return try intern(texts.values, codes, validity)
        case .int32(let codes): return try intern(texts.values, codes, validity)
        case nil: break
        }
        var result = [UInt32](repeating: 0, count: rowCount)
        for row in 0..<rowCount where validity.map({ $0[row] }) ?? true { result[row] = try intern(texts.values.span(row)) }
        return result
    }

    private mutating func intern<Code: FixedWidthInteger & UnsignedInteger>(
        _ entries: StringColumn, _ codes: [Code], _ validity: Bitmap?
    ) throws(QueryError) -> [UInt32] {
        var result = [UInt32](repeating: 0, count: codes.count)
        var known = [UInt32](repeating: .max, count: entries.count)
        for row in codes.indices where validity == nil || validity![row] {
            let entry = Int(codes[row])
            if known[entry] == .max { known[entry] = try intern(entries.span(entry)) }
            result[row] = known[entry]
        }
        return result
    }

    func finish() -> StringColumn { StringColumn(offsets: offsets.map { UInt32($0) }, bytes: bytes) }

    private static var full: QueryError {
        QueryError(.memory, at: nil, "不同的文本超过 4 GiB;请缩小范围", "more than 4 GiB of different texts; narrow the query")
    }

    private mutating func grow() {
        var next = [UInt32](repeating: 0, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & (next.count - 1)
            while next[slot] != 0 { slot = (slot + 1) & (next.count - 1) }
            next[slot] = UInt32(number) + 1
        }
        slots = next
    }
}
