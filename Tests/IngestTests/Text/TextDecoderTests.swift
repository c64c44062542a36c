import Ingest
import Testing

private func decode(_ bytes: [UInt8], _ encoding: TextEncoding) -> String {
    String(decoding: TextDecoder.decode(bytes, in: 0..<bytes.count, as: encoding).text, as: UTF8.self)
}

private func isValid(_ bytes: [UInt8], cutAt cut: Int) -> Bool {
    var check = UTF8Check()
    check.consume(bytes, in: 0..<cut)
    check.consume(bytes, in: cut..<bytes.count)
    return check.isValidToEnd
}

@Suite struct UTF8CheckTests {
    static let sequences: [[UInt8]] = [
        [], Array("plain".utf8), Array("学校标识码,姓名,𬱖é¢𠀀".utf8), Array("a学b".utf8), [0xC2, 0x80], [0xC1, 0x80], [0xC0, 0xAF],
        [0xE0, 0x9F, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBD], [0xF0, 0x8F, 0xBF, 0xBF],
        [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xFF],
        [0xE5, 0xAD], [0xE5], [0xF0, 0x9F, 0x98], [0xE5, 0x41, 0xA6], [0x61, 0xE5, 0xAD, 0xA6, 0xE5, 0xAD, 0xA6, 0xE0, 0x80, 0x80],
        [0x61, 0xE5, 0xAD, 0xA6, 0xED, 0xA0, 0x80, 0x61, 0x61], [0xB9, 0xFB],
    ]

    @Test(arguments: sequences) func agreesWithTheStandardLibrary(bytes: [UInt8]) {
        let wanted = String(validating: bytes, as: UTF8.self) != nil
        for padding in 0..<9 {
            let padded = [UInt8](repeating: 0x61, count: padding) + bytes + [UInt8](repeating: 0x62, count: padding % 3)
            let whole = String(validating: padded, as: UTF8.self) != nil
            for cut in 0...padded.count { #expect(isValid(padded, cutAt: cut) == whole, "\(padded) cut at \(cut)") }
        }
        #expect(isValid(bytes, cutAt: 0) == wanted)
    }

    @Test func randomBytesAgreeWithTheStandardLibrary() {
        var generator = SystemRandomNumberGenerator()
        let seed = generator.next()
        var state = seed
        let alphabet: [UInt8] = [0x41, 0xE5, 0xAD, 0xA6, 0xC2, 0x80, 0xF0, 0x9F, 0xED, 0xEF, 0xBF, 0xBD, 0xE0, 0xA0]
        for _ in 0..<2000 {
            var bytes: [UInt8] = []
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            let wanted = String(validating: bytes, as: UTF8.self) != nil
            #expect(isValid(bytes, cutAt: Int(state >> 60) % 12) == wanted, "seed \(seed)")
        }
    }

    /// Long texts, each sequence at every place of a block of 32 bytes and at the end.
    @Test(arguments: sequences) func vectorCodeAgreesWithItsTwin(bytes: [UInt8]) {
        for padding in 60..<100 {
            for filler in [Array("a".utf8), Array("学".utf8), Array("𬱖".utf8), Array("é".utf8)] {
                var text: [UInt8] = []
                while text.count < padding { text += filler }
                for tail in [[], [0x62], text] {
                    let whole = text + bytes + tail
                    var counts = [0, 0]
                    let fast = UTF8Check.validPrefix(whole, in: 0..<whole.count, replacements: &counts[0])
                    let plain = UTF8Check.plainValidPrefix(whole, in: 0..<whole.count, replacements: &counts[1])
                    #expect(fast == plain && counts[0] == counts[1], "\(whole)")
                }
            }
        }
    }

    @Test func vectorCodeAgreesOnRandomText() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let parts = ["abcdefgh", "学", "校", "é", "𠀀", "\u{FFFD}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{10FFFF}", "\u{80}"]
        for _ in 0..<3000 {
            var bytes = Array((0..<(20 + next(60))).map { _ in parts[next(parts.count)] }.joined().utf8)
            // Half of them damaged: a byte changed, or cut.
            if next(2) == 0 { bytes[next(bytes.count)] = UInt8(next(256)) }
            if next(4) == 0 { bytes.removeLast(next(3)) }
            var counts = [0, 0]
            let start = next(5)
            let fast = UTF8Check.validPrefix(bytes, in: start..<bytes.count, replacements: &counts[0])
            let plain = UTF8Check.plainValidPrefix(bytes, in: start..<bytes.count, replacements: &counts[1])
            #expect(fast == plain && counts[0] == counts[1], "seed \(seed)")
        }
    }

