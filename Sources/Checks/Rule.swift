import Columnar
import Records

/// What the catalogue says about a rule: everything but the code that finds the fault.
public struct RuleDefinition: Sendable {
    public let id: String
    public let title: BilingualText
    /// `error`, or how the severity depends on the case.
    public let severity: String
    /// `[V]` a documented requirement, `[S]` a standard, `[I]` a product decision.
    public let status: String
    /// Belongs to the 58 rules of the core set.
    public let isCore: Bool
    /// With `{name}` placeholders.
    public let message: BilingualText
    public let explanation: Explanation

    public init(
        _ id: String, _ chineseTitle: String, _ englishTitle: String, severity: String, status: String,
        isCore: Bool = true, message: BilingualText, explanation: Explanation
    ) {
        self.id = id
        title = BilingualText(chineseTitle, englishTitle)
        self.severity = severity
        self.status = status
        self.isCore = isCore
        self.message = message
        self.explanation = explanation
    }
}

/// The same said in Chinese and English.
public struct BilingualText: Sendable, Hashable {
    public let chinese: String
    public let english: String

    public init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }
}

/// What `xueji rules show` prints.
public struct Explanation: Sendable {
    public let finds: BilingualText
    public let matters: BilingualText
    public let fires: BilingualText
    public let doesNotFire: BilingualText
    public let limits: BilingualText
    public let source: String

    public init(
        finds: (String, String), matters: (String, String), fires: (String, String), doesNotFire: (String, String),
        limits: (String, String) = ("无。", "None."), source: String
    ) {
        self.finds = BilingualText(finds.0, finds.1)
        self.matters = BilingualText(matters.0, matters.1)
        self.fires = BilingualText(fires.0, fires.1)
        self.doesNotFire = BilingualText(doesNotFire.0, doesNotFire.1)
        self.limits = BilingualText(limits.0, limits.1)
        self.source = source
    }
}

/// Columns that a scan reads, table by table.
package typealias ScanInputs = [RegistryTable: [String]]

/// What is collected from the partitions of tables, in one pass shared by all rules that need it.
///
/// `merge` must be associative, and commutative up to the order inside the partial, which `finish` may not look at: the
/// answer then does not depend on how the rows were cut or how many workers ran.
package protocol TableScan: SendableMetatype {
    associatedtype Partial: Sendable
    associatedtype Outcome: Sendable = Partial
    static var inputs: ScanInputs { get }
    /// Parts of the context that have to be read beforehand.
    static var preparations: Preparations { get }
    static func empty() -> Partial
    static func scan(_ batch: TableBatch, into partial: inout Partial) throws
    static func merge(_ other: Partial, into partial: inout Partial)
    /// Looks at the whole once, before the first rule asks.
    static func finish(_ partial: Partial, _ context: CheckContext) throws -> Outcome
}

extension TableScan {
    package static var preparations: Preparations { [] }
}

extension TableScan where Outcome == Partial {
    package static func finish(_ partial: Partial, _ context: CheckContext) throws -> Outcome { partial }
}

/// Small tables that some rules need before the pass.
package struct Preparations: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    package static let cellIssues = Preparations(rawValue: 1)
    package static let proofs = Preparations(rawValue: 2)
    package static let signoffs = Preparations(rawValue: 4)
}

/// A rule of the catalogue: the findings of one fault, from what a scan collected.
package protocol Rule: SendableMetatype {
    associatedtype Scan: TableScan
    static var definition: RuleDefinition { get }
    /// Why the rule cannot say anything about this input; nil when it can.
    static func obstacle(_ context: CheckContext) -> BilingualText?
    static func findings(_ outcome: Scan.Outcome, _ context: CheckContext, into buffer: inout FindingBuffer) throws
}

extension Rule {
    package static func obstacle(_ context: CheckContext) -> BilingualText? { nil }
}

/// A rule that judges each row by itself.
package protocol RowRule: Rule, RowJudge where Scan == RowScan<Self> {}

/// What a row rule looks at and how it judges a batch.
package protocol RowJudge: SendableMetatype {
    static var inputs: ScanInputs { get }
    static var preparations: Preparations { get }
    static func check(_ batch: TableBatch, into findings: inout FindingBuffer) throws
}

extension RowJudge {
    package static var preparations: Preparations { [] }
}

extension RowRule {
    package static func findings(
        _ outcome: FindingBuffer, _ context: CheckContext, into buffer: inout FindingBuffer
    ) throws {
        buffer.append(outcome)
    }
}

/// The scan of a row rule: findings side by side.
package enum RowScan<R: RowJudge>: TableScan {
    package static var inputs: ScanInputs { R.inputs }
    package static var preparations: Preparations { R.preparations }
    package static func empty() -> FindingBuffer { FindingBuffer() }
    package static func scan(_ batch: TableBatch, into partial: inout FindingBuffer) throws {
        try R.check(batch, into: &partial)
    }
    package static func merge(_ other: FindingBuffer, into partial: inout FindingBuffer) { partial.append(other) }
}

extension FindingBuffer {
    /// A finding about a row of a batch, owned by the row's school.
    package mutating func add(
        _ batch: TableBatch, _ row: Int, field: String, _ severity: Severity, value: String,
        _ arguments: [Argument] = []
    ) throws {
        let index = field.isEmpty ? Int16(-1) : Int16(FieldIndex.known(field, in: batch.table))
        let owner = batch.context.owner(table: batch.table, school: try batch.schoolIDs()[row], field: index)
        add(
            FindingDraft(
                table: batch.table, place: try batch.place(row), field: index, severity: severity, owner: owner,
                value: value, arguments: arguments))
    }
}
