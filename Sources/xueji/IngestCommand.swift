import ArgumentParser
import Ingest
import Reports
import Store

struct IngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Reads a drop folder into the store.",
        discussion: """
            A second run over an unchanged drop changes nothing; a changed or added file replaces what that file gave before. \
            Files that are no longer in the drop keep their rows.
            """)

    @OptionGroup var source: DropOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let store = try source.openStore()
        let summary = try source.ingest(into: store, common: common)
        if summary.unreadable > 0 || summary.undecodable > 0 { throw Outcome.inputNotRead }
    }
}

/// Where the files come from and where they go.
struct DropOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The drop folder: any tree of files.", valueName: "drop"))
    var drop: String

    @Option(help: ArgumentHelp("The store; made when there is none.", valueName: "folder"))
    var store: String

    @Option(
        help: ArgumentHelp(
            "The school list issued by the province. (default: the folder issued/ inside the drop)", valueName: "file"))
    var issuedSchools: String?

    func openStore() throws -> RegistryStore {
        // The drop comes first: a mistyped path must not leave an empty store behind.
        try Ingester.check(drop: drop, issuedSchools: issuedSchools)
        return try RegistryStore.open(path: store, for: .writing(create: true), options: StoreOptions(command: "ingest"))
    }

    func ingest(into store: RegistryStore, common: CommonOptions) throws -> IngestSummary {
        let progress = common.makeProgress()
        let language = common.language
        let interrupt = InterruptFlag()
        Interruption.shared.install { interrupt.raise() }
        let options = IngestOptions(
            threads: common.threadCount, memoryByteCount: common.memory.bytes, interrupt: interrupt)
        do {
            let summary = try Ingester.run(drop: drop, issuedSchools: issuedSchools, store: store, options: options) { state in
                progress.update(
                    ProgressState(
                        phase: language.pick("读取", "ingest"), done: state.filesDone, total: state.filesTotal,
                        unit: language.pick("个文件", "files"), rows: state.rows, bytesDone: state.bytesDone,
                        bytesTotal: state.bytesTotal))
            }
            progress.finish()
            report(summary, common)
            return summary
        } catch IngestFailure.interrupted {
            progress.finish()
            throw Failure(
                message: language.pick("已中断;数据仓保持原样", "interrupted; the store is as it was before"),
                code: Interruption.shared.exitCode)
        }
    }

    private func report(_ summary: IngestSummary, _ common: CommonOptions) {
        let rows = summary.rows.values.reduce(0, +).grouped
        common.note(
            "读取 \(summary.filesRead.grouped) 个文件(未变 \(summary.filesUnchanged.grouped),跳过 \(summary.filesSkipped.grouped)),新增 \(rows) 行",
            "\(summary.filesRead.grouped) files read (\(summary.filesUnchanged.grouped) unchanged, \(summary.filesSkipped.grouped) passed over), \(rows) new rows"
        )
        if summary.unreadable > 0 {
            common.note(
                "有 \(summary.unreadable.grouped) 个文件无法读取,见 FIL-01", "\(summary.unreadable.grouped) files could not be read: see FIL-01")
        }
        if summary.filesVanished > 0 {
            common.note(
                "有 \(summary.filesVanished.grouped) 个以前的文件已不在报送文件夹中,其数据保留",
                "\(summary.filesVanished.grouped) earlier files are no longer in the drop folder; their rows stay")
        }
    }
}
