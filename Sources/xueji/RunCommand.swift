import ArgumentParser
import Foundation
import Reports
import Store

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "The main job: ingest, check and report in one process.")

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
        let summary = try source.ingest(into: store, common: common)
        try Interruption.shared.check()
        let report = try rules.check(store, selection, parameters, common)
        try writeFindings(store)
        if summary.unreadable > 0 || summary.undecodable > 0 { throw Outcome.inputNotRead }
        if try rules.failsOn(report) { throw Outcome.findingsAtThreshold }
    }

    /// The findings with everything personal masked, replaced as a whole.
    private func writeFindings(_ store: RegistryStore) throws {
        let findings = FindingsReport(try store.table(.findings), masker: try store.masker(reveal: false))
        let target = URL(fileURLWithPath: out).appendingPathComponent("findings.csv")
        do {
            try FileManager.default.createDirectory(at: URL(fileURLWithPath: out), withIntermediateDirectories: true)
            let temporary = target.appendingPathExtension("new")
            _ = FileManager.default.createFile(atPath: temporary.path, contents: nil)
            let file = try FileHandle(forWritingTo: temporary)
            var failed = false
            _ = try findings.writeCSV { failed = failed || !Stream.write($0, to: file.fileDescriptor) }
            try file.close()
            // The C library reads the two paths during the call only.
            guard !failed, unsafe rename(temporary.path, target.path) == 0 else { throw CocoaError(.fileWriteOutOfSpace) }
        } catch let error as CocoaError {
            throw Failure.storage("\(target.path): cannot be written; check space and permissions (\(error.code.rawValue))")
        }
        common.note("检查结果在 \(target.path)", "findings are in \(target.path)")
    }
}
