import Columnar
import Records
import Synchronization

/// A rule as an entry of the table: its catalogue text and how to run it.
package struct AnyRule: Sendable {
    package let definition: RuleDefinition
    package let inputs: ScanInputs
    package let preparations: Preparations
    /// Equal for rules that share one scan.
    let scanID: ObjectIdentifier
    let makeScan: @Sendable () -> any RunningScan
    let obstacle: @Sendable (CheckContext) -> BilingualText?
    let findings: @Sendable (any RunningScan, CheckContext) throws -> FindingBuffer

    package init<R: Rule>(_ rule: R.Type) {
        definition = R.definition
        inputs = R.Scan.inputs
        preparations = R.Scan.preparations
        scanID = ObjectIdentifier(R.Scan.self)
        makeScan = { ScanState<R.Scan>() }
        obstacle = { R.obstacle($0) }
        findings = { scan, context in
            guard let state = scan as? ScanState<R.Scan>, let outcome = state.outcome else {
                preconditionFailure("\(R.definition.id) asked before its scan was finished")
            }
            var buffer = FindingBuffer()
            try R.findings(outcome, context, into: &buffer)
            return buffer
        }
    }
}

/// A scan while it runs, without its type.
protocol RunningScan: AnyObject, Sendable {
    var inputs: ScanInputs { get }
    /// Scans one partition; `slot` tells where it stands among all, so that merging keeps the input order.
    func scan(_ batch: TableBatch, slot: Int) throws
    func finish(_ context: CheckContext) throws
}

final class ScanState<Scan: TableScan>: RunningScan {
    private let partials = Mutex<[Int: Scan.Partial]>([:])
    private let finished = Mutex<Scan.Outcome?>(nil)

    var inputs: ScanInputs { Scan.inputs }
    var outcome: Scan.Outcome? { finished.withLock { $0 } }

    func scan(_ batch: TableBatch, slot: Int) throws {
        var partial = Scan.empty()
        try Scan.scan(batch, into: &partial)
        let made = partial
        partials.withLock { $0[slot] = made }
    }

    func finish(_ context: CheckContext) throws {
        let slots = partials.withLock { partials in
            defer { partials = [:] }
            return partials.sorted { $0.key < $1.key }.map(\.value)
        }
        var whole = slots.first ?? Scan.empty()
        for partial in slots.dropFirst() { Scan.merge(partial, into: &whole) }
        let outcome = try Scan.finish(whole, context)
        finished.withLock { $0 = outcome }
    }
}
