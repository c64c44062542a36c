import ArgumentParser
import Foundation
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
        try refuseInsideDrop(store, "--store")
        return try RegistryStore.open(path: store, for: .writing(create: true), options: StoreOptions(command: "ingest"))
    }

    /// What the program writes would be taken for a school's file by the next run.
    func refuseInsideDrop(_ path: String, _ option: String) throws {
        let inner = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().pathComponents
        let outer = URL(fileURLWithPath: drop).standardizedFileURL.resolvingSymlinksInPath().pathComponents
        if inner.starts(with: outer) {
            throw Failure.usage("\(option): \(path) lies inside the drop folder; name a folder outside of it")
        }
    }

    /// - Parameter transaction: the commit that the ingest is part of; nil: it makes its own.
    func ingest(
        into store: RegistryStore, _ transaction: StoreTransaction? = nil, common: CommonOptions
    ) throws -> IngestSummary {
        let progress = common.makeProgress()
        let language = common.language
        let interrupt = InterruptFlag()
        Interruption.shared.setAction { interrupt.raise() }
        defer { Interruption.shared.setAction(nil) }
        let options = IngestOptions(
            threads: common.threadCount, memoryByteCount: common.memory.bytes, interrupt: interrupt)
        do {
            let show: @Sendable (IngestProgress) -> Void = { state in
                progress.update(
                    ProgressState(
                        phase: language.pick("读取", "ingest"), done: state.filesDone, total: state.filesTotal,
                        unit: language.pick("个文件", "files"), rows: state.rows, bytesDone: state.bytesDone,
                        bytesTotal: state.bytesTotal))
            }
            let summary =
                if let transaction {
                    try Ingester.run(
                        drop: drop, issuedSchools: issuedSchools, into: transaction, options: options, progress: show)
                } else {
                    try Ingester.run(
                        drop: drop, issuedSchools: issuedSchools, store: store, options: options, progress: show,
                        beforeCommit: { try Interruption.shared.holdForCommit() })
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
        reportRemarks(summary, common)
        if summary.filesVanished > 0 {
            common.note(
                "有 \(summary.filesVanished.grouped) 个以前的文件已不在报送文件夹中,其数据保留",
                "\(summary.filesVanished.grouped) earlier files are no longer in the drop folder; their rows stay")
        }
    }

    /// Names the files that gave nothing or less than they seem to hold, and says what to do with each.
    private func reportRemarks(_ summary: IngestSummary, _ common: CommonOptions) {
        if summary.unreadable > 0 {
            common.note(
                "有 \(summary.unreadable.grouped) 个文件无法读取(FIL-01),其余文件不受影响:",
                "\(summary.unreadable.grouped) \(summary.unreadable == 1 ? "file" : "files") could not be read (FIL-01); the others are not affected:")
        } else if summary.remarkCount > 0 {
            common.note("请注意下列文件:", "Please look at these files:")
        }
        for remark in summary.remarks {
            let file = OutputText.terminalSafe(remark.file)
            let detail = remark.detail.isEmpty ? "" : " [\(OutputText.terminalSafe(remark.detail))]"
            common.note("  \(file):\(remark.problem.chinese)\(detail)", "  \(file): \(remark.problem.english)\(detail)")
        }
        let hidden = summary.remarkCount - summary.remarks.count
        if hidden > 0 {
            common.note(
                "  另有 \(hidden.grouped) 个,见 xueji findings --rule FIL-01 --store \(store)",
                "  and \(hidden.grouped) more: xueji findings --rule FIL-01 --store \(store)")
        }
    }
}
