/// Runs of one repeated value mixed with bit-packed runs: levels and dictionary indices.
///
///     varint header, lowest bit 0: header >> 1 repetitions of a value of ceil(width / 8) bytes
///     varint header, lowest bit 1: header >> 1 groups of eight values, bit-packed
///     4, 4, 4, 4, 4, 4, 4, 4, 4 at width 3:  12 04     1, 2, 3, 4, 5, 6, 7, 0:  03 D1 58 1F
///
/// **Source**: Parquet format, "Run Length Encoding / Bit-Packing Hybrid".
package enum RunLengthHybrid {
    /// Appends runs for `values`, each smaller than `1 << width`.
    package static func encode<T: FixedWidthInteger & UnsignedInteger>(
        _ values: Span<T>, width: Int, into buffer: inout ByteBuffer
    ) {
        let worthwhile = shortestRun(width: width)
        var literalStart = 0
        var i = 0
        // A bit-packed run is made of groups of eight, so a repetition begins where a group does.
        while i + 8 <= values.count {
            guard isRepetition(values, at: i) else {
                i += 8
                continue
            }
            let value = unsafe values[unchecked: i]  // i + 8 <= count
            var end = i + 8
            while end < values.count, unsafe values[unchecked: end] == value { end += 1 }  // end < count
            if end - i >= worthwhile {
                appendLiterals(values.extracting(literalStart..<i), width: width, into: &buffer)
                appendRun(UInt64(value), count: end - i, width: width, into: &buffer)
                literalStart = end
                i = end
            } else {
                i += (end - i) & ~7
            }
        }
        appendLiterals(values.extracting(literalStart..<values.count), width: width, into: &buffer)
    }

    /// Whether eight values are equal.
    ///
    /// - Precondition: `start + 8 <= values.count`.
    @inline(__always)
    private static func isRepetition<T: FixedWidthInteger & UnsignedInteger>(_ values: Span<T>, at start: Int) -> Bool {
        let value = unsafe values[unchecked: start]  // here and below: as the precondition says
        var difference: T = 0
        for i in 1..<8 { difference |= unsafe values[unchecked: start &+ i] ^ value }
        return difference == 0
    }

    /// A run costs its own header and value and the header of the next bit-packed run.
    private static func shortestRun(width: Int) -> Int {
        width == 0 ? 1 : max(8, ((4 + (width + 7) / 8) * 8 + width - 1) / width)
    }

    static func appendRun(_ value: UInt64, count: Int, width: Int, into buffer: inout ByteBuffer) {
        buffer.append(varint: UInt64(count) << 1)
        for byte in 0..<((width + 7) / 8) { buffer.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * byte))) }
    }

    private static func appendLiterals<T: FixedWidthInteger & UnsignedInteger>(
        _ values: Span<T>, width: Int, into buffer: inout ByteBuffer
    ) {
        guard values.count > 0 else { return }
        let groups = (values.count + 7) / 8
        buffer.append(varint: UInt64(groups) << 1 | 1)
        BitPacking.pack(values, width: width, paddedCount: groups * 8, into: &buffer)
    }

    /// Appends exactly `count` values.
    ///
    /// - Errors: `damaged` when the runs end early or a run is longer than its bytes.
    package static func decode<T: FixedWidthInteger & UnsignedInteger>(
        _ bytes: ByteSlice, width: Int, count: Int, into output: inout OutputSpan<T>
    ) throws(ColumnarError) {
        guard width <= T.bitWidth else { throw ColumnarError(.damaged, "indices of \(width) bits for a small dictionary") }
        var offset = 0
        var left = count
        while left > 0 {
            let run = try Run(bytes, width: width, at: &offset)
            let values = min(left, run.count)
            if run.isPacked {
                try BitPacking.unpack(try bytes.slice(run.offset, run.byteCount), width: width, count: values, into: &output)
            } else {
                output.append(repeating: T(truncatingIfNeeded: run.value), count: values)
            }
            left -= values
        }
    }
}

/// One run of the hybrid, with its bytes already known to be there.
///
/// It does not hold them, since counting who does would take longer than reading the run.
struct Run {
    let count: Int
    let isPacked: Bool
    let value: UInt64
    /// Where the packed values lie in the source; of no use for a repeated value.
    let offset: Int
    let byteCount: Int

    /// Moves `offset` behind the run.
    init(_ source: ByteSlice, width: Int, at offset: inout Int) throws(ColumnarError) {
        let header = try source.varint(&offset)
        guard header >> 1 <= UInt64(Limits.rowGroupRowCount) else {
            throw ColumnarError(.damaged, "a run of \(header >> 1) values")
        }
        if header & 1 == 0 {
            isPacked = false
            count = Int(header >> 1)
            let size = (width + 7) / 8
            var value: UInt64 = 0
            for i in 0..<size { value |= UInt64(try source.byte(offset + i)) << UInt64(8 * i) }
            guard value >> UInt64(width) == 0 else { throw ColumnarError(.damaged, "a repeated value wider than \(width) bits") }
            self.value = value
            self.offset = offset
            byteCount = size
            offset += size
        } else {
            isPacked = true
            count = Int(header >> 1) * 8
            value = 0
            // Some writers leave out the padding behind the last value, so the run may be cut at the end.
            byteCount = min(Int(header >> 1) * width, source.count - offset)
            self.offset = offset
            offset += byteCount
        }
    }
}
