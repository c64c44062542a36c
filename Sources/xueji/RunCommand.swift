import ArgumentParser
import Foundation
import Reports
import Store

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "The main job: ingest, check and report in one process.",
        discussion: "One commit: interrupted at any time before it, the store is as it was before.")

    @OptionGroup var source: DropOptions

    @Option(help: ArgumentHelp("Folder of the report; made when there is none.", valueName: "folder"))
    var out: String

    @OptionGroup var rules: RuleOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
        let parameters = try common.parameters()
        let selection = try rules.selection()
        try source.refuseInsideDrop(out, "--out")
        let store = try source.openStore()
        let transaction = try store.begin()
        do {
            let summary = try source.ingest(into: store, transaction, common: common)
            Interruption.shared.rollBackWhenStopped(transaction)
            try Interruption.shared.check()
            let check = try rules.check(transaction, selection, parameters, common)
            let file = try writeFindings(transaction)
            try Interruption.shared.holdForCommit()
            _ = try transaction.commit(operation: "RUN")
            try file.publish()
            common.note("检查结果在 \(file.path)", "findings are in \(file.path)")
            check.printSummary(common)
            if summary.unreadable > 0 || summary.undecodable > 0 { throw Outcome.inputNotRead }
            if try rules.failsOn(check.report) { throw Outcome.findingsAtThreshold }
        } catch {
            transaction.rollback()
            throw error
        }
    }

    /// The findings with everything personal masked, written before the commit under another name.
    private func writeFindings(_ transaction: StoreTransaction) throws -> PreparedFile {
        let store = transaction.store
        let findings = FindingsReport(try transaction.table(.findings), masker: try store.masker(reveal: false))
        let file = PreparedFile(folder: out, name: "findings.csv")
        try file.write { try findings.writeCSV($0) }
        return file
    }
}

/// A file that takes its place as a whole when all of it is there.
struct PreparedFile {
    let path: String
    private let folder: String
    private var temporary: String { path + ".new" }

    init(folder: String, name: String) {
        self.folder = folder
        path = URL(fileURLWithPath: folder).appendingPathComponent(name).path
    }

    func write(_ body: (@escaping (String) -> Void) throws -> Int) throws {
        do {
            try FileManager.default.createDirectory(at: URL(fileURLWithPath: folder), withIntermediateDirectories: true)
            _ = FileManager.default.createFile(atPath: temporary, contents: nil)
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: temporary))
            var failed = false
            _ = try body { failed = failed || !Stream.write($0, to: file.fileDescriptor) }
            try file.close()
            if failed { throw CocoaError(.fileWriteOutOfSpace) }
        } catch let error as CocoaError {
            throw failure(error)
        }
    }

    func publish() throws {
        // The C library reads the two paths during the call only.
        guard unsafe rename(temporary, path) == 0 else { throw failure(CocoaError(.fileWriteUnknown)) }
    }

    private func failure(_ error: CocoaError) -> Failure {
        Failure.storage("\(path): cannot be written; check space and permissions (\(error.code.rawValue))")
    }
}
