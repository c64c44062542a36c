import Columnar
import Records
import Store

/// Findings as rows of the store's `findings` table. **Source**: docs/architecture.md, `findings`.
public struct FindingsTable: Sendable {
    private let report: CheckReport
    private let masker: Masker

    public init(_ report: CheckReport, _ masker: Masker) {
        self.report = report
        self.masker = masker
    }

    /// Some findings, in their order, with rendered messages.
    public func batch(_ range: Range<Int>) -> RecordBatch {
        let schema = RegistryTable.findings.schema
        var texts = [DictionaryBuilder](
            repeating: DictionaryBuilder(minimumCapacity: range.count), count: schema.fields.count)
        var rows = PrimitiveBuilder<Int32>(minimumCapacity: range.count)
        for index in range {
            let finding = report[index]
            rows.append(finding.row)
            for (column, text) in cells(finding).enumerated() { texts[column].append(text) }
        }
        let rowColumn = rows.finish()
        let columns = schema.fields.indices.map { index in
            schema.fields[index].name == "row" ? Column.int32(rowColumn) : .dictionary(texts[index].finish())
        }
        return RecordBatch(schema: schema, columns: columns, rowCount: range.count)
    }

    /// Cells in the order of the schema; that of `row` is left out.
    private func cells(_ finding: Finding) -> [String?] {
        let message = FindingMessages.render(finding.ruleID, arguments: finding.arguments, masker)
        func blank(_ text: String) -> String? { text.isEmpty ? nil : text }
        return [
            finding.ruleID, finding.severity.name, blank(finding.table), finding.file, blank(finding.sheet), nil,
            blank(finding.field), blank(finding.value), blank(finding.key), blank(finding.relatedRows),
            finding.ownerLevel.name, blank(finding.ownerCode), message?.chinese, message?.english, finding.id,
            finding.arguments,
        ]
    }
}

/// What `runs` says of a check beside its numbers.
public struct RunRecord: Sendable {
    public var id: String
    public var command: String
    /// ISO 8601 UTC.
    public var startedAt: String
    public var finishedAt: String
    public var version: String
    public var config: String

    public init(
        id: String, command: String, startedAt: String, finishedAt: String, version: String, config: String
    ) {
        self.id = id
        self.command = command
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.version = version
        self.config = config
    }
}

extension CheckReport {
    private static let findingsPerRowGroup = 1 << 16

    /// Puts the findings in the place of the check before, and notes the run; the caller commits.
    public func write(to transaction: StoreTransaction, masker: Masker, run: RunRecord, threads: Int) throws {
        transaction.removeAll(.findings)
        let table = FindingsTable(self, masker)
        var writer = try TableFileWriter(transaction, .findings, cluster: "findings")
        let groupCount = (count + Self.findingsPerRowGroup - 1) / Self.findingsPerRowGroup
        // A few groups at a time, so that memory does not grow with the number of findings.
        for first in stride(from: 0, to: groupCount, by: max(1, threads)) {
            let groups = first..<min(groupCount, first + max(1, threads))
            let encoded = OrderedResults<EncodedRowGroup>(count: groups.count)
            try ParallelWork.run(count: groups.count, threads: threads) { index in
                let start = (groups.lowerBound + index) * Self.findingsPerRowGroup
                let batch = table.batch(start..<min(count, start + Self.findingsPerRowGroup))
                encoded[index] = try ParquetEncoder.encode(
                    [batch], schema: RegistryTable.findings.schema, options: ParquetOptions())
            }
            for group in encoded.values { try writer.append(group) }
        }
        _ = try writer.finish()
        try writeRun(to: transaction, run)
    }

    private func writeRun(to transaction: StoreTransaction, _ run: RunRecord) throws {
        let skipped = notRun.map { "\($0.ruleID): \($0.reason.english)" }.joined(separator: "; ")
        let counts: [String: Int] = [
            "rows_checked": rowsChecked, "findings": count, "errors": count(of: .error),
            "warnings": count(of: .warning), "infos": count(of: .info),
        ]
        let texts = [
            "run_id": run.id, "command": run.command, "started_at": run.startedAt, "finished_at": run.finishedAt,
            "version": run.version, "rules": rules.map(\.id).joined(separator: ","), "not_run": skipped,
            "config": run.config,
        ]
        let schema = RegistryTable.runs.schema
        let columns = schema.fields.map { field in
            field.type == .int64
                ? Column.int64(PrimitiveColumn(values: [Int64(counts[field.name] ?? 0)]))
                : .utf8(StringColumn([texts[field.name]]))
        }
        var writer = try TableFileWriter(transaction, .runs, cluster: "run")
        try writer.append([RecordBatch(schema: schema, columns: columns, rowCount: 1)])
        _ = try writer.finish()
    }
}
