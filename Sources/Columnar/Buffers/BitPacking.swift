/// Unsigned values of a fixed bit width, one after the other, least significant bit first.
///
///     values 1, 2, 3 at width 3:  byte 0 = 11_010_001, byte 1 = 0000000_0
///
/// **Source**: Parquet format, "Encodings", bit-packed runs of RLE and miniblocks of DELTA_BINARY_PACKED.
package enum BitPacking {
    /// **Units**: bytes.
    package static func byteCount(_ count: Int, width: Int) -> Int { (count * width + 7) / 8 }

    /// Bits needed for `value`: 0 for 0.
    package static func width(_ value: UInt64) -> Int { 64 - value.leadingZeroBitCount }

    /// Appends `values`, each smaller than `1 << width`, padded with zeros to `paddedCount` values.
    package static func pack<T: FixedWidthInteger & UnsignedInteger>(
        _ values: Span<T>, width: Int, paddedCount: Int, into buffer: inout ByteBuffer
    ) {
        precondition(width >= 0 && width <= 64 && paddedCount >= values.count, "bad width or padding")
        let size = byteCount(paddedCount, width: width)
        guard size > 0 else { return }
        // Whole words are stored: the last one ends at most 7 bytes behind `size`, inside the slack.
        unsafe buffer.append(upTo: size) { out in
            unsafe packWords(values, width: UInt64(width), size: size, to: out)
            return size
        }
    }

    private static func packWords<T: FixedWidthInteger & UnsignedInteger>(
        _ values: Span<T>, width: UInt64, size: Int, to out: UnsafeMutableRawPointer
    ) {
        var word: UInt64 = 0
        var filled: UInt64 = 0
        var offset = 0
        for i in 0..<values.count {
            let value = unsafe UInt64(truncatingIfNeeded: values[unchecked: i])  // i < count
            word |= value &<< filled
            filled &+= width
            if filled >= 64 {
                // offset + 8 <= size + 7: the room asked for above.
                unsafe out.storeBytes(of: word.littleEndian, toByteOffset: offset, as: UInt64.self)
                offset &+= 8
                filled &-= 64
                word = filled == 0 ? 0 : value &>> (width &- filled)
            }
        }
        while offset < size {
            unsafe out.storeBytes(of: word.littleEndian, toByteOffset: offset, as: UInt64.self)  // as above
            word = 0
            offset &+= 8
        }
    }

    /// Reads `count` values of `width` bits at the beginning of `bytes`.
    ///
    /// - Errors: `damaged` when the bytes end before the last value.
    package static func unpack<T: FixedWidthInteger & UnsignedInteger>(
        _ bytes: ByteSlice, width: Int, count: Int, into output: inout OutputSpan<T>
    ) throws(ColumnarError) {
        guard width >= 0, width <= T.bitWidth, count <= output.freeCapacity, byteCount(count, width: width) <= bytes.count
        else { throw ByteSlice.endOfBytes }
        unsafe bytes.withUnsafePointer { source in
            unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                guard let start = buffer.baseAddress, count > 0 else { return }
                // `freeCapacity` values are left behind the initialized ones.
                unsafe unpackWords(source, width: width, count: count, to: start + initialized)
                initialized += count
            }
        }
    }

    /// - Precondition: `source` has the packed bytes and 16 more; `out` has room for `count`.
    static func unpackWords<T: FixedWidthInteger & UnsignedInteger>(
        _ source: UnsafeRawPointer, width: Int, count: Int, to out: UnsafeMutablePointer<T>
    ) {
        if width == 0 {
            unsafe out.update(repeating: 0, count: count)
            return
        }
        var first = 0
        if T.bitWidth == 8 {
            first = count & ~7
            unsafe unpackBytes(source, width: UInt64(width), groupCount: count >> 3, to: UnsafeMutableRawPointer(out))  // as above
        }
        let mask = UInt64.max >> UInt64(64 - width)
        var bit = first * width
        if width <= 57 {
            for i in first..<count {
                // The word begins inside the packed bytes and ends inside the slack; 7 + 57 bits fit in it.
                let word = unsafe source.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self)
                unsafe out[i] = T(truncatingIfNeeded: (UInt64(littleEndian: word) &>> UInt64(bit & 7)) & mask)
                bit &+= width
            }
            return
        }
        for i in first..<count {
            let low = unsafe source.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self)  // as above
            let high = unsafe source.load(fromByteOffset: bit &>> 3 &+ 8, as: UInt8.self)
            let shift = UInt64(bit & 7)
            let carried = shift == 0 ? 0 : UInt64(high) &<< (64 &- shift)
            unsafe out[i] = T(truncatingIfNeeded: (UInt64(littleEndian: low) &>> shift | carried) & mask)
            bit &+= width
        }
    }

    /// Values of at most 8 bits to a byte each, eight in a word: halves, quarters and single values move apart one after the other.
    ///
    ///     width 2:  … h g f e d c b a  →  hgfe ···· dcba ····  →  hg ·· fe ·· dc ·· ba ··  →  h·g·f·e·d·c·b·a·
    ///
    /// - Precondition: as for `unpackWords`, for `8 * groupCount` values; `width` is 1…8.
    private static func unpackBytes(_ source: UnsafeRawPointer, width: UInt64, groupCount: Int, to out: UnsafeMutableRawPointer) {
        // The values that stay where they are: four of eight, two of each four, one of each two.
        let halves = UInt64.max &>> (64 &- 4 &* width)
        let quarters = (UInt64.max &>> (64 &- 2 &* width)) &* 0x0000_0001_0000_0001
        let singles = (UInt64.max &>> (64 &- width)) &* 0x0001_0001_0001_0001
        for group in 0..<groupCount {
            // The word begins inside the packed bytes and ends inside the slack.
            var word = unsafe UInt64(littleEndian: source.loadUnaligned(fromByteOffset: group &* Int(width), as: UInt64.self))
            word = (word & halves) | (word &>> (4 &* width) & halves) &<< 32
            word = (word & quarters) | (word &>> (2 &* width) & quarters) &<< 16
            word = (word & singles) | (word &>> width & singles) &<< 8
            unsafe out.storeBytes(of: word.littleEndian, toByteOffset: group &* 8, as: UInt64.self)  // one of the groups asked for
        }
    }
}
