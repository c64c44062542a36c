/// Writes the sequences of an LZ4 block.
@safe struct LZ4SequenceWriter {
    private let source: UnsafeRawPointer
    private let count: Int
    private let out: UnsafeMutableRawPointer
    private var written = 0
    /// First byte that no sequence has taken yet.
    private(set) var anchor = 0

    /// - Precondition: `source` has `count` bytes, `out` room for `LZ4Matcher.bound(count)` and the slack of a `ByteBuffer`;
    ///   both outlive the writer.
    @unsafe init(source: UnsafeRawPointer, count: Int, out: UnsafeMutableRawPointer) {
        unsafe self.source = source
        self.count = count
        unsafe self.out = out
    }

    /// Literals up to `at`, then a match.
    ///
    /// - Precondition: `at` is at or behind the anchor, `length` at least 4, `distance` 1…65535.
    @inline(__always)
    mutating func append(at: Int, distance: Int, length: Int) {
        let token = written
        let literals = appendLiterals(upTo: at)
        // A sequence never takes more than its bytes and the lengths' bytes: inside the bound.
        unsafe out.storeBytes(of: UInt16(truncatingIfNeeded: distance).littleEndian, toByteOffset: written, as: UInt16.self)
        written &+= 2
        let rest = length &- 4
        if rest >= 15 { appendLength(rest &- 15) }
        unsafe out.storeBytes(of: UInt8(truncatingIfNeeded: literals &<< 4 | min(rest, 15)), toByteOffset: token, as: UInt8.self)
        anchor = at &+ length
    }

    /// The last literals; returns the block's length.
    mutating func finish() -> Int {
        let token = written
        let literals = appendLiterals(upTo: count)
        unsafe out.storeBytes(of: UInt8(truncatingIfNeeded: literals &<< 4), toByteOffset: token, as: UInt8.self)  // as above
        return written
    }

    /// Leaves room for the token; returns its half.
    @inline(__always)
    private mutating func appendLiterals(upTo end: Int) -> Int {
        let length = end &- anchor
        written &+= 1
        if length >= 15 { appendLength(length &- 15) }
        if length <= 16, anchor &+ 16 <= count {
            // Sixteen bytes can be read, and written: those behind `length` lie in the bound or the slack.
            let chunk = unsafe source.loadUnaligned(fromByteOffset: anchor, as: SIMD16<UInt8>.self)
            unsafe out.storeBytes(of: chunk, toByteOffset: written, as: SIMD16<UInt8>.self)
        } else {
            unsafe (out + written).copyMemory(from: source + anchor, byteCount: length)
        }
        written &+= length
        return min(length, 15)
    }

    private mutating func appendLength(_ length: Int) {
        var left = length
        while left >= 255 {
            unsafe out.storeBytes(of: 255, toByteOffset: written, as: UInt8.self)  // inside the bound
            written &+= 1
            left &-= 255
        }
        unsafe out.storeBytes(of: UInt8(truncatingIfNeeded: left), toByteOffset: written, as: UInt8.self)
        written &+= 1
    }
}
