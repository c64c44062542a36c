import Foundation
import Store
import Testing

@Suite struct AuditLogTests {
    @Test func eachRevealIsOneLineWithoutValues() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        _ = try RegistryStore.open(path: path, for: .writing(create: true), options: .fixed())
        // A reader reveals too.
        let store = try RegistryStore.open(path: path, for: .reading, options: .fixed())
        try store.recordReveal(
            arguments: ["/usr/bin/xueji", "query", "SELECT * FROM students WHERE name = '王伟'", "--store", "s", "--reveal"],
            rowCount: 12)
        try store.recordReveal(arguments: ["xueji", "findings", "--school=3136000001", "--re\nveal"], rowCount: 0)
        let lines = try text(ofFile: path + "/_xueji/audit.log").split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 3)
        let first = lines[0].split(separator: "\t")
        #expect(first.count == 4)
        #expect(first[0] == "2013-09-01T00:00:00Z")
        #expect(!first[1].isEmpty)
        #expect(first[2] == "xueji query … --store … --reveal")
        #expect(first[3] == "rows=12")
        #expect(lines[1].hasSuffix("\txueji findings --school --re veal\trows=0"))
    }

    @Test func nothingIsShownWithoutTheLog() throws {
        let folder = try TemporaryFolder()
        let store = try RegistryStore.open(path: folder.path("store"), for: .writing(create: true), options: .fixed())
        try FileManager.default.createDirectory(
            atPath: folder.path("store/_xueji/audit.log"), withIntermediateDirectories: false)
        #expect(throws: StoreError.self) { try store.recordReveal(arguments: ["xueji"], rowCount: 1) }
    }
}
