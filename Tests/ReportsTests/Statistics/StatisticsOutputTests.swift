import Columnar
import Foundation
import Records
import Reports
import Store
import Testing

@Suite struct StatisticsOutputTests {
    /// 40 pupils; names and addresses hold what must not get out unescaped.
    private static func columns(rows: Int = 40) throws -> [ColumnStatistics] {
        let schema = Schema([
            Field("name", .utf8), Field("sex", .utf8), Field("birth_date", .date), Field("entry_month", .int32), Field("talent", .utf8),
            Field("id_key", .int64),
        ])
        func texts(_ text: (Int) -> String?) -> Column { .utf8(StringColumn((0..<rows).map(text))) }
        let batch = RecordBatch(
            schema: schema,
            columns: [
                texts { "王小\($0 % 7)" }, texts { $0 % 4 == 0 ? "2" : "1" },
                .date(PrimitiveColumn(values: (0..<rows).map { Int32(12_000 + $0 * 50) })),
                .int32(PrimitiveColumn(values: (0..<rows).map { Int32($0 % 2 == 0 ? 201309 : 201209) })),
                texts { $0 % 3 == 0 ? nil : "=<script>alert('\($0 % 2)')</script>" },
                .int64(PrimitiveColumn(values: (0..<rows).map { Int64($0) << 30 })),
            ], rowCount: rows)
        return try ColumnStatistics.compute(over: MemoryTable(schema: schema, batches: [batch]))
    }

    private let masker = Masker(key: [UInt8](repeating: 7, count: 32))

    private func whole() throws -> StatisticsResult {
        StatisticsResult(.student, groups: [([], 40, try Self.columns())], masker: masker)
    }

    private func grouped(reveal: Bool = false) throws -> StatisticsResult {
        StatisticsResult(
            .student, keys: ["grade"],
            groups: [(["一年级"], 40, try Self.columns()), (["<b>"], 4, try Self.columns(rows: 4)), ([nil], 6, try Self.columns(rows: 6))],
            masker: Masker(key: [UInt8](repeating: 7, count: 32), reveal: reveal))
    }

    @Test func jsonIsWholeAndMasked() throws {
        let text = StatisticsReport(try whole(), quantiles: [0.05, 0.25, 0.5, 0.75, 0.95], masker: masker).json()
        let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let columns = try #require(root["columns"] as? [[String: Any]])
        #expect(columns.map { $0["column"] as? String } == ["name", "sex", "birth_date", "entry_month", "talent", "id_key"])
        #expect(!text.contains("王小") && text.contains("王**"))
        #expect(!text.contains("2002-") && columns[2]["min"] as? String == "2002")
        let month = columns[3]
        #expect((month["quantiles"] as? [String: String])?["p50"] == "201209")
        #expect(month["mean"] as? Double == 201259)
        #expect((month["histogram"] as? [[String: Any]])?.compactMap { $0["count"] as? Int }.reduce(0, +) == 40)
        #expect((columns[5]["histogram"] as? [Any])?.isEmpty == true, "distances between ID numbers are not shown")
        #expect(columns[5]["mean"] is NSNull)
    }

    @Test func csvHasALineAColumnAndNoFormula() throws {
        let text = StatisticsReport(try whole(), quantiles: [0.5], masker: masker).csv()
        let lines = text.split(separator: "\n")
        #expect(lines.count == 7)
        #expect(lines[0] == "column,type,count,nulls,blank,distinct,distinct_error,min,p50,max,mean,stddev,shortest,longest,most_frequent,histogram")
        #expect(lines[5].contains("'=<script>"))
        #expect(lines[4].hasPrefix("entry_month,int32,40,0,0,2,0,201209,201209,201309,201259.000,"))
    }

    @Test func smallGroupsAreLeftOut() throws {
        let result = try grouped()
        #expect(result.suppressedCount == 1)
        let csv = StatisticsReport(result, quantiles: [0.5], masker: masker).csv()
        let lines = csv.split(separator: "\n")
        #expect(lines.count == 1 + 6 + 1 + 6)
        #expect(lines[7].hasPrefix("<b>,,,<5,,"))
        let fieldCount = lines[0].split(separator: ",", omittingEmptySubsequences: false).count
        #expect(lines[7].split(separator: ",", omittingEmptySubsequences: false).count == fieldCount)
        // Of six pupils nothing is told that fewer than five share.
        let sex = try #require(lines.last { $0.hasPrefix(",sex,") })
        #expect(!sex.contains("1 (4)") && !sex.contains("2 (2)"), "\(sex)")
        let revealed = StatisticsReport(try grouped(reveal: true), quantiles: [0.5], masker: masker).csv()
        #expect(revealed.split(separator: "\n").count == 1 + 18)
    }

    @Test(arguments: [true, false]) func listingsFitTheTerminal(isChinese: Bool) throws {
        for result in [try whole(), try grouped()] {
            for width in [80, 60, 120] {
                let text = StatisticsListing(result, masker: masker, isChinese: isChinese, width: width).text
                for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= width, "\(line)") }
                #expect(!text.contains("王小"))
                #expect(text.contains(isChinese ? "最常见" : "frequent"))
            }
        }
    }

    @Test(arguments: [true, false]) func pagesAreEscapedAndLoadNothing(isChinese: Bool) throws {
        for result in [try whole(), try grouped()] {
            let page = StatisticsPage(result, masker: masker, isChinese: isChinese).text
            #expect(page.contains("Content-Security-Policy") && page.contains("default-src 'none'"))
            #expect(!page.contains("<script") && page.contains("&lt;script&gt;"))
            #expect(!page.contains("<b>") && !page.contains("王小"))
            for word in ["http://", "https://", "src=", "@import", "url("] { #expect(!page.contains(word), "\(word)") }
            for tag in ["table", "svg", "article", "tr", "td", "th", "dl"] {
                let opened = page.components(separatedBy: "<\(tag)>").count + page.components(separatedBy: "<\(tag) ").count
                #expect(opened - 1 == page.components(separatedBy: "</\(tag)>").count, "\(tag)")
            }
        }
    }
}

@Suite struct GroupKeyTests {
    @Test func namesOfKeys() {
        #expect(GroupKey("grade", table: .student)?.name == "grade")
        #expect(GroupKey("county", table: .student) != nil && GroupKey("prefecture", table: .school) != nil)
        #expect(GroupKey("school", table: .class) != nil)
        #expect(GroupKey("county", table: .files) == nil && GroupKey("village", table: .student) == nil)
    }
}
