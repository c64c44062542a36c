/// What the clerk at the school does about each fault: one line a rule, with the placeholders of the rule's message and of `RemedyHints`.
///
/// **Source**: SPEC §1, §4.5 (remedies for problem records), §6.2, §7.1; the fields' own rules.
enum RemedyTable {
    static let all: [String: BilingualText] = Dictionary(
        uniqueKeysWithValues: (identity + duplicates + ages + proofs + references + codes + formats + others).map {
            ($0.0, BilingualText($0.1, $0.2))
        })

    typealias Entry = (String, String, String)

    private static let identity: [Entry] = [
        ("IDN-01", "按户口簿或身份证重新录入18位号码", "type the 18 characters again from the household register or the card"),
        ("IDN-02", "先对照户口簿核对前17位;若都无误,末位改为“{c}”", "compare the first 17 digits with the household register; if they are right, the last one is “{c}”"),
        ("IDN-03", "按户口簿重新录入;第7至14位是出生日期", "type it again from the household register; digits 7 to 14 are the birth date"),
        ("IDN-04", "对照户口簿:若号码无误,出生日期改为{idbirth};否则改号码", "look at the household register: if the number is right, type the birth date {idbirth}; else mend the number"),
        ("IDN-05", "对照户口簿:若号码无误,性别改为“{sex2}”;否则改号码", "look at the household register: if the number is right, the sex is “{sex2}”; else mend the number"),
        ("IDN-06", "对照户口簿核对前六位;旧区划代码也可以", "compare the first six digits with the household register; old codes are fine too"),
        ("IDN-07", "核对后改为{up18}", "check it, then type {up18}"),
        ("IDN-08", "对照证件核对号码和证件类型", "compare number and document type with the document"),
        ("IDN-09", "身份证件类型改为“居民身份证”", "set 身份证件类型 to 居民身份证"),
        ("IDN-10", "填入号码;确实没有时,身份证件类型填“其他”并出具就读证明", "type the number; if there is none, set 身份证件类型 to 其他 and write a proof of enrolment"),
        ("IDN-11", "对照证件核对国籍/地区、港澳台侨外、身份证件类型三项", "compare 国籍/地区, 港澳台侨外 and 身份证件类型 with the document"),
        ("IDN-12", "按户口簿重新录入姓名;生僻字用能打出该字的输入法", "type the name again from the household register, with an input method that has the rare character"),
        ("IDN-13", "对照户口簿核对姓名", "compare the name with the household register"),
    ]

    private static let duplicates: [Entry] = [
        ("DUP-01", "只保留一行,删除其余各行", "keep one row and delete the others"),
        ("DUP-02", "与对方学校核实,由实际就读学校保留", "settle it with the other school: the school that the pupil attends keeps the record"),
        ("DUP-03", "对照户口簿核对各行的号码和姓名,改正录错的一行", "compare number and name of these rows with the household registers and mend the wrong one"),
        ("DUP-04", "同一人只保留一行;确是两人的,补充身份证件号或说明", "keep one row if it is one pupil; if there are two, add the ID numbers or a note"),
        ("DUP-05", "同一人只保留有号码的一行", "keep the row with the number if it is one pupil"),
        ("DUP-06", "对照户口簿核对号码;同一人只保留一行", "compare the numbers with the household register; keep one row if it is one pupil"),
        ("DUP-07", "对照户口簿核实;确是两人的不必改", "check with the household registers; two pupils are fine as they are"),
        ("DUP-08", "对照证件核对号码;同一人只保留一行", "compare the number with the document; keep one row if it is one pupil"),
        ("DUP-09", "对照户口簿核对:一个号码只属于一人", "check with the household register: a number belongs to one person"),
        ("DUP-10", "改正其中一人的班内学号", "change the seat number of one of them"),
        ("DUP-11", "改正其中一人的学籍辅号", "change the auxiliary number of one of them"),
        ("DUP-12", "与对方学校核实是否同一人", "ask the other school whether it is one pupil"),
    ]

