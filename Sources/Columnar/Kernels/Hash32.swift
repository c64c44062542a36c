/// A fast, seedless hash of bytes for tables inside one process. Not for keys that an attacker chooses, not stored.
public enum Hash32 {
    /// FNV-1a over 8-byte words with a multiplicative finish.
    public static func bytes(_ value: Span<UInt8>) -> UInt32 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(value.count)
        var i = 0
        let raw = unsafe value.bytes  // bytes of bytes: no padding, no lifetime beyond this call
        while i + 8 <= value.count {
            // The range was checked by the loop condition.
            let word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: i, as: UInt64.self)
            hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
            i += 8
        }
        var tail: UInt64 = 0
        var shift: UInt64 = 0
        while i < value.count {
            tail |= UInt64(value[i]) << shift
            shift += 8
            i += 1
        }
        hash = (hash ^ tail) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 32
        return UInt32(truncatingIfNeeded: hash)
    }
}
