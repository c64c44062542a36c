import Columnar
import Testing

/// Every encoding of the table that is written, over every case of values of its types: an encoding is tested by being
/// listed.
@Suite struct EncodingConformanceTests {
    static let encodings = EncodingTable.values.compactMap { $0 as? any ValueEncoding.Type }

    @Test func idsAreUnique() {
        let pairs = EncodingTable.values.flatMap { encoding in encoding.types.map { "\(encoding.id) \($0)" } }
        #expect(Set(pairs).count == pairs.count)
        #expect(Self.encodings.count == 2)
    }

    @Test func integersComeBack() throws {
        for encoding in Self.encodings {
            if encoding.types.contains(.int32) {
                for values in integerCases(Int32.self) { try roundTrip(values, encoding) }
            }
            if encoding.types.contains(.int64) {
                for values in integerCases(Int64.self) { try roundTrip(values, encoding) }
            }
        }
    }

    private func roundTrip(_ values: [Int32], _ encoding: any ValueEncoding.Type) throws {
        var buffer = ByteBuffer()
        encoding.encode(values.span, into: &buffer)
        try expectDecodes(values, buffer.array) { (bytes, output) throws(ColumnarError) in
            try encoding.decode(bytes, count: values.count, into: &output)
        }
    }

    private func roundTrip(_ values: [Int64], _ encoding: any ValueEncoding.Type) throws {
        var buffer = ByteBuffer()
        encoding.encode(values.span, into: &buffer)
        try expectDecodes(values, buffer.array) { (bytes, output) throws(ColumnarError) in
            try encoding.decode(bytes, count: values.count, into: &output)
        }
    }

    /// The bytes give the values; the bytes cut short give an error or, where only padding is lost, the values.
    private func expectDecodes<T: FixedWidthInteger>(
        _ values: [T], _ bytes: [UInt8], _ decode: (ByteSlice, inout OutputSpan<T>) throws(ColumnarError) -> Void
    ) throws {
        let back = try [T](capacity: values.count) { (output: inout OutputSpan<T>) throws(ColumnarError) in
            try decode(ByteSlice(bytes), &output)
        }
        #expect(back == values)
        for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 50)) {
            let cut = try? [T](capacity: values.count) { (output: inout OutputSpan<T>) throws(ColumnarError) in
                try decode(ByteSlice(Array(bytes[..<length])), &output)
            }
            #expect(cut == nil || cut == values)
        }
    }

    @Test func booleansComeBack() throws {
        for encoding in Self.encodings where encoding.types.contains(.boolean) {
            for count in [0, 1, 7, 8, 9, 63, 64, 65, 1000] {
                var random = Randomness(seed: UInt64(count))
                var values = Bitmap()
                for _ in 0..<count { values.append(Bool.random(using: &random)) }
                var buffer = ByteBuffer()
                encoding.encode(values, into: &buffer)
                var back = Bitmap()
                try encoding.decode(ByteSlice(buffer.array), count: count, into: &back)
                #expect(back == values)
            }
        }
    }

    @Test func textComesBack() throws {
        for encoding in Self.encodings where encoding.types.contains(.byteArray) {
            for strings in textCases {
                let column = StringColumn(strings)
                var buffer = ByteBuffer()
                encoding.encode(column, rows: 0..<column.count, into: &buffer)
                let present = strings.compactMap { $0 }
                var back = TextValues()
                try encoding.decode(ByteSlice(buffer.array), count: present.count, into: &back)
                #expect(StringColumn(offsets: back.offsets, bytes: back.bytes) == StringColumn(present))
                if !present.isEmpty {
                    var cut = TextValues()
                    #expect(throws: ColumnarError.self) {
                        try encoding.decode(ByteSlice(Array(buffer.array.dropLast())), count: present.count, into: &cut)
                    }
                }
            }
        }
    }

    private func integerCases<T: FixedWidthInteger>(_: T.Type) -> [[T]] {
        var random = Randomness(seed: 11)
        var cases: [[T]] = [[], [0], [T.min], [T.max, T.min, T.max], [7, 5, 3, 1, 2]]
        for count in [1, 31, 32, 33, 127, 128, 129, 130, 257, 1000] {
            cases.append((0..<count).map { T(truncatingIfNeeded: $0) })
            cases.append((0..<count).map { _ in T.random(in: .min ... .max, using: &random) })
            cases.append((0..<count).map { _ in T.random(in: -100...100, using: &random) })
            cases.append([T](repeating: 42, count: count))
        }
        return cases
    }

    private var textCases: [[String?]] {
        var random = Randomness(seed: 12)
        let words = ["", "a", "王", "欧阳娜娜", "0123456789abcdef", "0123456789abcdefg", String(repeating: "长", count: 500)]
        return [[], [""], [nil], ["王", "", nil, "x"], (0..<1000).map { _ in words.randomElement(using: &random)! }]
            + words.map { [$0, nil, $0] }
    }

    /// The example of the documentation comment.
    @Test func deltaBytesAreAsDrawn() {
        var buffer = ByteBuffer()
        DeltaBinaryPacked.encode(([7, 5, 3, 1, 2] as [Int32]).span, into: &buffer)
        #expect(Array(buffer.array.prefix(10)) == [0x80, 0x01, 0x04, 0x05, 0x0E, 0x03, 0x02, 0x00, 0x00, 0x00])
        #expect(Array(buffer.array[10...]) == [0b1100_0000, 0, 0, 0, 0, 0, 0, 0])
    }
}
