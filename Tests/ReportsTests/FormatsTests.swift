import Reports
import Testing

@Suite struct FormatsTests {
    @Test func delimitedTextQuotesOnlyWhatNeedsIt() {
        #expect(DelimitedText.row(["a", "b,c", "say \"x\"", "1\r\n2", "", "中文"]) == "a,\"b,c\",\"say \"\"x\"\"\",\"1\r\n2\",,中文\n")
    }

    @Test func jsonEscapesAndKeepsOrder() {
        let value = JSONValue.object([("b", .int(1)), ("a", .array([.null, .bool(true), .string("q\"\\\n\u{1}中")]))])
        #expect(value.text == #"{"b":1,"a":[null,true,"q\"\\\n\u0001中"]}"#)
    }

    @Test func numbersAreGrouped() {
        #expect([0, 999, 1000, 6_700_000, -12345].map(\.grouped) == ["0", "999", "1,000", "6,700,000", "-12,345"])
    }
}
