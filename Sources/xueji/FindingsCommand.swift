import ArgumentParser
import Checks
import Reports
import Store

struct FindingsCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case csv, json, table, parquet }

    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: "The findings of the last check.",
        discussion: "Personal data is masked unless --reveal is given; every such run is written to the store's audit log.")

    @Option(help: ArgumentHelp("The store.", valueName: "folder"))
    var store: String

    @Option(help: ArgumentHelp("Only this rule.", valueName: "id"))
    var rule: String?

    @Option(help: ArgumentHelp("Only what stands at rows, sheets and files of this school.", valueName: "id"))
    var school: String?

    @Option(help: ArgumentHelp("Output. (default: table on a terminal, else csv)", valueName: "csv|json|table|parquet"))
    var format: Format?

    @Flag(help: "Show personal data; written to the store's audit log.")
    var reveal = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        if let rule { try check(rule) }
        let store = try RegistryStore.open(path: store, for: .reading)
        let report = FindingsReport(
            try store.table(.findings), masker: try store.masker(reveal: reveal), rule: rule?.uppercased(),
            addresses: try school.map { try SchoolAddresses(of: $0, in: store) })
        // The audit log comes first: nothing is shown that it does not know of.
        if reveal { try store.recordReveal(arguments: CommandLine.arguments, rowCount: try report.forEach { _ in }) }
        let write: (String) -> Void = { Stream.write($0, to: 1) }
        switch format ?? (Terminal.isTerminal(1) ? .table : .csv) {
        case .csv: _ = try report.writeCSV(write)
        case .json: _ = try report.writeJSON(write)
        case .table:
            _ = try report.writeTable(width: Terminal.width(of: 1), isChinese: common.language == .zh, write)
        case .parquet:
            if Terminal.isTerminal(1) { throw Failure.usage("--format parquet is not for a terminal; redirect it to a file") }
            _ = try report.writeParquet(stream: 1)
        }
    }

    private func check(_ rule: String) throws {
        guard RuleTable.definition(of: rule.uppercased()) == nil else { return }
        let nearest = Spelling.nearest(to: rule, in: RuleTable.definitions.map(\.id))
        throw Failure.usage("no rule \(rule)" + (nearest.map { "; did you mean \($0)?" } ?? ""))
    }
}
