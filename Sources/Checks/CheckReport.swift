import Columnar
import Records

/// A rule that could not say anything, and why.
public struct NotRun: Sendable, Hashable {
    public let ruleID: String
    public let reason: BilingualText
}

/// One finding with its texts, as CONTRACT prints it.
public struct Finding: Sendable, Hashable {
    public let ruleID: String
    public let severity: Severity
    /// Empty for findings about a file as such.
    public let table: String
    public let file: String
    public let sheet: String
    /// 1-based; nil where the finding stands at a sheet or a file.
    public let row: Int32?
    public let field: String
    /// In clear; `valueMask` says how output must show it.
    public let value: String
    public let valueMask: MaskKind
    public let key: String
    public let relatedRows: String
    public let ownerLevel: Owner.Level
    public let ownerCode: String
    /// `name␟maskKind␟text` joined by `␞`.
    public let arguments: String
    /// What it finds, the same in every run; the id in the store is its keyed form.
    package let fault: ValueDigest
}

/// What a check found: findings in the order of CONTRACT, and the rules that could not run.
public struct CheckReport: Sendable {
    package let findings: FindingBuffer
    /// What each finding is about, in their order; no two equal.
    package let faults: [ValueDigest]
    public let rules: [RuleDefinition]
    let places: PlaceTable
    public let notRun: [NotRun]
    public let rowsChecked: Int
    /// Findings below it were left out.
    public let severity: Severity
    /// Whether the store lacks something that was sent: files that could not be read (FIL-01, error) or decoded (FIL-10). Known
    /// whatever rules were run.
    public let lacksInput: Bool

    public var count: Int { findings.count }

    public func count(of severity: Severity) -> Int { findings.heads.count { $0.severity == severity } }

    /// Findings of each rule that ran, in the order of the catalogue.
    public var countsByRule: [(ruleID: String, count: Int)] {
        var counts = [Int](repeating: 0, count: RuleTable.all.count)
        for head in findings.heads { counts[Int(head.rule)] += 1 }
        let skipped = Set(notRun.map(\.ruleID))
        return rules.filter { !skipped.contains($0.id) }.map { ($0.id, counts[RuleTable.position(of: $0.id)]) }
    }

    public subscript(index: Int) -> Finding {
        let head = findings.heads[index]
        let definition = RuleTable.all[Int(head.rule)].definition
        let field = head.fieldDefinition
        return Finding(
            ruleID: definition.id, severity: head.severity, table: head.table?.findingName ?? "",
            file: places.name(of: head.place.file), sheet: places.name(of: head.place.sheet),
            row: head.place.row > 0 ? head.place.row : nil, field: field?.name ?? "", value: findings.value(head),
            valueMask: RuleTable.valueMask(definition.id, field), key: key(head, definition.id),
            relatedRows: findings.related(head), ownerLevel: head.ownerLevel,
            ownerCode: head.ownerCode == 0 ? "" : String(head.ownerCode), arguments: findings.arguments(head),
            fault: faults[index])
    }

    private func key(_ head: FindingHead, _ rule: String) -> String {
        head.group == 0 ? "" : Self.key(group: head.group, of: rule)
    }

    /// `DUP-01-000012`.
    static func key(group: Int32, of rule: String) -> String {
        let digits = String(group)
        return "\(rule)-" + String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
    }
}
