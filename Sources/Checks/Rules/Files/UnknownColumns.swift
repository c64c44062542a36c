import Records

/// FIL-04: columns with data whose header is not known.
package enum UnknownColumns: Rule {
    package typealias Scan = FileSchools

    package static let definition = RuleDefinition(
        "FIL-04", "未知列", "Unknown column", severity: "info", status: "I", isCore: false,
        message: BilingualText("未知列“{h}”已忽略", "The unknown columns “{h}” are ignored"),
        explanation: Explanation(
            finds: ("表头无法识别而有内容的列。", "Columns with data whose header names no field."),
            matters: ("内容没有采集；若是必填项改了名，会另报缺列。", "Their content is not collected; a renamed mandatory column is missing."),
            fires: ("每张工作表一条。", "One finding for each sheet."),
            doesNotFire: ("空列；序号；“不填”的字段；别名表头。", "Empty columns; 序号; fields that are not filled; header aliases."),
            source: "SPEC §2.1"))

    package static func obstacle(_ context: CheckContext) -> BilingualText? { FileTable.obstacle(context) }

    package static func findings(
        _ contents: FileSchools.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for (entry, table) in context.files.ownSheets where !entry.unknownHeaders.isEmpty {
            buffer.addFile(
                entry.place, table: table, .info, value: entry.unknownHeaders, [Argument("h", entry.unknownHeaders)],
                contents, context)
        }
    }
}
