import Checks
import Records
import Testing

/// Summary forms and what they are compared with.
@Suite struct SummaryRulesTests {
    private static let pupils = ["measure": "学生人数", "P_sum": "2", "P1": "2", "total": "2"]
    private static let classes = ["measure": "班级数", "P_sum": "1", "P1": "1"]
    private static let whole = [
        "school_id": RegistryBuilder.school, "campus_count": "1", "filler": "李明", "filled_on": "20130920", "stamped": "是",
    ]

    /// A school with two pupils in one first class and a form with both rows, changed as given.
    private func registry(_ pupils: [String: String] = [:], _ classes: [String: String] = [:]) -> RegistryBuilder {
        var registry = RegistryBuilder()
        registry.school()
        registry.pupil()
        registry.pupil(["class_no": "1班"])
        registry.add(.summary, Self.whole.merging(Self.pupils) { $1 }.merging(pupils) { $1 }, file: "h.csv")
        registry.add(.summary, Self.whole.merging(Self.classes) { $1 }.merging(classes) { $1 }, file: "h.csv")
        return registry
    }

    private func check(
        _ rules: [String], _ pupils: [String: String] = [:], _ classes: [String: String] = [:],
        _ change: (inout RegistryBuilder) -> Void = { _ in }
    ) throws -> [String] {
        var registry = registry(pupils, classes)
        change(&registry)
        return try registry.check(rules).all.map { "\($0.ruleID) \($0.row ?? 0) \($0.field) \($0.value)" }
    }

    @Test func aTrueFormIsSilent() throws {
        #expect(try check(["SUM-01", "SUM-02", "SUM-03", "SUM-04", "SUM-05", "SGN-05"]).isEmpty)
        // 学生数 is read as 学生人数, numbers after N2, 0 and blank are equal.
        #expect(try check(["SUM-02", "SUM-04"], ["measure": "学生数", "P1": "２", "P2": "0", "J_sum": "-"]).isEmpty)
    }

    @Test func pupilCounts() throws {
        #expect(try check(["SUM-02"], ["P1": "3", "total": "2人"]) == ["SUM-02 2 P1 3", "SUM-02 2 total 2人"])
        #expect(try check(["SUM-02"], ["P1": ""]) == ["SUM-02 2 P1 "])
        #expect(try check(["SUM-02"], ["measure": "人数", "P1": "9"]).isEmpty)
        #expect(try check(["SUM-02"], ["school_id": RegistryBuilder.otherSchool, "P1": "9"]).isEmpty)
        // A pupil without a known grade counts in the total only; one of J4 in J_sum.
        #expect(try check(["SUM-02"], ["total": "3"]) { $0.pupil(["entry_month": "不详", "class_no": "9"]) }.isEmpty)
        #expect(try check(["SUM-02", "SUM-04"], ["J_sum": "1", "total": "3"], ["J_sum": "1"]) { $0.pupil(["grade": "初四"]) }.isEmpty)
    }

    @Test func classCounts() throws {
        #expect(try check(["SUM-03"], [:], ["P1": "2", "total": "9"]) == ["SUM-03 3 P1 2"])
        let row = ["school_id": RegistryBuilder.school, "grade": "一年级", "class_no": "2", "class_type": "普通小学班"]
        // The class table counts, and only its distinct rows with a known grade and number.
        #expect(try check(["SUM-03"]) { $0.add(.class, row) }.isEmpty)
        let more = try check(["SUM-03"]) { registry in
            for number in ["1", "2", "2班", ""] { registry.add(.class, row.merging(["class_no": number]) { $1 }) }
        }
        #expect(more == ["SUM-03 3 P1 1", "SUM-03 3 P_sum 1"])
    }

    @Test func sums() throws {
        #expect(try check(["SUM-04"], ["P_sum": "3", "total": "3"]) == ["SUM-04 2 P_sum 3"])
        #expect(try check(["SUM-04"], ["total": "5"]) == ["SUM-04 2 total 5"])
        #expect(try check(["SUM-04"], ["P_sum": "3", "S3": "x"]).isEmpty)
        #expect(try check(["SUM-04"], [:], ["total": "x", "S_sum": "1"]) == ["SUM-04 3 S_sum 1"])
        #expect(try check(["SUM-04"], ["school_id": "", "P_sum": "7"]).isEmpty)
        // Without pupils in J4 the junior sum has to be that of its columns.
        #expect(try check(["SUM-04"], ["J_sum": "1", "total": "3"]) == ["SUM-04 2 J_sum 1"])
    }

