/// A fast hash for tables inside one process. Not for keys that an attacker chooses, not stored.
///
/// **Source**: Wang Yi, "wyhash" (public domain): products of 64-bit words, folded from 128 bits.
public enum Hash64 {
    private static var first: UInt64 { 0xA076_1D64_78BD_642F }
    private static var second: UInt64 { 0xE703_7ED1_A0B4_28DB }

    /// The hash of a byte string; other seeds give independent hashes.
    public static func bytes(_ value: Span<UInt8>, seed: UInt64 = 0) -> UInt64 {
        let count = value.count
        let raw = unsafe value.bytes  // bytes of bytes: no padding, no lifetime beyond this call
        var state = seed ^ first
        var a: UInt64 = 0
        var b: UInt64 = 0
        // Every read lies inside: the offsets follow from the count that was just compared.
        if count >= 8 {
            var i = 0
            while i + 16 < count {
                a = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: i, as: UInt64.self)
                b = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: i + 8, as: UInt64.self)
                state = fold(a ^ second, b ^ state)
                i += 16
            }
            a = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: count >= 16 ? count - 16 : 0, as: UInt64.self)
            b = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: count - 8, as: UInt64.self)
        } else if count >= 4 {
            a = UInt64(unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: UInt32.self))
            b = UInt64(unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: count - 4, as: UInt32.self))
        } else if count > 0 {
            a = UInt64(value[0]) << 16 | UInt64(value[count >> 1]) << 8 | UInt64(value[count - 1])
        }
        return fold(second ^ UInt64(count), fold(a ^ second, b ^ state))
    }

    /// The hash of a number. Different numbers have different hashes.
    public static func number(_ value: UInt64, seed: UInt64 = 0) -> UInt64 {
        var z = value ^ seed
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// The hash of a tuple from that of its beginning and that of its next member.
    public static func combine(_ tuple: UInt64, _ member: UInt64) -> UInt64 {
        number((tuple &+ second) &* 0x9E37_79B9_7F4A_7C15 ^ member)
    }

    private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }
}
