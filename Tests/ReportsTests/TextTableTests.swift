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
