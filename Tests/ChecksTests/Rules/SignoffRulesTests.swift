import Checks
import Records
import Testing

/// Who signed what, when, and whether the data changed since.
@Suite struct SignoffRulesTests {
    private struct Sign {
        var cells: [String: String]

        init(_ role: String, _ date: String = "20130910", _ cells: [String: String] = [:], document: String = "学生基本信息表") {
            let base = [
                "school_id": RegistryBuilder.school, "document": document, "role": role, "signer": "某", "signed_on": date,
            ]
            self.cells = base.merging(cells) { $1 }
        }
    }

    private static let complete = [Sign("学生、家长"), Sign("班主任/学籍管理员;校长"), Sign("本人,监护人", document: "打印稿")]

    private func check(_ rules: [String], _ signs: [Sign], pupils: [[String: String]] = [[:]]) throws -> [String] {
        var registry = RegistryBuilder()
        registry.school()
        for pupil in pupils { registry.pupil(pupil) }
        for sign in signs { registry.add(.signoff, sign.cells, file: "q.csv") }
        return try registry.check(rules).all.map { "\($0.ruleID) \($0.table) \($0.row ?? 0) \($0.value)" }
    }

    @Test func withoutSheetsNothingIsSaid() throws {
        var registry = RegistryBuilder()
        registry.pupil()
        registry.school()
        let report = try registry.check(["SGN-01", "SGN-02", "SGN-03", "SGN-04", "SGN-06", "SGN-07"])
        #expect(report.count == 0)
        #expect(report.notRun.map(\.ruleID) == ["SGN-01", "SGN-02", "SGN-03", "SGN-04"])
    }

