/// How 8-byte records hold keys and rows.
///
///     63            rowBits rowBits-1      0
///     next bits of the hash      row number
///
/// The first `partBits` bits of a hash are the number of its part and stand in no record.
package struct KeyRecordFormat: Sendable, Equatable {
    package let partBits: Int
    /// Enough for every row number, and one number more: no record has all its bits set.
    package let rowBits: Int

    /// Up to 4,096 parts, each of 8 to 16 thousand records as long as that is enough.
    ///
    /// A part's table then fits a core's own cache. More parts than necessary make the scatter write to more places than the
    /// first-level cache has lines: 2,048 parts took twice as long as 1,024.
    ///
    /// - Precondition: fewer than 2^32 − 1 rows.
    package init(rowCount: Int) {
        precondition(rowCount < Int(UInt32.max), "more rows than a row number can hold")
        var bits = 1
        while bits < 12, rowCount >> bits > 1 << 14 { bits += 1 }
        partBits = bits
        rowBits = Int.bitWidth - rowCount.leadingZeroBitCount
    }

    var partCount: Int { 1 << partBits }
    package var rowMask: UInt64 { (1 << UInt64(rowBits)) - 1 }
    package var keyMask: UInt64 { ~rowMask }

    /// Whether part and record together hold every bit of the hash of such keys, so that equal records are equal keys.
    package func isExact(keyBits: Int) -> Bool { keyBits <= partBits + 64 - rowBits }

    @inline(__always) package func part(of hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash &>> UInt64(truncatingIfNeeded: 64 &- partBits))
    }

    @inline(__always) package func record(_ hash: UInt64, row: UInt64) -> UInt64 {
        (hash &<< UInt64(truncatingIfNeeded: partBits)) & keyMask | row
    }
}

/// A one-to-one hash of keys of up to `bits` bits, which stands in the upper bits of a word.
///
/// Folding the upper half into the lower and multiplying by an odd number can both be undone, modulo 2^bits.
package struct KeyHash: Sendable, Equatable {
    /// 1…64.
    package let bits: Int

    package init(bits: Int) {
        precondition(bits >= 1 && bits <= 64, "a key has 1 to 64 bits")
        self.bits = bits
    }

    /// For keys that are no larger than `largest`, as unsigned numbers.
    package init(largest: UInt64) { self.init(bits: max(1, 64 - largest.leadingZeroBitCount)) }

    @inline(__always) package func callAsFunction(_ key: UInt64) -> UInt64 {
        let folded = key ^ (key &>> UInt64(truncatingIfNeeded: (bits &+ 1) / 2))
        return (folded &* 0x9E37_79B9_7F4A_7C15) &<< UInt64(truncatingIfNeeded: 64 &- bits)
    }
}
