import Checks
import Records
import Testing

/// Rules of one row: what fires, and the look-alikes that do not.
@Suite struct FurtherRulesTests {
    private func check(_ rule: String, _ cells: [String: String]) throws -> [String] {
        var registry = RegistryBuilder()
        registry.school()
        registry.pupil(cells)
        return try registry.check([rule]).all.map { "\($0.table) \($0.field) \($0.value) \($0.severity.name)" }
    }

    @Test func documents() throws {
        let passport = ["id_type": "护照", "id_number": "护照E123"]
        #expect(try check("IDN-08", passport) == ["student id_number 护照E123 warning"])
        #expect(try check("IDN-08", ["id_type": "护照", "id_number": "E12345678"]).isEmpty)
        let permit = ["id_type": "香港特区护照/身份证明"]
        #expect(try check("IDN-08", permit).isEmpty)
        #expect(try check("IDN-09", permit) == ["student id_type 6 warning"])
        #expect(try check("IDN-09", ["id_type": "其他"]) == ["student id_type Z warning"])
        #expect(try check("IDN-09", ["id_type": "其他", "id_number": "360102830707101"]).isEmpty)
        #expect(try check("IDN-10", ["id_number": ""]) == ["student id_number  error"])
        #expect(try check("IDN-10", ["id_number": "", "id_type": "其他"]).isEmpty)
        #expect(try check("IDN-10", ["id_number": "3.6E+17"]).isEmpty)
        #expect(try check("PRF-05", ["id_number": "", "nationality": "美国"]) == ["student id_number  error"])
        #expect(try check("PRF-05", ["id_number": "", "nationality": ""]).isEmpty)
    }

    @Test func contradictions() throws {
        #expect(try check("IDN-11", ["overseas_status": "外国人"]) == ["student id_type 1 warning"])
        #expect(try check("IDN-11", ["nationality": "美国", "overseas_status": "外国人"]).count == 1)
        #expect(try check("IDN-11", ["nationality": "香港", "overseas_status": "香港同胞"]).isEmpty)
        #expect(try check("IDN-11", ["id_type": "护照", "id_number": "E12345678"]).count == 1)
        #expect(try check("IDN-11", ["id_type": "护照", "overseas_status": "华侨"]).isEmpty)
    }

    @Test func names() throws {
        #expect(try check("IDN-12", ["name": "王?明"]) == ["student name 王?明 error"])
        #expect(try check("IDN-12", ["name": "王Ming"]) == ["student name 王Ming warning"])
        #expect(try check("IDN-12", ["name": "John O'Neil-Smith", "nationality": "美国"]).isEmpty)
        #expect(try check("IDN-12", ["name": "阿依努尔·买买提"]).isEmpty)
        #expect(try check("IDN-13", ["name": "王"]).count == 1)
        #expect(try check("IDN-13", ["name": "王小明王小明王"]).count == 1)
        #expect(try check("IDN-13", ["name": "王小明王小明"]).isEmpty)
        #expect(try check("IDN-13", ["name": "阿依努尔·买买提江"]).isEmpty)
        #expect(try check("IDN-13", ["name": "王", "nationality": "美国"]).isEmpty)
    }

    @Test func entry() throws {
        #expect(try check("GRD-03", ["entry_month": "201303"]) == ["student entry_month 201303 info"])
        #expect(try check("GRD-03", ["entry_month": "201310"]).isEmpty)
        #expect(try check("GRD-04", ["entry_month": "201310"]) == ["student entry_month 201310 error"])
        #expect(try check("GRD-04", ["entry_month": "201309"]).isEmpty)
        #expect(try check("GRD-05", ["grade": "初一"]) == ["student grade 初一 error"])
        #expect(try check("GRD-05", ["grade": "六年级"]).isEmpty)
        #expect(try check("GRD-07", ["admission_method": "体育特招"]) == ["student admission_method 22 warning"])
        #expect(try check("GRD-07", ["admission_method": "其他"]).isEmpty)
        #expect(try check("GRD-07", ["admission_method": "就近入学", "grade": "高一"]).count == 1)
        #expect(try check("GRD-08", ["political_status": "共青团员"]).count == 1)
        #expect(try check("GRD-08", ["political_status": "共青团员", "birth_date": "20000831"]).isEmpty)
        let early = ["birth_date": "20040901", "grade": "四年级", "entry_month": "200909"]
        #expect(try check("GRD-06", early) == ["student entry_month 200909 warning"])
        #expect(try check("GRD-06", early.merging(["birth_date": "20040831"]) { $1 }).isEmpty)
    }