    @Test func rolesThatAreMissing() throws {
        let rules = ["SGN-01", "SGN-02"]
        #expect(try check(rules, Self.complete).isEmpty)
        #expect(
            try check(rules, [Sign("家长"), Sign("pupil", document: "printout")]) == [
                "SGN-01 student 2 学生、班主任、学籍管理员、学校领导", "SGN-02 student 2 家长",
            ])
        #expect(try check(rules, Self.complete, pupils: [["name": ""], ["birth_date": "不详"], ["school_id": "1"]]).isEmpty)
        // Neither signer nor date: the row does not count; one of them is enough.
        let empty = Self.complete.map { Sign($0.cells["role"]!, "", ["signer": ""], document: $0.cells["document"]!) }
        #expect(try check(rules, empty).count == 2)
        let dated = Self.complete.map { Sign($0.cells["role"]!, "不详", ["signer": ""], document: $0.cells["document"]!) }
        #expect(try check(rules, dated).isEmpty)
    }

    @Test(arguments: [
        ([:], true), (["grade": "一年级"], true), (["grade": "小一", "class_no": "1班"], true),
        (["grade": "二年级"], false), (["grade": "一年级", "class_no": "2"], false), (["class_no": "1"], false),
        (["grade": "学前班"], false), (["student_name": "王 小明", "birth_date": "2007-8-31"], true),
        (["student_name": "王小明", "birth_date": ""], false), (["student_name": "王大明", "birth_date": "20070831"], false),
        (["student_name": "王小明", "birth_date": "20070831", "grade": "初一", "class_no": "9"], true),
        (["school_id": RegistryBuilder.otherSchool], false),
    ] as [([String: String], Bool)])
    func coverage(_ cells: [String: String], _ covers: Bool) throws {
        let signs = Self.complete.map { sign in
            Sign(sign.cells["role"]!, "20130910", cells, document: sign.cells["document"]!)
        }
        #expect(try check(["SGN-01"], signs).isEmpty == covers)
        #expect(try check(["SGN-02"], signs).isEmpty == covers)
    }

    @Test func coverageAddsUp() throws {
        let signs = [
            Sign("学生", "20130910", ["student_name": "王小明", "birth_date": "20070831"]), Sign("家长", "20130910", ["grade": "一年级", "class_no": "1"]),
            Sign("班主任", "20130910", ["grade": "一年级"]), Sign("学籍管理员、校长"),
        ]
        #expect(try check(["SGN-01"], signs).isEmpty)
        #expect(try check(["SGN-01"], signs, pupils: [["name": "李四"]]) == ["SGN-01 student 2 学生"])
    }

    @Test func changedRows() throws {
        let own = ["student_name": "王小明", "birth_date": "20070831"]
        func digest(_ code: String, _ cells: [String: String] = [:]) -> Sign {
            Sign("家长", "20130910", own.merging(["digest": code]) { $1 }.merging(cells) { $1 }, document: "打印核对表")
        }
        let fired = try check(["SGN-03"], [digest("00000000")])
        let present = try #require(fired.first?.split(separator: " ").last.map(String.init))
        #expect(fired == ["SGN-03 student 2 \(present)"] && present.utf8.count == 8)
        #expect(try check(["SGN-03"], [digest("00000000"), digest(present.lowercased() + " ")]).isEmpty)
        #expect(try check(["SGN-03"], [digest(present)], pupils: [["ethnicity": "汉", "birth_date": "2007-8-31"]]).isEmpty)
        #expect(try check(["SGN-03"], [digest(present)], pupils: [["phone": "13900000009"]]).count == 1)
        #expect(try check(["SGN-03"], [digest("ABC", ["signer": "", "signed_on": ""])]).isEmpty)
        #expect(try check(["SGN-03"], [digest("ABC", ["student_name": ""])]).isEmpty)
        #expect(try check(["SGN-03"], [digest("ABC", ["document": "学生基本信息表"])]).isEmpty)
    }

    /// The test vector of SPEC §2.6, through the whole check.
    @Test func digestOfTheSpecification() throws {
        var registry = RegistryBuilder()
        let cells = [
            "name": "王 小明", "birth_date": "2007-8-31", "ethnicity": "汉", "class_no": "一（1）班", "admission_method": "其他",
        ]
        let kept: Set = ["school_id", "sex", "entry_month"]
        let blank = RegistryBuilder.goodPupil.keys.filter { !kept.contains($0) && cells[$0] == nil }
        registry.pupil(cells.merging(blank.map { ($0, "") }) { a, _ in a })
        registry.add(
            .signoff,
            Sign("家长", "20130910", ["student_name": "王小明", "birth_date": "20070831", "digest": "0"], document: "打印稿").cells)
        #expect(try registry.check(["SGN-03"]).all.map(\.value) == ["676D2617"])
    }

    @Test func schoolTables() throws {
        #expect(try check(["SGN-04"], Self.complete) == ["SGN-04 school 2 head"])
        #expect(try check(["SGN-04"], [Sign("主管领导", document: "学校表")]).isEmpty)
        #expect(try check(["SGN-04"], [Sign("班主任", document: "学校表")]).count == 1)
        #expect(try check(["SGN-04"], [Sign("校长", "", ["signer": "-"], document: "学校表")]).count == 1)
    }

    @Test func lateDocuments() throws {
        #expect(try check(["SGN-06"], [Sign("校长", "20130815", document: "学校名单"), Sign("校长", "20130930", document: "汇总表")]).isEmpty)
        let late = [
            Sign("校长", "20130901", document: "学校表"), Sign("家长", "20131001"), Sign("家长", "20130901"),
            Sign("校长", "2013-8-16", document: "学校名单核对表"),
        ]
        #expect(
            try check(["SGN-06"], late)
                == ["SGN-06 school 2 school_check=20130816、school_tables=20130901、student_form=20131001"])
        var registry = RegistryBuilder()
        registry.issued()
        registry.add(.summary, ["school_id": RegistryBuilder.school, "measure": "学生人数", "filled_on": "20131008"])
        #expect(try registry.check(["SGN-06"]).all.map(\.value) == ["summary=20131008"])
    }

    @Test func order() throws {
        let chain = [Sign("家长", "20130905"), Sign("班主任", "20130910"), Sign("学籍管理员", "20130912"), Sign("校长", "20130913")]
        #expect(try check(["SGN-07"], chain).isEmpty)
        #expect(try check(["SGN-07"], [Sign("家长", "20130911")] + chain) == ["SGN-07 signoff 4 class_teacher<parent"])
        // Only the row with the latest date of the role; the same day is in order.
        #expect(
            try check(["SGN-07"], [Sign("家长", "20130911"), Sign("班主任", "20130901"), Sign("班主任、学籍管理员", "20130910")])
                == ["SGN-07 signoff 4 class_teacher<parent"])
        #expect(try check(["SGN-07"], [Sign("家长", "20130911"), Sign("班主任", "20130911")]).isEmpty)
        #expect(try check(["SGN-07"], [Sign("家长", "20130911"), Sign("班主任", "不详")]).isEmpty)
        #expect(try check(["SGN-07"], chain.reversed().map { Sign($0.cells["role"]!, $0.cells["signed_on"]!, document: "打印稿") }).isEmpty)
    }

    /// A row of a pupil can put right or wrong what the rows of the class say.
    @Test func orderOfSinglePupils() throws {
        let own = ["student_name": "王小明", "birth_date": "20070831"]
        let wrong = [Sign("家长", "20130911"), Sign("班主任", "20130910")]
        let right = wrong + [Sign("班主任", "20130912", own)]
        #expect(try check(["SGN-07"], right).isEmpty)
        #expect(try check(["SGN-07"], right, pupils: [[:], ["name": "李四"]]) == ["SGN-07 signoff 3 class_teacher<parent"])
        let later = [Sign("家长", "20130909"), Sign("班主任", "20130910"), Sign("家长", "20130911", own)]
        #expect(try check(["SGN-07"], later) == ["SGN-07 signoff 3 class_teacher<parent"])
        #expect(try check(["SGN-07"], later, pupils: [["name": "李四"]]).isEmpty)
        let alone = [Sign("家长", "20130909", own), Sign("班主任", "20130908", own)]
        #expect(try check(["SGN-07"], alone) == ["SGN-07 signoff 3 class_teacher<parent"])
    }
}
