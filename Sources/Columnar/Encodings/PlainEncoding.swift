/// Values one after the other: integers little-endian, booleans one bit each, text behind its length in four bytes.
///
///     "王", "": 03 00 00 00 E7 8E 8B 00 00 00 00
///
/// **Source**: Parquet format, "Plain".
package enum PlainEncoding: ValueEncoding {
    package static let id = EncodingID.plain
    package static let types: [PhysicalType] = [.boolean, .int32, .int64, .byteArray]

    package static func encode(_ values: Bitmap, into buffer: inout ByteBuffer) {
        let words = values.words.map(\.littleEndian)
        unsafe buffer.append(contentsOf: words.span.bytes.extracting(0..<((values.count + 7) / 8)))  // no padding
    }

    package static func encode(_ values: Span<Int32>, into buffer: inout ByteBuffer) { append(values, into: &buffer) }
    package static func encode(_ values: Span<Int64>, into buffer: inout ByteBuffer) { append(values, into: &buffer) }

    /// The machine is little-endian, as every platform of this package is; memory is the format.
    private static func append<T: FixedWidthInteger & BitwiseCopyable>(_ values: Span<T>, into buffer: inout ByteBuffer) {
        #if _endian(big)
            #error("integers have to be swapped on this platform")
        #endif
        unsafe buffer.append(contentsOf: values.bytes)  // integers have no padding
    }

    package static func encode(_ column: StringColumn, rows: Range<Int>, into buffer: inout ByteBuffer) {
        let size = Int(column.offsets[rows.upperBound] - column.offsets[rows.lowerBound]) + 4 * rows.count
        let offsets = column.offsets.span
        let validity = column.validity
        // Room for every length and byte of the rows; a short copy overshoots by less than 16 bytes, inside the slack,
        // and reads only where 16 bytes are left in the column.
        unsafe buffer.append(upTo: size) { out in
            unsafe column.bytes.withUnsafeBytes { source in
                var at = 0
                for row in rows where validity == nil || validity![row] {
                    let start = unsafe Int(offsets[unchecked: row])  // rows are inside the column
                    let length = unsafe Int(offsets[unchecked: row + 1]) - start
                    unsafe out.storeBytes(of: UInt32(truncatingIfNeeded: length).littleEndian, toByteOffset: at, as: UInt32.self)
                    at += 4
                    if length <= 16, start + 16 <= source.count {
                        let chunk = unsafe source.loadUnaligned(fromByteOffset: start, as: SIMD16<UInt8>.self)
                        unsafe (out + at).storeBytes(of: chunk, as: SIMD16<UInt8>.self)
                    } else if length > 0, let base = source.baseAddress {
                        unsafe (out + at).copyMemory(from: base + start, byteCount: length)
                    }
                    at += length
                }
                return at
            }
        }
    }

    package static func decode(_ bytes: ByteSlice, count: Int, into values: inout Bitmap) throws(ColumnarError) {
        _ = try Levels.append(bytes, count: count, to: &values)
    }

    package static func decode(_ bytes: ByteSlice, count: Int, into values: inout OutputSpan<Int32>) throws(ColumnarError) {
        try copy(bytes, count: count, into: &values)
    }

    package static func decode(_ bytes: ByteSlice, count: Int, into values: inout OutputSpan<Int64>) throws(ColumnarError) {
        try copy(bytes, count: count, into: &values)
    }

    private static func copy<T: FixedWidthInteger & BitwiseCopyable>(
        _ bytes: ByteSlice, count: Int, into values: inout OutputSpan<T>
    ) throws(ColumnarError) {
        let size = count * MemoryLayout<T>.size
        guard bytes.count >= size else { throw ByteSlice.endOfBytes }
        precondition(count <= values.freeCapacity, "no room for the values")
        unsafe bytes.withUnsafePointer { source in
            unsafe values.withUnsafeMutableBufferPointer { buffer, initialized in
                guard let start = buffer.baseAddress else { return }
                // Both sides were checked to hold `size` bytes.
                unsafe UnsafeMutableRawPointer(start + initialized).copyMemory(from: source, byteCount: size)
                initialized += count
            }
        }
    }

    package static func decode(_ bytes: ByteSlice, count: Int, into values: inout TextValues) throws(ColumnarError) {
        let first = values.offsets.count - 1
        let total = try readLengths(bytes, count: count, into: &values)
        let ends = values.offsets
        let offsets = ends.span
        let end = first + count
        unsafe bytes.withUnsafePointer { source in
            values.bytes.append(addingCapacity: total + 16) { output in
                unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                    guard let start = buffer.baseAddress, end > first else { return }
                    let base = unsafe Int(offsets[unchecked: first])
                    let out = unsafe UnsafeMutableRawPointer(start + initialized)
                    // `readLengths` walked the same lengths inside the bytes; 16 more bytes exist on both sides.
                    for i in first..<end {
                        let from = unsafe Int(offsets[unchecked: i])
                        let length = unsafe Int(offsets[unchecked: i + 1]) - from
                        let text = unsafe source + (from - base + 4 * (i - first + 1))
                        if length <= 16 {
                            let chunk = unsafe text.loadUnaligned(as: SIMD16<UInt8>.self)
                            unsafe (out + (from - base)).storeBytes(of: chunk, as: SIMD16<UInt8>.self)
                        } else {
                            unsafe (out + (from - base)).copyMemory(from: text, byteCount: length)
                        }
                    }
                    initialized += total
                }
            }
        }
    }

    /// Walks the lengths, appends the offsets and returns the bytes of text.
    private static func readLengths(_ bytes: ByteSlice, count: Int, into values: inout TextValues) throws(ColumnarError) -> Int {
        guard count <= bytes.count / 4 else { throw ByteSlice.endOfBytes }
        try values.reserveBytes(bytes.count)
        values.reserveOffsets(count)
        let base = values.bytes.count
        var at = 0
        var total = 0
        var isWhole = true
        unsafe bytes.withUnsafePointer { source in
            values.offsets.append(addingCapacity: count) { offsets in
                for _ in 0..<count {
                    guard at <= bytes.count - 4 else { isWhole = false; break }
                    let length = unsafe Int(UInt32(littleEndian: source.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
                    at += 4
                    guard length <= bytes.count - at else { isWhole = false; break }
                    at += length
                    total += length
                    offsets.append(UInt32(truncatingIfNeeded: base + total))  // `reserveBytes` checked 32 bits
                }
            }
        }
        guard isWhole else { throw ByteSlice.endOfBytes }
        return total
    }
}
