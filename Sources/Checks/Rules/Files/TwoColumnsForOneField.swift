import Records

/// FIL-05: several columns of a sheet name one field.
package enum TwoColumnsForOneField: Rule {
    package typealias Scan = FileSchools

    package static let definition = RuleDefinition(
        "FIL-05", "列重复", "Two columns for one field", severity: "error", status: "I", isCore: false,
        message: BilingualText("列“{a}”与“{b}”重复", "The columns “{a}” and “{b}” are one field"),
        explanation: Explanation(
            finds: ("同一字段有两列及以上的工作表。", "Sheets in which two or more columns name one field."),
            matters: ("只采用最左一列，另一列可能才是对的。", "Only the leftmost is read; the other may be the right one."),
            fires: ("“身份证件号”与“身份证号”并列。每张工作表每个字段一条。",
                "身份证件号 beside 身份证号. One finding for each sheet and field."),
            doesNotFire: ("“不填”的字段。", "Fields that are not filled."),
            source: "SPEC §2.1"))

    package static func obstacle(_ context: CheckContext) -> BilingualText? { FileTable.obstacle(context) }

    package static func findings(
        _ contents: FileSchools.Partial, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        for (entry, table) in context.files.ownSheets {
            for (name, headers) in entry.duplicateColumns {
                guard let field = table.field(named: name), field.requirement != .notFilled else { continue }
                let others = headers.dropFirst().map { Argument("b", $0) }
                buffer.addFile(
                    entry.place, table: table, field: Int16(field.index), .error, value: headers.joined(separator: "、"),
                    [Argument("a", headers.first ?? "")] + others, contents, context)
            }
        }
    }
}
