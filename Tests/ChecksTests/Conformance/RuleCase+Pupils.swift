import Records

extension RuleCase {
    private static let plain = "360102200708311012"
    private static let father = Numbers.resident("360102", "19800101", 101)

    static let identity: [RuleCase] = [
        pupil("IDN-01", needs: "id_type id_number", ["id_number": "36010220070831101"]),
        pupil("IDN-02", needs: "id_type id_number", ["id_number": "360102200708311013"]),
        pupil("IDN-03", needs: "id_type id_number", ["id_number": "360102200702301018"]),
        pupil("IDN-04", needs: "id_type id_number birth_date", ["birth_date": "20070830"]),
        pupil("IDN-05", needs: "id_type id_number sex", ["sex": "女"]),
        pupil("IDN-06", needs: "id_type id_number", ["id_number": Numbers.resident("369999", "20070831", 101)]),
        pupil("IDN-07", needs: "id_type id_number", ["id_number": "360102070831101"]),
        pupil("IDN-08", needs: "id_type id_number", ["id_type": "护照", "id_number": "护照E123"]),
        pupil("IDN-09", needs: "id_type id_number", ["id_type": "其他"]),
        pupil("IDN-10", needs: "id_type", readable: "id_number", ["id_number": ""]),
        pupil("IDN-11", needs: "nationality overseas_status", ["overseas_status": "外国人"]),
        pupil("IDN-12", needs: "name", ["name": "王?明"]),
        pupil("IDN-13", needs: "name nationality", ["name": "王"]),
    ]

    static let duplicates: [RuleCase] = [
        pupils("DUP-01", needs: "id_type id_number name school_id", [[:], [:]]),
        pupils("DUP-02", needs: "id_type id_number name school_id", [[:], ["school_id": RegistryBuilder.otherSchool]]),
        pupils("DUP-03", needs: "id_type id_number name", [[:], ["name": "王大明"]]),
        pupils("DUP-04", needs: "name sex birth_date", readable: "id_number", [["id_type": "其他", "id_number": ""], ["id_number": "无"]]),
        pupils("DUP-05", needs: "name sex birth_date id_type", readable: "id_number", [[:], ["id_number": ""]]),
        pupils("DUP-06", needs: "id_type id_number name sex birth_date", [[:], ["id_number": "360102200708311021"]]),
        RuleCase("DUP-07", needs: "id_type id_number name sex birth_date school_id school.local_authority_code") { registry in
            registry.school(RegistryBuilder.school, ["division_code": ""])
            registry.pupil()
            registry.pupil(["id_number": Numbers.resident("360103", "20070831", 335)])
        },
        pupils("DUP-08", needs: "id_type id_number", [["id_type": "护照", "id_number": "G12345678"], ["id_type": "护照", "id_number": "g12345678", "name": "李四"]]),
        pupil("DUP-09", needs: "id_type id_number m1_id_number", readable: "m1_id_type", ["m1_id_number": plain]),
        pupils("DUP-10", needs: "school_id class_no seat_no name birth_date", [["seat_no": "07"], ["seat_no": "7", "name": "李四"]]),
        pupils("DUP-11", needs: "school_id aux_no name birth_date", [["aux_no": "F1"], ["aux_no": "f 1", "name": "李四"]]),
        pupils(
            "DUP-12", needs: "m1_id_number sex birth_date name school_id", readable: "m1_id_type",
            [["m1_id_number": father], ["m1_id_number": father, "name": "王二", "id_number": "", "school_id": RegistryBuilder.otherSchool]]),
    ]

    static let agesAndGrades: [RuleCase] = [
        pupil("AGE-01", needs: "birth_date", ["birth_date": "20070901"]),
        pupil("AGE-02", needs: "birth_date", ["grade": "三年级"]),
        pupil("AGE-03", needs: "birth_date", ["birth_date": "20050831"]),
        pupil("AGE-04", needs: "birth_date", ["birth_date": "20130902"]),
        pupil("GRD-01", needs: "entry_month", ["entry_month": "199909"]),
        pupil("GRD-02", needs: "grade entry_month", ["grade": "六年级", "entry_month": "201209"]),
        pupil("GRD-03", needs: "entry_month", ["entry_month": "201303"]),
        pupil("GRD-04", needs: "entry_month", ["entry_month": "201401"]),
        pupil("GRD-05", needs: "grade school_id", ["grade": "初一"]),
        pupil("GRD-06", needs: "birth_date entry_month", ["grade": "三年级", "birth_date": "20050831", "entry_month": "200909"]),
        pupil("GRD-07", needs: "admission_method", ["admission_method": "体育特招"]),
        pupil("GRD-08", needs: "political_status birth_date", ["political_status": "共青团员"]),
    ]