    @Test func codes() throws {
        #expect(try check("COD-03", ["placement": "听力残疾随班就读", "disability": "视力残疾"]).count == 1)
        #expect(try check("COD-03", ["placement": "非随班就读", "disability": "视力残疾"]).count == 1)
        #expect(try check("COD-03", ["placement": "非随班就读", "disability": "无残疾"]).isEmpty)
        #expect(try check("COD-03", ["placement": "其他残疾随班就读", "disability": "言语残疾"]).isEmpty)
        #expect(try check("COD-04", ["disability": "视力残疾"]) == ["student health 10 info"])
        #expect(try check("COD-04", ["health": "残疾", "disability": "无残疾"]).count == 1)
        #expect(try check("COD-05", ["commute_mode": "校车"]).count == 1)
        #expect(try check("COD-06", ["commute_km": "2公里"]) == ["student commute_km 2公里 warning"])
        #expect(try check("COD-06", ["commute_km": "120"]).count == 1)
        #expect(try check("COD-06", ["commute_km": "120", "study_mode": "住校"]).isEmpty)
        #expect(try check("COD-07", ["migrant_child": "是"]) == ["student migrant_child 1 info"])
        #expect(try check("COD-07", ["migrant_child": "是", "household_code": "360103000000"]).isEmpty)
        #expect(try check("COD-08", ["migrant_child": "是", "left_behind": "双亲留守儿童"]).count == 1)
    }

