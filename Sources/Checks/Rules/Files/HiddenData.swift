import Records

/// FIL-06: hidden rows or columns that hold data.
package enum HiddenData: Rule {
    package typealias Scan = FileSchools

    package static let definition = RuleDefinition(
        "FIL-06", "隐藏行或列", "Hidden rows or columns with data", severity: "info", status: "I", isCore: false,
        message: BilingualText("含隐藏{what}", "Holds hidden data: {what_en}"),
        explanation: Explanation(
            finds: ("隐藏的数据行，或有内容的隐藏列。", "Hidden data rows, or hidden columns that hold data."),
            matters: ("隐藏的数据照样采集，填表人可能没有看到。", "They are collected all the same; the clerk may not have seen them."),
            fires: ("Excel中设为隐藏或被筛选掉的行、列。每张工作表一条。",
                "Rows and columns hidden in the workbook, or by a filter. One finding for each sheet."),
            doesNotFire: ("空的隐藏列；隐藏的说明行；宽度为零。", "Empty hidden columns; hidden rows that are no data rows; zero width."),
            limits: ("只有Excel文件有隐藏行列。", "Only workbooks have hidden rows and columns."),
            source: "SPEC §6.2"))

    package static func obstacle(_ context: CheckContext) -> BilingualText? { FileTable.obstacle(context) }

    package static func findings(
        _ contents: FileSchools.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for (entry, table) in context.files.ownSheets where entry.hiddenRows + entry.hiddenColumns > 0 {
            let kinds = [
                (name: "行", id: "rows", count: entry.hiddenRows), (name: "列", id: "columns", count: entry.hiddenColumns),
            ].filter { $0.count > 0 }
            buffer.addFile(
                entry.place, table: table, .info,
                value: kinds.map { "\($0.id)=\($0.count)" }.joined(separator: "、"),
                kinds.flatMap { [Argument("what", "\($0.name)\($0.count)"), Argument("what_en", "\($0.id) \($0.count)")] },
                contents, context)
        }
    }
}
