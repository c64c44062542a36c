import Columnar
import Foundation
import Ingest
import Records
import Store
import Testing

private let header = "学校标识码,姓名,性别,出生日期,身份证件号,户口所在地行政区划,现住址\n"

private func pupil(_ school: Int, _ name: String, _ date: String = "20070831", county: Int = 360102) -> String {
    "2136\(String(format: "%06d", school)),\(name),男,\(date),360102200708311012,\(county)000000,建设路1号\n"
}

@Suite struct IngesterTests {
    @Test func rowsArriveTypedWithTheirAddress() throws {
        let place = try Workplace()
        try place.write("a/一年级.csv", "标题,,,\n" + header + pupil(1, "王小明") + "\n" + pupil(1, "李 芳", "2007-8-31"))
        try place.ingest()
        let found = try place.rows(.student, ["file", "sheet", "row", "name", "sex", "birth_date", "unreadable"])
        #expect(found == [
            ["a/一年级.csv", "", "3", "王小明", "1", "2007-08-31", nil], ["a/一年级.csv", "", "5", "李芳", "1", "2007-08-31", nil],
        ])
        let issues = try place.rows(.cellIssues, ["table", "row", "field", "kind", "raw", "canonical"])
        #expect(issues == [
            ["student", "5", "name", "normalised", "李 芳", "李芳"],
            ["student", "5", "birth_date", "date_reformatted", "2007-8-31", "20070831"],
        ])
    }

    @Test func unreadableCellsAreNamedInTheOrderOfTheFields() throws {
        let place = try Workplace()
        try place.write("a.csv", header + "2136000001,王小明,外星,昨天,3.6E+17,360102000000,建设路1号\n")
        try place.ingest()
        #expect(try place.rows(.student, ["sex", "birth_date", "id_number", "id_key", "unreadable"]) == [
            [nil, nil, nil, nil, "sex,birth_date,id_number"]
        ])
    }

    @Test func notesExamplesAndTotalsAreSkippedAndCounted() throws {
        let place = try Workplace()
        let rows = "示例,张三,男,20070831,,,\n" + pupil(1, "王小明") + "合计,1,,,,,\n,,男,20070831,,360102000000,x\n,,,,,,\n"
        try place.write("a.csv", header + rows)
        try place.ingest()
        #expect(try place.rows(.student, ["name"]) == [["王小明"]])
        #expect(try place.rows(.files, ["data_rows", "skipped_rows", "header_row"]) == [["1", "3", "1"]])
    }

    /// 姓名 marks an example row in student sheets only; a proof's 学生姓名 is another field.
    @Test func aProofIsKeptWhateverThePupilIsCalled() throws {
        let place = try Workplace()
        try place.write("p.csv", "学校标识码,学生姓名,性别,出生日期,无身份证号原因\n2136000001,示例,男,20070831,未上户口\n")
        try place.ingest()
        #expect(try place.rows(.proof, ["student_name"]) == [["示例"]])
    }

    @Test func aSecondRunDoesNothingAndAChangedFileReplacesItsRows() throws {
        let place = try Workplace()
        try place.write("a.csv", header + pupil(1, "王小明"))
        try place.write("b.csv", header + pupil(2, "李芳") + pupil(2, "张伟"))
        #expect(try place.ingest().hasChanges)
        let before = try place.dataFiles("store")
        let second = try place.ingest()
        #expect(!second.hasChanges && second.filesUnchanged == 2)
        #expect(try place.dataFiles("store") == before)
        try place.write("b.csv", header + pupil(2, "赵军"))
        try FileManager.default.removeItem(atPath: place.path + "/drop/a.csv")
        let third = try place.ingest()
        #expect(third.filesChanged == 1 && third.filesVanished == 1)
        #expect(try place.rows(.student, ["file", "name"]).map { $0.map { $0 ?? "" } }.sorted { $0[0] < $1[0] } == [["a.csv", "王小明"], ["b.csv", "赵军"]])
        #expect(try place.rows(.files, ["file"]).count == 2)
    }

    @Test func anyNumberOfThreadsGivesTheSameFiles() throws {
        let place = try Workplace()
        for file in 0..<7 {
            let rows = (0..<200).map { pupil(file, "王\($0)", $0 % 3 == 0 ? "2007-8-31" : "20070831", county: 360102 + $0 % 3) }
            try place.write("\(file).csv", header + rows.joined())
        }
        try place.ingest("one", threads: 1, piece: 2048)
        try place.ingest("three", threads: 3, piece: 2048)
        #expect(try place.dataFiles("one") == place.dataFiles("three"))
        #expect(try place.rows(.student, ["row"], store: "one").count == 1400)
    }

    @Test func piecesGiveTheRowsOfTheWholeFile() throws {
        let place = try Workplace()
        let rows = (0..<300).map { $0 % 7 == 0 ? pupil(1, "\"王\n小\"") : pupil(1, "李\($0)") }
        try place.write("a.csv", header + rows.joined())
        try place.ingest("whole")
        try place.ingest("pieces", piece: 1024)
        let columns = ["file", "row", "name", "birth_date"]
        #expect(try place.rows(.student, columns, store: "whole") == place.rows(.student, columns, store: "pieces"))
        #expect(try place.rows(.cellIssues, ["row", "raw"], store: "whole") == place.rows(.cellIssues, ["row", "raw"], store: "pieces"))
        let files = try place.rows(.files, ["data_rows", "replaced_characters", "status"], store: "pieces")
        #expect(files == [["300", "0", "ok"]])
    }

    /// A county that gets no rows for long is written; when it comes again, nothing is lost and nothing depends on threads.
    @Test func aCountyThatComesAgainLosesNoRow() throws {
        let place = try Workplace()
        let runs = [(1, 360102, 3000), (2, 360103, 34000), (1, 360102, 3000), (2, 360103, 34000)]
        try place.write("a.csv", header + runs.map { school, county, count in
            String(repeating: pupil(school, "王小明", county: county), count: count)
        }.joined())
        for threads in 1...2 { try place.ingest("store\(threads)", threads: threads, piece: 64 << 10) }
        #expect(try place.dataFiles("store1") == place.dataFiles("store2"))
        let rows = try place.rows(.student, ["row", "school_id"], store: "store1")
        #expect(Set(rows.map { $0[0] }).count == 74000 && rows.count == 74000)
        let opened = try RegistryStore.open(path: place.path + "/store1", for: .reading)
        let groups = try opened.snapshot(of: .student).files.map { file in
            try ParquetFile(path: "\(place.path)/store1/students/\(file.path)").rowGroups.map(\.rowCount)
        }
        // The first county's first 3,000 rows stand alone; the second county's last rows wait for the end.
        #expect(groups.contains([3000, 3000]))
    }

    @Test func badFilesBecomeRowsAndTheRunGoesOn() throws {
        let place = try Workplace()
        try place.write("good.csv", header + pupil(1, "王小明"))
        try place.write("binary.csv", [1, 0, 2, 0, 3])
        try place.write("prose.txt", "no table here\n")
        try place.write("truncated.xlsx", [0x50, 0x4B, 3, 4, 0, 0])
        try place.write("damaged.txt", [0x41, 0xFF, 0xFF, 0x0A])
        try place.write("open.csv", header + pupil(1, "李芳") + "2136000001,\"张伟\n")
        let summary = try place.ingest()
        #expect(summary.unreadable == 3 && summary.withoutTable == 1)
        let files = try place.rows(.files, ["file", "status", "reason"])
        #expect(files.map { $0[0] } == ["binary.csv", "damaged.txt", "good.csv", "open.csv", "prose.txt", "truncated.xlsx"])
        #expect(files[0] == ["binary.csv", "unreadable", "unknown_content"])
        #expect(files[1] == ["damaged.txt", "unreadable", "undecodable"])
        #expect(files[4] == ["prose.txt", "no_table", "no_header_row"])
        #expect(try place.rows(.student, ["name"]).contains(["王小明"]))
        #expect(try place.rows(.files, ["detail"]).contains { $0[0]?.contains("line 3") ?? false })
    }

    @Test func encodingsGiveTheSameRows() throws {
        let place = try Workplace()
        let text = header + pupil(1, "王小明")
        try place.write("1.csv", text)
        try place.write("2.csv", [0xEF, 0xBB, 0xBF] + Array(text.utf8))
        let little: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        try place.write("3.csv", little)
        try place.write("4.tsv", text.replacingOccurrences(of: ",", with: "\t"))
        try place.ingest()
        #expect(try place.rows(.student, ["name", "current_address"]) == Array(repeating: ["王小明", "建设路1号"], count: 4))
        #expect(try place.rows(.files, ["encoding", "format"]) == [
            ["utf-8", "csv"], ["utf-8-bom", "csv"], ["utf-16le", "csv"], ["utf-8", "tsv"],
        ])
    }

    @Test func unknownAndDuplicateColumnsAreNoted() throws {
        let place = try Workplace()
        try place.write(
            "a.csv", "序号,学校标识码,姓名,性别,出生日期,爱好,鞋码,学生姓名,身份证件号\n1,2136000001,王小明,男,20070831,足球,,李,\n")
        try place.ingest()
        #expect(try place.rows(.files, ["fields", "unknown_headers", "duplicate_columns"]) == [
            ["school_id,name,sex,birth_date,id_number", "爱好", "name\u{1F}姓名\u{1F}学生姓名"]
        ])
        #expect(try place.rows(.student, ["name"]) == [["王小明"]])
    }

    @Test func anEmptyHeaderCellTakesTheOneAbove() throws {
        let place = try Workplace()
        try place.write("a.csv", "学校标识码,姓名,基础信息,,\n,,性别,出生日期,民族\n2136000001,王小明,男,20070831,汉族\n")
        try place.ingest()
        #expect(try place.rows(.student, ["row", "school_id", "name", "ethnicity"]) == [["3", "2136000001", "王小明", "01"]])
        #expect(try place.rows(.files, ["header_row"]) == [["2"]])
    }

    @Test func aNoteThatIsAlsoAHeaderDoesNotBecomeTheHeaderRow() throws {
        let place = try Workplace()
        // 说明 names the column 备注; the other cells of the note are empty and would take the headers above.
        try place.write("a.csv", header + "说明：\n" + pupil(1, "王伟"))
        try place.ingest()
        #expect(try place.rows(.student, ["school_id", "row", "name"]) == [["2136000001", "3", "王伟"]])
        #expect(try place.rows(.files, ["header_row", "skipped_rows"]) == [["1", "1"]])
    }

    @Test func theIssuedListTellsTheCounties() throws {
        let place = try Workplace()
        try place.write("issued/名单.csv", "学校标识码,学校名称,属地管理教育行政部门名称,属地管理教育行政部门代码,办学类型,举办者类型\n2136000001,一小,某县教育局,360121000000,小学,县级教育部门\n")
        try place.write("a.csv", header + pupil(1, "王小明") + pupil(2, "李芳"))
        try place.ingest()
        #expect(try place.rows(.issuedSchool, ["school_id", "name"]) == [["2136000001", "一小"]])
        #expect(try place.rows(.school, ["name"]).isEmpty)
        let files = try place.dataFiles("store").filter { $0.hasPrefix("students/") }.map { $0.prefix(15) }
        #expect(files == ["students/360102", "students/360121"])
        #expect(try place.rows(.files, ["file", "table", "issued"]) == [["a.csv", "student", "false"], ["issued/名单.csv", "school", "true"]])
    }

    @Test func moreMemoryThanIsOfUseIsNotTaken() {
        #expect(IngestOptions(memoryByteCount: 4 << 30).memoryByteCount == 1 << 30)
        #expect(IngestOptions(memoryByteCount: 512 << 20).memoryByteCount == 512 << 20)
        #expect(IngestOptions(memoryByteCount: 1).memoryByteCount == 64 << 20)
    }

    @Test func anInterruptLeavesTheStoreAsItWas() throws {
        let place = try Workplace()
        try place.write("a.csv", header + pupil(1, "王小明"))
        let store = try RegistryStore.open(path: place.path + "/store", for: .writing(create: true))
        let options = IngestOptions(threads: 1)
        options.interrupt.raise()
        #expect(throws: IngestFailure.interrupted) {
            try Ingester.run(drop: place.path + "/drop", store: store, options: options)
        }
        #expect(store.snapshot(of: .student).rowCount == 0)
    }
}
