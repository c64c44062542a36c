/// A fast, seedless hash of bytes for tables inside one process. Not for keys that an attacker chooses, not stored.
public enum Hash32 {
    /// `Hash64` folded to 32 bits.
    public static func bytes(_ value: Span<UInt8>) -> UInt32 {
        let hash = Hash64.bytes(value)
        return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
    }
}
