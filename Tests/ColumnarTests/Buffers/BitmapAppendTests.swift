import Columnar
import Testing

@Suite struct BitmapAppendTests {
    @Test func bitsAppendedByTheWordEqualBitsAppendedOneByOne() {
        var random = Randomness(seed: 31)
        var fast = Bitmap()
        var plain = Bitmap()
        for _ in 0..<300 {
            let word = UInt64.random(in: .min ... .max, using: &random)
            let count = Int.random(in: 0...64, using: &random)
            fast.append(bits: word, count: count)
            for bit in 0..<count { plain.append(word >> UInt64(bit) & 1 != 0) }
            #expect(fast == plain)
        }
    }
}
