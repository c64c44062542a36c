/// Distinct cells of one field and what was made of each, so that normalising and resolving run once per distinct cell.
///
/// A flat open-addressing table; the key is the cell's kind and bytes. Up to 16 bytes the key lies in the entry itself:
///
///     head   the first eight bytes; what lies behind the cell is zero
///     tail   of more than eight bytes the last eight, which may overlap the first; else zero
///     more than 16 bytes: these two words, and all bytes in `keys`
///
/// Neither depends on a branch, and a look-up does not wait for the one before: cells of random values of a few lengths would
/// else cost a mispredicted branch each.
///
/// Entries are numbered in the order in which they came; a number stays until `reset`.
@safe struct ValueMemo: ~Copyable {
    struct Entry {
        var head: UInt64
        var tail: UInt64
        /// Length in bytes and, in the low byte, the kind.
        var shape: UInt32
        /// Where the bytes lie in `keys`, for keys of more than 16 bytes.
        var keyOffset: UInt32
    }

    // Own memory instead of arrays: one look-up a cell, without a check for sharing and bounds.
    // `count` entries are initialised; `slotCount` is a power of two above twice that, and all slots are initialised.
    private var entries: UnsafeMutablePointer<Entry>
    private var slots: UnsafeMutablePointer<UInt32>  // entry + 1; 0 = free
    private var slotCount = 256
    private var keys: [UInt8] = []
    private(set) var count = 0
    /// The entry that was found last: in most columns most cells are like the one above. Below `count`, or both are 0.
    private var last = 0

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
    /// - Parameters:
    ///   - count: bytes of the key, at least one.
    ///   - readable: how many bytes can be read at `start`, at least `count`.
    @inline(__always)
    mutating func entry(
        _ start: UnsafeRawPointer, count: Int, readable: Int, kind: UInt8
    ) -> (number: Int, isNew: Bool) {
        let (head, tail) = unsafe Self.words(start, count, readable)
        let shape = UInt32(truncatingIfNeeded: count) << 8 | UInt32(kind)
        if self.count > 0, unsafe isEqual(last, head, tail, shape, start) { return (last, false) }
        var hash = Self.mix(head, tail, shape)
        if count > 16 { hash ^= unsafe Self.mixMiddle(start, count) }
        let slot = Int(truncatingIfNeeded: hash &>> 32) & (slotCount &- 1)
        // A slot is below `slotCount` by the mask; what it holds is an entry's number + 1.
        let entry = unsafe slots[slot]
        let found =
            if entry != 0, unsafe isEqual(Int(entry) &- 1, head, tail, shape, start) {
                (Int(entry) &- 1, false)
            } else {
                unsafe find(slot, head, tail, shape, start)
            }
        last = found.0
        return found
    }

    /// Goes on at a slot that is free or another's.
    private mutating func find(
        _ first: Int, _ head: UInt64, _ tail: UInt64, _ shape: UInt32, _ start: UnsafeRawPointer
    ) -> (number: Int, isNew: Bool) {
        var slot = first
        while true {
            let entry = unsafe slots[slot]  // as in `entry`
            if entry == 0 { break }
            let number = Int(entry) &- 1
            if unsafe isEqual(number, head, tail, shape, start) { return (number, false) }
            slot = (slot &+ 1) & (slotCount &- 1)
        }
        let number = count
        let length = Int(shape &>> 8)
        // There is room: the table grows when it is half full.
        unsafe (entries + number).initialize(
            to: Entry(head: head, tail: tail, shape: shape, keyOffset: UInt32(truncatingIfNeeded: keys.count)))
        // Copied while the cell's buffer lives.
        if length > 16 { unsafe keys.append(contentsOf: UnsafeRawBufferPointer(start: start, count: length)) }
        unsafe slots[slot] = UInt32(truncatingIfNeeded: number &+ 1)
        count &+= 1
        if count * 2 >= slotCount { grow() }
        return (number, true)
    }

    /// - Precondition: `number` is below `count`.
    @inline(__always)
    private func isEqual(
        _ number: Int, _ head: UInt64, _ tail: UInt64, _ shape: UInt32, _ start: UnsafeRawPointer
    ) -> Bool {
        let entry = unsafe entries + number
        guard unsafe entry.pointee.head == head, unsafe entry.pointee.tail == tail, unsafe entry.pointee.shape == shape
        else { return false }
        return unsafe shape &>> 8 <= 16 || isEqualLong(Int(entry.pointee.keyOffset), start, Int(shape &>> 8))
    }

    private func isEqualLong(_ offset: Int, _ start: UnsafeRawPointer, _ length: Int) -> Bool {
        // An entry of more than 16 bytes has them all in `keys`.
        unsafe keys.withUnsafeBytes { known in
            unsafe known[offset..<(offset + length)].elementsEqual(UnsafeRawBufferPointer(start: start, count: length))
        }
    }

    /// Doubles the table.
    private mutating func grow() {
        let nextCount = slotCount * 2
        let next = UnsafeMutablePointer<UInt32>.allocate(capacity: nextCount)
        unsafe next.initialize(repeating: 0, count: nextCount)
        for number in 0..<count {
            var slot = Int(truncatingIfNeeded: hash(of: number) &>> 32) & (nextCount - 1)
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
        let hash = Self.mix(entry.head, entry.tail, entry.shape)
        let length = Int(entry.shape &>> 8)
        guard length > 16 else { return hash }
        return unsafe keys.withUnsafeBytes { known in
            // As in `isEqualLong`.
            unsafe hash ^ Self.mixMiddle(known.baseAddress! + Int(entry.keyOffset), length)
        }
    }

    @inline(__always)
    private static func words(_ start: UnsafeRawPointer, _ count: Int, _ readable: Int) -> (UInt64, UInt64) {
        guard readable >= 8 else { return unsafe slowWords(start, count) }
        // Eight bytes can be read at `start`, and before the end of a longer key.
        let first = unsafe UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
        let last = unsafe UInt64(littleEndian: start.loadUnaligned(fromByteOffset: max(0, count &- 8), as: UInt64.self))
        let isLong = count > 8
        let mask = UInt64.max &>> UInt64(truncatingIfNeeded: isLong ? 0 : 64 &- 8 &* count)
        return (first & mask, isLong ? last : 0)
    }

    /// The same at the end of a buffer, where less than eight bytes are left.
    private static func slowWords(_ start: UnsafeRawPointer, _ count: Int) -> (UInt64, UInt64) {
        var head: UInt64 = 0
        for i in 0..<min(count, 8) {
            head |= unsafe UInt64(start.load(fromByteOffset: i, as: UInt8.self)) &<< UInt64(8 &* i)  // i < count
        }
        return (head, 0)
    }

    /// The bytes between the two words of a key of more than 16.
    private static func mixMiddle(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
        var hash: UInt64 = 0
        var i = 8
        while i &+ 8 < count {
            // Eight bytes lie before the end.
            hash = (hash ^ (unsafe start.loadUnaligned(fromByteOffset: i, as: UInt64.self))) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash &>> 32
            i &+= 8
        }
        return hash ^ hash &<< 32
    }

    /// The upper half is used.
    @inline(__always)
    private static func mix(_ head: UInt64, _ tail: UInt64, _ shape: UInt32) -> UInt64 {
        let mixed = head &* 0x9E37_79B9_7F4A_7C15 ^ (tail &+ UInt64(shape)) &* 0xD6E8_FEB8_6659_FD93
        return (mixed ^ mixed &>> 29) &* 0xBF58_476D_1CE4_E5B9
    }
}
