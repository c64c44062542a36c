import Columnar
import Testing

@Suite struct Checksum32Tests {
    @Test func knownValues() {
        #expect(Checksum32.crc32(ByteSlice(Array("123456789".utf8))) == 0xCBF4_3926)
        #expect(Checksum32.crc32(ByteSlice([])) == 0)
    }

    @Test func equalsThePlainTwin() {
        var random = Randomness(seed: 21)
        for count in Array(0..<40) + [1000, 1001] {
            let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            #expect(Checksum32.crc32(ByteSlice(bytes)) == Checksum32.plainCRC32(bytes))
        }
    }
}
