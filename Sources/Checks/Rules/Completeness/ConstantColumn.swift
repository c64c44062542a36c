import Columnar
import Records

/// CMP-03: nearly all cells of a column hold one value.
package enum ConstantColumn: Rule {
    package typealias Scan = FrequentValues

    package static let definition = RuleDefinition(
        "CMP-03", "通篇同值", "Constant column", severity: "warning", status: "I", isCore: false,
        message: BilingualText(
            "本文件“{field}”{p}%为同一值“{v}”,疑似批量填充", "{p} % of {field_en} in this file are “{v}”; it looks filled in bulk"),
        explanation: Explanation(
            finds: ("联系电话、现住址、成员1姓名和证件号、户口和出生地代码几乎全相同的文件。",
                "Files in which phone, address, first member, household or birth place are nearly all the same."),
            matters: ("多为下拉填充或占位的内容。", "Mostly a cell that was dragged down, or a placeholder."),
            fires: ("30格以上且同一值占95%；两个行政区划代码须500格以上且全部相同。",
                "30 cells or more and 95 % equal; for the two division codes 500 cells or more and all equal."),
            doesNotFire: ("空白和不可读的单元格不算；生源同县的村小。",
                "Blank and unreadable cells do not count; a village school whose pupils all come from one county."),
            source: "SPEC §7"))

    package static func findings(
        _ files: FrequentValues.Outcome, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for (key, found) in files.values {
            let field = RegistryTable.student.fields[FrequentValues.fieldIndexes[key.column]]
            let percent = 100 * found.count / found.cells
            buffer.add(
                FindingDraft(
                    table: .student, place: context.filePlace(key.file), field: Int16(field.index), severity: .warning,
                    owner: context.owner(ofSchools: files.schools[key.file] ?? []), value: found.text,
                    arguments: [
                        Argument("field", field.chineseName), Argument("field_en", field.name), Argument("p", percent),
                        Argument("v", found.text, field.mask),
                    ]))
        }
    }
}
