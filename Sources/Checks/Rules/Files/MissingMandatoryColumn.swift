import Records

/// FIL-02: a student sheet without a column for a mandatory field.
package enum MissingMandatoryColumn: Rule {
    package typealias Scan = FileSchools

    package static let definition = RuleDefinition(
        "FIL-02", "缺少必填列", "Mandatory column missing", severity: "error", status: "V",
        message: BilingualText("缺少列“{field}”", "The column {field_en} is missing"),
        explanation: Explanation(
            finds: ("学生工作表没有某个★字段的列。", "Student sheets without a column for a ★ field."),
            matters: ("整表缺一项必填信息，多为改动过模板。", "A whole sheet lacks it; mostly the template was changed."),
            fires: ("每张工作表、每个字段一条。", "One finding for each sheet and field."),
            doesNotFire: ("列在而单元格为空(CMP-01)；别名表头。", "The column is there but cells are blank (CMP-01); header aliases."),
            source: "SPEC §2.1"))

    package static func obstacle(_ context: CheckContext) -> BilingualText? { FileTable.obstacle(context) }

    package static func findings(
        _ schools: FileSchools.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        let mandatory = RegistryTable.student.fields.filter { $0.requirement == .mandatory }
        for entry in context.files.entries where entry.table == .student {
            for field in mandatory where !entry.fields.contains(field.index) {
                buffer.addFile(
                    Place(file: entry.file, sheet: entry.sheet, row: 0), table: .student, field: Int16(field.index),
                    .error, value: "",
                    [Argument("field", field.chineseName), Argument("field_en", field.name)], schools, context)
            }
        }
    }
}
