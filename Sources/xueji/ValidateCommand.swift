import ArgumentParser
import Checks
import Foundation
import Ingest
import Reports
import Spreadsheets
import Store

struct ValidateCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json, xlsx }

    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Checks one school's files without a store: which cell is wrong, and what to type instead.",
        discussion: """
            Rules that need other schools' data are left to the county and named as not run; those that need the issued list run \
            with --issued-schools. Nothing is kept on disk. Personal data is masked unless --reveal is given; the workbook of \
            --format xlsx shows it, since it goes to the records' own school.
            """)

    @ArgumentParser.Argument(help: ArgumentHelp("The school's files, or a folder that holds nothing else.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("The school list issued by the province.", valueName: "file"))
    var issuedSchools: String?

    @Option(help: ArgumentHelp("Output. (default: table on a terminal, else csv)", valueName: "table|csv|json|xlsx"))
    var format: Format?

    @Option(help: ArgumentHelp("The workbook of --format xlsx: the files with faulty cells coloured and explained.", valueName: "file.xlsx"))
    var out: String?

    @Flag(help: "Show personal data.")
    var reveal = false

    @OptionGroup var rules: RuleOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if format == .xlsx, out == nil { throw ValidationError("--format xlsx needs --out file.xlsx.") }
        if let format, format != .xlsx, out != nil { throw ValidationError("--out goes with --format xlsx only.") }
    }

    func run() throws {
        let parameters = try common.parameters()
        let selection = try rules.selection()
        try checkPaths()
        let read = try SchoolFiles(
            reading: files, issuedSchools: issuedSchools,
            options: IngestOptions(threads: common.threadCount, memoryByteCount: common.memory.bytes))
        let options = CheckOptions(
            rules: selection, threads: common.threadCount, parameters: parameters,
            severity: rules.severity.flatMap(Severity.init(name:)) ?? .info, obstacles: SingleSchool.obstacles)
        let report = try CheckRunner.run(CheckInput(read.tables), options: options)
        try print(report, read)
        if read.unreadable > 0 || read.undecodable > 0 { throw Outcome.inputNotRead }
        if try rules.failsOn(report) { throw Outcome.findingsAtThreshold }
    }

    /// A mistyped path is known before anything is read, and no input is overwritten.
    private func checkPaths() throws {
        do { try SchoolFiles.check(files, issuedSchools: issuedSchools) } catch {
            throw Failure.usage(common.language.pick(error.chinese, error.description))
        }
        guard let out else { return }
        let target = URL(fileURLWithPath: out).standardizedFileURL.resolvingSymlinksInPath().pathComponents
        for path in files + [issuedSchools].compactMap({ $0 }) {
            let input = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().pathComponents
            if target.starts(with: input) {
                throw Failure.usage("--out: \(out) is one of the files that are checked, or lies among them; name another one")
            }
        }
    }

    private func print(_ report: CheckReport, _ read: SchoolFiles) throws {
        let isChinese = common.language == .zh
        let shown = ValidationReport(report, read, masker: Masker(key: read.contentHash, reveal: reveal))
        let write: (String) -> Void = { Stream.write($0, to: 1) }
        let width = Terminal.width(of: 1)
        switch format ?? (out != nil ? .xlsx : Terminal.isTerminal(1) ? .table : .csv) {
        case .csv: shown.writeCSV(write)
        case .json: shown.writeJSON(write)
        case .table:
            shown.writeTable(width: width, isChinese: isChinese, write)
            common.note(
                "加 --format xlsx --out 检查结果.xlsx 得到标色的工作簿" + (reveal ? "" : ";加 --reveal 显示完整内容"),
                "--format xlsx --out checked.xlsx gives a coloured workbook" + (reveal ? "" : "; --reveal shows everything"))
        case .xlsx:
            guard let out else { return }
            try CheckedWorkbook(report, read, isChinese: isChinese).write(to: out)
            write(shown.summary(width: width, isChinese: isChinese))
            common.note("标色的工作簿在 \(out)", "the coloured workbook is in \(out)")
        }
    }
}
