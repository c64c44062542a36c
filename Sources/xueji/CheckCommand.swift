import ArgumentParser
import Checks
import Columnar
import Foundation
import Ingest
import Records
import Reports
import Store
import Yams

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Runs the rules over the store and records the findings in it.")

    @Option(help: ArgumentHelp("The store.", valueName: "folder"))
    var store: String

    @OptionGroup var rules: RuleOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let parameters = try common.parameters()
        let selection = try rules.selection()
        let store = try RegistryStore.open(path: store, for: .writing(create: false), options: StoreOptions(command: "check"))
        let transaction = try store.begin()
        Interruption.shared.rollBackWhenStopped(transaction)
        do {
            let check = try rules.check(transaction, selection, parameters, common)
            try Interruption.shared.holdForCommit()
            _ = try transaction.commit(operation: "CHECK")
            check.printSummary(common)
            if check.report.lacksInput {
                common.note("有报送的文件未能读全,见 FIL-01、FIL-10", "some files that were sent could not be read whole: see FIL-01 and FIL-10")
                throw Outcome.inputNotRead
            }
            if try rules.failsOn(check.report) { throw Outcome.findingsAtThreshold }
        } catch {
            transaction.rollback()
            throw error
        }
    }
}

/// What a check found and what became of the findings before.
struct CheckOutcome {
    let report: CheckReport
    let change: FindingsChange?

    func printSummary(_ common: CommonOptions) {
        let summary = CheckSummary(report, change: change, isChinese: common.language == .zh)
        Stream.write(summary.text(width: Terminal.width(of: 1)), to: 1)
    }
}

/// Which rules run and what counts as failure.
struct RuleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Rules to run.", valueName: "all|core|ID,…"))
    var rules: String = "all"

    @Option(help: ArgumentHelp("Only findings of this severity or worse.", valueName: "info|warning|error"))
    var severity: String?

    @Option(help: ArgumentHelp("Exit with 1 when there is a finding of this severity or worse.", valueName: "info|warning|error"))
    var failOn: String?

    func validate() throws {
        for (option, value) in [("--severity", severity), ("--fail-on", failOn)] {
            if let value, Severity(name: value) == nil {
                throw ValidationError("\(option): expected info, warning or error, found \(value).")
            }
        }
    }

    /// Nil for all rules.
    func selection() throws -> [String]? {
        if rules == "all" { return nil }
        let ids = rules.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        let known = RuleTable.definitions.map(\.id) + ["all", "core"]
        return try ids.map { id in
            let name = known.contains(id) ? id : id.uppercased()
            guard known.contains(name) else {
                throw Failure.usage("no rule \(id)" + (Spelling.nearest(to: id, in: known).map { "; did you mean \($0)?" } ?? ""))
            }
            return name
        }
    }

    func failsOn(_ report: CheckReport) throws -> Bool {
        guard let failOn, let threshold = Severity(name: failOn) else { return false }
        return Severity.allCases.contains { $0 >= threshold && report.count(of: $0) > 0 }
    }

    /// Runs the rules over the tables as they will be after the commit, and puts findings and the run's record into it.
    func check(
        _ transaction: StoreTransaction, _ selection: [String]?, _ parameters: CheckParameters, _ common: CommonOptions
    ) throws -> CheckOutcome {
        // Columns come and go with each partition, as a reader's sheets do.
        ProcessMemory.keepFreedPages()
        let started = Date()
        let progress = common.makeProgress()
        let phase = common.language.pick("检查", "check")
        let unit = common.language.pick("行", "rows")
        var sources: [RegistryTable: any BatchSource] = [:]
        for table in try CheckRunner.tables(for: selection) { sources[table] = try transaction.table(table) }
        let options = CheckOptions(
            rules: selection, threads: common.threadCount, parameters: parameters,
            severity: severity.flatMap(Severity.init(name:)) ?? .info)
        let report = try CheckRunner.run(CheckInput(sources), options: options) { state in
            progress.update(ProgressState(phase: phase, done: state.rowsDone, total: state.rowCount, unit: unit, rows: 0))
        }
        progress.finish()
        return CheckOutcome(report: report, change: try record(report, transaction, parameters, started, common))
    }

    private func record(
        _ report: CheckReport, _ transaction: StoreTransaction, _ parameters: CheckParameters, _ started: Date,
        _ common: CommonOptions
    ) throws -> FindingsChange? {
        let format = Date.ISO8601FormatStyle()
        let finished = Date()
        let run = RunRecord(
            id: "\(transaction.store.sequence + 1)", command: "check --rules \(rules)", startedAt: started.formatted(format),
            finishedAt: finished.formatted(format), version: Xueji.version, config: parameters.summary)
        return try report.write(
            to: transaction, masker: try transaction.store.masker(reveal: false), run: run, threads: common.threadCount)
    }
}

extension CommonOptions {
    /// Defaults, then the configuration file, then the options.
    func parameters() throws -> CheckParameters {
        var parameters = CheckParameters()
        do {
            if let config {
                for (name, value) in try Configuration.read(config) { try parameters.set(name, to: value) }
            }
        } catch let error as CheckError {
            throw Failure.usage(error.description)
        }
        if let referenceDate { parameters.referenceDate = referenceDate.date }
        if let province { parameters.province = province.code }
        return parameters
    }
}

/// A `--config` file: `IDN-13.max_length: 6`, or the names nested under the rule.
enum Configuration {
    static func read(_ path: String) throws -> [(name: String, value: String)] {
        let text: String
        do { text = try String(contentsOfFile: path, encoding: .utf8) } catch {
            throw Failure.storage("\(path): cannot be read; expected a UTF-8 text file")
        }
        let root: Node?
        do { root = try Yams.compose(yaml: text) } catch {
            throw Failure.usage("\(path): not YAML: \(error)")
        }
        guard let root else { return [] }
        guard let mapping = root.mapping else { throw Failure.usage("\(path): expected names with values, such as IDN-13.max_length: 6") }
        return try flatten(mapping, prefix: "", path)
    }

    private static func flatten(_ mapping: Node.Mapping, prefix: String, _ path: String) throws -> [(name: String, value: String)] {
        var result: [(name: String, value: String)] = []
        for (key, value) in mapping {
            let name = prefix + (key.string ?? "")
            if let inner = value.mapping {
                result += try flatten(inner, prefix: name + ".", path)
            } else if let scalar = value.scalar {
                result.append((name, scalar.string))
            } else {
                throw Failure.usage("\(path): \(name): expected one value, found a list")
            }
        }
        return result
    }
}
