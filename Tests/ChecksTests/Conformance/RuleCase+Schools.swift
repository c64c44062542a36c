import Records

extension RuleCase {
    private static let other = RegistryBuilder.otherSchool

    static let references: [RuleCase] = [
        pupil("REF-01", needs: "school_id", ["school_id": "12"]),
        pupil("REF-02", needs: "school_id", ["school_id": other]),
        RuleCase("REF-03", needs: "school.school_id school.school_type") { $0.school(RegistryBuilder.school, ["school_type": "初级中学"]) },
        RuleCase("REF-04", needs: "school.school_id") { registry in
            registry.school()
            registry.school(RegistryBuilder.school, ["name": "测试二小"])
        },
        RuleCase("REF-05", needs: "school.school_id school.name") { registry in
            registry.issued()
            registry.school(RegistryBuilder.school, ["name": "测试二小"])
        },
        RuleCase("REF-06", needs: "school_id class_no") { registry in
            registry.school()
            registry.schoolClass("一年级", "1")
            registry.pupil(["class_no": "9"])
        },
        RuleCase("REF-07", needs: "class.school_id class.grade class.class_no") { registry in
            for number in ["1", "01"] { registry.schoolClass("一年级", number) }
        },
        RuleCase("REF-08", needs: "class.school_id class.grade class.class_no school_id") { registry in
            registry.pupil(["grade": "一年级"])
            registry.schoolClass("二年级", "1")
        },
        RuleCase("REF-09", needs: "campus_no school_id campus.school_id campus.campus_no") { registry in
            registry.pupil(["campus_no": "9"])
            registry.add(.campus, ["school_id": RegistryBuilder.school, "campus_no": "1"], file: "x.csv")
        },
        pupil("REF-10", needs: "birth_place_code", ["birth_place_code": "360102"]),
        RuleCase("REF-11", needs: "school.school_id") { $0.school() },
        RuleCase("REF-12", needs: "school.school_id school.school_type") { $0.school(RegistryBuilder.school, ["school_type": "幼儿园"]) },
        RuleCase("REF-13", needs: "school.school_id school.local_authority_code school.division_code") {
            $0.school(RegistryBuilder.school, ["local_authority_code": "360103"])
        },
    ]

    /// A school of one pupil, and its form.
    private static func form(_ rule: String, needs: String, _ measure: String, _ cells: [String: String]) -> RuleCase {
        RuleCase(rule, needs: needs) { registry in
            registry.school()
            registry.pupil()
            registry.summary(measure, cells)
        }
    }

    static let schools: [RuleCase] = [
        RuleCase("SUM-01", needs: "school_id") { registry in
            registry.issued()
            registry.pupil()
        },
        form("SUM-02", needs: "summary.school_id summary.measure school_id", "学生人数", ["P1": "2", "P_sum": "1", "total": "1"]),
        form("SUM-03", needs: "summary.school_id summary.measure school_id", "班级数", ["P1": "2", "P_sum": "1"]),
        form("SUM-04", needs: "summary.school_id summary.measure", "学生人数", ["P1": "1", "P_sum": "2", "total": "1"]),
        form("SUM-05", needs: "summary.school_id", "学生人数", ["campus_count": "3"]),
        RuleCase("SUM-06", needs: "summary.unit_code summary.measure summary.school_id") { registry in
            registry.school()
            registry.summary("学生人数", ["P1": "1", "P_sum": "1", "total": "1"])
            registry.summary("学生人数", ["school_id": "", "unit_code": "360102000000", "P1": "2", "P_sum": "1", "total": "1"])
        },
        RuleCase("SUM-07") { $0.issued() },
        pupils("SUM-08", needs: "school_id class_no", (0..<67).map { ["name": "王\($0)"] }),
    ]

    static let signatures: [RuleCase] = [
        RuleCase("SGN-01", needs: "school_id name birth_date") { registry in
            registry.pupil()
            registry.sign("学生基本信息表", "家长", "20130910")
        },
        RuleCase("SGN-02", needs: "school_id name birth_date") { registry in
            registry.pupil()
            registry.sign("打印核对表", "学生", "20130910")
        },
        RuleCase(
            "SGN-03",
            needs: "school_id name birth_date signoff.school_id signoff.document signoff.student_name signoff.birth_date signoff.digest"
        ) { registry in
            registry.pupil()
            registry.sign("打印核对表", "家长", "20130910", ["student_name": "王小明", "birth_date": "20070831", "digest": "00000000"])
        },
        RuleCase("SGN-04", needs: "school.school_id") { registry in
            registry.school()
            registry.sign("学校表", "班主任", "20130828")
        },
        RuleCase("SGN-05", needs: "summary.school_id") { registry in
            registry.school()
            registry.summary("学生人数", ["filler": ""])
        },
        RuleCase("SGN-06", needs: "signoff.school_id signoff.document signoff.signed_on") { registry in
            registry.school()
            registry.sign("学校表", "校长", "20130901")
        },
        RuleCase(
            "SGN-07", needs: "signoff.school_id signoff.document signoff.role signoff.signed_on school_id name birth_date"
        ) { registry in
            registry.pupil()
            registry.sign("学生基本信息表", "家长", "20130911")
            registry.sign("学生基本信息表", "班主任", "20130910")
        },
    ]

    private static func sheet(_ rule: String, _ facts: [String: String]) -> RuleCase {
        RuleCase(rule) { registry in
            registry.pupil(file: "a.xlsx", sheet: "一班")
            registry.fileFacts = ["a.xlsx": facts]
        }
    }

    static let files: [RuleCase] = [
        RuleCase("FIL-01") { $0.badFiles = [("bad.xls", "unreadable", "encrypted")] },
        RuleCase("FIL-02") { registry in
            registry.pupil()
            registry.missingColumns = [.student: ["postcode"]]
        },
        RuleCase("FIL-03") { registry in
            for sheet in ["一班", "二班"] { registry.pupil(file: "a.xlsx", sheet: sheet) }
        },
        sheet("FIL-04", ["unknown_headers": "甲"]),
        sheet("FIL-05", ["duplicate_columns": "name\u{1F}姓名\u{1F}学生姓名"]),
        sheet("FIL-06", ["hidden_rows": "2", "hidden_columns": "0"]),
        RuleCase("FIL-07", needs: "school_id") { $0.pupil(file: "2136000002.csv") },
        RuleCase("FIL-08", needs: "school_id class_no") { registry in
            registry.school()
            for (file, grade, number) in [("a.csv", "一年级", "1"), ("a.csv", "二年级", "1"), ("b.csv", "二年级", "2")] {
                registry.pupil(["grade": grade, "class_no": number], file: file)
            }
        },
        sheet("FIL-09", ["skipped_rows": "3"]),
        sheet("FIL-10", ["replaced_characters": "1"]),
    ]
}
