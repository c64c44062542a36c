import Foundation
import Reports
import Testing

@Suite struct RulesDocumentTests {
    /// `scripts/record` writes the page; this fails when a text beside a rule changed and the page did not.
    @Test func pageIsNotStale() throws {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("docs/Rules.md")
        let written = try String(contentsOf: page, encoding: .utf8)
        #expect(written == RulesDocument.text(), "docs/Rules.md is stale: run scripts/record")
    }
}