    @Test func campuses() throws {
        let campus = ["school_id": RegistryBuilder.school, "campus_no": "01"]
        #expect(try check(["SUM-05"], ["campus_count": ""], ["campus_count": ""]) == ["SUM-05 2 campus_count "])
        #expect(try check(["SUM-05"], ["campus_count": ""]).isEmpty)
        #expect(try check(["SUM-05"]) { registry in
            registry.add(.campus, campus)
            registry.add(.campus, campus.merging(["campus_no": "1"]) { $1 })
        }.isEmpty)
        #expect(try check(["SUM-05"], ["campus_count": "1个"]) { $0.add(.campus, campus) } == ["SUM-05 2 campus_count 1个"])
        #expect(try check(["SUM-05"]) { registry in
            for number in ["1", "2"] { registry.add(.campus, campus.merging(["campus_no": number]) { $1 }) }
        } == ["SUM-05 2 campus_count 1"])
    }

    @Test func rowsWithAnotherItemTakePartInNothing() throws {
        let other = ["measure": "教师数", "campus_count": "7", "filler": "", "filled_on": "20131020", "stamped": ""]
        #expect(try check(["SUM-01", "SUM-05", "SGN-05", "SGN-06"], other).isEmpty)
        let found = try check(["SUM-01", "SUM-05", "SGN-05", "SGN-06"], other, ["measure": "班级 数", "campus_count": "7"])
        #expect(found.map { $0.prefix(6) } == ["SUM-01"])
        #expect(try check(["SUM-05", "SGN-06"], ["filled_on": "20131020", "campus_count": "7"]).count == 2)
    }

    @Test func unitRows() throws {
        let county = ["unit_code": "360102", "measure": "学生人数", "P_sum": "2", "P1": "2", "total": "2"]
        func unit(_ cells: [String: String]) throws -> [String] {
            try check(["SUM-06"]) { $0.add(.summary, county.merging(cells) { $1 }, file: "u.csv", row: 9) }
        }
        #expect(try unit([:]).isEmpty)
        #expect(try unit(["P1": "3", "unit_code": "360102000000"]) == ["SUM-06 9 P1 3"])
        // Nothing below, another province, no such code, a school's row.
        for code in ["360103", "350102", "361299", "36010", "360101"] { #expect(try unit(["P1": "3", "unit_code": code]).isEmpty) }
        #expect(try unit(["P1": "3", "school_id": RegistryBuilder.otherSchool]).isEmpty)
        #expect(try unit(["P1": "3", "measure": "其他"]).isEmpty)
        let found = try check(["SUM-06"], ["P2": "x"]) { registry in
            registry.add(.summary, county.merging(["P2": "4"]) { $1 }, file: "u.csv", row: 1)
            registry.add(.summary, county.merging(["P1": "5"]) { $1 }, file: "u.csv", row: 2)
            registry.add(.summary, county.merging(["unit_code": "360100"]) { $1 }, file: "u.csv", row: 3)
            registry.add(.summary, county.merging(["unit_code": "360000", "total": "1"]) { $1 }, file: "u.csv", row: 4)
        }
        // The second row of the county is judged, but the first counts above.
        #expect(found == ["SUM-06 2 P1 5", "SUM-06 3 P2 ", "SUM-06 4 total 1"])
        let owner = try #require(
            try { var r = registry(); r.add(.summary, county.merging(["P1": "1"]) { $1 }, file: "u.csv"); return try r.check(["SUM-06"]).all.first }())
        #expect(owner.ownerLevel == .county && owner.ownerCode == "360102")
    }

    @Test func gradeSizes() throws {
        func sizes(_ grades: [(String, String, Int)]) throws -> [String] {
            var registry = RegistryBuilder()
            registry.school()
            for (grade, number, count) in grades {
                for _ in 0..<count { registry.pupil(["grade": grade, "class_no": number]) }
            }
            return try registry.check(["SUM-08"]).all.map { "\($0.table) \($0.field)\($0.value)" }
        }
        #expect(try sizes([("一年级", "1", 66), ("二年级", "1", 1)]).isEmpty)
        #expect(try sizes([("一年级", "1", 66), ("一年级", "1班", 1)]) == ["school P1/1=67"])
        #expect(try sizes([("四年级", "甲", 67), ("二年级", "2", 1)]) == ["school P3=0、P4/甲=67"])
        #expect(try sizes([("一年级", "1", 1), ("四年级", "2", 1)]).isEmpty)
    }

    @Test func signatures() throws {
        let blank = ["filler": "", "filled_on": "", "stamped": "否"]
        #expect(try check(["SGN-05"], blank, blank) == ["SGN-05 2  填报人、填报日期、盖章"])
        #expect(try check(["SGN-05"], blank).isEmpty)
        #expect(try check(["SGN-05"], ["filled_on": "不详", "stamped": ""], ["filled_on": "", "stamped": "公章"]) == ["SGN-05 2  盖章"])
    }

    @Test func classesWithoutPupils() throws {
        let row = ["school_id": RegistryBuilder.school, "grade": "二年级", "class_no": "2", "class_type": "普通小学班"]
        func classes(_ cells: [String: String], pupil: [String: String] = [:]) throws -> [String] {
            var registry = RegistryBuilder()
            registry.pupil(pupil)
            registry.add(.class, row.merging(cells) { $1 }, file: "c.csv")
            return try registry.check(["REF-08"]).all.map { "\($0.table) \($0.field) \($0.value)" }
        }
        #expect(try classes([:]) == ["class class_no 2"])
        #expect(try classes(["school_id": RegistryBuilder.otherSchool]).isEmpty)
        #expect(try classes(["grade": "学前班"]).isEmpty)
        #expect(try classes(["grade": "一年级", "class_no": "201301"]).isEmpty)
        #expect(try classes([:], pupil: ["class_no": "2", "grade": "一年级"]).count == 1)
        let multi = try #require(CodeList.named("class_type")?.label(of: "12"))
        #expect(try classes(["class_type": multi], pupil: ["class_no": "2", "grade": "一年级"]).isEmpty)
        #expect(try classes(["class_type": multi], pupil: ["class_no": "1", "grade": "一年级"]).count == 1)
    }
}