    private static let ages: [Entry] = [
        ("AGE-01", "核对出生日期;未满六周岁的不能报一年级", "check the birth date; a child under six cannot be registered in grade 1"),
        ("AGE-02", "核对出生日期和入学年月", "check birth date and entry month"),
        ("AGE-03", "核对出生日期和入学年月", "check birth date and entry month"),
        ("AGE-04", "按户口簿重填出生日期,8位数字,如20070831", "type the birth date from the household register, 8 digits such as 20070831"),
        ("GRD-01", "核对班号和入学年月;班级信息表须有该班", "check class and entry month; the class must stand in the class table"),
        ("GRD-02", "入学年月改为{exp};是留级、跳级的核实后保留", "type {exp}; after repeating or skipping a grade it may stay once checked"),
        ("GRD-03", "核对;一般为当年9月", "check it; September is usual"),
        ("GRD-04", "改为进入本学段起始年级的年月", "type the month of entry into the first grade of this stage"),
        ("GRD-05", "核对班号和入学年月;附设班的,在班级信息表填相应班级类型", "check class and entry month; give attached classes their own class type in the class table"),
        ("GRD-06", "核对出生日期和入学年月", "check birth date and entry month"),
        ("GRD-07", "改为{methods}", "choose {methods_en}"),
        ("GRD-08", "核对;少先队员填“群众”", "check it; members of the Young Pioneers are 群众"),
    ]

    private static let proofs: [Entry] = [
        ("PRF-01", "填写就读证明表,学生和家长签字,学校盖章", "fill in the proof of enrolment, signed by pupil and parent and stamped by the school"),
        ("PRF-02", "核对姓名、性别、出生日期、学校标识码与学生表一致;多余的删除", "make name, sex, birth date and school agree with the pupil's row; delete the proof if it is not needed"),
        ("PRF-03", "填写班级以区分同名学生", "fill in 班级 to tell the pupils apart"),
        ("PRF-04", "补上{missing}", "add {missing}"),
        ("PRF-05", "按护照等证件填写身份证件号", "type the number of the passport or other document"),
        ("PRF-06", "按证件填写成员{m}的身份证件号", "type the ID number of member {m} from the document"),
    ]

    private static let references: [Entry] = [
        ("REF-01", "按下发名单填写10位学校标识码", "type the 10 digits of the issued list"),
        ("REF-02", "按下发名单核对;名单有误的逐级上报", "compare with the issued list; if the list is wrong, report it upward"),
        ("REF-03", "对照下发名单核对标识码和办学类型", "compare identifier and school type with the issued list"),
        ("REF-04", "只保留一行", "keep one row"),
        ("REF-05", "本校填错的改为“{w}”;下发有误的逐级上报", "type “{w}” if the school is wrong; else report it upward"),
        ("REF-06", "改正班号,或在班级信息表登记该班", "mend the class number, or add the class to the class table"),
        ("REF-07", "只保留一行", "keep one row"),
        ("REF-08", "核对班号;没有学生的班删除", "check the class number; delete a class without pupils"),
        ("REF-09", "改正校区号,或在校区信息表登记", "mend the campus number, or add the campus to the campus table"),
        ("REF-10", "{code12}", "{code12_en}"),
        ("REF-11", "补报学生表", "send the pupils' table too"),
        ("REF-12", "核对办学类型", "check the school type"),
        ("REF-13", "核对属地管理教育行政部门代码和学校地址行政区划代码", "check 属地管理教育行政部门代码 and 学校地址行政区划代码"),
    ]

    private static let codes: [Entry] = [
        ("COD-01", "改填{options}", "type {options_en}"),
        ("COD-02", "改为“{label}”", "type “{label}”"),
        ("COD-03", "核对随班就读和残疾类型", "check 随班就读 and 残疾类型"),
        ("COD-04", "核对健康状况和残疾类型", "check 健康状况 and 残疾类型"),
        ("COD-05", "乘校车的,是否需要乘坐校车改为“是”", "if the pupil comes by bus, set 是否需要乘坐校车 to 是"),
        ("COD-06", "只填公里数{km}", "type the kilometres only{km_en}"),
        ("COD-07", "核对;户口在本县的不是随迁子女", "check it; a household in this county is not a migrant's"),
        ("COD-08", "两项只能选一项", "only one of the two can hold"),
    ]

