/// Indices into the chunk's dictionary page: the bit width in one byte, then the run-length hybrid.
///
/// **Source**: Parquet format, "Dictionary Encoding" (RLE_DICTIONARY; PLAIN_DICTIONARY is its old name in data pages).
package enum DictionaryIndices {
    /// Bits of an index into `distinctCount` values; at least 1, since some readers do not take 0.
    package static func width(distinctCount: Int) -> Int {
        max(1, BitPacking.width(UInt64(max(0, distinctCount - 1))))
    }

    package static func encode<T: FixedWidthInteger & UnsignedInteger>(
        _ indices: Span<T>, distinctCount: Int, into buffer: inout ByteBuffer
    ) {
        let width = width(distinctCount: distinctCount)
        buffer.append(UInt8(width))
        RunLengthHybrid.encode(indices, width: width, into: &buffer)
    }

    /// Appends `count` indices, each smaller than `distinctCount`.
    ///
    /// - Errors: `damaged` when an index lies outside the dictionary.
    package static func decode<T: FixedWidthInteger & UnsignedInteger & Sendable>(
        _ bytes: ByteSlice, count: Int, distinctCount: Int, into indices: inout [T]
    ) throws(ColumnarError) {
        guard count > 0 else { return }
        let width = Int(try bytes.byte(0))
        guard width <= 32 else { throw ColumnarError(.damaged, "indices of \(width) bits") }
        let first = indices.count
        if width > T.bitWidth {
            // A foreign writer may pack wider than the dictionary needs.
            let wide = try [UInt32](capacity: count) { (output: inout OutputSpan<UInt32>) throws(ColumnarError) in
                try RunLengthHybrid.decode(try bytes.suffix(from: 1), width: width, count: count, into: &output)
            }
            guard wide.allSatisfy({ $0 < distinctCount }) else { throw outside(distinctCount) }
            for index in wide { indices.append(T(truncatingIfNeeded: index)) }
            return
        }
        try indices.append(addingCapacity: count) { (output: inout OutputSpan<T>) throws(ColumnarError) in
            try RunLengthHybrid.decode(try bytes.suffix(from: 1), width: width, count: count, into: &output)
        }
        var largest: T = 0
        let all = indices.span
        for i in first..<all.count { largest = max(largest, unsafe all[unchecked: i]) }  // i < count
        guard UInt64(largest) < UInt64(distinctCount) else { throw outside(distinctCount) }
    }

    private static func outside(_ distinctCount: Int) -> ColumnarError {
        ColumnarError(.damaged, "expected indices under \(distinctCount), found a larger one")
    }
}
