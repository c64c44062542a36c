/// UTF-8 text that grows, written through a pointer: the texts and numbers of an .xls workbook.
struct UTF8Buffer {
    /// Written up to `count`; the rest is zero.
    private var bytes: [UInt8] = []
    private(set) var count = 0
    /// The first half of a surrogate pair whose second half stands in the next piece.
    private var pendingHigh: UInt32 = 0

    init(_ start: [UInt8] = []) {
        bytes = start
        count = start.count
    }

    /// The text so far; the buffer is empty after it.
    mutating func take() -> [UInt8] {
        var result = bytes
        bytes = []
        result.removeLast(result.count - count)
        count = 0
        return result
    }

    mutating func removeAll(from start: Int) {
        count = min(start, count)
        pendingHigh = 0
    }

    /// Calls `body` with room for `needed` bytes; it returns how many it wrote.
    @inline(__always) mutating func write(_ needed: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
        if bytes.count &- count < needed {
            bytes.append(contentsOf: repeatElement(0, count: max(bytes.count, needed, 4096)))
        }
        let start = count
        let written = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            // At least `needed` bytes lie behind `start`, and the buffer is not empty.
            unsafe body(buffer.baseAddress! + start)
        }
        precondition(written >= 0 && written <= needed, "wrote more than there is room for")
        count = start &+ written
    }

    mutating func append(_ text: some Collection<UInt8>) {
        unsafe write(text.count) { to in
            // As many bytes as the room that was asked for.
            for (index, byte) in text.enumerated() { unsafe to[index] = byte }
            return text.count
        }
    }

    /// Characters of one byte each, U+0000…U+00FF.
    mutating func appendLatin1(_ source: UnsafeBufferPointer<UInt8>) {
        endPair()
        unsafe write(2 &* source.count) { start in
            var to = unsafe start
            // One byte in is at most two out.
            for index in 0..<source.count {
                let byte = unsafe source[index]
                if byte < 0x80 {
                    unsafe to.pointee = byte
                    unsafe to += 1
                } else {
                    unsafe to[0] = 0xC0 | byte >> 6
                    unsafe to[1] = 0x80 | byte & 0x3F
                    unsafe to += 2
                }
            }
            return unsafe to - start
        }
    }

    /// A piece of UTF-16LE, an even number of bytes; half a pair reads as U+FFFD.
    mutating func appendUTF16(_ source: UnsafeBufferPointer<UInt8>) {
        var pending = pendingHigh
        // Two bytes in are at most three out, half a pair from before adds three, a store is four bytes wide.
        unsafe write(source.count / 2 &* 3 &+ 8) { start in
            var to = unsafe start
            let from = unsafe UnsafeRawPointer(source.baseAddress)
            for index in 0..<(source.count / 2) {
                guard let from = unsafe from else { break }
                // Two bytes at twice an index below half the count.
                let unit = unsafe UInt32(UInt16(littleEndian: from.loadUnaligned(fromByteOffset: 2 &* index, as: UInt16.self)))
                if unit >= 0x800, unit &- 0xD800 >= 0x800, pending == 0 {
                    let packed = 0xE0 | unit >> 12 | (0x80 | unit >> 6 & 0x3F) << 8 | (0x80 | unit & 0x3F) << 16
                    unsafe UnsafeMutableRawPointer(to).storeBytes(of: packed.littleEndian, as: UInt32.self)
                    unsafe to += 3
                } else if unit < 0x80, pending == 0 {
                    unsafe to.pointee = UInt8(truncatingIfNeeded: unit)
                    unsafe to += 1
                } else {
                    unsafe Self.writeUnusual(unit, &pending, &to)
                }
            }
            return unsafe to - start
        }
        pendingHigh = pending
    }

    /// Half a pair at the end of a text.
    mutating func endPair() {
        guard pendingHigh != 0 else { return }
        pendingHigh = 0
        append([0xEF, 0xBF, 0xBD])
    }

    /// A surrogate, a character of two bytes, or anything behind the first half of a pair.
    private static func writeUnusual(_ unit: UInt32, _ pending: inout UInt32, _ to: inout UnsafeMutablePointer<UInt8>) {
        func put(_ scalar: UInt32) {
            // Within the room that `appendUTF16` asked for: each half of a pair stands for three bytes.
            for byte in UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter {
                unsafe to.pointee = byte
                unsafe to += 1
            }
        }
        let isLow = unit >= 0xDC00 && unit < 0xE000
        if pending != 0 {
            let high = pending
            pending = 0
            if isLow { return put(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00)) }
            put(0xFFFD)
        }
        if unit >= 0xD800 && unit < 0xDC00 { pending = unit } else { put(isLow ? 0xFFFD : unit) }
    }
}
