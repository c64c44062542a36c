import Columnar
import Records
import Store

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
    ///
    /// - Returns: what became of the findings of the check before; nil when there was none.
    @discardableResult
    public func write(
        to transaction: StoreTransaction, masker: Masker, run: RunRecord, threads: Int
    ) throws -> FindingsChange? {
        let ids = try ids(masker, threads: threads)
        let selected = Set(rules.map(\.id))
        let earlier = try EarlierFindings(
            transaction.store, ran: selected.subtracting(notRun.map(\.ruleID)), floor: severity)
        let change = earlier?.change(to: ids, of: self, selected: selected)
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
                let range = start..<min(count, start + Self.findingsPerRowGroup)
                encoded[index] = try ParquetEncoder.encode(
                    [table.batch(range, ids: ids[range])], schema: RegistryTable.findings.schema, options: ParquetOptions())
            }
            for group in encoded.values { try writer.append(group) }
        }
        _ = try writer.finish()
        try writeRun(to: transaction, run, change)
        return change
    }

    private func ids(_ masker: Masker, threads: Int) throws -> [FindingID] {
        let size = 1 << 14
        let pieces = OrderedResults<[FindingID]>(count: (count + size - 1) / size)
        try ParallelWork.run(count: (count + size - 1) / size, threads: threads) { piece in
            let range = piece * size..<min(count, (piece + 1) * size)
            pieces[piece] = FindingID.make(faults[range], masker.keyedDigest())
        }
        return pieces.values.flatMap { $0 }
    }

    private func writeRun(to transaction: StoreTransaction, _ run: RunRecord, _ change: FindingsChange?) throws {
        let skipped = notRun.map { "\($0.ruleID): \($0.reason.english)" }.joined(separator: "; ")
        let counts: [String: Int?] = [
            "rows_checked": rowsChecked, "findings": count, "errors": count(of: .error),
            "warnings": count(of: .warning), "infos": count(of: .info), "new_findings": change?.appeared,
            "open_findings": change?.stayed, "gone_findings": change?.gone,
        ]
        let texts = [
            "run_id": run.id, "command": run.command, "started_at": run.startedAt, "finished_at": run.finishedAt,
            "version": run.version, "rules": rules.map(\.id).joined(separator: ","), "not_run": skipped,
            "config": run.config,
        ]
        let schema = RegistryTable.runs.schema
        let columns = schema.fields.map { field in
            guard field.type == .int64 else { return Column.utf8(StringColumn([texts[field.name]])) }
            var number = PrimitiveBuilder<Int64>()
            number.append(counts[field.name].flatMap { $0 }.map(Int64.init))
            return .int64(number.finish())
        }
        var writer = try TableFileWriter(transaction, .runs, cluster: "run")
        try writer.append([RecordBatch(schema: schema, columns: columns, rowCount: 1)])
        _ = try writer.finish()
    }
}