    private static let formats: [Entry] = [
        ("FMT-01", "先把单元格设为文本格式,再按证件录入全部号码", "make the cell a text cell first, then type the whole number from the document"),
        ("FMT-02", "改为{canon}", "type {canon}"),
        ("FMT-03", "按{form}重填", "type it as {form_en}"),
        ("FMT-04", "改为“{v2}”", "type “{v2}”"),
        ("FMT-05", "不用公式,直接录入值", "type the value instead of a formula"),
        ("FMT-06", "填11位手机号,或区号加固定电话", "type an 11-digit mobile number, or area code and number"),
        ("FMT-07", "填6位邮政编码", "type the 6 digits of the postcode"),
        ("FMT-08", "缩短到{max}个字以内", "shorten it to {max} characters"),
        ("FMT-09", "按 名称@网站 的形式填写,没有的留空", "type it as name@site, or leave it blank"),
    ]

    private static let others: [Entry] = [
        ("CMP-01", "填写{options}", "fill in {options_en}"),
        ("CMP-02", "填写{options}", "fill in {options_en}"),
        ("CMP-03", "核对是否批量填充", "check whether it was filled in bulk"),
        ("CMP-04", "有的应填写", "fill it in where it is known"),
        ("GUA-01", "把一名成员的是否监护人改为“是”", "set 是否监护人 of one member to 是"),
        ("GUA-02", "填写另一名家庭成员;确实没有的不必改", "fill in the other member; if there is none, leave it"),
        ("GUA-03", "按证件重新录入成员{m}的号码", "type the number of member {m} again from the document"),
        ("GUA-04", "核对成员{m}的关系和号码", "check relation and number of member {m}"),
        ("GUA-05", "核对成员{m}的关系和号码", "check relation and number of member {m}"),
        ("GUA-06", "改正其中一名成员", "mend one of the two members"),
        ("GUA-07", "核对成员{m}的姓名", "check the name of member {m}"),
        ("GUA-08", "核对是否为多名学生的监护人", "check whether this person has so many pupils in charge"),
        ("GUA-09", "核对是否孤儿和监护人", "check 是否孤儿 and the guardians"),
        ("SUM-01", "填写汇总表", "fill in the summary form"),
        ("SUM-02", "核对后改为{w}", "check it, then type {w}"),
        ("SUM-03", "核对后改为{w}", "check it, then type {w}"),
        ("SUM-04", "按各年级之和改正", "make it the sum of the grades"),
        ("SUM-05", "核对后改为{w},或补报校区表", "check it, then type {w}, or send the campus table"),
        ("SUM-06", "核对下级数据", "check the data of the level below"),
        ("SUM-07", "报送本校数据", "send the school's data"),
        ("SUM-08", "核对班号和入学年月是否录错", "check whether classes or entry months were mistyped"),
        ("SGN-01", "请{roles}签字后登记", "have {roles_en} sign, then record it"),
        ("SGN-02", "打印后请学生和家长核对签字", "print it and have pupil and parent sign"),
        ("SGN-03", "重新打印,请家长再次签字确认", "print it again and have the parents sign again"),
        ("SGN-04", "请学校领导审核签字后登记", "have the head sign, then record it"),
        ("SGN-05", "补上{missing}", "add {missing}"),
        ("SGN-06", "核对签字日期", "check the date of the signature"),
        ("SGN-07", "核对签字日期", "check the dates of the signatures"),
        ("FIL-01", "另存为 .xlsx 后重报", "save it as .xlsx and send it again"),
        ("FIL-02", "补上该列;可用 xueji template 生成的模板", "add the column; xueji template makes a template that has it"),
        ("FIL-03", "合并为一个工作表;有意分开的不必改", "put them into one sheet, unless this is meant"),
        ("FIL-04", "改正标题,或删除该列", "mend the header, or delete the column"),
        ("FIL-05", "只保留一列", "keep one column"),
        ("FIL-06", "取消隐藏,核对后再报", "show what is hidden and check it"),
        ("FIL-07", "改正文件名或学校标识码", "mend the name of the file or the school identifier"),
        ("FIL-08", "统一按校、按年级或按班分文件", "cut all files by school, by grade or by class"),
        ("FIL-09", "不是学生的行可以留着", "rows that are no pupils may stay"),
        ("FIL-10", "用原程序另存为 .xlsx 后重报", "save it as .xlsx in the program that made it"),
    ]
}
