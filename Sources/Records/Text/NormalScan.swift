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

    @inline(__always)
    private static func scan(_ bytes: Span<UInt8>, _ kind: Normalisation) -> Bool {
        let raw = unsafe bytes.bytes  // bytes of bytes: no padding, no lifetime beyond this call
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                if index + 8 <= bytes.count {
                    // The range was checked in the line above.
                    let word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
                    if word & 0x8080_8080_8080_8080 == 0 {
                        if !isNormalASCII(word, kind) { return false }
                        index += 8
                        continue
                    }
                }
                if !isNormalASCII(byte, kind) { return false }
                index += 1
            } else if byte >= 0xE4, byte <= 0xE9 {
                // Han, U+4000–9FFF: nothing of N1 to N3 touches these. Tails are not judged here.
                index += 3
            } else {
                guard let length = normalLength(bytes, at: index, kind) else { return false }
                index += length
            }
        }
        return true
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

    @inline(__always)
    private static func isNormalASCII(_ byte: UInt8, _ kind: Normalisation) -> Bool {
        switch kind {
        case .n1: byte >= 0x20 && byte < 0x7F
        case .n2, .n2ID: byte > 0x20 && byte < 0x7F && !(byte >= 0x61 && byte <= 0x7A)
        case .n3: byte > 0x20 && byte < 0x7F && byte != 0x2E
        }
    }

    /// The same for eight bytes at once. Every byte is below 0x80, so that adding never carries into the next one.
    @inline(__always)
    private static func isNormalASCII(_ word: UInt64, _ kind: Normalisation) -> Bool {
        let high: UInt64 = 0x8080_8080_8080_8080
        @inline(__always)
        func atLeast(_ limit: UInt8) -> UInt64 { word &+ 0x0101_0101_0101_0101 &* UInt64(0x80 - limit) }
        switch kind {
        case .n1: return atLeast(0x20) & ~atLeast(0x7F) & high == high
        case .n2, .n2ID:
            return atLeast(0x21) & ~atLeast(0x7F) & ~(atLeast(0x61) & ~atLeast(0x7B)) & high == high
        case .n3:
            return atLeast(0x21) & ~atLeast(0x7F) & ~(atLeast(0x2E) & ~atLeast(0x2F)) & high == high
        }
    }
}
