import ArgumentParser
import Reports
import Synthetic

struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Writes a synthetic province: a drop folder, and the truth file with every finding that it must give.",
        discussion: "The same options give the same bytes. Nobody in it exists.")

    @Option(help: ArgumentHelp("Pupils of the province.", valueName: "n"))
    var students: Int

    @Option(help: ArgumentHelp("Seed of the generator.", valueName: "s"))
    var seed: UInt64

    @Option(help: ArgumentHelp("Folder to write: drop/, truth.csv, README.txt.", valueName: "dir"))
    var out: String

    @Option(help: ArgumentHelp("What the schools send.", valueName: "xlsx|xls|csv|mixed"))
    var format: String = "mixed"

    @Option(help: ArgumentHelp("Planted faults per pupil.", valueName: "r"))
    var faultRate: Double = 0.01

    @Flag(help: "All pupils in one CSV file, for benchmarks.")
    var singleFile = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard let format = OutputFormat(rawValue: format) else {
            throw ValidationError("--format: expected xlsx, xls, csv or mixed, found \(format).")
        }
        var generator = ProvinceGenerator(
            students: students, seed: seed, path: out, format: format, faultRate: faultRate, threads: common.threadCount,
            singleFile: singleFile)
        let progress = common.makeProgress()
        let language = common.language
        generator.progress = { done, total in
            progress.update(
                ProgressState(
                    phase: language.pick("生成", "generate"), done: done, total: total, unit: language.pick("个县", "counties"),
                    rows: 0))
        }
        do throws(SyntheticError) {
            let summary = try generator.generate()
            progress.finish()
            common.note(
                "\(summary.pupilRows.grouped) 行学生,\(summary.schools.grouped) 所学校,\(summary.counties) 个县,应有 \(summary.findings.grouped) 条发现:\(out)",
                "\(summary.pupilRows.grouped) pupil rows, \(summary.schools.grouped) schools, \(summary.counties) counties, \(summary.findings.grouped) findings expected: \(out)"
            )
        } catch {
            if case .badOption(let text) = error { throw Failure.usage(text) }
            throw Failure.storage(error.description)
        }
    }
}
