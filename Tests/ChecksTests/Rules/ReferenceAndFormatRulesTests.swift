import Checks
import Records
import Testing

@Suite struct ReferenceAndFormatRulesTests {
    @Test(arguments: ["213600001", "2236000001", "2135000001", "21360000AB", "21360000011"])
    func malformedIdentifiersFireInEveryTable(_ id: String) throws {
        var registry = RegistryBuilder()
        for table in [RegistryTable.school, .campus, .class, .proof, .summary, .signoff, .issuedSchool] {
            registry.add(table, ["school_id": id], file: table.rawValue)
        }
        registry.pupil(["school_id": id])
        let found = try registry.check(["REF-01", "REF-02", "DUP-01"]).all
        #expect(Set(found.map(\.table)) == ["student", "school", "campus", "class", "proof", "summary", "signoff"])
        #expect(found.allSatisfy { $0.ruleID == "REF-01" && $0.value == id })
    }

    @Test func identifiersAreCheckedAgainstTheIssuedList() throws {
        var registry = RegistryBuilder()
        registry.pupil()
        registry.add(.summary, ["school_id": RegistryBuilder.otherSchool])
        registry.add(.proof, ["school_id": RegistryBuilder.otherSchool])
        registry.pupil(["school_id": ""])
        let without = try registry.check(["REF-02"])
        #expect(without.count == 0 && without.notRun.map(\.ruleID) == ["REF-02"])
        registry.issued()
        let found = try registry.check(["REF-02"])
        #expect(found.notRun.isEmpty)
        #expect(found.all.map(\.table) == ["summary"])
    }

    @Test func coreItemsBelongToTheCounty() throws {
        var registry = RegistryBuilder()
        registry.school(RegistryBuilder.school, ["name": "", "principal": ""])
        let found = try registry.check(["CMP-01"]).all
        #expect(found.map(\.field) == ["name", "principal"])
        #expect(found.map(\.ownerLevel) == [.county, .school])
        #expect(found.map(\.ownerCode) == ["360102", RegistryBuilder.school])
    }

    @Test func codesThatAreNotInTheList() throws {
        var registry = RegistryBuilder()
        registry.pupil(["ethnicity": "火星族", "blood_type": "Q型", "only_child": "不知道"])
        let found = try registry.check(["COD-01", "COD-02", "CMP-01"]).all
        #expect(found.map(\.field) == ["blood_type", "ethnicity", "only_child"])
        #expect(found.map(\.severity) == [.warning, .error, .error])
        #expect(found.map(\.value) == ["Q型", "火星族", "不知道"])
    }

    @Test func classGradesThatDoNotResolve() throws {
        var registry = RegistryBuilder()
        registry.add(.class, ["school_id": RegistryBuilder.school, "grade": "学前班", "class_no": "1"])
        registry.add(.class, ["school_id": RegistryBuilder.school, "grade": "小三", "class_no": "1"])
        #expect(try registry.check(["COD-01"]).summary == ["COD-01 grade error"])
    }

    @Test func otherAsAdmissionMethodFollowsTheStage() throws {
        func label(_ cells: [String: String]) throws -> String? {
            var registry = RegistryBuilder()
            registry.pupil(["admission_method": "其它"].merging(cells) { $1 })
            let found = try registry.check(["COD-02"]).all
            return found.first?.arguments.split(separator: "\u{1E}").last.map(String.init)
        }
        #expect(try label([:]) == "label\u{1F}none\u{1F}义务教育阶段其他")
        #expect(try label(["grade": "高一"]) == "label\u{1F}none\u{1F}高中阶段其他")
    }

    @Test func datesAndCharacters() throws {
        var registry = RegistryBuilder()
        registry.pupil(["birth_date": "２００７-8-31", "name": "王  小明", "entry_month": "2013", "former_name": "王明 "])
        let found = try registry.check(["FMT-02", "FMT-03", "FMT-04", "CMP-01"])
        #expect(
            found.summary == [
                "FMT-02 birth_date info", "FMT-03 entry_month error", "FMT-04 birth_date info", "FMT-04 former_name info",
                "FMT-04 name info",
            ])
        #expect(found.all.last?.value == "王  小明")
    }

    @Test func proofsAndSignoffsAreNotJudgedByFormat() throws {
        var registry = RegistryBuilder()
        registry.add(.proof, ["student_name": "王 明", "birth_date": "2007", "sex": "男性"])
        #expect(try registry.check(["FMT-02", "FMT-03", "FMT-04", "COD-01", "COD-02"]).count == 0)
    }

    @Test func blankMandatoryFields() throws {
        var registry = RegistryBuilder()
        registry.pupil(["phone": "无", "household_code": "", "overseas_status": "无", "m1_name": "-"])
        registry.pupil(["household_code": "", "m1_household_code": "", "id_type": "护照", "m1_id_type": "护照"])
        registry.pupil(["birth_date": "不详", "ethnicity": "火星族"])
        #expect(
            try registry.check(["CMP-01"]).summary == [
                "CMP-01 household_code error", "CMP-01 m1_name error", "CMP-01 phone error",
            ])
    }

    @Test func aMissingColumnIsReportedOnce() throws {
        var registry = RegistryBuilder()
        registry.missingColumns[.student] = ["postcode", "talent"]
        registry.pupil(sheet: "Sheet1")
        registry.pupil(sheet: "Sheet1")
        let found = try registry.check(["CMP-01", "FIL-02"]).all
        #expect(found.map(\.ruleID) == ["FIL-02"])
        #expect(found.first?.field == "postcode" && found.first?.row == nil && found.first?.sheet == "Sheet1")
        #expect(found.first?.ownerCode == RegistryBuilder.school)
    }

    @Test func unreadableFiles() throws {
        var registry = RegistryBuilder()
        registry.badFiles = [("x.xls", "unreadable", "encrypted"), ("y.csv", "no_table", "no_header_row")]
        registry.pupil()
        let found = try registry.check(["FIL-01"]).all
        #expect(found.map(\.file) == ["x.xls", "y.csv"])
        #expect(found.map(\.severity) == [.error, .warning])
        #expect(found.allSatisfy { $0.table.isEmpty && $0.field.isEmpty && $0.row == nil && $0.ownerLevel == .province })
    }
}
