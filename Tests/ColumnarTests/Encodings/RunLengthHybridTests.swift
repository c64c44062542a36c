import Columnar
import Testing

@Suite struct RunLengthHybridTests {
    private func encode(_ values: [UInt32], width: Int) -> [UInt8] {
        var buffer = ByteBuffer()
        RunLengthHybrid.encode(values.span, width: width, into: &buffer)
        return buffer.array
    }

    private func decode(_ bytes: [UInt8], width: Int, count: Int) throws -> [UInt32] {
        try [UInt32](capacity: count) { (output: inout OutputSpan<UInt32>) throws(ColumnarError) in
            try RunLengthHybrid.decode(ByteSlice(bytes), width: width, count: count, into: &output)
        }
    }

    @Test func bytesAreAsDrawn() throws {
        #expect(try decode([0x12, 0x04], width: 3, count: 9) == [UInt32](repeating: 4, count: 9))
        #expect(encode([1, 2, 3, 4, 5, 6, 7, 0], width: 3) == [0x03, 0xD1, 0x58, 0x1F])
        #expect(encode([UInt32](repeating: 4, count: 100), width: 3) == [0xC8, 0x01, 0x04])
    }

    @Test(arguments: [1, 2, 3, 7, 8, 9, 15, 16, 17, 24, 31, 32]) func mixedRunsComeBack(width: Int) throws {
        var random = Randomness(seed: UInt64(width))
        for count in [0, 1, 7, 8, 9, 100, 1000] {
            var values: [UInt32] = []
            while values.count < count {
                let value = UInt32.random(in: 0...(UInt32.max >> UInt32(32 - width)), using: &random)
                values += [UInt32](repeating: value, count: Bool.random(using: &random) ? 1 : Int.random(in: 1...90, using: &random))
            }
            values = Array(values.prefix(count))
            let bytes = encode(values, width: width)
            #expect(try decode(bytes, width: width, count: count) == values)
            for length in 0..<min(bytes.count, 60) {
                let cut = try? decode(Array(bytes[..<length]), width: width, count: count)
                #expect(cut == nil || cut == values)
            }
        }
    }

    @Test func damagedRunsAreErrors() {
        #expect(throws: ColumnarError.self) { try decode([], width: 3, count: 1) }
        #expect(throws: ColumnarError.self) { try decode([0x12], width: 3, count: 9) }
        #expect(throws: ColumnarError.self) { try decode([0x12, 0x08], width: 3, count: 9) }
        #expect(throws: ColumnarError.self) {
            try decode([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], width: 3, count: 9)
        }
        #expect(throws: ColumnarError.self) { try decode([0x03, 0xFF], width: 32, count: 8) }
    }

    @Test(arguments: [0, 1, 63, 64, 65, 255, 256, 257, 1000, 5000]) func levelsComeBack(count: Int) throws {
        var random = Randomness(seed: UInt64(count) + 1)
        for kind in 0..<4 {
            var validity = Bitmap()
            while validity.count < count {
                switch kind {
                case 0: validity.append(true)
                case 1: validity.append(false)
                case 2: validity.append(Bool.random(using: &random))
                default:
                    let run = min(count - validity.count, Int.random(in: 1...700, using: &random))
                    validity.append(repeating: Bool.random(using: &random), count: run)
                }
            }
            for start in stride(from: 0, to: count, by: 64 * 7) {
                let part = min(64 * 7 + 13, count - start)
                var buffer = ByteBuffer()
                Levels.encode(validity, start: start, count: part, into: &buffer)
                var back = Bitmap()
                let bytes = Array(buffer.array.dropFirst(4))
                let valid = try Levels.decode(ByteSlice(bytes), count: part, into: &back)
                #expect((0..<part).allSatisfy { back[$0] == validity[start + $0] })
                #expect(back.count == part && valid == back.setCount)
            }
        }
    }
}
