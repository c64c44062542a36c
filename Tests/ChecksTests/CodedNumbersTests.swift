import Columnar
import Testing

import Checks

/// Texts mapped by their distinct values, against a look at each row.
@Suite struct CodedNumbersTests {
    private static let rows: [String?] = ["b", nil, "a", "b", "", nil, "ccc", "a"]

    private func length(_ text: String) -> Int32 { Int32(text.utf8.count) }

    @Test(arguments: [rows, [nil, nil, nil], ["a", "a"], [], (0..<700).map { "\($0 % 300)" }])
    func equalsALookAtEachRow(texts: [String?]) {
        let plain = StringColumn(texts)
        let codes = plain.encoded()
        #expect((0..<codes.count).map { codes[$0] } == texts)
        let expected = texts.map { $0.map(length) ?? -1 }
        let numbers = CodedNumbers(codes, null: -1, length)
        #expect((0..<numbers.count).map { numbers[$0] } == expected)
        #expect(codes.mapped(null: -1, length) == expected)
        #expect(TextColumn(.utf8(plain)).mapped(null: -1, length) == expected)
        #expect(TextColumn(.dictionary(codes)).mapped(null: -1, length) == expected)
        if let constant = numbers.constant { #expect(expected.allSatisfy { $0 == constant }) }
    }

    @Test func constants() {
        #expect(CodedNumbers(StringColumn(["a", "a"]).encoded(), null: 0, length).constant == 1)
        #expect(CodedNumbers(StringColumn([nil, nil]).encoded(), null: 7, length).constant == 7)
        #expect(CodedNumbers(StringColumn(["a", nil]).encoded(), null: 7, length).constant == nil)
    }
}
