/// Eight bytes in a word, the first one lowest.
enum ByteWord {
    /// Bit i: whether byte i is not 0.
    @inline(__always)
    static func nonzero(_ word: UInt64) -> UInt64 {
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        // The high bit of each byte that is not 0; no carry leaves a byte.
        let high = (((word & low) &+ low) | word) & ~low
        // Bit 8i moves to bit 56 + i.
        return (high &>> 7 &* 0x0102_0408_1020_4080) &>> 56
    }

    /// A byte in all eight places.
    @inline(__always)
    static func repeating(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }
}