    @Test func countsReplacementCharacters() {
        var check = UTF8Check()
        let bytes = Array("a\u{FFFD}b学\u{FFFD}\u{FFFD}".utf8)
        check.consume(bytes, in: 0..<2)
        check.consume(bytes, in: 2..<bytes.count)
        #expect(check.replacementCount == 3)
    }
}

@Suite struct TextDecoderTests {
    @Test func detection() {
        #expect(TextEncoding.detect(Array("学校".utf8)) == .utf8)
        #expect(TextEncoding.detect([]) == .utf8)
        #expect(TextEncoding.detect([0xEF, 0xBB, 0xBF, 0x41]) == .utf8WithMark)
        #expect(TextEncoding.detect([0xFF, 0xFE, 0x41, 0x00]) == .utf16LittleEndian)
        #expect(TextEncoding.detect([0xFE, 0xFF, 0x00, 0x41]) == .utf16BigEndian)
        #expect(TextEncoding.detect([0xD1, 0xA7, 0xC9, 0xFA]) == .gb18030)
        #expect(TextEncoding.detect([0x41, 0xE5, 0xAD]) == .gb18030)
    }

    /// Expected values from Python's codec.
    @Test(arguments: [
        ([0xD1, 0xA7, 0xD0, 0xA3, 0x2C, 0xD0, 0xD5, 0xC3, 0xFB], "学校,姓名"),
        ([0x81, 0x30, 0x81, 0x30], "\u{80}"), ([0x84, 0x31, 0xA4, 0x39], "\u{FFFF}"),
        ([0x90, 0x30, 0x81, 0x30], "\u{10000}"), ([0xE3, 0x32, 0x9A, 0x35], "\u{10FFFF}"),
        ([0x82, 0x35, 0x97, 0x33], "\u{9FF6}"), ([0xA2, 0xE3], "€"), ([0xA1, 0xA1], "\u{3000}"), ([0xAA, 0xA1], "\u{E000}"),
        ([0xFE, 0xFE], "\u{E4C5}"), ([0xA8, 0xBF], "\u{01F9}"), ([0x81, 0x40], "丂"), ([0xA8, 0xA1], "ā"),
        ([0x41, 0x80, 0x42], "A\u{FFFD}B"), ([0xFF], "\u{FFFD}"), ([0xD1], "\u{FFFD}"), ([0xD1, 0x2C, 0x41], "\u{FFFD},A"),
        ([0xD1, 0x0A], "\u{FFFD}\n"), ([0xE3, 0x32, 0x9A, 0x36], "\u{FFFD}2\u{FFFD}6"),
        ([0x84, 0x31, 0xA4, 0x37], "\u{FFFD}"), ([0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0xD1, 0xA7], "012345678学"),
    ] as [([UInt8], String)]) func gb18030(bytes: [UInt8], text: String) {
        let found = TextDecoder.decode(bytes, in: 0..<bytes.count, as: .gb18030)
        #expect(String(decoding: found.text, as: UTF8.self) == text)
        #expect(found.replacementCount == text.unicodeScalars.filter { $0 == "\u{FFFD}" }.count)
    }

    /// All 23,940 two-byte characters, as a checksum that Python's codec gives.
    @Test func allTwoByteCharacters() {
        var bytes: [UInt8] = []
        for lead in UInt8(0x81)...0xFE {
            for trail in UInt8(0x40)...0xFE where trail != 0x7F { bytes += [lead, trail] }
        }
        let text = TextDecoder.decode(bytes, in: 0..<bytes.count, as: .gb18030).text
        var sum: UInt64 = 0
        for byte in text { sum = sum &* 1_000_003 &+ UInt64(byte) }
        #expect(text.count == 71662)
        #expect(sum == 3293677347645240949)
    }

    @Test func utf16() {
        #expect(decode([0x66, 0x5B, 0x2C, 0x00, 0x3D, 0xD8, 0x00, 0xDE], .utf16LittleEndian) == "学,\u{1F600}")
        #expect(decode([0x5B, 0x66, 0xD8, 0x3D, 0x00, 0x41], .utf16BigEndian) == "学\u{FFFD}A")
        #expect(decode([0x41, 0x00, 0x42], .utf16LittleEndian) == "A\u{FFFD}")
        #expect(decode([0x00, 0xDE, 0xE9, 0x00], .utf16LittleEndian) == "\u{FFFD}é")
    }

    @Test func announcedUTF8IsRepaired() {
        let found = TextDecoder.decode([0x41, 0xFF, 0xE5, 0xAD, 0x42], in: 0..<5, as: .utf8WithMark)
        #expect(String(decoding: found.text, as: UTF8.self) == "A\u{FFFD}\u{FFFD}B" && found.replacementCount == 2)
    }
}
