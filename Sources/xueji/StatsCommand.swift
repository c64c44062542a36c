import ArgumentParser
import Columnar
import Records
import Reports
import Store

struct StatsCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json, html }

    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Column statistics of a table: counts, nulls, distinct values, extremes, quantiles, frequent values, histograms.",
        discussion: """
            Counts, extremes, means and quantiles are exact. Of columns with very many different texts the distinct values are \
            estimated (standard error 0.8 %) and only values from 0.1 % of the rows on are listed; --exact counts them all.
            Values of personal columns are masked, and groups of fewer than 5 pupils left out, unless --reveal is given.
            """)

    @Argument(help: ArgumentHelp("One of \(RegistryTable.allCases.map(\.storeName).joined(separator: ", ")).", valueName: "table"))
    var table: String = RegistryTable.student.storeName

    @Option(help: ArgumentHelp("The store.", valueName: "folder"))
    var store: String

    @Option(help: ArgumentHelp("Columns, separated by commas. (default: all)", valueName: "a,b"))
    var columns: String?

    @Option(help: ArgumentHelp("Groups: columns, or county, prefecture, school.", valueName: "c,d"))
    var by: String?

    @Option(name: .customLong("where"), help: ArgumentHelp("Only rows for which this SQL condition is true.", valueName: "expr"))
    var condition: String?

    @Option(help: ArgumentHelp("Frequent values of each column.", valueName: "n"))
    var top: Int = 3

    @Option(help: ArgumentHelp("Shares between 0 and 1, ascending.", valueName: "q,r"))
    var quantiles: String = "0.05,0.25,0.5,0.75,0.95"

    @Flag(help: "Count also very many different texts exactly.")
    var exact = false

    @Option(help: ArgumentHelp("Output.", valueName: "table|csv|json|html"))
    var format: Format = .table

    @Flag(help: "Show personal data and small groups; written to the store's audit log.")
    var reveal = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if !(0...1000).contains(top) { throw ValidationError("--top must be between 0 and 1000, found \(top).") }
        if shares == nil { throw ValidationError("--quantiles must be ascending numbers between 0 and 1, found \(quantiles).") }
    }

    private var shares: [Double]? {
        let shares = quantiles.split(separator: ",").map { Double($0.trimmingPrefix { $0 == " " }) ?? -1 }
        let areValid = shares.count <= 100 && shares.allSatisfy { $0 >= 0 && $0 <= 1 } && shares == Array(Set(shares)).sorted()
        return areValid ? shares : nil
    }

    func run() throws {
        let registry = try TableArguments.table(table)
        let names = try columns.map { try TableArguments.columns($0, of: registry) } ?? registry.schema.fields.map(\.name)
        let keys = try by.map { try groupKeys($0, of: registry) } ?? []
        let store = try RegistryStore.open(path: store, for: .reading)
        let source = try store.table(registry)
        let masker = try store.masker(reveal: reveal)
        let condition = try common.condition(condition, over: source, of: registry)
        // The audit log comes first: nothing is shown that it does not know of.
        let rowCount = condition?.rowCount ?? source.rowCount
        if reveal { try store.recordReveal(arguments: CommandLine.arguments, rowCount: rowCount) }
        let options = StatisticsOptions(
            mostFrequentCount: top, quantiles: shares ?? [], isExact: exact, threads: common.threadCount,
            selection: condition?.selection)
        let groups = try groups(source, names, keys, options, rowCount: rowCount)
        write(
            StatisticsResult(registry, keys: keys.map(\.name), groups: groups, condition: condition?.text, masker: masker), masker)
    }

    private func groups(
        _ source: StoreTable, _ names: [String], _ keys: [GroupKey], _ options: StatisticsOptions, rowCount: Int
    ) throws -> [(keys: [String?], rowCount: Int, columns: [ColumnStatistics])] {
        if keys.isEmpty {
            let columns = try ColumnStatistics.compute(over: source, columns: names, options: options)
            return [([], rowCount, columns)]
        }
        let grouped = try GroupedStatistics.compute(
            over: source, columns: names.filter { name in !keys.contains { $0.name == name } },
            keys: { partition throws(ColumnarError) in
                var columns: [Column] = []
                for key in keys { columns.append(try key.column(of: source, partition: partition)) }
                return columns
            }, options: options)
        return grouped.groups.map { ($0.keys, $0.rowCount, $0.columns) }
    }

    private func write(_ result: StatisticsResult, _ masker: Masker) {
        let isChinese = common.language == .zh
        switch format {
        case .table:
            let width = Terminal.width(of: 1)
            Stream.write(StatisticsListing(result, masker: masker, isChinese: isChinese, width: width).text, to: 1)
        case .csv: Stream.write(StatisticsReport(result, quantiles: shares ?? [], masker: masker).csv(), to: 1)
        case .json: Stream.write(StatisticsReport(result, quantiles: shares ?? [], masker: masker).json() + "\n", to: 1)
        case .html: Stream.write(StatisticsPage(result, masker: masker, isChinese: isChinese).text, to: 1)
        }
    }

    private func groupKeys(_ text: String, of table: RegistryTable) throws -> [GroupKey] {
        try text.split(separator: ",").map { part in
            let name = String(part.trimmingPrefix { $0 == " " })
            if let key = GroupKey(name, table: table) { return key }
            let derived = GroupKey.derivedNames.filter { GroupKey($0, table: table) != nil }
            let resolved = try TableArguments.columns(name, of: table, beside: derived)
            guard let key = resolved.first.flatMap({ GroupKey($0, table: table) }) else {
                throw Failure.usage("--by names no column: \(text)")
            }
            return key
        }
    }
}

/// Names of tables and columns as users write them.
enum TableArguments {
    static func table(_ name: String) throws -> RegistryTable {
        if let found = RegistryTable(storeName: name) { return found }
        let known = RegistryTable.allCases.map(\.storeName)
        let language = Language.ofCommandLine
        throw Failure.usage(
            language.pick("没有表 \(name);可用的表:", "no table \(name); expected one of ") + known.joined(separator: ", "))
    }

    /// - Parameters:
    ///   - text: names separated by commas; Chinese headers are names of columns too.
    ///   - others: what else could stand there, for the suggestion.
    static func columns(_ text: String, of table: RegistryTable, beside others: [String] = []) throws -> [String] {
        let known = table.schema.fields.map(\.name)
        return try text.split(separator: ",").map { part in
            let name = part.trimmingPrefix { $0 == " " }
            if let found = known.first(where: { $0 == name }) { return found }
            if let field = table.resolveHeader(String(name)), known.contains(field.name) { return field.name }
            let nearest = Spelling.nearest(to: String(name), in: known + others)
            let language = Language.ofCommandLine
            throw Failure.usage(
                language.pick("表 \(table.storeName) 没有列 \(name)", "table \(table.storeName) has no column \(name)")
                    + (nearest.map { language.pick(";是不是 \($0)?", "; did you mean \($0)?") } ?? ""))
        }
    }
}
