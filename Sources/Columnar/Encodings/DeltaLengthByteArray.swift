/// Text as all lengths (DELTA_BINARY_PACKED), then all bytes. Read, never written: not every reader takes it.
///
/// **Source**: Parquet format, "Delta-length byte array".
package enum DeltaLengthByteArray: ValueDecoding {
    package static let id = EncodingID.deltaLengthByteArray
    package static let types: [PhysicalType] = [.byteArray]

    package static func decode(_ bytes: ByteSlice, count: Int, into values: inout TextValues) throws(ColumnarError) {
        var size = 0
        let lengths = try [Int32](capacity: count) { (output: inout OutputSpan<Int32>) throws(ColumnarError) in
            size = try DeltaBinaryPacked.decodeMeasuring(bytes, count: count, into: &output)
        }
        var end = values.bytes.count
        var left = bytes.count - size
        try values.reserveBytes(left)
        values.reserveOffsets(count)
        for length in lengths {
            guard length >= 0, Int(length) <= left else { throw ByteSlice.endOfBytes }
            left -= Int(length)
            end += Int(length)
            values.offsets.append(UInt32(truncatingIfNeeded: end))  // `reserveBytes` checked 32 bits
        }
        values.bytes.append(contentsOf: try bytes.slice(size, end - values.bytes.count).array)
    }
}

/// Text as the length shared with the value before, and the rest. Read, never written.
///
/// **Source**: Parquet format, "Delta Strings".
package enum DeltaByteArray: ValueDecoding {
    package static let id = EncodingID.deltaByteArray
    package static let types: [PhysicalType] = [.byteArray]

    package static func decode(_ bytes: ByteSlice, count: Int, into values: inout TextValues) throws(ColumnarError) {
        var size = 0
        let shared = try [Int32](capacity: count) { (output: inout OutputSpan<Int32>) throws(ColumnarError) in
            size = try DeltaBinaryPacked.decodeMeasuring(bytes, count: count, into: &output)
        }
        var rests = TextValues()
        try DeltaLengthByteArray.decode(try bytes.suffix(from: size), count: count, into: &rests)
        var before = 0..<0
        for i in 0..<count {
            let start = values.bytes.count
            let prefix = Int(shared[i])
            guard prefix >= 0, prefix <= before.count else { throw ColumnarError(.damaged, "a shared prefix of \(prefix) bytes") }
            let rest = Int(rests.offsets[i])..<Int(rests.offsets[i + 1])
            try values.reserveBytes(prefix + rest.count)
            values.bytes.append(contentsOf: values.bytes[before.lowerBound..<(before.lowerBound + prefix)])
            values.bytes.append(contentsOf: rests.bytes[rest])
            before = start..<values.bytes.count
            values.offsets.append(UInt32(truncatingIfNeeded: values.bytes.count))  // `reserveBytes` checked 32 bits
        }
    }
}
