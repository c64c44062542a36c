/// Distinct texts of a column chunk, numbered in order of first appearance.
///
/// A flat open-addressing table; a slot holds half of the hash beside the code, so that most misses need no text.
struct TextInterner: ~Copyable {
    private(set) var offsets: [UInt32] = [0]
    private(set) var bytes: [UInt8] = []
    private var slots = [UInt64](repeating: 0, count: 1 << 10)  // hash (high half), code + 1 (low half); 0 = free

    var count: Int { offsets.count - 1 }

    /// The code of the text at `start`.
    ///
    /// - Precondition: `length` bytes can be read at `start`.
    @unsafe mutating func intern(_ start: UnsafeRawPointer, length: Int) -> UInt32 {
        let hash = unsafe TextInterner.hash(start, length)
        let mark = hash & 0xFFFF_FFFF_0000_0000
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while true {
            let entry = slots[slot]
            if entry == 0 { break }
            if entry & 0xFFFF_FFFF_0000_0000 == mark {
                let code = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) - 1
                if unsafe isEqual(code, start, length) { return UInt32(truncatingIfNeeded: code) }
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        let code = count
        unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: start, count: length))
        offsets.append(UInt32(bytes.count))
        slots[slot] = mark | UInt64(code + 1)
        if count * 2 > slots.count { grow() }
        return UInt32(truncatingIfNeeded: code)
    }

    /// Overlapping words cover every length from 4 on without a loop over bytes.
    private static func hash(_ start: UnsafeRawPointer, _ length: Int) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: length) &* 0xA076_1D64_78BD_642F
        func mix(_ word: UInt64) {
            let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            hash = product.high ^ product.low
        }
        // All loads lie inside the `length` bytes.
        if length >= 8 {
            var at = 0
            while at &+ 8 < length {
                mix(unsafe start.loadUnaligned(fromByteOffset: at, as: UInt64.self))
                at &+= 8
            }
            mix(unsafe start.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self))
        } else if length >= 4 {
            let low = unsafe start.loadUnaligned(as: UInt32.self)
            let high = unsafe start.loadUnaligned(fromByteOffset: length &- 4, as: UInt32.self)
            mix(UInt64(low) | UInt64(high) << 32)
        } else {
            var word: UInt64 = 0
            for i in 0..<length { word = word << 8 | UInt64(unsafe start.load(fromByteOffset: i, as: UInt8.self)) }
            mix(word)
        }
        mix(0xE703_7ED1_A0B4_28DB)
        return hash
    }

    private func isEqual(_ code: Int, _ start: UnsafeRawPointer, _ length: Int) -> Bool {
        let from = Int(offsets[code])
        guard Int(offsets[code + 1]) - from == length else { return false }
        // Both sides have `length` bytes.
        return unsafe bytes.withUnsafeBytes { known in
            guard length > 0, let base = known.baseAddress else { return true }
            var at = 0
            while at &+ 8 <= length {
                if unsafe (base + from).loadUnaligned(fromByteOffset: at, as: UInt64.self)
                    != start.loadUnaligned(fromByteOffset: at, as: UInt64.self)
                {
                    return false
                }
                at &+= 8
            }
            while at < length {
                if unsafe (base + from).load(fromByteOffset: at, as: UInt8.self) != start.load(fromByteOffset: at, as: UInt8.self) {
                    return false
                }
                at &+= 1
            }
            return true
        }
    }

    /// Doubles the table; the low half of a hash is computed again from the text.
    private mutating func grow() {
        var next = [UInt64](repeating: 0, count: slots.count * 4)
        unsafe bytes.withUnsafeBytes { known in
            for code in 0..<count {
                let from = Int(offsets[code])
                // An empty text reads nothing at the address it is given.
                guard let base = unsafe known.baseAddress ?? UnsafeRawPointer(bitPattern: 1) else { return }
                let hash = unsafe TextInterner.hash(base + from, Int(offsets[code + 1]) - from)
                var slot = Int(truncatingIfNeeded: hash) & (next.count - 1)
                while next[slot] != 0 { slot = (slot + 1) & (next.count - 1) }
                next[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(code + 1)
            }
        }
        slots = next
    }

    consuming func finish() -> StringColumn { StringColumn(offsets: offsets, bytes: bytes) }
}
