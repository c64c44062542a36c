import Foundation
import Testing

private enum Readers {
    static let python = ProcessInfo.processInfo.environment["XUEJI_PYTHON"].flatMap { $0.isEmpty ? nil : $0 }
    /// A Python that has pyspark, with Java beside it: `scripts/spark-environment`.
    static let spark = ProcessInfo.processInfo.environment["XUEJI_SPARK_PYTHON"].flatMap { $0.isEmpty ? nil : $0 }
}

/// The snippets of docs/analysts.md, run one after the other in one folder as a reader would.
@Suite(.serialized, .enabled(if: Readers.python != nil, "set XUEJI_PYTHON to the readers' Python"))
struct AnalystsPageTests {
    struct Snippet {
        /// `sh`, `python`, `python spark`.
        let kind: String
        let text: String
    }

    /// The fenced blocks of the page in their order.
    static func snippets() throws -> [Snippet] {
        let page = try String(contentsOf: Command.repository.appendingPathComponent("docs/analysts.md"), encoding: .utf8)
        var snippets: [Snippet] = []
        var open: (kind: String, lines: [String])?
        for line in page.components(separatedBy: "\n") {
            if let block = open {
                if line == "```" {
                    snippets.append(Snippet(kind: block.kind, text: block.lines.joined(separator: "\n")))
                    open = nil
                } else {
                    open = (block.kind, block.lines + [line])
                }
            } else if line.hasPrefix("```") {
                open = (String(line.dropFirst(3)), [])
            }
        }
        return snippets
    }

    @Test func everySnippetRuns() throws {
        let folder = try TemporaryFolder()
        let generated = try Command.xueji(
            "generate", "--students", "2000", "--seed", "9", "--format", "csv", "--out", folder.path("province"))
        try #require(generated.status == 0, "\(generated.errors)")
        let ingested = try Command.xueji("ingest", folder.path("province/drop"), "--store", folder.path("store"), "--quiet")
        try #require(ingested.status == 0 || ingested.status == 3, "\(ingested.errors)")
        let snippets = try Self.snippets()
        #expect(snippets.count { $0.kind == "python" } >= 4 && snippets.contains { $0.kind == "python spark" })
        for (number, snippet) in snippets.enumerated() {
            guard let command = try command(snippet, number, folder) else { continue }
            let result = try Command.run(
                URL(fileURLWithPath: "/usr/bin/env"), ["sh", "-c", "cd '\(folder.url.path)' && \(command)"],
                environment: [
                    "STORE": folder.path("store"),
                    "PATH": Command.program.deletingLastPathComponent().path + ":/usr/bin:/bin",
                ])
            #expect(result.status == 0, "snippet \(number + 1) (\(snippet.kind)):\n\(snippet.text)\n\(result.errors)")
        }
    }

    private func command(_ snippet: Snippet, _ number: Int, _ folder: TemporaryFolder) throws -> String? {
        try folder.write("snippet\(number)", snippet.text)
        switch snippet.kind {
        case "sh": return "set -e; . ./snippet\(number)"
        case "python": return Readers.python.map { "'\($0)' snippet\(number)" }
        case "python spark": return Readers.spark.map { "'\($0)' snippet\(number)" }
        default:
            Issue.record("a snippet of an unknown kind: \(snippet.kind)")
            return nil
        }
    }
}
