import Records
import Testing

@Suite struct NormaliserTests {
    private func check(
        _ kind: Normalisation, _ raw: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let wanted = Array(expected.utf8)
        #expect(Array(Normaliser.normalise(raw, as: kind).utf8) == wanted, sourceLocation: sourceLocation)
        var output: [UInt8] = [1]
        let changed = Normaliser.normalise(Array(raw.utf8).span, as: kind, into: &output)
        #expect(changed == (Array(raw.utf8) != wanted), sourceLocation: sourceLocation)
        #expect(output == (changed ? wanted : [1]), sourceLocation: sourceLocation)
    }

    @Test func n1MapsDeletesAndTrims() {
        check(.n1, "（１）ａＺ～！　", "(1)aZ~!")
        check(.n1, "a\u{A0}b\u{2000}c\u{200A}d\u{202F}e\u{205F}f\tg\rh\ni", "a b c d e f g h i")
        check(.n1, "a\u{AD}b\u{200B}c\u{200F}d\u{202A}e\u{202E}f\u{2060}g\u{FEFF}h\u{7F}i\u{0}j\u{B}k\u{85}l\u{9F}m", "abcdefghijklm")
        check(.n1, " \u{3000}王 芳\u{A0} ", "王 芳")
        check(.n1, "   ", "")
        check(.n1, "", "")
        check(.n1, "\u{FF00}\u{FF5F}\u{200B}", "\u{FF00}\u{FF5F}")
        check(.n1, "ﬁ㈱神\u{F9D4}䶮𬱖", "ﬁ㈱神\u{F9D4}䶮𬱖")
        check(.n1, "\u{2010}\u{202B}", "\u{2010}")
    }

    @Test func n2DropsSpacesAndApostrophes() {
        check(.n2, " 3601 0220 x ", "36010220X")
        check(.n2, "'360102", "360102")
        check(.n2, "’360102", "360102")
        check(.n2, "‘360102", "360102")
        check(.n2, "`360102", "360102")
        check(.n2, "＇360102", "360102")
        check(.n2, "' '1", "'1")
        check(.n2, "1'2", "1'2")
        check(.n2, "0791–123—4\u{2212}5", "0791-123-4-5")
        check(.n2, "×Ⅹ", "×Ⅹ")
        check(.n2, "一（1）班", "一(1)班")
        check(.n2, "2007年8月31日", "2007年8月31日")
    }

    @Test func n2ForIdentityNumbersKnowsWhatLooksLikeX() {
        for x in ["x", "Ｘ", "ｘ", "Х", "х", "×", "Ⅹ", "ⅹ", "✕"] { check(.n2ID, "11010519491231002\(x)", "11010519491231002X") }
        check(.n2ID, "11010519491231002X", "11010519491231002X")
    }

    @Test func n3UnifiesDotsAndJoinsChineseNames() {
        check(.n3, "王  伟", "王伟")
        check(.n3, "王　小明", "王小明")
        for dot in ["•", "‧", "・", "･", "⋅", "∙", "\u{387}", ".", "．", "·"] { check(.n3, "阿依\(dot)古丽", "阿依·古丽") }
        check(.n3, "阿依 · 古丽", "阿依·古丽")
        check(.n3, "阿依 . 古丽", "阿依 . 古丽")
        check(.n3, "J. Smith", "J. Smith")
        check(.n3, "王.A", "王.A")
        check(.n3, "王..伟", "王..伟")
        check(.n3, "王 A", "王 A")
        check(.n3, "㛃 𬱖", "㛃𬱖")
        check(.n3, "〇 一", "〇一")
        check(.n3, " 李明 ", "李明")
    }

    @Test func bytesAgreeWithTheTwinOnRandomText() {
        let pieces = [
            "王", "芳", "䶮", "𬱖", " ", "  ", "\u{3000}", "\u{A0}", "a", "Z", "x", "0", "９", ".", "·", "•", "・", "-", "–",
            "'", "’", "（", "）", "\t", "\n", "\u{7F}", "\u{200B}", "\u{FEFF}", "×", "Х", "é", "，", "。", "abcdefgh", "12345678",
            "ABCDEFGH", "\u{85}",
        ]
        let seed = UInt64.random(in: 0 ... .max)
        var generator = SplitMix(seed)
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...6, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator)! }.joined()
            for kind in [Normalisation.n1, .n2, .n2ID, .n3] {
                let wanted = Array(Normaliser.normalise(text, as: kind).utf8)
                var output: [UInt8] = []
                let changed = Normaliser.normalise(Array(text.utf8).span, as: kind, into: &output)
                let isRight = changed ? output == wanted && output != Array(text.utf8) : Array(text.utf8) == wanted
                #expect(isRight, "seed \(seed)")
            }
        }
    }

    @Test func damagedBytesDoNotTrap() {
        let seed = UInt64.random(in: 0 ... .max)
        var generator = SplitMix(seed)
        for _ in 0..<5_000 {
            let bytes = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
                [0xE3, 0xE2, 0xEF, 0xC2, 0x80, 0xF0, 0x20, 0xE5, 0xFF, 0x41].randomElement(using: &generator)! as UInt8
            }
            for kind in [Normalisation.n1, .n2, .n2ID, .n3] {
                var output: [UInt8] = []
                if !Normaliser.normalise(bytes.span, as: kind, into: &output) { #expect(output.isEmpty, "seed \(seed)") }
            }
        }
    }

    @Test(arguments: [
        ("王 芳", FieldType.text, false), ("江西（南昌）", .text, false), ("江西 ", .text, false),
        ("江西（南昌） ", .text, false), (" 江西", .text, true), ("江西\u{3000}", .text, true),
        ("江西\u{3000} ", .text, true), ("江西１", .text, true), ("江西Ａ", .text, true), ("江西\u{A0}县", .text, true),
        ("江西\t", .text, true), ("江西，县", .text, false), ("汉族 ", .code, true), ("国籍（一）", .code, false),
        ("是 ", .bool, true), ("三年级 ", .grade, true), ("13900000000 ", .phone, true), ("一（1）班", .classno, true),
        ("王  伟", .name, true), ("江西\u{200B}", .text, true), ("a@b.cn ", .email, true),
    ])
    func countsChanges(_ raw: String, _ type: FieldType, _ counts: Bool) {
        var output: [UInt8] = []
        let bytes = Array(raw.utf8)
        let changed = Normaliser.normalise(bytes.span, as: type.normalisation, into: &output)
        #expect((changed && NormalisationChange.counts(bytes.span, type: type)) == counts)
    }
}
