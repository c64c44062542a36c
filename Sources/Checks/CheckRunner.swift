import Columnar
import Records

/// What to check and how.
public struct CheckOptions: Sendable {
    /// Ids of the rules; nil for all.
    public var rules: [String]?
    public var threads: Int
    public var parameters: CheckParameters
    /// Findings below it are left out.
    public var severity: Severity
    /// Rules that this input cannot answer, by id, with the reason; they are reported as not run.
    public var obstacles: [String: BilingualText]

    public init(
        rules: [String]? = nil, threads: Int = 1, parameters: CheckParameters = CheckParameters(), severity: Severity = .info,
        obstacles: [String: BilingualText] = [:]
    ) {
        self.rules = rules
        self.threads = threads
        self.parameters = parameters
        self.severity = severity
        self.obstacles = obstacles
    }
}

/// How far a check is, for a progress line.
public struct CheckProgress: Sendable {
    public let rowsDone: Int
    public let rowCount: Int
}

/// Runs rules over tables: one parallel pass in which every partition is read once, then the rules' conclusions.
public enum CheckRunner {
    /// - Throws: `CheckError` for unknown rules, `ColumnarError` when a table cannot be read.
    public static func run(
        _ input: CheckInput, options: CheckOptions = CheckOptions(),
        progress: (@Sendable (CheckProgress) -> Void)? = nil
    ) throws -> CheckReport {
        let rules = try RuleTable.select(options.rules)
        let context = try prepare(input, options, rules)
        var notRun: [NotRun] = []
        var runnable: [AnyRule] = []
        for rule in rules {
            if let reason = options.obstacles[rule.definition.id] ?? obstacle(to: rule, context) {
                notRun.append(NotRun(ruleID: rule.definition.id, reason: reason))
            } else {
                runnable.append(rule)
            }
        }
        let scans = try scan(runnable, context, progress)
        var findings = try conclude(runnable, scans, context)
        var faults = try FaultDigests(findings, context).digests
        if options.severity > .info {
            let heads = findings.heads
            faults = faults.indices.lazy.filter { heads[$0].severity >= options.severity }.map { faults[$0] }
            findings.keep { $0.severity >= options.severity }
        }
        return CheckReport(
            findings: findings, faults: faults, rules: rules.map(\.definition), places: context.places, notRun: notRun,
            rowsChecked: RegistryTable.allCases.filter(\.isData).reduce(0) { $0 + input.rowCount($1) },
            severity: options.severity, lacksInput: context.files.entries.contains { $0.isUnread || $0.isUndecodable })
    }

    /// The tables that a check with these rules looks at: those of records, whose rows are counted too, the files, and the cell
    /// issues where a rule asks for them.
    ///
    /// - Throws: `CheckError` for unknown rules.
    public static func tables(for rules: [String]?) throws(CheckError) -> Set<RegistryTable> {
        let chosen = try RuleTable.select(rules)
        let needsIssues = chosen.contains { $0.preparations.contains(.cellIssues) || $0.inputs[.cellIssues] != nil }
        return Set(RegistryTable.allCases.filter { $0.isData || $0 == .files || $0 == .cellIssues && needsIssues })
    }

    /// Reads the small tables that the chosen rules need beforehand.
    static func prepare(
        _ input: CheckInput, _ options: CheckOptions, _ rules: [AnyRule]
    ) throws -> CheckContext {
        let needs = rules.reduce(into: Preparations()) { $0.formUnion($1.preparations) }
        let bare = CheckContext(input: input, parameters: options.parameters)
        var files = FileCatalogue()
        if let source = input[.files] { files = try FileCatalogue(source, bare) }
        let filed = CheckContext(
            input: input, parameters: options.parameters, places: bare.places, classKeys: bare.classKeys, files: files)
        let directory = try SchoolDirectory(reading: filed)
        var issues = CellIssueIndex()
        if needs.contains(.cellIssues), let source = input[.cellIssues] { issues = try CellIssueIndex(source, filed) }
        var proofs = ProofCatalogue()
        if needs.contains(.proofs), let source = input[.proof] { proofs = try ProofCatalogue(source, filed) }
        let schooled = CheckContext(
            input: input, parameters: options.parameters, threads: options.threads, places: bare.places,
            classKeys: bare.classKeys, directory: directory, issues: issues, files: files, proofs: proofs)
        guard needs.contains(.signoffs), let source = input[.signoff],
            SignoffIndex.columns.allSatisfy({ source.schema.index(of: $0) != nil })
        else { return schooled }
        return schooled.with(signoffs: try SignoffIndex(source, schooled))
    }

