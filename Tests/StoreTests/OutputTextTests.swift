import Store
import Testing

@Suite struct OutputTextTests {
    @Test func terminalSafeDropsControlAndDirection() {
        #expect(OutputText.terminalSafe("王\u{1B}[31m伟\u{9B}2J\u{7F}") == "王[31m伟2J")
        #expect(OutputText.terminalSafe("a\u{202E}b\u{2066}c\u{200F}d\u{061C}e\u{2028}f") == "abcdef")
        #expect(OutputText.terminalSafe("a\tb\nc\rd") == "a b c d")
        #expect(OutputText.terminalSafe("南昌市第一小学 é") == "南昌市第一小学 é")
    }

    @Test(arguments: ["=1+1", "+86", "-1", "@SUM(A1)", "\tx", "\rx", "\u{FF1D}1", "\u{FF0B}1", "\u{FF0D}1", "\u{FF20}x"])
    func formulaSafeMarksWhatASpreadsheetWouldRun(_ text: String) {
        #expect(OutputText.formulaSafe(text) == "'" + text)
    }

    @Test(arguments: ["", "王伟", "1-2", "a=b", "'=1", " =1"])
    func formulaSafeLeavesOtherText(_ text: String) {
        #expect(OutputText.formulaSafe(text) == text)
    }
}
