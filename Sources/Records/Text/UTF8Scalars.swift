/// Reads Unicode scalars from bytes that should be UTF-8. A byte that begins no valid sequence is given as U+FFFD with
/// length 1, so that damaged bytes never trap and never swallow their neighbours.
enum UTF8Scalars {
    /// The scalar that begins at `index` and its length in bytes.
    @inline(__always)
    static func decode(_ bytes: Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
        let first = UInt32(bytes[index])
        if first < 0x80 { return (first, 1) }
        let left = bytes.count - index
        if first >= 0xC2, first < 0xE0, left >= 2, isTail(bytes[index + 1]) {
            return ((first & 0x1F) << 6 | tail(bytes[index + 1]), 2)
        }
        if first >= 0xE0, first < 0xF0, left >= 3, isTail(bytes[index + 1]), isTail(bytes[index + 2]) {
            let scalar = (first & 0x0F) << 12 | tail(bytes[index + 1]) << 6 | tail(bytes[index + 2])
            if scalar >= 0x800, scalar < 0xD800 || scalar > 0xDFFF { return (scalar, 3) }
        }
        if first >= 0xF0, first < 0xF5, left >= 4, isTail(bytes[index + 1]), isTail(bytes[index + 2]),
            isTail(bytes[index + 3])
        {
            let high = (first & 0x07) << 18 | tail(bytes[index + 1]) << 12
            let scalar = high | tail(bytes[index + 2]) << 6 | tail(bytes[index + 3])
            if scalar >= 0x10000, scalar <= 0x10FFFF { return (scalar, 4) }
        }
        return (0xFFFD, 1)
    }

    static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        func byte(_ value: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value) }
        switch scalar {
        case ..<0x80:
            bytes.append(byte(scalar))
        case ..<0x800:
            bytes.append(byte(0xC0 | scalar >> 6))
            bytes.append(byte(0x80 | scalar & 0x3F))
        case ..<0x10000:
            bytes.append(byte(0xE0 | scalar >> 12))
            bytes.append(byte(0x80 | scalar >> 6 & 0x3F))
            bytes.append(byte(0x80 | scalar & 0x3F))
        default:
            bytes.append(byte(0xF0 | scalar >> 18))
            bytes.append(byte(0x80 | scalar >> 12 & 0x3F))
            bytes.append(byte(0x80 | scalar >> 6 & 0x3F))
            bytes.append(byte(0x80 | scalar & 0x3F))
        }
    }

    static func all(_ bytes: Span<UInt8>) -> [UInt32] {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let (scalar, length) = decode(bytes, at: index)
            scalars.append(scalar)
            index += length
        }
        return scalars
    }

    @inline(__always)
    private static func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
    @inline(__always)
    private static func tail(_ byte: UInt8) -> UInt32 { UInt32(byte & 0x3F) }
}

/// Lengths of text as the rules count them.
public enum TextLength {
    /// Unicode scalars in UTF-8 text. **Complexity**: O(bytes).
    public static func scalars(_ bytes: Span<UInt8>) -> Int {
        var count = 0
        for index in 0..<bytes.count where bytes[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }
}

extension Span where Element == UInt8 {
    /// The bytes as an array, for the slow paths and the edges.
    package var array: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        for index in 0..<count { result.append(self[index]) }
        return result
    }

    /// The bytes as text; invalid UTF-8 becomes U+FFFD.
    package var string: String { String(decoding: array, as: UTF8.self) }
}
