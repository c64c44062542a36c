import ArgumentParser
import Columnar
import Records
import Reports
import Store

struct StatsCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json }

    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Column statistics of a table: counts, nulls, distinct values, extremes, quartiles, frequent values.",
        discussion: "Everything is exact. Values of personal columns are masked unless --reveal is given.")

    @Argument(help: ArgumentHelp("One of \(RegistryTable.allCases.map(\.storeName).joined(separator: ", ")).", valueName: "table"))
    var table: String = RegistryTable.student.storeName

    @Option(help: ArgumentHelp("The store.", valueName: "folder"))
    var store: String

    @Option(help: ArgumentHelp("Columns, separated by commas. (default: all)", valueName: "a,b"))
    var columns: String?

    @Option(help: ArgumentHelp("Frequent values of each column.", valueName: "n"))
    var top: Int = 3

    @Option(help: ArgumentHelp("Output.", valueName: "table|csv|json"))
    var format: Format = .table

    @Flag(help: "Show personal data; written to the store's audit log.")
    var reveal = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if !(0...1000).contains(top) { throw ValidationError("--top must be between 0 and 1000, found \(top).") }
    }

    func run() throws {
        let registry = try resolvedTable()
        let names = try resolvedColumns(registry)
        let store = try RegistryStore.open(path: store, for: .reading)
        let source = try store.table(registry)
        let options = StatisticsOptions(mostFrequentCount: top, threads: common.threadCount)
        let statistics = try ColumnStatistics.compute(over: source, columns: names, options: options)
        let report = StatisticsReport(
            statistics, table: registry, masker: try store.masker(reveal: reveal), isChinese: common.language == .zh)
        if reveal { try store.recordReveal(arguments: CommandLine.arguments, rowCount: source.rowCount) }
        switch format {
        case .table: Stream.write(report.table(width: Terminal.width(of: 1)), to: 1)
        case .csv: Stream.write(report.csv(), to: 1)
        case .json: Stream.write(report.json() + "\n", to: 1)
        }
    }

    private func resolvedTable() throws -> RegistryTable {
        if let found = RegistryTable(storeName: table) { return found }
        let known = RegistryTable.allCases.map(\.storeName)
        throw Failure.usage("no table \(table); expected one of \(known.joined(separator: ", "))")
    }

    private func resolvedColumns(_ registry: RegistryTable) throws -> [String]? {
        guard let columns else { return nil }
        let known = registry.schema.fields.map(\.name)
        return try columns.split(separator: ",").map { part in
            let name = part.trimmingPrefix { $0 == " " }
            if let found = known.first(where: { $0 == name }) { return found }
            // Chinese headers are names of columns too.
            if let field = registry.resolveHeader(String(name)), known.contains(field.name) { return field.name }
            let nearest = Spelling.nearest(to: String(name), in: known)
            throw Failure.usage("table \(registry.storeName) has no column \(name)" + (nearest.map { "; did you mean \($0)?" } ?? ""))
        }
    }
}
