import Records

/// FIL-09: rows with content that were not taken as data.
package enum SkippedRows: Rule {
    package typealias Scan = FileSchools

    package static let definition = RuleDefinition(
        "FIL-09", "被跳过的行", "Skipped rows", severity: "info", status: "I", isCore: false,
        message: BilingualText("跳过{n}行非数据行", "{n} rows that are no data rows were skipped"),
        explanation: Explanation(
            finds: ("表头以下有内容而没有当作数据的行。", "Rows below the header with content that were not taken as data."),
            matters: ("只填了一两项的学生也会被跳过。", "A pupil with one or two cells only is skipped as well."),
            fires: ("说明、示例、合计行，非空单元格不足三个的行。每张工作表一条。",
                "Notes, examples, totals, rows of fewer than three cells. One finding for each sheet."),
            doesNotFire: ("空行；表头以上的行。", "Empty rows; rows above the header."),
            source: "SPEC §6.2"))

    package static func obstacle(_ context: CheckContext) -> BilingualText? { FileTable.obstacle(context) }

    package static func findings(
        _ contents: FileSchools.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for (entry, table) in context.files.ownSheets where entry.skippedRows > 0 {
            buffer.addFile(
                entry.place, table: table, .info, value: String(entry.skippedRows), [Argument("n", entry.skippedRows)],
                contents, context)
        }
    }
}