    @Test func formats() throws {
        #expect(try check("FMT-06", ["phone": "13900000000/0791-1234567"]).isEmpty)
        #expect(try check("FMT-06", ["phone": "1390000"]) == ["student phone 1390000 warning"])
        #expect(try check("FMT-07", ["postcode": "33000"]).count == 1)
        #expect(try check("FMT-07", ["postcode": "100000"]).isEmpty)
        #expect(try check("FMT-08", ["class_no": "一二三四五六七八九十甲"]).count == 1)
        #expect(try check("FMT-09", ["email": "a@b"]).count == 1)
        #expect(try check("CMP-02", ["m1_relation": "叔叔"]) == ["student m1_relation_note  error"])
        #expect(
            try check("CMP-02", ["m2_name": "李芳", "m2_relation": "母亲", "m2_address": "x", "m2_is_guardian": "否"])
                == ["student m2_household_code  error", "student m2_phone  error"])
        #expect(try check("REF-10", ["household_code": "3601"]) == ["student household_code 3601 error"])
        #expect(try check("REF-10", ["household_code": "360102"]) == ["student household_code 360102 info"])
        #expect(try check("REF-10", ["household_code": "361299000000"]) == ["student household_code 361299000000 warning"])
        #expect(try check("REF-10", ["household_code": "360100000000"]).count == 1)
        #expect(try check("REF-10", ["household_code": "360101000000"]).isEmpty)
        #expect(try check("REF-10", ["birth_place_code": "1", "nationality": "美国"]).isEmpty)
    }

    @Test func members() throws {
        let own = ["m2_name": "李芳", "m2_relation": "母亲", "m2_id_number": "360102200708311012"]
        #expect(try check("DUP-09", own) == ["student id_number 360102200708311012 error"])
        #expect(try check("GUA-04", own) == ["student m2_relation 52 warning"])
        #expect(try check("GUA-05", own) == ["student m2_relation 52 warning"])
        #expect(try check("GUA-01", ["m1_is_guardian": "否"]) == ["student m1_is_guardian 0 error"])
        #expect(try check("GUA-01", ["m1_is_guardian": "否", "orphan": "是"]) == ["student m1_is_guardian 0 warning"])
        #expect(try check("GUA-01", ["m1_is_guardian": ""]).isEmpty)
        #expect(try check("GUA-02", [:]) == ["student m2_name  info"])
        #expect(try check("GUA-03", ["m1_id_number": "123"]) == ["student m1_id_number 123 warning"])
        #expect(try check("GUA-03", ["m1_id_number": "123", "id_number": ""]) == ["student m1_id_number 123 error"])
        #expect(try check("GUA-03", ["m1_id_number": "360102830707101"]).isEmpty)
        #expect(try check("GUA-06", ["m2_name": "王建国", "m2_phone": "13900000001"]) == ["student m2_name 王建国 warning"])
        #expect(try check("GUA-07", ["m1_name": "王 小明"]) == ["student m1_name 王小明 warning"])
        let parents = ["orphan": "是", "m2_name": "李芳", "m2_relation": "母亲", "m2_is_guardian": "是"]
        #expect(try check("GUA-09", parents) == ["student orphan 1 info"])
    }

    @Test func classesAndCampuses() throws {
        var registry = RegistryBuilder()
        let school = ["school_id": RegistryBuilder.school]
        registry.add(.class, school.merging(["grade": "一年级", "class_no": "1班"]) { $1 }, file: "c.csv")
        registry.add(.class, school.merging(["grade": "小一", "class_no": "(1)"]) { $1 }, file: "c.csv")
        registry.add(.campus, school.merging(["campus_no": "01"]) { $1 })
        registry.pupil(["class_no": "201301", "grade": "一年级", "campus_no": "1"])
        registry.pupil(["class_no": "2", "grade": "一年级", "campus_no": "2"])
        let found = try registry.check(["REF-06", "REF-07", "REF-09"]).all
        #expect(
            found.map { "\($0.ruleID) \($0.table) \($0.value)" } == [
                "REF-06 student 2", "REF-09 student 2", "REF-07 class 1班", "REF-07 class (1)",
            ])
    }

    @Test func schools() throws {
        var registry = RegistryBuilder()
        registry.issued(RegistryBuilder.school, ["name": "下发小学"])
        registry.issued(RegistryBuilder.otherSchool)
        registry.issued("2136000003", ["school_type": "幼儿园"])
        registry.school()
        registry.school("3136000009", ["school_type": "小学", "division_code": "360103000000"])
        registry.school("2136000007", ["school_type": "职业初中"])
        registry.pupil()
        let found = try registry.check([
            "REF-03", "REF-05", "REF-11", "REF-12", "REF-13", "SUM-01", "SUM-07", "GRD-05",
        ]).all
        #expect(
            found.map { "\($0.ruleID) \($0.field) \($0.value) \($0.ownerLevel.name)" } == [
                "SUM-07 school_id 2136000002 county", "REF-05 name 测试小学 county",
                "SUM-01 school_id 2136000001 county", "REF-03 school_id 3136000009 county",
                "REF-11 school_id 3136000009 county", "REF-13 local_authority_code 360102 county",
                "REF-12 school_type 321 county",
            ])
    }

    @Test func proofsThatNobodyNeeds() throws {
        var registry = RegistryBuilder()
        let proof = [
            "school_id": RegistryBuilder.school, "student_name": "王小明", "sex": "男", "birth_date": "20070831",
        ]
        registry.pupil()
        registry.add(.proof, proof, file: "p.csv")
        registry.add(.proof, proof.merging(["sex": ""]) { $1 }, file: "p.csv")
        #expect(try registry.check(["PRF-02"]).all.map(\.value) == ["王小明", "王小明"])
        registry.pupil(["id_type": "其他", "id_number": ""])
        let found = try registry.check(["PRF-02", "PRF-03"]).all
        #expect(found.map { "\($0.ruleID) \($0.row ?? 0)" } == ["PRF-03 2", "PRF-02 3"])
    }
}