    static let papers: [RuleCase] = [
        pupil("PRF-01", needs: "nationality school_id name birth_date sex", ["id_type": "其他", "id_number": ""]),
        RuleCase("PRF-02") { registry in
            registry.pupil()
            registry.proof()
        },
        RuleCase(
            "PRF-03", needs: "proof.school_id proof.student_name proof.sex proof.birth_date school_id name sex birth_date"
        ) { registry in
            for number in ["1", "2"] { registry.pupil(["class_no": number, "id_number": "", "id_type": "其他"]) }
            registry.proof(["class_no": "9"])
        },
        RuleCase("PRF-04") { $0.proof(["parent_sign": ""]) },
        pupil("PRF-05", needs: "nationality", readable: "id_number", ["nationality": "韩国", "id_number": ""]),
        pupil("PRF-06", readable: "id_number m1_id_number", ["id_number": "", "m1_id_number": ""]),
    ]

    static let cells: [RuleCase] = [
        pupil("COD-01", filled: "ethnicity", ["ethnicity": "华夏族"]),
        pupil("COD-02", needs: "ethnicity", ["ethnicity": "汉"]),
        pupil("COD-03", needs: "placement disability", ["placement": "视力残疾随班就读", "disability": "听力残疾"]),
        pupil("COD-04", needs: "health disability", ["health": "残疾", "disability": "无残疾"]),
        pupil("COD-05", needs: "commute_mode needs_bus", ["commute_mode": "校车"]),
        pupil("COD-06", needs: "commute_km", ["commute_km": "2公里"]),
        pupil("COD-07", needs: "migrant_child household_code school_id", ["migrant_child": "是"]),
        pupil("COD-08", needs: "migrant_child left_behind", ["migrant_child": "是", "left_behind": "双亲留守儿童"]),
        pupil("FMT-01", filled: "id_number", ["id_number": "3.60102E+17"]),
        pupil("FMT-02", needs: "birth_date", ["birth_date": "2007-8-31"]),
        pupil("FMT-03", filled: "birth_date", ["birth_date": "20070230"]),
        pupil("FMT-04", needs: "name", ["name": "王 小明"]),
        pupil("FMT-05", filled: "talent", ["talent": TableTyper.formula]),
        RuleCase("FMT-06", needs: "phone") { $0.pupil(["phone": "123", "m1_phone": ""]) },
        pupil("FMT-07", needs: "postcode", ["postcode": "33000"]),
        pupil("FMT-08", needs: "native_place", ["native_place": String(repeating: "江", count: 21)]),
        pupil("FMT-09", needs: "email", ["email": "126.com"]),
        RuleCase("CMP-01", readable: "sex") { registry in
            var cells = RegistryBuilder.goodPupil
            cells["sex"] = ""
            cells["m1_id_number"] = father
            registry.pupil(cells)
        },
        pupil("CMP-02", filled: "m2_name", [
            "m2_name": "李芳", "m2_phone": "", "m2_relation": "母亲", "m2_address": "一路", "m2_household_code": "360102000000", "m2_is_guardian": "是",
        ]),
        pupils("CMP-03", needs: "phone", (0..<30).map { ["current_address": "\($0)号", "m1_name": "王\($0)"] }),
        pupils("CMP-04", needs: "school_id", (0..<30).map { _ in [:] }),
    ]

    static let families: [RuleCase] = [
        pupil("GUA-01", needs: "m1_is_guardian", filled: "m1_name", ["m1_is_guardian": "否"]),
        pupil("GUA-02", filled: "m1_name", [:]),
        pupil("GUA-03", needs: "m1_id_number", readable: "m1_id_type", ["m1_id_number": "123"]),
        pupil("GUA-04", needs: "m1_relation birth_date m1_id_number", readable: "m1_id_type", ["m1_id_number": Numbers.resident("360102", "19970101", 101)]),
        pupil("GUA-05", needs: "m1_relation m1_id_number", readable: "m1_id_type", ["m1_id_number": Numbers.resident("360102", "19800101", 102)]),
        pupil("GUA-06", needs: "m1_name m2_name m1_phone m2_phone", ["m2_name": "王建国", "m2_phone": "13900000001"]),
        pupil("GUA-07", needs: "name m1_name", ["m1_name": "王小明"]),
        pupils(
            "GUA-08", needs: "m1_id_number m1_name m1_is_guardian", readable: "m1_id_type",
            (0..<7).map { ["name": "王\($0)", "m1_id_number": father] }),
        pupil(
            "GUA-09", needs: "orphan m1_relation m2_relation m1_is_guardian m2_is_guardian m1_name m2_name",
            ["orphan": "是", "m2_name": "李芳", "m2_relation": "母亲", "m2_is_guardian": "是"]),
    ]
}
