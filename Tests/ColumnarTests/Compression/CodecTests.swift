import Columnar
import Testing

@Suite struct CodecTests {
    private func cases() -> [[UInt8]] {
        var random = Randomness(seed: 41)
        return [
            [], [1], [UInt8](repeating: 7, count: 100_000), Array("江西省南昌市东湖区".utf8),
            (0..<5000).map { _ in UInt8.random(in: .min ... .max, using: &random) },
        ]
    }

    @Test func everyCodecGivesTheBytesBack() throws {
        #expect(Set(CodecTable.codecs.map { $0.id }).count == CodecTable.codecs.count)
        for codec in CodecTable.codecs {
            for bytes in cases() {
                var buffer = ByteBuffer()
                unsafe codec.compress(bytes.span.bytes, into: &buffer)  // bytes of bytes
                let back = try codec.decompress(ByteSlice(buffer.array), byteCount: bytes.count)
                #expect(back.array == bytes)
            }
        }
    }

    @Test func wrongSizesAndDamagedBlocksAreErrors() throws {
        for codec in CodecTable.codecs {
            let bytes = [UInt8](repeating: 7, count: 1000)
            var buffer = ByteBuffer()
            unsafe codec.compress(bytes.span.bytes, into: &buffer)  // bytes of bytes
            let stored = ByteSlice(buffer.array)
            for byteCount in [0, 999, 1001, 1 << 30] {
                #expect(throws: ColumnarError.self) { try codec.decompress(stored, byteCount: byteCount) }
            }
            let cut = try stored.slice(0, stored.count - 1)
            #expect(throws: ColumnarError.self) { try codec.decompress(cut, byteCount: bytes.count) }
        }
    }

    @Test(arguments: [CodecID.snappy, .gzip, .lzo, .brotli, .lz4, .zstd]) func otherCodecsAreRefusedByName(id: CodecID) {
        #expect { try CodecTable.codec(id) } throws: { error in
            (error as? ColumnarError)?.code == .unsupported && "\(error)".contains(id.name)
        }
    }
}
