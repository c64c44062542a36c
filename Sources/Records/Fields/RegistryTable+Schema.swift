import Columnar

extension RegistryTable {
    /// The columns of the table in the store.
    ///
    /// **Source**: docs/architecture.md, "Tables of the store".
    public var schema: Schema { TableSchemas.shared[position] }

    fileprivate func makeSchema() -> Schema {
        switch self {
        case .cellIssues: SystemColumns.cellIssues
        case .findings: SystemColumns.findings
        case .files: SystemColumns.files
        case .runs: SystemColumns.runs
        default: dataSchema()
        }
    }

    private func dataSchema() -> Schema {
        var columns = [Field("file", .utf8), Field("sheet", .utf8), Field("row", .int32)]
        for field in fields {
            if let type = field.columnType { columns.append(Field(field.name, type)) }
        }
        columns.append(Field("unreadable", .utf8))
        if self == .student {
            columns += ["id_key", "m1_id_key", "m2_id_key"].map { Field($0, .int64) }
        }
        return Schema(columns)
    }
}

private enum TableSchemas {
    static let shared = RegistryTable.allCases.map { $0.makeSchema() }
}

/// The tables that the program writes itself.
private enum SystemColumns {
    static let cellIssues = Schema(text("table file sheet") + int32("row") + text("field kind raw canonical"))

    static let findings = Schema(
        text("rule_id severity table file sheet") + int32("row")
            + text("field value key related_rows owner_level owner_code message_zh message_en finding_id arguments"))

    static let files = Schema(
        text("file archive sheet sha256") + int64("bytes") + text("format encoding table") + [Field("issued", .bool)]
            + text("template") + int32("header_row") + text("fields") + int32("data_rows skipped_rows")
            + text("unknown_headers duplicate_columns") + int32("hidden_rows hidden_columns replaced_characters")
            + text("status reason detail"))

    static let runs = Schema(
        text("run_id command started_at finished_at version rules not_run")
            + int64("rows_checked findings errors warnings infos new_findings open_findings gone_findings")
            + text("config"))

    private static func text(_ names: String) -> [Field] { columns(names, .utf8) }
    private static func int32(_ names: String) -> [Field] { columns(names, .int32) }
    private static func int64(_ names: String) -> [Field] { columns(names, .int64) }

    private static func columns(_ names: String, _ type: DataType) -> [Field] {
        names.split(separator: " ").map { Field(String($0), type) }
    }
}
