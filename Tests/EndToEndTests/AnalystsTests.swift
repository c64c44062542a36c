import Foundation
import Testing

/// `stats` and `export` as an analyst calls them.
@Suite(.serialized) struct AnalystsTests {
    /// One store for the suite.
    static let store: Result<TemporaryFolder, any Error> = Result {
        let folder = try TemporaryFolder()
        let generated = try Command.xueji(
            "generate", "--students", "1500", "--seed", "21", "--format", "csv", "--out", folder.path("province"))
        let ingested = try Command.xueji("ingest", folder.path("province/drop"), "--store", folder.path("store"), "--quiet")
        guard generated.status == 0, ingested.status == 0 || ingested.status == 3 else {
            throw MainJobTests.Failed(what: generated.errors + ingested.errors)
        }
        return folder
    }

    private func run(_ arguments: String...) throws -> Command.Result {
        try Command.run(Command.program, arguments + ["--store", Self.store.get().path("store")])
    }

    /// Rows of a CSV without quoted line breaks.
    private func rows(_ text: String) -> [[String]] {
        text.split(whereSeparator: \.isNewline).map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    // MARK: stats

    @Test func groupsAddUpAndSmallOnesAreLeftOut() throws {
        let whole = try run("stats", "students", "--columns", "sex", "--format", "csv")
        let total = try #require(Int(rows(whole.output)[1][2]))
        let grouped = try run("stats", "students", "--columns", "sex", "--by", "school,grade", "--format", "csv")
        #expect(grouped.status == 0, "\(grouped.errors)")
        let groups = rows(grouped.output).dropFirst()
        #expect(groups.allSatisfy { $0[4] == "<5" || (Int($0[4]) ?? 0) >= 5 })
        #expect(groups.contains { $0[4] == "<5" }, "the province has small classes")
        let revealed = try run("stats", "students", "--columns", "sex", "--by", "school,grade", "--format", "csv", "--reveal")
        #expect(rows(revealed.output).dropFirst().compactMap { Int($0[4]) }.reduce(0, +) == total)
        let counties = try run("stats", "students", "--columns", "sex", "--by", "county", "--format", "json")
        let root = try JSONSerialization.jsonObject(with: Data(counties.output.utf8)) as? [String: Any]
        let found = try #require(root?["groups"] as? [[String: Any]])
        #expect(found.compactMap { $0["count"] as? Int }.reduce(0, +) == total)
    }

    @Test func namesAreSuggested() throws {
        let column = try run("stats", "students", "--columns", "left_behnd")
        #expect(column.status == 64 && column.errors.contains("left_behind"), "\(column.errors)")
        let key = try run("stats", "students", "--by", "countty")
        #expect(key.status == 64 && key.errors.contains("county"), "\(key.errors)")
        #expect(try run("stats", "students", "--columns", "民族").status == 0)
        #expect(try run("stats", "students", "--quantiles", "0.9,0.1").status == 64)
    }

    @Test func everyFormatOfTheWholeTable() throws {
        for format in ["table", "csv", "json", "html"] {
            for language in ["zh", "en"] {
                let result = try run("stats", "students", "--format", format, "--lang", language)
                #expect(result.status == 0 && result.output.contains("birth_date"), "\(format) \(result.errors)")
            }
            let one = try run("stats", "students", "--format", format, "--threads", "1", "--exact")
            let many = try run("stats", "students", "--format", format, "--threads", "5", "--exact")
            #expect(one.output == many.output)
        }
    }

    @Test func conditionsOfStatisticsAndExportsAreThoseOfQueries() throws {
        for condition in ["sex = '2' AND birth_date >= date '2005-01-01'", "性别 = '2' and left_behind in ('1', '2')", "1 = 0", "1 = 1"] {
            let asked = try run("query", "SELECT count(*), count(DISTINCT class_no) FROM students WHERE \(condition)", "--format", "csv")
            let answer = try #require(rows(asked.output).dropFirst().first, "\(asked.errors)")
            let statistics = try run("stats", "students", "--columns", "class_no", "--where", condition, "--format", "json", "--reveal")
            let root = try JSONSerialization.jsonObject(with: Data(statistics.output.utf8)) as? [String: Any]
            let column = try #require((root?["columns"] as? [[String: Any]])?.first, "\(statistics.output) \(statistics.errors)")
            #expect((column["count"] as? Int).map(String.init) == answer[0], "\(condition)")
            #expect((column["distinct"] as? Int).map(String.init) == answer[1], "\(condition)")
            let folder = try TemporaryFolder()
            let exported = try run(
                "export", "students", "--columns", "sex", "--where", condition, "--format", "csv", "--out", folder.path("out.csv"))
            #expect(exported.status == 0, "\(exported.errors)")
            let lines = rows(try String(contentsOfFile: folder.path("out.csv"), encoding: .utf8))
            #expect(String(lines.count - 1) == answer[0], "\(condition)")
        }
    }

    @Test func aWrongConditionIsPointedAt() throws {
        for command in [["stats", "students"], ["export", "students", "--format", "csv", "--out", "/nonexistent/x"]] {
            let result = try Command.run(Command.program, command + ["--where", "sxe = '2'", "--store", Self.store.get().path("store")])
            #expect(result.status == 64 && result.errors.contains("sex") && result.errors.contains("^"), "\(result.errors)")
        }
        let failing = try run("stats", "students", "--where", "1 / (row - row) = 1")
        #expect(failing.status == 64 && failing.output.isEmpty, "\(failing.errors)")
    }

    // MARK: export

    @Test func pseudonymsAreTheSameInEveryExport() throws {
        let folder = try TemporaryFolder()
        let columns = "school_id,name,birth_date,id_number,m1_name,id_key,phone"
        for name in ["a.csv", "b.csv"] {
            let result = try run(
                "export", "students", "--format", "csv", "--out", folder.path(name), "--pseudonymise", "--columns", columns)
            #expect(result.status == 0, "\(result.errors)")
        }
        let text = try folder.text("a.csv")
        #expect(try text == folder.text("b.csv"))
        let lines = rows(text)
        #expect(lines[0] == ["school_id", "name", "birth_year", "id_number", "m1_name", "id_key", "phone"])
        #expect(text.hasSuffix("\r\n"))
        let clear = rows(try run("stats", "students", "--columns", "name", "--top", "5", "--format", "csv", "--reveal").output)
        let frequent = try #require(clear[1].last { $0.contains("(") }?.split(separator: " ").first)
        #expect(!text.contains(frequent))
        for line in lines.dropFirst() {
            #expect(line[1].wholeMatch(of: /n_[0-9a-f]{20}/) != nil && line[3].wholeMatch(of: /(i_[0-9a-f]{20})?/) != nil, "\(line)")
            #expect(line[2].wholeMatch(of: /[0-9]{4}|/) != nil)
            // The packed number is that of the text, where there is one.
            #expect(line[5].isEmpty || line[5] == line[3])
        }
        let whole = try run("export", "students", "--format", "csv", "--out", folder.path("c.csv"), "--pseudonymise")
        let header = rows(try folder.text("c.csv"))[0]
        #expect(whole.status == 0 && !header.contains("file") && header.contains("sex"))
    }

    @Test func valuesAreMaskedUnlessRevealed() throws {
        let folder = try TemporaryFolder()
        let masked = try run("export", "students", "--format", "csv", "--out", folder.path("m.csv"), "--columns", "name,birth_date")
        #expect(masked.status == 0 && masked.errors.contains("rows written"), "\(masked.errors)")
        for line in rows(try folder.text("m.csv")).dropFirst() {
            #expect(line[0].hasSuffix("**") && line[1].count <= 4, "\(line)")
        }
        let audit = try Self.store.get().path("store/_xueji/audit.log")
        let before = (try? String(contentsOfFile: audit, encoding: .utf8).split(separator: "\n").count) ?? 0
        let revealed = try run(
            "export", "students", "--format", "csv", "--out", folder.path("r.csv"), "--columns", "name,birth_date", "--reveal")
        #expect(revealed.status == 0)
        #expect(rows(try folder.text("r.csv")).dropFirst().allSatisfy { !$0[0].hasSuffix("**") })
        let after = try String(contentsOfFile: audit, encoding: .utf8).split(separator: "\n")
        #expect(after.count == before + 1 && after.last?.contains("export") == true)
    }

    @Test func filesAreNotReplacedAndNothingIsLeftBehind() throws {
        let folder = try TemporaryFolder()
        try folder.write("there.csv", "mine")
        let there = try run("export", "schools", "--format", "csv", "--out", folder.path("there.csv"))
        #expect(there.status == 64 && there.errors.contains("exists"), "\(there.errors)")
        #expect(try folder.text("there.csv") == "mine")
        #expect(try run("export", "schools", "--format", "csv", "--out", folder.path("no/where.csv")).status == 64)
        #expect(try run("export", "schools", "--format", "csv", "--out", folder.path("s.csv"), "--pseudonymise", "--reveal").status == 64)
        for format in ["parquet", "xlsx"] {
            let written = try run("export", "schools", "--format", format, "--out", folder.path("s.\(format)"))
            #expect(written.status == 0, "\(written.errors)")
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
        #expect(names == ["s.parquet", "s.xlsx", "there.csv"])
    }
}
