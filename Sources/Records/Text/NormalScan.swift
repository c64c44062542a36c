/// The quick answer to "is this cell normal already?".
///
/// For N3 it may say no for a cell that is normal (the rewrite then finds out); otherwise it is exact for valid UTF-8.
enum NormalScan {
    static func isNormal(_ bytes: Span<UInt8>, as kind: Normalisation) -> Bool {
        guard bytes.count > 0 else { return true }
        let first = bytes[0]
        if first == 0x20 || bytes[bytes.count - 1] == 0x20 { return false }
        switch kind {
        case .n1: return scan(bytes, kind)
        case .n2, .n2ID: return first != 0x27 && first != 0x60 && scan(bytes, kind)
        case .n3: return scan(bytes, kind)
        }
    }

    /// Eight bytes a step, whether they are ASCII, Chinese or both; only what stands out is looked at by itself.
    @inline(__always)
    private static func scan(_ bytes: Span<UInt8>, _ kind: Normalisation) -> Bool {
        let raw = unsafe bytes.bytes  // bytes of bytes: no padding, no lifetime beyond this call
        let count = bytes.count
        var index = 0
        while index < count {
            let odd = oddBytes(word(raw, at: index, count: count), kind)
            guard odd != 0 else {
                index += 8
                continue
            }
            index += odd.trailingZeroBitCount &>> 3
            // The bytes before it are whole characters or parts of Chinese ones; this one begins a character.
            guard bytes[index] >= 0x80, let length = normalLength(bytes, at: index, kind) else { return false }
            index += length
        }
        return true
    }

    /// Eight bytes from `index` on; what lies behind the text reads as the digit 0, which is always normal.
    @inline(__always)
    private static func word(_ raw: RawSpan, at index: Int, count: Int) -> UInt64 {
        let left = count &- index
        if left >= 8 {
            // Eight bytes are left.
            return unsafe UInt64(littleEndian: raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
        }
        let zeros: UInt64 = 0x3030_3030_3030_3030
        if count >= 8 {
            // The last eight bytes of the text, those before `index` shifted out.
            let last = unsafe UInt64(littleEndian: raw.unsafeLoadUnaligned(fromUncheckedByteOffset: count &- 8, as: UInt64.self))
            return last &>> UInt64(8 &* (8 &- left)) | zeros &<< UInt64(8 &* left)
        }
        var word = zeros &<< UInt64(8 &* left)
        for i in 0..<left {
            let byte = unsafe raw.unsafeLoad(fromUncheckedByteOffset: index &+ i, as: UInt8.self)  // i < left
            word |= UInt64(byte) &<< UInt64(8 &* i)
        }
        return word
    }

    /// The highest bit of each byte that is ASCII of the wrong kind, or leads a character other than Han U+4000–9FFF.
    ///
    /// Nothing of N1 to N3 touches those, whose leads are E4 to E9; the bytes that follow a lead (80 to BF) are not judged.
    @inline(__always)
    private static func oddBytes(_ word: UInt64, _ kind: Normalisation) -> UInt64 {
        let high: UInt64 = 0x8080_8080_8080_8080
        let low = word & ~high
        // The sum of two numbers below 0x80 never carries into the next byte.
        @inline(__always)
        func atLeast(_ limit: UInt8) -> UInt64 { low &+ 0x0101_0101_0101_0101 &* UInt64(0x80 - limit) }
        let plain: UInt64 =
            switch kind {
            case .n1: atLeast(0x20) & ~atLeast(0x7F)
            case .n2, .n2ID: atLeast(0x21) & ~atLeast(0x7F) & ~(atLeast(0x61) & ~atLeast(0x7B))
            case .n3: atLeast(0x21) & ~atLeast(0x7F) & ~(atLeast(0x2E) & ~atLeast(0x2F))
            }
        // Above ASCII: bit 6 tells a lead.
        let han = ~(word &<< 1) | atLeast(0x64) & ~atLeast(0x6A)
        return ~(word & han | ~word & plain) & high
    }

    /// The length of a multi-byte character that no normalisation changes, nil when one might.
    private static func normalLength(_ bytes: Span<UInt8>, at index: Int, _ kind: Normalisation) -> Int? {
        let (scalar, length) = UTF8Scalars.decode(bytes, at: index)
        if length == 1 || NormalisedScalar.n1(scalar) != scalar { return nil }
        switch kind {
        case .n1: return length
        case .n2, .n2ID:
            let isApostrophe = index == 0 && NormalisedScalar.isLeadingApostrophe(scalar)
            return isApostrophe || NormalisedScalar.n2(scalar, isID: kind == .n2ID) != scalar ? nil : length
        case .n3:
            return scalar != 0xB7 && NormalisedScalar.isMiddleDot(scalar) ? nil : length
        }
    }
}
