import Foundation
import Testing

/// `check` says what became of the findings of the check before.
@Suite struct FindingsChangeTests {
    private let header = "学校标识码,姓名,性别,出生日期,身份证件类型,身份证件号,班号\n"
    private let good = "2136000001,王小明,男,20070831,居民身份证,360102200708311012,1\n"
    private let wrongSex = "2136000001,李丽,男,20070102,居民身份证,360102200701020028,1\n"
    private let wrongCheck = "2136000001,赵强,男,20070831,居民身份证,360102200708310002,1\n"

    private func check(_ folder: TemporaryFolder, _ text: String, rules: String = "IDN-02,IDN-05") throws -> [String] {
        try folder.write("drop/a.csv", header + text)
        #expect(try Command.xueji("ingest", folder.path("drop"), "--store", folder.path("store")).status == 0)
        let result = try Command.xueji("check", "--store", folder.path("store"), "--rules", rules, "--lang", "en")
        #expect(result.status == 0, "\(result.errors)")
        return result.output.split(separator: "\n").map(String.init)
    }

    @Test func newOpenAndGoneAreCounted() throws {
        let folder = try TemporaryFolder()
        let first = try check(folder, wrongSex + wrongCheck)
        #expect(!first.contains { $0.hasPrefix("since the last check") }, "\(first)")
        // A row above, and nothing repaired.
        let second = try check(folder, good + wrongSex + wrongCheck)
        #expect(second.contains("since the last check: 0 new, 2 still open, 0 gone"), "\(second)")
        let repaired = wrongSex.replacing(",男,", with: ",女,")
        let third = try check(folder, repaired + wrongCheck + wrongSex.replacing("李丽", with: "孙丽").replacing("020028", with: "020044"))
        #expect(third.contains("since the last check: 1 new, 1 still open, 1 gone"), "\(third)")
        // A rule that did not run before says nothing about what is new.
        let fourth = try check(folder, repaired + wrongCheck, rules: "IDN-02,IDN-10")
        #expect(fourth.contains("since the last check (of the rules that both checks ran): 0 new, 1 still open, 0 gone"), "\(fourth)")
        let runs = try Command.xueji(
            "stats", "runs", "--store", folder.path("store"), "--columns", "new_findings,open_findings,gone_findings", "--format", "csv")
        #expect(runs.status == 0 && runs.output.split(separator: "\n").count == 4, "\(runs.output)\(runs.errors)")
    }
}
