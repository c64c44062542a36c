/// Integers as differences from their predecessor, bit-packed in miniblocks of 32.
///
///     header: block size (128), miniblocks in a block (4), value count, first value (zigzag)
///     block:  smallest difference (zigzag), 4 bit widths, then 4 × 32 differences less the smallest
///     7, 5, 3, 1, 2:  80 01 04 05 0E | 03 02 00 00 00 | 32 two-bit numbers 0, 0, 0, 3, 0 …
///
/// Differences wrap around at the width of the type, so any values can be stored.
/// **Source**: Parquet format, "Delta Encoding".
package enum DeltaBinaryPacked: ValueEncoding {
    package static let id = EncodingID.deltaBinaryPacked
    package static let types: [PhysicalType] = [.int32, .int64]

    private static let blockSize = 128
    private static let miniblockSize = 32

    package static func encode(_ values: Span<Int32>, into buffer: inout ByteBuffer) { append(values, into: &buffer) }
    package static func encode(_ values: Span<Int64>, into buffer: inout ByteBuffer) { append(values, into: &buffer) }

    static func append<T: FixedWidthInteger & SignedInteger>(_ values: Span<T>, into buffer: inout ByteBuffer) {
        buffer.append(varint: UInt64(blockSize))
        buffer.append(varint: UInt64(blockSize / miniblockSize))
        buffer.append(varint: UInt64(values.count))
        buffer.append(varint: zigzag(values.count > 0 ? Int64(values[0]) : 0))
        var differences = [UInt64](repeating: 0, count: blockSize)
        var start = 1
        while start < values.count {
            let end = min(start + blockSize, values.count)
            appendBlock(values, start: start, end: end, scratch: &differences, into: &buffer)
            start = end
        }
    }

    private static func appendBlock<T: FixedWidthInteger & SignedInteger>(
        _ values: Span<T>, start: Int, end: Int, scratch: inout [UInt64], into buffer: inout ByteBuffer
    ) {
        var smallest = T.max
        var differences = scratch.mutableSpan
        // start - 1 >= 0, end <= count, end - start <= blockSize.
        for i in start..<end {
            let difference = unsafe values[unchecked: i] &- values[unchecked: i - 1]
            smallest = min(smallest, difference)
            unsafe differences[unchecked: i - start] = UInt64(truncatingIfNeeded: difference)
        }
        buffer.append(varint: zigzag(Int64(smallest)))
        let count = end - start
        let subtrahend = UInt64(truncatingIfNeeded: smallest)
        let mask = UInt64.max >> UInt64(64 - T.bitWidth)
        let widthsAt = buffer.count
        buffer.append(littleEndian: UInt32(0))
        var widths: UInt32 = 0
        for (miniblock, from) in stride(from: 0, to: count, by: miniblockSize).enumerated() {
            let to = min(from + miniblockSize, count)
            var bits: UInt64 = 0
            for i in from..<to {
                let rest = unsafe (differences[unchecked: i] &- subtrahend) & mask  // i < count
                unsafe differences[unchecked: i] = rest
                bits |= rest
            }
            let width = BitPacking.width(bits)
            widths |= UInt32(width) << UInt32(8 * miniblock)
            BitPacking.pack(differences.span.extracting(from..<to), width: width, paddedCount: miniblockSize, into: &buffer)
        }
        buffer.overwrite(at: widthsAt, littleEndian: widths)
    }

    private static func zigzag(_ value: Int64) -> UInt64 { UInt64(bitPattern: value << 1 ^ value >> 63) }

    package static func decode(_ bytes: ByteSlice, count: Int, into values: inout OutputSpan<Int32>) throws(ColumnarError) {
        _ = try decodeMeasuring(bytes, count: count, into: &values)
    }

    package static func decode(_ bytes: ByteSlice, count: Int, into values: inout OutputSpan<Int64>) throws(ColumnarError) {
        _ = try decodeMeasuring(bytes, count: count, into: &values)
    }

    /// Decodes and returns how many bytes the values took, for the encodings that go on behind them.
    static func decodeMeasuring<T: FixedWidthInteger & SignedInteger>(
        _ bytes: ByteSlice, count: Int, into values: inout OutputSpan<T>
    ) throws(ColumnarError) -> Int {
        var offset = 0
        let block = try bytes.count(&offset, limit: 1 << 20)
        let miniblocks = try bytes.count(&offset, limit: 1 << 12)
        let stored = try bytes.count(&offset, limit: Limits.rowGroupRowCount)
        guard miniblocks > 0, block > 0, block % miniblocks == 0, (block / miniblocks) % 32 == 0, stored == count else {
            throw ColumnarError(.damaged, "expected \(count) differences in blocks of a multiple of 32, found \(stored)")
        }
        var last = T(truncatingIfNeeded: unzigzag(try bytes.varint(&offset)))
        guard count > 0 else { return offset }
        values.append(last)
        let miniblock = block / miniblocks
        var left = count - 1
        var scratch: [UInt64] = []
        scratch.reserveCapacity(miniblock)
        while left > 0 {
            let smallest = T(truncatingIfNeeded: unzigzag(try bytes.varint(&offset)))
            let widths = try bytes.slice(offset, miniblocks)
            offset += miniblocks
            for i in 0..<miniblocks where left > 0 {
                let width = Int(try widths.byte(i))
                // Some writers do not wrap 32-bit differences around: 33 bits then, of which the low 32 count.
                guard width <= 64 else { throw ColumnarError(.damaged, "differences of \(width) bits") }
                let size = miniblock * width / 8
                // The last miniblock may be cut behind its last value.
                let packed = try bytes.slice(offset, min(size, bytes.count - offset))
                scratch.removeAll(keepingCapacity: true)
                try append(packed, width: width, count: min(left, miniblock), smallest: smallest, last: &last, scratch: &scratch, to: &values)
                offset += packed.count
                left -= min(left, miniblock)
            }
        }
        return offset
    }

    private static func append<T: FixedWidthInteger & SignedInteger>(
        _ packed: ByteSlice, width: Int, count: Int, smallest: T, last: inout T, scratch: inout [UInt64],
        to values: inout OutputSpan<T>
    ) throws(ColumnarError) {
        try scratch.append(addingCapacity: count) { (output: inout OutputSpan<UInt64>) throws(ColumnarError) in
            try BitPacking.unpack(packed, width: width, count: count, into: &output)
        }
        let differences = scratch.span
        var value = last
        for i in 0..<count {
            value = value &+ smallest &+ T(truncatingIfNeeded: unsafe differences[unchecked: i])  // `count` were unpacked
            values.append(value)
        }
        last = value
    }

    private static func unzigzag(_ value: UInt64) -> Int64 {
        Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }
}
