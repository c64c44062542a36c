import Checks
import Testing

@Suite struct AgeAndGradeRulesTests {
    private func findings(_ rules: [String], _ cells: [String: String], classes: [[String: String]] = []) throws -> [String] {
        var registry = RegistryBuilder()
        registry.school()
        for row in classes { registry.add(.class, ["school_id": RegistryBuilder.school].merging(row) { $1 }) }
        registry.pupil(cells)
        return try registry.check(rules).summary
    }

    @Test func gradeOneEndsOnTheLastOfAugust() throws {
        #expect(try findings(["AGE-01"], ["birth_date": "20070831"]).isEmpty)
        #expect(try findings(["AGE-01"], ["birth_date": "20070901"]) == ["AGE-01 birth_date error"])
        #expect(try findings(["AGE-01", "AGE-04"], ["birth_date": "20130901"]).count == 2)
        #expect(try findings(["AGE-01", "AGE-04"], ["birth_date": "20130902"]) == ["AGE-04 birth_date error"])
        #expect(try findings(["AGE-01"], ["birth_date": "20080101", "grade": "二年级"]).isEmpty)
        #expect(try findings(["AGE-01"], ["birth_date": ""]).isEmpty)
    }

    @Test func youngPupilsByYears() throws {
        func young(_ birth: String) throws -> [String] {
            try findings(["AGE-02"], ["birth_date": birth, "grade": "三年级"])
        }
        #expect(try young("20050831").isEmpty)
        #expect(try young("20050901") == ["AGE-02 birth_date info"])
        #expect(try young("20060901") == ["AGE-02 birth_date warning"])
        #expect(try young("20070901") == ["AGE-02 birth_date error"])
        #expect(try findings(["AGE-02"], ["birth_date": "20070901", "grade": "一年级"]).isEmpty)
    }

    @Test func oldPupilsByYears() throws {
        func old(_ birth: String, _ cells: [String: String] = [:]) throws -> [String] {
            try findings(["AGE-03"], ["birth_date": birth, "grade": "三年级"].merging(cells) { $1 })
        }
        #expect(try old("20030901").isEmpty)
        #expect(try old("20030831") == ["AGE-03 birth_date info"])
        #expect(try old("20020831") == ["AGE-03 birth_date warning"])
        #expect(try old("20010831") == ["AGE-03 birth_date warning"])
        #expect(try old("20000831") == ["AGE-03 birth_date error"])
        #expect(try old("20020831", ["disability": "智力残疾"]).isEmpty)
        #expect(try old("20010831", ["placement": "智力残疾随班就读"]) == ["AGE-03 birth_date info"])
        #expect(try old("20010831", ["disability": "无残疾"]) == ["AGE-03 birth_date warning"])
    }

    @Test func aClassForTheDisabledMakesASpecialPupil() throws {
        let cells = ["birth_date": "20020831", "class_no": "301", "grade": ""]
        let ordinary = ["grade": "三年级", "class_no": "1", "class_type": "普通小学班"]
        let special = ["grade": "三年级", "class_no": "1", "class_type": "小学智力残疾班"]
        let month = ["entry_month": "201109"].merging(cells) { $1 }
        #expect(try findings(["AGE-03"], month, classes: [ordinary]) == ["AGE-03 birth_date warning"])
        #expect(try findings(["AGE-03"], month, classes: [special]).isEmpty)
    }

    @Test func implausibleBirthDates() throws {
        func at(_ birth: String, _ cells: [String: String] = [:]) throws -> Int {
            try findings(["AGE-04"], ["birth_date": birth].merging(cells) { $1 }).count
        }
        #expect(try at("20090901") == 1 && at("20090831") == 0)
        #expect(try at("19870901") == 0 && at("19870831") == 1)
        #expect(try at("19870831", ["disability": "听力残疾"]) == 0)
        #expect(try at("19820831", ["disability": "听力残疾"]) == 1)
        #expect(try at("18991231") == 1)
    }

    @Test func theGradeComesFromTheTextTheClassOrTheMonth() throws {
        let rules = ["GRD-01", "GRD-02", "COD-01"]
        // A primary school has no grade for an entry of 2001.
        #expect(try findings(rules, ["entry_month": "200109"]) == ["GRD-01 grade error"])
        #expect(try findings(rules, ["entry_month": ""]).isEmpty)
        #expect(try findings(rules, ["entry_month": "20139"]) == [])
        // A grade that does not resolve is a code finding, and the month decides.
        #expect(try findings(rules, ["grade": "大班"]) == ["COD-01 grade warning"])
        // The class table decides before the month.
        let classes = [["grade": "五年级", "class_no": "1"]]
        #expect(try findings(rules, ["class_no": "501"], classes: classes) == ["GRD-02 entry_month error"])
        // Class 1 of two grades: the month chooses.
        let two = [["grade": "五年级", "class_no": "1"], ["grade": "一年级", "class_no": "1"]]
        #expect(try findings(rules, ["class_no": "1班"], classes: two).isEmpty)
    }

    @Test func entryMonthsByYears() throws {
        func entry(_ month: String) throws -> [String] {
            try findings(["GRD-02"], ["grade": "三年级", "entry_month": month])
        }
        #expect(try entry("201109").isEmpty && entry("201108").isEmpty && entry("201207").isEmpty)
        #expect(try entry("201009") == ["GRD-02 entry_month info"])
        #expect(try entry("200909") == ["GRD-02 entry_month warning"])
        #expect(try entry("201209") == ["GRD-02 entry_month warning"])
        #expect(try entry("200809") == ["GRD-02 entry_month error"])
        #expect(try entry("201309") == ["GRD-02 entry_month error"])
    }

    @Test func bareGradesDependOnTheSchool() throws {
        var registry = RegistryBuilder()
        registry.school("3136000001", ["school_type": "九年一贯制学校", "primary_years": "5"])
        registry.pupil(["school_id": "3136000001", "grade": "六年级", "entry_month": "201309", "birth_date": "20020831"])
        #expect(try registry.check(["GRD-02", "AGE-02", "AGE-03"]).count == 0)
    }
}
