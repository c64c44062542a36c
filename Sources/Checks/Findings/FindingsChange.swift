import Columnar
import Records
import Store

/// What became of the findings since the check before, over the rules that both checks ran.
public struct FindingsChange: Sendable, Hashable {
    /// Not found by the check before.
    public let appeared: Int
    /// Found by both.
    public let stayed: Int
    /// Found by the check before and not any more.
    public let gone: Int
    /// Whether both checks ran the same rules.
    public let isSameSelection: Bool
}

/// The findings of the last check in the store.
struct EarlierFindings {
    private let ids: [FindingID]
    private let rules: Set<String>

    /// Nil when no check was recorded.
    ///
    /// - Parameters:
    ///   - ran: the rules of the check that is now compared; findings of others are left out.
    ///   - floor: findings below it are left out, as the present check leaves them out.
    init?(_ store: RegistryStore, ran: Set<String>, floor: Severity) throws {
        guard let last = try Self.lastRules(store) else { return nil }
        rules = last
        var ids: [FindingID] = []
        let table = try store.table(.findings)
        for partition in 0..<table.partitionCount {
            let batch = try table.read(partition: partition, columns: ["rule_id", "severity", "finding_id"])
            let rule = TextColumn(batch.columns[0]).encoded()
            let severity = TextColumn(batch.columns[1]).encoded()
            let text = TextColumn(batch.columns[2])
            let isWanted = rule.mapped(null: UInt8(0)) { ran.contains($0) ? 1 : 0 }
            let levels = severity.mapped(null: UInt8(0)) { Severity(name: $0)?.rawValue ?? 0 }
            for row in 0..<batch.rowCount where isWanted[row] != 0 && levels[row] >= floor.rawValue {
                if let id = FindingID(text.values.bytes[text.range(row)]) { ids.append(id) }
            }
        }
        self.ids = ids
    }

    /// The rules of the run that was recorded last.
    private static func lastRules(_ store: RegistryStore) throws -> Set<String>? {
        let table = try store.table(.runs)
        var last: (number: Int, rules: String)?
        for partition in 0..<table.partitionCount {
            let batch = try table.read(partition: partition, columns: ["run_id", "rules"])
            for row in 0..<batch.rowCount {
                guard let number = batch.columns[0].text(row).flatMap({ Int($0) }) else { continue }
                if number >= last?.number ?? 0 { last = (number, batch.columns[1].text(row) ?? "") }
            }
        }
        return last.map { Set($0.rules.split(separator: ",").map(String.init)) }
    }

    /// - Parameters:
    ///   - present: the ids of the present check, in the order of its findings.
    ///   - selected: all rules that it was asked to run.
    func change(to present: [FindingID], of report: CheckReport, selected: Set<String>) -> FindingsChange {
        let isCompared = RuleTable.all.map { rules.contains($0.definition.id) }
        let heads = report.findings.heads
        let compared = present.indices.lazy.filter { isCompared[Int(heads[$0].rule)] }.map { present[$0] }
        let new = WideKeys(low: compared.map(\.low), high: compared.map(\.high))
        let old = WideKeys(low: ids.map(\.low), high: ids.map(\.high))
        // No id comes twice in one check, so that a group is one of each.
        let stayed = DuplicateKeys.candidateGroups(in: [old, new]).count
        return FindingsChange(
            appeared: new.low.count - stayed, stayed: stayed, gone: old.low.count - stayed,
            isSameSelection: rules == selected)
    }
}
