import Columnar
import Testing

/// What the own matcher writes, liblz4 reads.
@Suite struct LZ4MatcherTests {
    private func compressed(_ bytes: [UInt8]) -> [UInt8] {
        var matcher = LZ4Matcher()
        var buffer = ByteBuffer()
        unsafe matcher.compress(bytes.span.bytes, into: &buffer)  // bytes of bytes
        #expect(buffer.count <= bytes.count + bytes.count / 255 + 16)
        return buffer.array
    }

    private func roundTrip(_ bytes: [UInt8], _ comment: Comment? = nil) throws {
        let back = try LZ4RawCodec.decompress(ByteSlice(compressed(bytes)), byteCount: bytes.count)
        #expect(back.array == bytes, comment)
    }

    private func addresses(_ count: Int, _ random: inout Randomness) -> [UInt8] {
        let towns = (0..<40).map { "塘\($0)镇" }
        var text: [UInt8] = []
        for _ in 0..<count {
            let town = Int.random(in: 0..<40, using: &random)
            let village = "\(town)坊\(Int.random(in: 0..<30, using: &random))村"
            let value = Array("江西省南昌市新建县\(towns[town])\(village)\(Int.random(in: 1..<99, using: &random))号".utf8)
            text += [UInt8(value.count), 0, 0, 0] + value
        }
        return text
    }

    @Test func allShortLengths() throws {
        var random = Randomness(seed: 5)
        for count in 0..<300 {
            try roundTrip([UInt8](repeating: 7, count: count))
            for alphabet: UInt8 in [2, 4, 255] {
                try roundTrip((0..<count).map { _ in UInt8.random(in: 0..<alphabet, using: &random) }, "\(count) of \(alphabet)")
            }
        }
    }

    /// Runs of literals and matches around the lengths at which a further length byte begins, and at the end of the block.
    @Test func lengthsAtTheirBorders() throws {
        var random = Randomness(seed: 6)
        for literals in [0, 1, 14, 15, 16, 269, 270, 271, 525] {
            let noise = (0..<literals).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            for length in [4, 5, 18, 19, 20, 273, 274, 275] {
                let repeated = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37) }
                for tail in 0..<16 { try roundTrip(repeated + noise + repeated + [UInt8](repeating: 1, count: tail)) }
            }
        }
    }

    @Test func matchesNoFurtherBackThan64KiB() throws {
        var random = Randomness(seed: 7)
        let head = (0..<64).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        for gap in [65400, 65470, 65471, 65472, 65535, 65536, 70000] {
            let noise = (0..<gap).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            try roundTrip(head + noise + head + noise.prefix(100), "gap \(gap)")
        }
    }

    @Test func addressesBecomeSmallerThanWithTheFastMode() throws {
        var random = Randomness(seed: 8)
        let text = addresses(8000, &random)
        try roundTrip(text)
        var fast = ByteBuffer()
        unsafe LZ4RawCodec.compress(text.span.bytes, into: &fast)  // bytes of bytes
        #expect(compressed(text).count * 100 < fast.count * 90)
    }

    /// A matcher that is used again forgets what it knew.
    @Test func pagesDoNotDependOnEachOther() throws {
        var random = Randomness(seed: 9)
        let text = addresses(500, &random)
        var matcher = LZ4Matcher()
        var once = ByteBuffer()
        var twice = ByteBuffer()
        unsafe matcher.compress(text.span.bytes, into: &once)  // bytes of bytes, here and below
        unsafe matcher.compress(text.span.bytes, into: &twice)
        #expect(once.array == twice.array)
    }
}
