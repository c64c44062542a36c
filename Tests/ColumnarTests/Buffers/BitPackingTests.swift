import Columnar
import Testing

@Suite struct BitPackingTests {
    /// One bit at a time.
    private func plainPack(_ values: [UInt64], width: Int, paddedCount: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: BitPacking.byteCount(paddedCount, width: width))
        for (i, value) in values.enumerated() {
            for bit in 0..<width where value >> UInt64(bit) & 1 != 0 {
                bytes[(i * width + bit) / 8] |= 1 << UInt8((i * width + bit) % 8)
            }
        }
        return bytes
    }

    @Test(arguments: 0...64) func equalsThePlainTwin(width: Int) throws {
        var random = Randomness(seed: UInt64(width))
        for count in [0, 1, 7, 8, 31, 32, 33, 200] {
            let values = (0..<count).map { _ in
                width == 0 ? 0 : UInt64.random(in: .min ... .max, using: &random) >> UInt64(64 - width)
            }
            let padded = (count + 7) / 8 * 8
            var buffer = ByteBuffer(minimumCapacity: 0)
            BitPacking.pack(values.span, width: width, paddedCount: padded, into: &buffer)
            #expect(buffer.array == plainPack(values, width: width, paddedCount: padded))
            let bytes = buffer.array
            let back = try [UInt64](capacity: count) { (output: inout OutputSpan<UInt64>) throws(ColumnarError) in
                try BitPacking.unpack(ByteSlice(bytes), width: width, count: count, into: &output)
            }
            #expect(back == values)
            guard width <= 8 else { continue }
            let narrow = try [UInt8](capacity: count) { (output: inout OutputSpan<UInt8>) throws(ColumnarError) in
                try BitPacking.unpack(ByteSlice(bytes), width: width, count: count, into: &output)
            }
            #expect(narrow.map(UInt64.init) == values)
        }
    }

    @Test func missingBytesAreAnError() {
        #expect(throws: ColumnarError.self) {
            _ = try [UInt32](capacity: 9) { (output: inout OutputSpan<UInt32>) throws(ColumnarError) in
                try BitPacking.unpack(ByteSlice([1, 2, 3]), width: 3, count: 9, into: &output)
            }
        }
    }
}
