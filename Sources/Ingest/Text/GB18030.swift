/// GB 18030-2005 to UTF-8.
///
///     00…7F                          one byte, ASCII
///     81…FE  40…7E 80…FE             two bytes, one of the table's characters
///     81…FE  30…39  81…FE  30…39     four bytes: by ranges up to U+FFFF, then U+10000 from 90308130
///
/// A byte that begins no character is read as U+FFFD and the next byte is looked at afresh, so that a damaged character
/// never swallows a comma or the end of a line.
package enum GB18030 {
    /// How many bytes the UTF-8 of `count` bytes takes at most, with the slack that the decoder's wide stores need.
    static func capacity(for count: Int) -> Int { 3 * count + 16 }

    /// Decodes a range of bytes.
    ///
    /// - Returns: the text, and how often U+FFFD stands in it.
    /// - Precondition: `range` lies within `bytes`.
    package static func decode(_ bytes: [UInt8], in range: Range<Int>) -> (text: [UInt8], replacementCount: Int) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a range outside the bytes")
        var replacements = 0
        let table = packedCharacters
        let text = unsafe [UInt8](unsafeUninitializedCapacity: capacity(for: range.count)) { output, count in
            count = unsafe bytes.withUnsafeBufferPointer { source in
                unsafe table.withUnsafeBufferPointer { table in
                    // One byte in is at most three out; `capacity` adds the slack of the last eight-byte store.
                    unsafe decode(
                        UnsafeBufferPointer(rebasing: source[range]), table: table,
                        into: output.baseAddress!, replacements: &replacements)
                }
            }
        }
        return (text, replacements)
    }

    private static func decode(
        _ source: UnsafeBufferPointer<UInt8>, table: UnsafeBufferPointer<UInt32>, into start: UnsafeMutablePointer<UInt8>,
        replacements: inout Int
    ) -> Int {
        guard let from = source.baseAddress else { return 0 }
        let count = source.count
        var i = 0
        var to = unsafe start
        while i < count {
            if i &+ 8 <= count {
                // Eight bytes lie before the end; the output has room for eight more than it needs.
                let word = unsafe UnsafeRawPointer(from + i).loadUnaligned(as: UInt64.self)
                unsafe UnsafeMutableRawPointer(to).storeBytes(of: word, as: UInt64.self)
                let high = word & 0x8080_8080_8080_8080
                let ascii = high == 0 ? 8 : high.trailingZeroBitCount &>> 3
                i &+= ascii
                unsafe to += ascii
                if high == 0 { continue }
            } else if unsafe from[i] < 0x80 {
                unsafe to.pointee = from[i]
                unsafe to += 1
                i &+= 1
                continue
            }
            // A run of two-byte characters, as Chinese text is.
            while i &+ 2 <= count {
                let trail = unsafe from[i + 1]
                let row = unsafe Int(from[i]) &- 0x81
                guard row >= 0, row < 126, trail >= 0x40, trail != 0x7F, trail != 0xFF else { break }
                // `row` < 126 and the column < 190, the table's shape.
                let packed = unsafe table[row &* 190 &+ Int(trail) &- (trail > 0x7F ? 0x41 : 0x40)]
                unsafe UnsafeMutableRawPointer(to).storeBytes(of: packed & 0xFF_FFFF, as: UInt32.self)
                unsafe to += Int(packed &>> 24)
                i &+= 2
            }
            guard i < count, unsafe from[i] >= 0x80 else { continue }
            let four = unsafe scalar(from + i, left: count &- i)
            if four == 0xFFFD { replacements += 1 }
            unsafe write(four ?? 0xFFFD, to: &to)
            if four == nil { replacements += 1 }
            i &+= four == nil ? 1 : 4
        }
        return unsafe to - start
    }

    /// The scalar of a four-byte form, nil when the bytes are none.
    private static func scalar(_ at: UnsafePointer<UInt8>, left: Int) -> UInt32? {
        guard left >= 4 else { return nil }
        // Four bytes are left.
        let a = unsafe UInt32(at[0]) &- 0x81
        let b = unsafe UInt32(at[1]) &- 0x30
        let c = unsafe UInt32(at[2]) &- 0x81
        let d = unsafe UInt32(at[3]) &- 0x30
        guard a < 126, b < 10, c < 126, d < 10 else { return nil }
        let position = ((a * 10 + b) * 126 + c) * 10 + d
        if position >= 189_000 {
            let scalar = position - 189_000 + 0x10000
            return scalar <= 0x10FFFF ? scalar : nil
        }
        guard position < 39_420 else { return nil }
        let ranges = GB18030Table.ranges
        var low = 0
        var high = ranges.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if ranges[middle].position <= position { low = middle } else { high = middle }
        }
        return ranges[low].scalar + (position - ranges[low].position)
    }

    /// Writes a scalar of two bytes or more.
    private static func write(_ scalar: UInt32, to: inout UnsafeMutablePointer<UInt8>) {
        // A four-byte form gives at most four bytes, a single bad byte three: within `capacity`.
        func put(_ byte: UInt32) {
            unsafe to.pointee = UInt8(truncatingIfNeeded: byte)
            unsafe to += 1
        }
        if scalar < 0x800 {
            put(0xC0 | scalar >> 6)
        } else {
            if scalar < 0x10000 {
                put(0xE0 | scalar >> 12)
            } else {
                put(0xF0 | scalar >> 18)
                put(0x80 | scalar >> 12 & 0x3F)
            }
            put(0x80 | scalar >> 6 & 0x3F)
        }
        put(0x80 | scalar & 0x3F)
    }

    /// The table's characters in three bytes each, the length above them.
    private static let packedCharacters: [UInt32] = {
        let text = GB18030Table.characters
        var packed: [UInt32] = []
        packed.reserveCapacity(126 * 190)
        // The literal's bytes live as long as the process.
        let bytes = unsafe UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        var i = 0
        while i < bytes.count {
            let length = unsafe bytes[i] >= 0xE0 ? 3 : 2
            var word = UInt32(length) << 24
            for k in 0..<length { word |= unsafe UInt32(bytes[i + k]) << UInt32(8 * k) }
            packed.append(word)
            i += length
        }
        precondition(packed.count == 126 * 190, "the table of GB 18030 is not whole")
        return packed
    }()
}
