import Records
import Testing

/// Documents and roles of SPEC §2.5.
@Suite struct SignoffVocabularyTests {
    @Test func documents() {
        let names: [(String, SignoffDocument?)] = [
            ("学生基本信息表", .studentForm), ("student_form", .studentForm), ("打印核对表", .printout), ("打印稿", .printout),
            ("汇总表", .summary), ("学校表", .schoolTables), ("学校名单核对表", .schoolCheck), ("学校名单", .schoolCheck),
            ("school_check", .schoolCheck), ("学生表", nil), ("", nil), ("Printout", nil),
        ]
        for (name, document) in names { #expect(SignoffDocument(text: name) == document, "\(name)") }
    }

    @Test func roles() {
        let names: [(String, SignoffRole?)] = [
            ("学生", .pupil), ("本人", .pupil), ("家长", .parent), ("监护人", .parent), ("班主任", .classTeacher),
            ("学籍管理员", .clerk), ("管理员", .clerk), ("学校领导", .head), ("学籍主管领导", .head), ("学校主管领导", .head),
            ("主管领导", .head), ("校长", .head), ("class_teacher", .classTeacher), ("副校长", nil), ("", nil),
        ]
        for (name, role) in names { #expect(SignoffRole(text: name) == role, "\(name)") }
    }

    @Test func severalRolesInOneCell() {
        #expect(SignoffRoles(text: "学生、家长").roles == [.pupil, .parent])
        #expect(SignoffRoles(text: "校长, 管理员;班主任/本人").roles == [.pupil, .classTeacher, .clerk, .head])
        #expect(SignoffRoles(text: "门卫、家长、").roles == [.parent])
        #expect(SignoffRoles(text: "、").isEmpty)
    }
}
