import ArgumentParser
import Columnar
import Glibc
import Records
import Reports
import Store

struct ExportCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case parquet, csv, xlsx }

    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes a table of the store to one file for other programs.",
        discussion: """
            Personal data is masked as it is printed. --pseudonymise puts keyed tokens in place of names and numbers (the same \
            person has the same token in every export of this store) and the birth year in place of the birth date, and leaves \
            out where a row comes from; phones and addresses stay masked. --reveal writes everything in clear and is noted in \
            the store's audit log.
            """)

    @Argument(help: ArgumentHelp("One of \(RegistryTable.allCases.map(\.storeName).joined(separator: ", ")).", valueName: "table"))
    var table: String

    @Option(help: ArgumentHelp("The store.", valueName: "folder"))
    var store: String

    @Option(help: ArgumentHelp("What is written.", valueName: "parquet|csv|xlsx"))
    var format: Format

    @Option(help: ArgumentHelp("The file; must not exist.", valueName: "file"))
    var out: String

    @Option(help: ArgumentHelp("Columns, separated by commas. (default: all)", valueName: "a,b"))
    var columns: String?

    @Option(name: .customLong("where"), help: ArgumentHelp("Only rows for which this SQL condition is true.", valueName: "expr"))
    var condition: String?

    @Flag(help: "Tokens for names and numbers, the year for birth dates.")
    var pseudonymise = false

    @Flag(help: "Show personal data; written to the store's audit log.")
    var reveal = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if pseudonymise && reveal { throw ValidationError("--pseudonymise and --reveal exclude each other.") }
    }

    func run() throws {
        let registry = try TableArguments.table(table)
        let names = try columns.map { try TableArguments.columns($0, of: registry) }
        let store = try RegistryStore.open(path: store, for: .reading)
        let source = try store.table(registry)
        let masker = try store.masker(reveal: reveal)
        let condition = try common.condition(condition, over: source, of: registry)
        let treatment: ExportTreatment =
            pseudonymise ? .pseudonymised(try store.pseudonymiser(), masker) : .masked(masker)
        let export = TableExport(
            source, of: registry, columns: names, treatment: treatment, selection: condition?.selection, threads: common.threadCount)
        let file = try PendingFile(out)
        // The audit log comes first: nothing is written that it does not know of.
        if reveal { try store.recordReveal(arguments: CommandLine.arguments, rowCount: condition?.rowCount ?? source.rowCount) }
        let rowCount = try write(export, to: file.partialPath)
        try file.publish()
        common.note("\(rowCount.grouped) 行已写入 \(out)", "\(rowCount.grouped) rows written to \(out)")
    }

    private func write(_ export: TableExport, to path: String) throws -> Int {
        switch format {
        case .parquet:
            var target = try ParquetExport(path: path, schema: export.schema)
            let rowCount = try export.write(to: &target)
            try target.finish()
            return rowCount
        case .csv:
            var target = try CSVExport(path: path, schema: export.schema)
            let rowCount = try export.write(to: &target)
            try target.finish()
            return rowCount
        case .xlsx:
            var target = try WorkbookExport(path: path, schema: export.schema, sheetName: export.table.storeName)
            let rowCount = try export.write(to: &target)
            try target.finish()
            return rowCount
        }
    }
}

/// A file that appears under its name when it is whole, and leaves nothing behind when it does not become so.
final class PendingFile: Sendable {
    let path: String
    let partialPath: String

    /// **Errors**: usage when the file exists or its folder does not.
    init(_ path: String) throws {
        let language = Language.ofCommandLine
        var status = stat()
        // The path is read during the call only.
        if unsafe lstat(path, &status) == 0 {
            throw Failure.usage(
                language.pick("\(path):已存在;请换一个文件名,或先删除它", "\(path): exists; choose another name or remove it first"))
        }
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[...$0]) } ?? ""
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        let isFolder = unsafe stat(folder.isEmpty ? "." : folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        if name.isEmpty || !isFolder {
            throw Failure.usage(
                language.pick("\(path):没有这个文件夹;请先建好", "\(path): no such folder; make it first"))
        }
        self.path = path
        partialPath = folder + ".\(name).\(getpid()).part"
        let partial = partialPath
        Interruption.shared.setAction {
            _ = unsafe unlink(partial)
            StandardError.write("\nxueji: \(Interruption.message)\n")
            _exit(Interruption.shared.exitCode)
        }
    }

    /// **Errors**: storage when a file of that name came up meanwhile.
    func publish() throws {
        // A link refuses to replace what is there, unlike a rename.
        guard unsafe link(partialPath, path) == 0 else {
            throw Failure.storage(
                Language.ofCommandLine.pick("\(path):写好后无法命名", "\(path): could not be named after it was written"))
        }
    }

    deinit {
        Interruption.shared.setAction(nil)
        _ = unsafe unlink(partialPath)
    }
}
