/// Distinct texts of a column chunk, numbered in order of first appearance.
///
/// A flat open-addressing table of 32-bit slots, so that it stays in the processor's cache: with `2^k` slots the low `k`
/// bits hold the code + 1 (0 = free), the others a part of the hash, so that most misses need no text.
struct TextInterner: ~Copyable {
    private(set) var offsets: [UInt32] = [0]
    private(set) var bytes: [UInt8] = []
    private var slots = [UInt32](repeating: 0, count: 1 << 10)

    var count: Int { offsets.count - 1 }

    /// The code of the text at `start`.
    ///
    /// - Precondition: `length` bytes can be read at `start`.
    @unsafe mutating func intern(_ start: UnsafeRawPointer, length: Int) -> UInt32 {
        let hash = unsafe TextInterner.hash(start, length)
        let last = slots.count &- 1
        let codeMask = UInt32(truncatingIfNeeded: last)
        let tag = UInt32(truncatingIfNeeded: hash &>> 32) & ~codeMask
        var slot = Int(truncatingIfNeeded: hash) & last
        while true {
            let entry = slots[slot]
            if entry == 0 { break }
            if entry & ~codeMask == tag {
                let code = Int(entry & codeMask) &- 1
                if unsafe isEqual(code, start, length) { return UInt32(truncatingIfNeeded: code) }
            }
            slot = (slot &+ 1) & last
        }
        let code = count
        unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: start, count: length))
        offsets.append(UInt32(bytes.count))
        slots[slot] = tag | UInt32(code + 1)
        if count * 2 >= slots.count { grow() }
        return UInt32(truncatingIfNeeded: code)
    }

    /// Overlapping words cover every length from 4 on without a loop over bytes.
    @inline(__always)
    private static func hash(_ start: UnsafeRawPointer, _ length: Int) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: length) &* 0xA076_1D64_78BD_642F
        // All loads lie inside the `length` bytes.
        if length >= 8 {
            var at = 0
            while at &+ 8 < length {
                hash = mix(hash, unsafe start.loadUnaligned(fromByteOffset: at, as: UInt64.self))
                at &+= 8
            }
            hash = mix(hash, unsafe start.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self))
        } else if length >= 4 {
            let low = unsafe start.loadUnaligned(as: UInt32.self)
            let high = unsafe start.loadUnaligned(fromByteOffset: length &- 4, as: UInt32.self)
            hash = mix(hash, UInt64(low) | UInt64(high) &<< 32)
        } else {
            var word: UInt64 = 0
            for i in 0..<length { word = word &<< 8 | UInt64(unsafe start.load(fromByteOffset: i, as: UInt8.self)) }
            hash = mix(hash, word)
        }
        return mix(hash, 0xE703_7ED1_A0B4_28DB)
    }

    @inline(__always)
    private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }

    @inline(__always)
    private func isEqual(_ code: Int, _ start: UnsafeRawPointer, _ length: Int) -> Bool {
        let from = Int(offsets[code])
        guard Int(offsets[code &+ 1]) &- from == length else { return false }
        return unsafe bytes.withUnsafeBytes { known in
            // An empty text has nothing to compare.
            guard length > 0, let base = known.baseAddress else { return true }
            return unsafe TextInterner.isEqual(base + from, start, length)  // both sides have `length` bytes
        }
    }

    @inline(__always)
    private static func isEqual(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ length: Int) -> Bool {
        // All loads lie inside the `length` bytes of both sides; the last word overlaps the one before.
        if length >= 8 {
            var at = 0
            while at &+ 8 < length {
                if unsafe word(a, at) != word(b, at) { return false }
                at &+= 8
            }
            return unsafe word(a, length &- 8) == word(b, length &- 8)
        }
        for i in 0..<length where unsafe a.load(fromByteOffset: i, as: UInt8.self) != b.load(fromByteOffset: i, as: UInt8.self) {
            return false
        }
        return true
    }

    @inline(__always)
    private static func word(_ start: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        unsafe start.loadUnaligned(fromByteOffset: offset, as: UInt64.self)  // the callers stay inside
    }

    /// Doubles the table; the hashes are computed again from the texts.
    private mutating func grow() {
        let last = slots.count * 2 - 1
        precondition(last < 1 << 31, "too many distinct texts")
        let codeMask = UInt32(truncatingIfNeeded: last)
        var next = [UInt32](repeating: 0, count: last + 1)
        unsafe bytes.withUnsafeBytes { known in
            // Empty texts have no address, and none is read.
            guard let base = unsafe known.baseAddress ?? UnsafeRawPointer(bitPattern: 1) else { return }
            for code in 0..<count {
                let from = Int(offsets[code])
                let hash = unsafe TextInterner.hash(base + from, Int(offsets[code + 1]) - from)
                var slot = Int(truncatingIfNeeded: hash) & last
                while next[slot] != 0 { slot = (slot + 1) & last }
                next[slot] = UInt32(truncatingIfNeeded: hash &>> 32) & ~codeMask | UInt32(code + 1)
            }
        }
        slots = next
    }

    consuming func finish() -> StringColumn { StringColumn(offsets: offsets, bytes: bytes) }
}
