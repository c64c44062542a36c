/// Growing bytes that the encoders write into.
///
/// **Shape**: at least `slack` bytes behind `count` belong to the buffer, so that a word-wise writer may overshoot.
@safe package struct ByteBuffer: ~Copyable {
    package static let slack = 64

    private var base: UnsafeMutableRawPointer
    package private(set) var count = 0
    private var capacity: Int

    package init(minimumCapacity: Int = 256) {
        capacity = minimumCapacity
        unsafe base = .allocate(byteCount: minimumCapacity + ByteBuffer.slack, alignment: 16)
    }

    deinit { unsafe base.deallocate() }  // the only owner

    /// Makes room for `more` bytes behind the present ones.
    package mutating func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        let next = max(count + more, capacity * 2)
        // The old bytes fit, since `next > count`.
        let moved = UnsafeMutableRawPointer.allocate(byteCount: next + ByteBuffer.slack, alignment: 16)
        unsafe moved.copyMemory(from: base, byteCount: count)
        unsafe base.deallocate()
        unsafe base = moved
        capacity = next
    }

    package mutating func append(_ byte: UInt8) {
        reserve(1)
        unsafe base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)  // reserved above
        count += 1
    }

    package mutating func append<T: FixedWidthInteger>(littleEndian value: T) {
        reserve(MemoryLayout<T>.size)
        unsafe base.storeBytes(of: value.littleEndian, toByteOffset: count, as: T.self)  // reserved above
        count += MemoryLayout<T>.size
    }

    package mutating func append(contentsOf bytes: RawSpan) {
        reserve(bytes.byteCount)
        // Reserved above; a span never overlaps our storage while we are mutated.
        unsafe bytes.withUnsafeBytes { source in
            if let start = source.baseAddress { unsafe (base + count).copyMemory(from: start, byteCount: source.count) }
        }
        count += bytes.byteCount
    }

    package mutating func append(contentsOf bytes: [UInt8]) { unsafe append(contentsOf: bytes.span.bytes) }  // bytes of bytes

    /// LEB128: seven bits a byte, low bits first.
    package mutating func append(varint value: UInt64) {
        var value = value
        while value >= 0x80 {
            append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        append(UInt8(truncatingIfNeeded: value))
    }

    /// Gives room for `byteCount` bytes and takes as many as `body` says it wrote.
    ///
    /// - Precondition: `body` writes no further than `byteCount + slack` and returns at most `byteCount`.
    @unsafe package mutating func append(
        upTo byteCount: Int, _ body: (UnsafeMutableRawPointer) -> Int
    ) {
        reserve(byteCount)
        let written = unsafe body(base + count)
        precondition(written >= 0 && written <= byteCount, "a writer overshot its room")
        count += written
    }

    package mutating func overwrite(at offset: Int, littleEndian value: UInt32) {
        precondition(offset >= 0 && offset + 4 <= count, "outside the buffer")
        unsafe base.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt32.self)  // checked above
    }

    package mutating func removeAll() { count = 0 }

    package var bytes: RawSpan {
        @_lifetime(borrow self) get {
            let span = unsafe RawSpan(_unsafeStart: base, byteCount: count)  // written bytes only
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    package func bytes(in range: Range<Int>) -> [UInt8] {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "outside the buffer")
        return unsafe [UInt8](UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count))
    }

    package var array: [UInt8] { bytes(in: 0..<count) }
}
