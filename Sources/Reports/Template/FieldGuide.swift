import Records

/// What the form asks for in a field: the text beside the cell and on the page of explanations.
///
/// **Source**: SPEC §1 (filling rules), §2 (notes), §4, §6.2, §8, §9.
enum FieldGuide {
    static func text(_ field: FieldDefinition) -> String {
        let parts = [special["\(field.table.findingName).\(field.name)"] ?? special[field.name], form(field)]
        return parts.compactMap { $0 }.joined()
    }

    /// By the field's type.
    private static func form(_ field: FieldDefinition) -> String? {
        switch field.type {
        case .code, .grade: return "从下拉列表中选择,填名称,不填代码。"
        case .bool: return "选“是”或“否”。"
        case .date8: return "8位数字YYYYMMDD,如20070831。"
        case .month6: return "6位数字YYYYMM,如201309。"
        case .digits(let count): return count.map { "\($0)位数字。" }
        case .phone: return "11位手机号,或区号加固定电话;多个之间用“/”。"
        case .decimal: return "只填数字,不带单位。"
        case .int: return "只填整数。"
        case .email: return "如 name@example.com。"
        case .period: return "如20100601-20200601。"
        case .name, .text, .classno: return field.maxLength.map { "不超过\($0)个字。" }
        case .idno, .file: return nil
        }
    }

    /// By field name; a table's own entry comes first.
    private static let special: [String: String] = [
        "school_id": "按下发名单填写。",
        "student.name": "与户口簿一致;两字姓名中间不留空格,少数民族姓名用“·”。",
        "student.birth_date": "与户口簿、身份证号一致。",
        "birth_place_code": "出生地所在县(市、区)的代码,见“行政区划代码”页;外省的按国家标准加6个0。",
        "household_code": "户口所在县(市、区)的代码,见“行政区划代码”页;外省的按国家标准加6个0。",
        "m1_household_code": "户口所在县(市、区)的代码,见“行政区划代码”页;外省的按国家标准加6个0。",
        "m2_household_code": "户口所在县(市、区)的代码,见“行政区划代码”页;外省的按国家标准加6个0。",
        "division_code": "所在县(市、区)的代码,见“行政区划代码”页。",
        "native_place": "填名称,如江西南昌。",
        "nationality": "内地学生选“中国”。",
        "id_type": "没有身份证件号的选“其他”,并填写就读证明表。",
        "overseas_status": "内地学生选“否”。",
        "political_status": "少先队员选“群众”。",
        "student.id_number": "居民身份证号18位,末位可为X。没有号码的留空,身份证件类型选“其他”,填写就读证明表,并填写成员的身份证件号。",
        "m1_id_number": "学生没有身份证件号时必填。居民身份证号18位。",
        "m2_id_number": "学生没有身份证件号时必填。居民身份证号18位。",
        "m1_id_type": "不填视为居民身份证。", "m2_id_type": "不填视为居民身份证。",
        "household_type": "按户口簿首页。",
        "class_no": "与班级信息表的班号一致,如01。",
        "entry_month": "进入本学段(小学、初中、高中)起始年级的年月,不是转入本校的年月。",
        "admission_method": "小学、初中选“就近入学”或“义务教育阶段其他”,高中选其余各项。",
        "left_behind": "单亲留守指父母一方外出务工三个月以上,不是单亲家庭。",
        "orphan": "须有证明。", "martyr_child": "须有证明。",
        "commute_km": "家到学校的公里数,如2.5。",
        "bought_place": "只涉及民办学校由政府付费的学生;公办学校选“否”或不填。",
        "id_valid_period": "起止日期;长期有效的填起始日期-长期。",
        "former_name": "没有的不填。", "talent": "没有的不填。",
        "m1_name": "一般填写两名家庭成员或监护人。", "m2_name": "填写后,其关系、现住址、户口、电话、是否监护人必填。",
        "m1_relation_note": "关系选“其他”时必填,如叔叔。", "m2_relation_note": "关系选“其他”时必填,如叔叔。",
        "m1_is_guardian": "至少一名成员为“是”。",
        "school.primary_years": "当地的小学学制,如6;没有小学年级的学校也应填写。",
        "school.junior_years": "有初中年级时必填,如3。", "school.senior_years": "有高中年级时必填,如3。",
        "local_authority_code": "按下发名单核对,有误的逐级上报。", "local_authority_name": "按下发名单核对,有误的逐级上报。",
        "authority_code": "主管部门与属地部门不同时填写。", "authority_name": "主管部门与属地部门不同时填写。",
        "school_type": "按下发名单核对,有误的逐级上报。", "sponsor": "按下发名单核对,有误的逐级上报。",
        "school.name": "按下发名单核对,有误的逐级上报。",
        "class.opened": "班级建立的年月。",
        "campus_no": "没有分校区的学校不填。",
        "summary.campus_count": "没有分校区的填1。", "summary.measure": "每校两行:班级数一行,学生人数一行。",
        "summary.J_sum": "初中四年级计入此格。", "summary.total": "只在学生人数行填写。",
        "summary.unit_code": "学校不填;县级以上汇总时填写。",
        "proof.reason": "如尚未办理户口登记。", "proof.student_name": "与学生表一致。", "proof.birth_date": "与学生表一致。",
        "proof.sex": "与学生表一致。",
        "signoff.document": "签的是哪一份表。", "signoff.role": "谁签的字;同时签的用“、”分开。",
        "signoff.student_name": "只代表一名学生时填写;代表全班、全校的不填。",
        "signoff.digest": "打印核对表上的核对码。",
    ]
}
