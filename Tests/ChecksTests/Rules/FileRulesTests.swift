import Checks
import Records
import Testing

/// Rules about files and about whole columns.
@Suite struct FileRulesTests {
    private func lines(_ report: CheckReport) -> [String] {
        report.all.map { "\($0.ruleID) \($0.table)|\($0.file)|\($0.sheet)|\($0.row ?? 0)|\($0.field)|\($0.value)" }
    }

    @Test func severalSheets() throws {
        var registry = RegistryBuilder()
        registry.pupil(file: "a.xlsx", sheet: "一班")
        registry.pupil(file: "a.xlsx", sheet: "二班")
        registry.school(file: "a.xlsx")
        registry.pupil(file: "b.xlsx", sheet: "一班")
        #expect(lines(try registry.check(["FIL-03"])) == ["FIL-03 student|a.xlsx||0||2"])
    }

    @Test func whatIngestNoted() throws {
        var registry = RegistryBuilder()
        registry.pupil(file: "a.xlsx", sheet: "s")
        registry.issued()
        let facts = [
            "skipped_rows": "3", "unknown_headers": "甲、乙", "duplicate_columns": "name\u{1F}姓名\u{1F}学生姓名\u{1E}photo\u{1F}照片\u{1F}相片",
            "hidden_rows": "2", "hidden_columns": "0", "replaced_characters": "1",
        ]
        registry.fileFacts = ["a.xlsx": facts, "issued/list.csv": facts]
        let found = lines(try registry.check(["FIL-04", "FIL-05", "FIL-06", "FIL-09", "FIL-10"]))
        #expect(
            found == [
                "FIL-10 |a.xlsx||0||", "FIL-04 student|a.xlsx|s|0||甲、乙", "FIL-05 student|a.xlsx|s|0|name|姓名、学生姓名",
                "FIL-06 student|a.xlsx|s|0||rows=2", "FIL-09 student|a.xlsx|s|0||3", "FIL-10 |issued/list.csv||0||",
            ])
        registry.fileFacts = ["a.xlsx": ["hidden_rows": "1", "hidden_columns": "2", "skipped_rows": "0"]]
        #expect(
            lines(try registry.check(["FIL-04", "FIL-05", "FIL-06", "FIL-09", "FIL-10"]))
                == ["FIL-06 student|a.xlsx|s|0||rows=1、columns=2"])
    }

    @Test func withoutAListOfFilesTheyAreNotRun() throws {
        var registry = RegistryBuilder()
        registry.pupil()
        let rules = ["FIL-03", "FIL-04", "FIL-05", "FIL-06", "FIL-09", "FIL-10"]
        #expect(try registry.check(rules, absent: [.files]).notRun.map(\.ruleID) == rules)
    }

    @Test(arguments: [
        ("2136000001_x.csv", true), ("2136000002.csv", false), ("x/2136000002/2136000001.csv", true),
        ("21360000021.csv", true), ("2136000002.zip!2136000001.csv", true), ("a.zip!b/2136000002.csv", false),
        ("2136000002!最终版!.csv", false), ("2136000001!.csv", true), ("a!b.zip!2136000002!.csv", false),
        ("2236000002.csv", true), ("2136000002_2136000001.csv", true), ("名单.csv", true),
    ])
    func namesOfFiles(_ name: String, _ fits: Bool) throws {
        var registry = RegistryBuilder()
        registry.pupil(file: name)
        if let end = name.firstRange(of: ".zip") { registry.fileFacts[name] = ["archive": String(name[..<end.upperBound])] }
        #expect(lines(try registry.check(["FIL-07"])) == (fits ? [] : ["FIL-07 |\(name)||0||2136000001"]))
        var blank = RegistryBuilder()
        blank.pupil(["school_id": "1"], file: name)
        #expect(try blank.check(["FIL-07"]).count == 0)
    }

    @Test func pupilsOfSeveralSchools() throws {
        var registry = RegistryBuilder()
        registry.pupil(["school_id": "3136000009"], file: "2136000001.csv")
        registry.pupil(file: "2136000001.csv")
        registry.pupil(["school_id": RegistryBuilder.otherSchool], file: "2136000001.csv")
        registry.school(file: "county.csv")
        registry.school(RegistryBuilder.otherSchool, file: "county.csv")
        let report = try registry.check(["FIL-07"])
        #expect(lines(report) == ["FIL-07 |2136000001.csv||0||2136000002、3136000009"])
    }

    @Test func granularity() throws {
        /// Files as lists of (grade, class).
        func fires(_ files: [[(String, String)]]) throws -> [String] {
            var registry = RegistryBuilder()
            registry.school()
            for (index, classes) in files.enumerated() {
                for (grade, number) in classes { registry.pupil(["grade": grade, "class_no": number], file: "f\(index).csv") }
            }
            return try registry.check(["FIL-08"]).all.map { "\($0.table) \($0.value)" }
        }
        let (p1, p1b, p2, p2b) = (("一年级", "1"), ("一年级", "2"), ("二年级", "1"), ("二年级", "2"))
        #expect(try fires([[p1, p1b, p2]]).isEmpty)
        #expect(try fires([[p1], [p1b], [p2]]).isEmpty)
        #expect(try fires([[p1, p1b], [p2]]).isEmpty)
        #expect(try fires([[p1, p1b], [p2], [p2b]]) == ["school 3"])
        #expect(try fires([[p1, p1b, p2], [p2b]]) == ["school 2"])
        #expect(try fires([[p1, p1b], [p1b]]).isEmpty)
        #expect(try fires([[p1, p1b], [p2, p2b], [("学前班", "")]]).isEmpty)
    }

    @Test(arguments: [(29, 0, false), (30, 0, true), (95, 5, true), (94, 6, false), (190, 10, true), (189, 11, false)])
    func constantColumns(_ same: Int, _ other: Int, _ fires: Bool) throws {
        for size in [7, 1000] {
            var registry = RegistryBuilder()
            registry.partitionSize = size
            for index in 0..<same + other {
                let isOther = index % (same / max(other, 1) + 1) == 0 && index / (same / max(other, 1) + 1) < other
                registry.pupil(["phone": isOther ? "1370000\(1000 + index)" : "13900000000", "current_address": "\(index)号"])
            }
            registry.pupil(["phone": "无", "current_address": ""])
            let others = registry.rows[.student]!.count { $0.cells["phone"]! != "13900000000" } - 1
            #expect(others == other)
            let found = lines(try registry.check(["CMP-03"])).filter { !$0.contains("m1_name") }
            #expect(found == (fires ? ["CMP-03 student|a.csv||0|phone|13900000000"] : []))
        }
    }

    @Test func divisionCodesMustAllBeEqual() throws {
        var registry = RegistryBuilder()
        for _ in 0..<500 { registry.pupil(["birth_place_code": "360103000000"], file: "a.csv") }
        registry.pupil(["household_code": "360104000000"], file: "a.csv")
        let found = lines(try registry.check(["CMP-03"])).filter { $0.contains("_code") }
        #expect(found.isEmpty)
        for _ in 0..<499 { registry.pupil(file: "b.csv") }
        #expect(lines(try registry.check(["CMP-03"])).filter { $0.contains("b.csv") && $0.contains("_code") }.isEmpty)
        registry.pupil(file: "b.csv")
        #expect(
            lines(try registry.check(["CMP-03"])).filter { $0.contains("b.csv") && $0.contains("_code") } == [
                "CMP-03 student|b.csv||0|birth_place_code|360102000000", "CMP-03 student|b.csv||0|household_code|360102000000",
            ])
    }

    /// Below a half the vote says nothing, so that everything is counted.
    @Test func aLowShareIsCountedExactly() throws {
        var parameters = CheckParameters()
        try parameters.set("CMP-03.share", to: "0.4")
        var registry = RegistryBuilder()
        for index in 0..<50 { registry.pupil(["phone": index % 5 < 2 ? "13900000000" : "1370000\(1000 + index)"]) }
        let found = lines(try registry.check(["CMP-03"], parameters: parameters)).filter { $0.contains("phone") }
        #expect(found == ["CMP-03 student|a.csv||0|phone|13900000000"])
    }

    @Test(arguments: [(29, 0, 0, []), (30, 0, 0, ["m2_name 0"]), (30, 6, 5, ["seat_no 16"]), (50, 9, 10, ["m2_name 18"]), (50, 10, 1, ["seat_no 2"])] as [(Int, Int, Int, [String])])
    func fillRates(_ pupils: Int, _ members: Int, _ seats: Int, _ expected: [String]) throws {
        var registry = RegistryBuilder()
        registry.school()
        for index in 0..<pupils {
            registry.pupil(["m2_name": index < members ? "李芳" : "-", "seat_no": index < seats ? "1" : ""])
        }
        let found = try registry.check(["CMP-04"]).all
        #expect(found.map { "\($0.field) \($0.value)" } == expected)
        #expect(found.allSatisfy { $0.table == "school" && $0.file == "s.csv" && $0.ownerLevel == .school })
    }
}
