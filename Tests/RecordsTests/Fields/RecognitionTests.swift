import Records
import Testing

@Suite struct RecognitionTests {
    private func table(_ headers: String) -> RegistryTable? {
        RegistryTable.recognise(headerKeys: headers.split(separator: " ").map { HeaderText.key(String($0)) })
    }

    @Test func everyTableIsKnownByItsMark() {
        #expect(table("学校标识码 姓名 性别 出生日期 民族") == .student)
        #expect(table("学校标识码 学生姓名 性别 出生日期 民族") == .student)
        #expect(table("学校标识码 学校名称 学校地址 办学类型 举办者类型") == .school)
        #expect(table("学校标识码 校区号 校区名称 校区地址 校区负责人") == .campus)
        #expect(table("学校标识码 年级 班号 班级名称 班级类型") == .class)
        #expect(table("学校标识码 学生姓名 性别 出生日期 无身份证号原因") == .proof)
        #expect(table("学校标识码 项目 小学小计 初中小计 学生总人数(人)") == .summary)
        #expect(table("学校标识码 签字文件 签字角色 签字人 签字日期") == .signoff)
    }

    @Test func otherRowsAreNoHeaders() {
        #expect(table("学校标识码 姓名 性别 出生日期") == nil)
        #expect(table("姓名 姓名 学生姓名 性别 出生日期 民族") == nil)
        #expect(table("学校标识码 性别 出生日期 民族 班号 籍贯") == nil)
        #expect(table("") == nil)
    }

    @Test func identifyingFields() {
        #expect(RegistryTable.student.identifyingFields.map(\.name) == ["name", "id_number"])
        #expect(RegistryTable.class.identifyingFields.map(\.name) == ["grade", "class_no"])
        #expect(RegistryTable.issuedSchool.mark?.name == "school_type" && RegistryTable.runs.mark == nil)
    }

    @Test func templates() {
        func template(_ headers: [String]) -> StudentTemplate { .recognise(headerKeys: headers.map(HeaderText.key)) }
        #expect(StudentTemplate.v1.headers.count == 70 && StudentTemplate.v2.headers.count == 73)
        #expect(template(StudentTemplate.v1.headers) == .v1)
        #expect(template(StudentTemplate.v2.headers) == .v2)
        #expect(template(["学校标识码", "姓名", "校区号", "是否残疾人", "是否随迁子女"]) == .v3)
        #expect(template(["学生姓名", "性别", "关系一", "是否监护人一"]) == .roster)
        #expect(template(["姓名", "性别"]) == .other && template([]) == .other)
        for header in StudentTemplate.v2.headers { #expect(RegistryTable.student.resolveHeader(header) != nil, "\(header)") }
    }

    @Test func notesAndTotalsAreSkipped() {
        for cell in ["示例", "例:张三", "例", "填表说明:", "注:", "合计", "小计12", "说明"] {
            #expect(onBytes(cell, SkippedRow.isMarked))
        }
        for cell in ["张三", "", "共计", "学生示例"] { #expect(!onBytes(cell, SkippedRow.isMarked)) }
    }
}
