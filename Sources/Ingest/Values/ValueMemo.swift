/// Distinct cells of one field and what was made of each, so that normalising and resolving run once per distinct cell.
///
/// A flat open-addressing table; the key is the cell's kind and bytes. Up to 16 bytes the key lies in the entry itself:
///
///     1–3 bytes    first, middle and last byte      4–7 bytes   first four and last four, overlapping
///     8–16 bytes   first eight and last eight, overlapping        more: these two words, and all bytes in `keys`
///
/// Entries are numbered in the order in which they came; a number stays until `reset`.
struct ValueMemo {
    struct Entry {
        var head: UInt64
        var tail: UInt64
        var length: UInt32
        var kind: UInt8
        /// Where the bytes lie in `keys`, for keys of more than 16 bytes.
        var keyOffset: UInt32
    }

    private(set) var entries: [Entry] = []
    private var keys: [UInt8] = []
    private var slots = [UInt32](repeating: 0, count: 256)  // entry + 1; 0 = free
    private var last = 0

    var count: Int { entries.count }

    mutating func reset() { self = ValueMemo() }

    /// The number of the entry for a key, and whether it is new.
    ///
    /// - Precondition: `bytes` is not empty.
    @inline(__always)
    mutating func entry(_ bytes: UnsafeBufferPointer<UInt8>, kind: UInt8) -> (number: Int, isNew: Bool) {
        let (head, tail) = unsafe Self.words(bytes)
        // The shortcut: a column's cell often equals the one above.
        if last < entries.count, unsafe isEqual(last, head, tail, bytes, kind) { return (last, false) }
        return unsafe find(bytes, head, tail, kind)
    }

    private mutating func find(
        _ bytes: UnsafeBufferPointer<UInt8>, _ head: UInt64, _ tail: UInt64, _ kind: UInt8
    ) -> (number: Int, isNew: Bool) {
        let hash = unsafe Self.hash(bytes, head, tail, kind)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count &- 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) &- 1
            if unsafe isEqual(number, head, tail, bytes, kind) {
                last = number
                return (number, false)
            }
            slot = (slot &+ 1) & (slots.count &- 1)
        }
        let number = entries.count
        entries.append(
            Entry(
                head: head, tail: tail, length: UInt32(truncatingIfNeeded: bytes.count), kind: kind,
                keyOffset: UInt32(truncatingIfNeeded: keys.count)))
        if bytes.count > 16 { unsafe keys.append(contentsOf: bytes) }  // copied while the cell's buffer lives
        slots[slot] = UInt32(truncatingIfNeeded: number &+ 1)
        last = number
        if entries.count * 2 > slots.count { grow() }
        return (number, true)
    }

    @inline(__always)
    private func isEqual(
        _ number: Int, _ head: UInt64, _ tail: UInt64, _ bytes: UnsafeBufferPointer<UInt8>, _ kind: UInt8
    ) -> Bool {
        let entry = entries[number]
        guard entry.head == head, entry.tail == tail, Int(entry.length) == bytes.count, entry.kind == kind else {
            return false
        }
        return unsafe bytes.count <= 16 || isEqualLong(entry, bytes)
    }

    private func isEqualLong(_ entry: Entry, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(entry.keyOffset)
        return unsafe keys[start..<(start + bytes.count)].elementsEqual(bytes)
    }

    private mutating func grow() {
        var next = [UInt32](repeating: 0, count: slots.count * 2)
        for (number, entry) in entries.enumerated() {
            let start = Int(entry.keyOffset)
            // A short key's hash needs its two words only; the slice of a long one lives over the call.
            let key = entry.length <= 16 ? keys[0..<0] : keys[start..<(start + Int(entry.length))]
            let hash = unsafe key.withUnsafeBufferPointer { bytes in
                entry.length <= 16
                    ? Self.mix(entry.head, entry.tail, UInt64(entry.length), entry.kind)
                    : unsafe Self.hash(bytes, entry.head, entry.tail, entry.kind)
            }
            var slot = Int(truncatingIfNeeded: hash) & (next.count - 1)
            while next[slot] != 0 { slot = (slot + 1) & (next.count - 1) }
            next[slot] = UInt32(number + 1)
        }
        slots = next
    }

    @inline(__always)
    private static func words(_ bytes: UnsafeBufferPointer<UInt8>) -> (UInt64, UInt64) {
        let count = bytes.count
        guard let base = bytes.baseAddress, count > 0 else { return (0, 0) }
        let raw = unsafe UnsafeRawPointer(base)
        // Every load lies within `count`.
        if count >= 8 {
            return unsafe (
                raw.loadUnaligned(as: UInt64.self), raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
            )
        }
        if count >= 4 {
            let low = unsafe raw.loadUnaligned(as: UInt32.self)
            let high = unsafe raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)
            return (UInt64(low) | UInt64(high) << 32, 0)
        }
        let middle = unsafe UInt64(base[count &>> 1]) << 8
        return unsafe (UInt64(base[0]) << 16 | middle | UInt64(base[count &- 1]), 0)
    }

    private static func hash(
        _ bytes: UnsafeBufferPointer<UInt8>, _ head: UInt64, _ tail: UInt64, _ kind: UInt8
    ) -> UInt64 {
        var head = head
        if bytes.count > 16, let base = bytes.baseAddress {
            let raw = unsafe UnsafeRawPointer(base)
            var i = 8
            while i &+ 8 < bytes.count {
                // Eight bytes lie before the end.
                head = (head ^ (unsafe raw.loadUnaligned(fromByteOffset: i, as: UInt64.self))) &* 0x9E37_79B9_7F4A_7C15
                head ^= head >> 32
                i &+= 8
            }
        }
        return mix(head, tail, UInt64(bytes.count), kind)
    }

    @inline(__always)
    private static func mix(_ head: UInt64, _ tail: UInt64, _ count: UInt64, _ kind: UInt8) -> UInt64 {
        let product = (head ^ (count << 8 | UInt64(kind))).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        let mixed = (product.low ^ product.high ^ tail).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return mixed.low ^ mixed.high
    }
}
