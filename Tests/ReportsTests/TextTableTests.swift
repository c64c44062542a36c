import Reports
import Testing

@Suite struct TextTableTests {
    @Test func chineseColumnsAlign() {
        var table = TextTable([("列", .left), ("n", .right)])
        table.append(["姓名", "12"])
        table.append(["id", "3"])
        #expect(table.render(width: 80) == "列     n\n────  ──\n姓名  12\nid     3\n")
    }

    @Test func widestColumnGivesWay() {
        var table = TextTable([("a", .left), ("b", .left)])
        table.append([String(repeating: "长", count: 30), "short"])
        let lines = table.render(width: 40).split(separator: "\n").map(String.init)
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= 40 })
        #expect(lines[2].hasSuffix("short"))
        #expect(lines[2].contains("…"))
    }

    @Test func truncationNeverSplitsAWideCharacter() {
        #expect(DisplayWidth.truncate("学籍管理", to: 8) == "学籍管理")
        #expect(DisplayWidth.truncate("学籍管理", to: 6) == "学籍…")
        #expect(DisplayWidth.truncate("学籍管理", to: 1) == "…")
        #expect(DisplayWidth.truncate("ab", to: 0) == "")
    }
}

@Suite struct DisplayWidthTests {
    @Test func pathsAreShortenedInTheMiddle() {
        #expect(DisplayWidth.shortenMiddle("南昌市/a.xlsx", to: 20) == "南昌市/a.xlsx")
        let short = DisplayWidth.shortenMiddle("南昌市/360102东湖区/2136010201_学校.xlsx", to: 20)
        #expect(DisplayWidth.of(short) <= 20 && short.hasPrefix("南昌") && short.hasSuffix("校.xlsx") && short.contains("…"))
        #expect(DisplayWidth.shortenMiddle("abcdefgh", to: 3) == "ab…")
    }

    @Test func linesAreWrappedAtSpacesAndBetweenChineseCharacters() {
        #expect(DisplayWidth.wrap("one two three", to: 8) == ["one two", "three"])
        #expect(DisplayWidth.wrap("学籍号重复,请核对", to: 10) == ["学籍号重", "复,请核对"])
        #expect(DisplayWidth.wrap("unbreakable", to: 4) == ["unbr", "eaka", "ble"])
        #expect(DisplayWidth.wrap("", to: 4) == [""])
        for cells in 2...30 {
            for line in DisplayWidth.wrap("身份证号 360102200708310011 与 sex 不符，请 check the 号码!", to: cells) {
                #expect(DisplayWidth.of(line) <= cells, "\(line)")
            }
        }
    }
}
