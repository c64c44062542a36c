import Ingest
import Records
import TestSupport
import Testing

/// Files that share batches give the same bytes as files read one by one.
@Suite struct SharedBatchesTests {
    private let header = "学校标识码,姓名,性别,出生日期,身份证件号,班号,户口所在地行政区划,备注"

    /// Pupils of a school; some cells are noted, some are blank.
    private func pupils(_ school: Int, _ count: Int, county: Int) -> String {
        (0..<count).map { number in
            "\(2_136_000_000 + school),李\(number),\(number % 2 == 0 ? "男" : "女"),\(number % 7 == 0 ? "2007-8-1" : "20070831"),"
                + "\(number % 5 == 0 ? "x" : ""),\(number % 3),\(number % 4 == 0 ? "" : "\(county)000000"),\(number % 6 == 0 ? " 见 附件" : "")"
        }.joined(separator: "\n")
    }

    /// A workbook whose first sheet gives rows and whose second one ends too early.
    private func damagedWorkbook() -> [UInt8] {
        let row = header.split(separator: ",").map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined()
        let data = ["2136000009", "王一", "男", "20070831", "", "1", "", ""].map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined()
        var book = WorkbookBuilder(rows: "<row>\(row)</row><row>\(data)</row>")
        book.sheets.append(WorkbookBuilder.Sheet("Sheet2", "<sheetData><row><c><v>1</v>"))
        return book.build()
    }

    @Test func sharedBatchesDoNotShow() throws {
        let place = try Workplace()
        let counties = [360102, 360103, 360121, 360702]
        for school in 0..<60 {
            // Two of each three files of a county stand together; one comes from elsewhere.
            let county = counties[school % 3 == 2 ? 3 : school / 20]
            let name = String(padded: school)
            if school % 20 == 11 { try place.write("\(name)-a.xlsx", damagedWorkbook()) }
            let text = "\(header)\n\(pupils(school, school % 9 == 8 ? 0 : 3 + school % 13, county: county))\n"
            try place.write("\(name).csv", text)
            if school % 10 == 4 {
                try place.write("\(name)-班.csv", "学校标识码,年级,班号,班级名称,班级类型\n\(2_136_000_000 + school),P1,1,一班,普通班\n")
            }
        }
        var expected: [String]?
        for (files, threads) in [(1, 1), (32, 1), (3, 2), (32, 2)] {
            let store = "store-\(files)-\(threads)"
            let summary = try place.ingest(store, threads: threads, filesPerTask: files)
            #expect(summary.unreadable == 3)
            let found = try place.dataFiles(store)
            #expect(found == expected ?? found, "\(files) files a task, \(threads) threads")
            expected = found
        }
        let rows = try place.rows(.student, ["file", "row"], store: "store-32-2")
        #expect(rows.count == (0..<60).reduce(0) { $0 + ($1 % 9 == 8 ? 0 : 3 + $1 % 13) })
        #expect(!rows.contains { $0[0]?.hasSuffix(".xlsx") ?? true })
        #expect(try place.rows(.cellIssues, ["file"], store: "store-32-2").count > 60)
    }
}

extension String {
    /// Three digits, so that names sort as numbers do.
    fileprivate init(padded number: Int) { self = String("00\(number)".suffix(3)) }
}
