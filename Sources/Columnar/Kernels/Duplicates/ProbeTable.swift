/// Distinct records of one part: open addressing over the upper bits of the record.
///
/// A record's key stands in the bits of `keyMask`, which are its upper ones, and its row in the others (`KeyRecord`).
///
/// Safe to use: it owns `slots`, whose length is `mask + 1`, a power of two, and every index is masked.
@safe struct ProbeTable: ~Copyable {
    /// No record: no row number has all its bits set.
    private static var free: UInt64 { .max }

    private let keyMask: UInt64
    private var slots: UnsafeMutablePointer<UInt64>
    private var mask = 15
    private var shift: UInt64 = 60
    private var used = 0

    /// - Precondition: a key has 26 bits at least, so that a slot's number never holds bits of a row.
    init(keyMask: UInt64) {
        precondition(keyMask.leadingZeroBitCount == 0 && keyMask.nonzeroBitCount >= 26, "not the upper bits")
        self.keyMask = keyMask
        unsafe slots = .allocate(capacity: 16)
        unsafe slots.initialize(repeating: ProbeTable.free, count: 16)
    }

    deinit { unsafe slots.deallocate() }

    /// Empties the table. It starts with room for at most 32,768 distinct records, 512 KiB, and grows with them, so that a
    /// part of one key repeated stays small.
    mutating func reset(for recordCount: Int) {
        var bits = 4
        while bits < 16, 1 << bits < recordCount * 2 { bits += 1 }
        resize(bits)
    }

    @inline(__always) func firstSlot(of record: UInt64) -> Int { Int(truncatingIfNeeded: record >> shift) }

    /// The next known record with the same key bits, and its slot; nil at the first free slot.
    @inline(__always) func lookUp(_ record: UInt64, from slot: inout Int) -> UInt64? {
        slot &= mask
        while true {
            let known = unsafe slots[slot]
            if known == ProbeTable.free { return nil }
            if (known ^ record) & keyMask == 0 { return known }
            slot = (slot &+ 1) & mask
        }
    }

    /// Puts a new record into the free slot that `lookUp` ended at.
    @inline(__always) mutating func insert(_ record: UInt64, at slot: Int) {
        unsafe slots[slot & mask] = record
        used &+= 1
        if used &* 2 > mask { grow() }
    }

    private mutating func resize(_ bits: Int) {
        if mask + 1 != 1 << bits {
            unsafe slots.deallocate()
            unsafe slots = .allocate(capacity: 1 << bits)
            mask = 1 << bits - 1
            shift = UInt64(64 - bits)
        }
        unsafe slots.initialize(repeating: ProbeTable.free, count: mask + 1)
        used = 0
    }

    private mutating func grow() {
        let old = unsafe Array(UnsafeBufferPointer(start: slots, count: mask + 1))
        resize((mask + 1).trailingZeroBitCount + 1)
        for record in old where record != ProbeTable.free {
            var slot = firstSlot(of: record)
            while unsafe slots[slot] != ProbeTable.free { slot = (slot + 1) & mask }
            unsafe slots[slot] = record
            used += 1
        }
    }
}
