import Columnar
import Records

/// CMP-01: a mandatory field is blank.
package enum BlankMandatoryField: RowRule {
    package static let definition = RuleDefinition(
        "CMP-01", "必填项为空", "Mandatory field blank", severity: "error", status: "V",
        message: BilingualText("必填项“{field}”为空", "The mandatory field {field_en} is blank"),
        explanation: Explanation(
            finds: ("学生、学校、校区、班级表中★字段为空。", "Blank ★ fields of pupils, schools, campuses and classes."),
            matters: ("全国系统不接受缺必填项的记录。", "The national system takes no record without them."),
            fires: ("单元格为空，或填“无”“-”“/”等。", "The cell is empty or says 无, -, / and the like."),
            doesNotFire: ("工作表没有该列(FIL-02)；内容不可读；本人证件类型不是居民身份证时的户口所在地。",
                "The sheet has no such column (FIL-02); unreadable content; the household division of a person whose "
                    + "document is no resident card."),
            source: "SPEC §2; fields.csv, required = M"))

    package static let inputs: ScanInputs = {
        var inputs: ScanInputs = [:]
        for table in FieldTables.all {
            inputs[table] = ["file", "sheet", "row", "school_id", "unreadable"] + mandatory(table).map(\.name)
        }
        inputs[.student]! += ["id_type", "m1_id_type"]
        return inputs
    }()

    private static func mandatory(_ table: RegistryTable) -> [FieldDefinition] {
        table.fields.filter { $0.requirement == .mandatory }
    }

    /// Whose document type excuses a blank household division.
    private static let exemptions = ["household_code": "id_type", "m1_household_code": "m1_id_type"]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        let unreadable = try batch.unreadable()
        for field in mandatory(batch.table) {
            guard let validity = try batch.column(field.name).validity else { continue }
            let types = try exemptions[field.name].flatMap { name in
                batch.table == .student ? try batch.documentTypes(name) : nil
            }
            try validity.forEachUnset { row in
                if unreadable.contains(field.index, row) { return }
                if let types, types[row] != 0, types[row] != DocumentType.residentCard { return }
                guard try hasColumn(batch, field, row) else { return }
                try findings.add(
                    batch, row, field: field.name, .error, value: "",
                    [Argument("field", field.chineseName), Argument("field_en", field.name)])
            }
        }
    }

    private static func hasColumn(_ batch: TableBatch, _ field: FieldDefinition, _ row: Int) throws -> Bool {
        let place = try batch.place(row)
        return batch.context.files.hasColumn(field.index, table: batch.table, file: place.file, sheet: place.sheet)
    }
}
