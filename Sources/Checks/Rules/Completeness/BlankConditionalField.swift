import Columnar
import Records

/// CMP-02: a field that the other cells of the row demand is blank.
package enum BlankConditionalField: RowRule {
    package static let definition = RuleDefinition(
        "CMP-02", "条件必填项为空", "Conditional field blank", severity: "error", status: "V", isCore: false,
        message: BilingualText(
            "“{field}”在此情况下必填",
            "{field_en} is mandatory here"),
        explanation: Explanation(
            finds: (
                "关系为其他而无说明；填了成员2姓名而缺其关系、住址、户口、电话或监护人标记；学校有某学段而缺学制。",
                "Relation 其他 without a note; a named second member without relation, address, household, phone or guardian flag; a school with a stage and without its years."),
            matters: (
                "小学学制错误会使全国系统提前毕业学生。",
                "A missing 小学学制 makes the national system graduate pupils early."),
            fires: (
                "成员1关系“叔叔”，说明为空。",
                "Member 1 is 叔叔 and has no note."),
            doesNotFire: (
                "工作表没有该列；成员2证件不是居民身份证时的户口。",
                "The sheet has no such column; the household of a second member with another document."),
            source: "SPEC §2.2, RULES CMP-02"))

    package static let inputs: ScanInputs = [
        .student: ResidentColumns.origin + ["m1_relation", "m1_relation_note", "m2_name", "m2_relation_note", "m2_id_type"]
            + secondMember,
        .school: ResidentColumns.origin + ["school_type"] + years.map(\.field),
    ]

    package static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws {
        if batch.table == .student {
            try checkRelationNotes(batch, &findings)
            try checkSecondMember(batch, &findings)
        } else {
            try checkYears(batch, &findings)
        }
    }

    private static let secondMember = ["m2_relation", "m2_address", "m2_household_code", "m2_phone", "m2_is_guardian"]
    private static let years: [(field: String, stage: Stage)] = [
        ("primary_years", .primary), ("junior_years", .junior), ("senior_years", .senior),
    ]

    private static func checkRelationNotes(_ batch: TableBatch, _ findings: inout FindingBuffer) throws {
        for member in 1...2 {
            let relations = try batch.text("m\(member)_relation").mapped(null: UInt8(0)) { $0 == "97" ? 1 : 0 }
            for row in 0..<batch.rowCount where relations[row] == 1 {
                try report(batch, row, "m\(member)_relation_note", &findings)
            }
        }
    }

    private static func checkSecondMember(_ batch: TableBatch, _ findings: inout FindingBuffer) throws {
        // A name that cannot be read is there all the same (SPEC §7.3).
        let isNameless = try batch.blanks("m2_name")
        let types = try batch.documentTypes("m2_id_type")
        for field in secondMember {
            // A column without nulls has no blanks.
            guard let validity = try batch.column(field).validity else { continue }
            for row in 0..<batch.rowCount where !validity[row] && !isNameless[row] {
                let isExempt = types[row] != 0 && types[row] != DocumentType.residentCard
                if field == "m2_household_code", isExempt { continue }
                try report(batch, row, field, &findings)
            }
        }
    }

    private static func checkYears(_ batch: TableBatch, _ findings: inout FindingBuffer) throws {
        let types = try batch.text("school_type")
        for row in 0..<batch.rowCount {
            guard let span = types.string(row).flatMap(SchoolType.grades) else { continue }
            for (field, stage) in years where span.grades.contains(where: { $0.stage == stage }) {
                try report(batch, row, field, &findings)
            }
        }
    }

    /// Where the cell is blank and the sheet has the column.
    private static func report(
        _ batch: TableBatch, _ row: Int, _ name: String, _ findings: inout FindingBuffer
    ) throws {
        guard try batch.isBlank(name, row), let field = batch.table.field(named: name) else { return }
        let place = try batch.place(row)
        let hasColumn = batch.context.files.hasColumn(
            field.index, table: batch.table, file: place.file, sheet: place.sheet)
        guard hasColumn else { return }
        try findings.add(
            batch, row, field: name, .error, value: "",
            [Argument("field", field.chineseName), Argument("field_en", field.name)])
    }
}
