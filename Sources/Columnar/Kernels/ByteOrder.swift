/// Comparisons of byte strings, eight bytes at a time. UTF-8 in byte order is in order of code points.
extension Span<UInt8> {
    /// Whether both hold the same bytes.
    public func isEqual(to other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        let a = unsafe bytes  // bytes of bytes: no padding, no lifetime beyond this call
        let b = unsafe other.bytes
        var i = 0
        while i + 8 <= count {
            // The loop condition keeps both reads inside.
            let x = unsafe a.unsafeLoadUnaligned(fromUncheckedByteOffset: i, as: UInt64.self)
            let y = unsafe b.unsafeLoadUnaligned(fromUncheckedByteOffset: i, as: UInt64.self)
            if x != y { return false }
            i += 8
        }
        while i < count {
            if self[i] != other[i] { return false }
            i += 1
        }
        return true
    }

    /// Whether these bytes come before the other ones; a beginning comes before what it begins.
    public func precedes(_ other: Span<UInt8>) -> Bool {
        let a = unsafe bytes  // as above
        let b = unsafe other.bytes
        let shared = Swift.min(count, other.count)
        var i = 0
        while i + 8 <= shared {
            // The loop condition keeps both reads inside.
            let x = unsafe a.unsafeLoadUnaligned(fromUncheckedByteOffset: i, as: UInt64.self)
            let y = unsafe b.unsafeLoadUnaligned(fromUncheckedByteOffset: i, as: UInt64.self)
            if x != y { return UInt64(bigEndian: x) < UInt64(bigEndian: y) }
            i += 8
        }
        while i < shared {
            if self[i] != other[i] { return self[i] < other[i] }
            i += 1
        }
        return count < other.count
    }

    /// The first eight bytes as a number that orders like the bytes; a shorter string is filled with zeros.
    var orderingPrefix: UInt64 {
        if count >= 8 {
            // Eight bytes are there.
            return UInt64(bigEndian: unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: UInt64.self))
        }
        var prefix: UInt64 = 0
        for i in 0..<count { prefix |= UInt64(self[i]) << UInt64(56 - i * 8) }
        return prefix
    }
}
