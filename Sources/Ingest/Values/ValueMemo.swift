/// Distinct cells of one field and what was made of each, so that normalising and resolving run once per distinct cell.
///
/// A flat open-addressing table; the key is the cell's kind and bytes. Up to 16 bytes the key lies in the entry itself:
///
///     1–3 bytes    first, middle and last byte      4–7 bytes   first four and last four, overlapping
///     8–16 bytes   first eight and last eight, overlapping        more: these two words, and all bytes in `keys`
///
/// Entries are numbered in the order in which they came; a number stays until `reset`.
@safe struct ValueMemo: ~Copyable {
    struct Entry {
        var head: UInt64
        var tail: UInt64
        var length: UInt32
        var kind: UInt8
        /// Where the bytes lie in `keys`, for keys of more than 16 bytes.
        var keyOffset: UInt32
    }

    // Own memory instead of arrays: one look-up a cell, without a check for sharing and bounds.
    // `count` entries are initialised; `slotCount` is a power of two above twice that, and all slots are initialised.
    private var entries: UnsafeMutablePointer<Entry>
    private var slots: UnsafeMutablePointer<UInt32>  // entry + 1; 0 = free
    private var slotCount = 256
    private var keys: [UInt8] = []
    private var last = 0
    private(set) var count = 0

    init() {
        unsafe entries = .allocate(capacity: 128)
        unsafe slots = .allocate(capacity: 256)
        unsafe slots.initialize(repeating: 0, count: 256)
    }

    deinit {
        // Nothing in them needs to be destroyed.
        unsafe entries.deallocate()
        unsafe slots.deallocate()
    }

    /// The number of the entry for a key, and whether it is new.
    ///
    /// - Precondition: `bytes` is not empty.
    @inline(__always)
    mutating func entry(_ bytes: UnsafeBufferPointer<UInt8>, kind: UInt8) -> (number: Int, isNew: Bool) {
        let (head, tail) = unsafe Self.words(bytes)
        // The shortcut: a column's cell often equals the one above.
        if last < count, unsafe isEqual(last, head, tail, bytes, kind) { return (last, false) }
        return unsafe find(bytes, head, tail, kind)
    }

    private mutating func find(
        _ bytes: UnsafeBufferPointer<UInt8>, _ head: UInt64, _ tail: UInt64, _ kind: UInt8
    ) -> (number: Int, isNew: Bool) {
        let hash = unsafe Self.hash(bytes, head, tail, kind)
        var slot = Int(truncatingIfNeeded: hash) & (slotCount &- 1)
        // A slot is below `slotCount` by the mask; what it holds is an entry's number + 1.
        while true {
            let entry = unsafe slots[slot]
            if entry == 0 { break }
            let number = Int(entry) &- 1
            if unsafe isEqual(number, head, tail, bytes, kind) {
                last = number
                return (number, false)
            }
            slot = (slot &+ 1) & (slotCount &- 1)
        }
        let number = count
        // There is room: the table grows when it is half full.
        unsafe (entries + number).initialize(
            to: Entry(
                head: head, tail: tail, length: UInt32(truncatingIfNeeded: bytes.count), kind: kind,
                keyOffset: UInt32(truncatingIfNeeded: keys.count)))
        if bytes.count > 16 { unsafe keys.append(contentsOf: bytes) }  // copied while the cell's buffer lives
        unsafe slots[slot] = UInt32(truncatingIfNeeded: number &+ 1)
        last = number
        count &+= 1
        if count * 2 >= slotCount { grow() }
        return (number, true)
    }

    /// - Precondition: `number` is below `count`.
    @inline(__always)
    private func isEqual(
        _ number: Int, _ head: UInt64, _ tail: UInt64, _ bytes: UnsafeBufferPointer<UInt8>, _ kind: UInt8
    ) -> Bool {
        let entry = unsafe entries + number
        guard unsafe entry.pointee.head == head, unsafe entry.pointee.tail == tail,
            unsafe Int(entry.pointee.length) == bytes.count, unsafe entry.pointee.kind == kind
        else { return false }
        return unsafe bytes.count <= 16 || isEqualLong(Int(entry.pointee.keyOffset), bytes)
    }

    private func isEqualLong(_ start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        return unsafe keys[start..<(start + bytes.count)].elementsEqual(bytes)
    }

    /// Doubles the table.
    private mutating func grow() {
        let nextCount = slotCount * 2
        let next = UnsafeMutablePointer<UInt32>.allocate(capacity: nextCount)
        unsafe next.initialize(repeating: 0, count: nextCount)
        for number in 0..<count {
            var slot = Int(truncatingIfNeeded: hash(of: number)) & (nextCount - 1)
            while unsafe next[slot] != 0 { slot = (slot + 1) & (nextCount - 1) }
            unsafe next[slot] = UInt32(number + 1)
        }
        let more = UnsafeMutablePointer<Entry>.allocate(capacity: slotCount)
        unsafe more.moveInitialize(from: entries, count: count)
        unsafe entries.deallocate()
        unsafe slots.deallocate()
        unsafe entries = more
        unsafe slots = next
        slotCount = nextCount
    }

    private func hash(of number: Int) -> UInt64 {
        let entry = unsafe entries[number]
        let start = Int(entry.keyOffset)
        // A short key's hash needs its two words only; the slice of a long one lives over the call.
        if entry.length <= 16 { return Self.mix(entry.head, entry.tail, UInt64(entry.length), entry.kind) }
        return unsafe keys[start..<(start + Int(entry.length))].withUnsafeBufferPointer { bytes in
            unsafe Self.hash(bytes, entry.head, entry.tail, entry.kind)
        }
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