    private static func obstacle(to rule: AnyRule, _ context: CheckContext) -> BilingualText? {
        let tables = rule.inputs.keys.sorted { $0.rawValue < $1.rawValue }
        let present = tables.filter { context.input[$0] != nil }
        if present.isEmpty {
            let names = tables.map(\.storeName)
            return BilingualText(
                "没有所需的数据表：" + names.joined(separator: "、"),
                "the tables it reads are absent: " + names.joined(separator: ", "))
        }
        for table in present {
            guard let source = context.input[table] else { continue }
            let missing = rule.inputs[table, default: []].filter { source.schema.index(of: $0) == nil }
            if !missing.isEmpty {
                return BilingualText(
                    "数据表 \(table.storeName) 缺少列：" + missing.joined(separator: "、"),
                    "table \(table.storeName) lacks the columns " + missing.joined(separator: ", "))
            }
        }
        return rule.obstacle(context)
    }

    /// Up to so many passes ask for few texts; more of them will read nearly every column whole sooner or later.
    private static let selectiveScanCount = 12

    /// One partition of one table.
    private struct Piece {
        let table: RegistryTable
        let partition: Int
        let rowCount: Int
    }

    private static func scan(
        _ rules: [AnyRule], _ context: CheckContext, _ progress: (@Sendable (CheckProgress) -> Void)?
    ) throws -> [ObjectIdentifier: any RunningScan] {
        var scans: [ObjectIdentifier: any RunningScan] = [:]
        for rule in rules where scans[rule.scanID] == nil { scans[rule.scanID] = rule.makeScan() }
        let running = Array(scans.values)
        var pieces: [Piece] = []
        for table in RegistryTable.allCases where running.contains(where: { $0.inputs[table] != nil }) {
            guard let source = context.input[table] else { continue }
            for partition in 0..<source.partitionCount {
                let rows = source.rowCount(partition: partition)
                if rows > 0 { pieces.append(Piece(table: table, partition: partition, rowCount: rows)) }
            }
        }
        let total = pieces.reduce(0) { $0 + $1.rowCount }
        let counter = RowCounter()
        let work = pieces
        try ParallelWork.run(count: work.count, threads: context.threads) { slot in
            let piece = work[slot]
            guard let source = context.input[piece.table] else { return }
            let batch = try TableBatch(
                piece.table, source, partition: piece.partition, preload: [], context: context,
                isSelective: running.count <= Self.selectiveScanCount)
            for scan in running where scan.inputs[piece.table] != nil { try scan.scan(batch, slot: slot) }
            let done = counter.add(piece.rowCount)
            progress?(CheckProgress(rowsDone: done, rowCount: total))
        }
        return scans
    }

    private static func conclude(
        _ rules: [AnyRule], _ scans: [ObjectIdentifier: any RunningScan], _ context: CheckContext
    ) throws -> FindingBuffer {
        var all = FindingBuffer()
        var isFinished: Set<ObjectIdentifier> = []
        for rule in rules {
            guard let scan = scans[rule.scanID] else { continue }
            if isFinished.insert(rule.scanID).inserted { try scan.finish(context) }
            let found = try rule.findings(scan, context)
            all.append(found, rule: UInt8(RuleTable.position(of: rule.definition.id)))
        }
        FindingOrder.sort(&all, context.places)
        return all
    }
}
