import Foundation
import Records
import Store
import Testing

/// Logs as other programs leave them: each case is written over a small store.
@Suite struct DeltaLogTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("store")
        let store = try RegistryStore.open(path: path, for: .writing(create: true), options: .fixed())
        let transaction = try store.begin()
        try transaction.addBytes(.student, "abc", rowCount: 3)
        try transaction.commit()
    }

    private func write(_ version: Int, _ lines: String...) throws {
        let name = "students/_delta_log/" + String(repeating: "0", count: 19) + "\(version).json"
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path + "/" + name))
    }

    private func open() throws -> TableSnapshot {
        try RegistryStore.open(path: path, for: .reading).snapshot(of: .student)
    }

    private func failure() -> StoreError? {
        do {
            _ = try open()
            return nil
        } catch {
            return error as? StoreError
        }
    }

    @Test func logHasTheActionsOfTheProtocol() throws {
        let entry = try text(ofFile: path + "/students/_delta_log/00000000000000000001.json")
        let lines = entry.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0] == #"{"commitInfo":{"engineInfo":"test","operation":"WRITE","operationParameters":{},"timestamp":1377993600000}}"#)
        #expect(
            lines[1]
                == #"{"add":{"dataChange":true,"modificationTime":1377993600000,"partitionValues":{},"path":"360102-ba7816bf8f01cfea.parquet","size":3,"stats":"{\"maxValues\":{},\"minValues\":{},\"nullCount\":{},\"numRecords\":3}","tags":{"cluster":"360102"}}}"#
        )
    }

    @Test func actionsOfOthersAreReadOrIgnored() throws {
        try write(
            2, #"{"commitInfo":{"timestamp":1,"operation":"MERGE","operationParameters":{"a":[1,2]},"isBlindAppend":true}}"#,
            #"{"cdc":{"path":"_change_data/x.parquet","partitionValues":{},"size":1,"dataChange":false}}"#,
            #"{"domainMetadata":{"domain":"x","configuration":"","removed":false}}"#,
            #"{"txn":{"appId":"spark","version":5}}"#,
            #"{"add":{"path":"%E5%8D%97%20%E6%98%8C.parquet","partitionValues":{},"size":9,"modificationTime":1,"dataChange":true,"stats":"{\"numRecords\":4,\"minValues\":{\"row\":2,\"x\":1.5},\"maxValues\":{\"row\":9},\"nullCount\":{\"row\":0}}"}}"#
        )
        let table = try open()
        #expect(table.version == 2)
        #expect(table.files.map(\.path) == ["360102-ba7816bf8f01cfea.parquet", "南 昌.parquet"])
        #expect(table.files.map(\.rowCount) == [3, 4])
        #expect(table.transactions == ["spark": 5])
    }

    @Test func removeTakesAFileOut() throws {
        try write(2, #"{"remove":{"path":"360102-ba7816bf8f01cfea.parquet","dataChange":true}}"#)
        #expect(try open().files.isEmpty)
    }

    @Test func whatIsNotReadHereIsRefused() throws {
        try write(2, #"{"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["deletionVectors"]}}"#)
        #expect(failure()?.code == .unsupported)
        #expect(failure()?.message.contains("expected Delta protocol 1/2, found 3/7") == true)
        let schema = #""schemaString":"{\"type\":\"struct\",\"fields\":[]}""#
        try write(2, #"{"metaData":{"id":"x","format":{"provider":"parquet","options":{}},\#(schema),"partitionColumns":["a"],"configuration":{}}}"#)
        #expect(failure()?.message.contains("partitioned") == true)
        try write(2, #"{"metaData":{"id":"x","format":{"provider":"parquet","options":{}},\#(schema),"partitionColumns":[],"configuration":{}}}"#)
        #expect(failure()?.message.contains("other columns") == true)
        try write(2, #"{"add":{"path":"x.parquet","partitionValues":{},"size":9,"modificationTime":1,"dataChange":true}}"#)
        #expect(failure()?.message.contains("numRecords") == true)
    }

    @Test(arguments: ["../../etc/passwd", "/etc/passwd", "a//b", "file:///x", "%2e%2e/x", "%", "%zz", "a%00b", ""])
    func pathsOutsideTheTableAreRefused(_ file: String) throws {
        try write(2, #"{"remove":{"path":"\#(file)","dataChange":true}}"#)
        #expect(failure()?.code == .damaged)
    }

    @Test(arguments: ["{", "[]", "null", "{\"add\":{\"path\":7}}", "\u{0}", "{\"txn\":{}}"])
    func brokenLinesAreNamed(_ line: String) throws {
        try write(2, #"{"txn":{"appId":"a","version":1}}"#, line)
        #expect(failure()?.code == .damaged)
        #expect(failure()?.message.contains("line 2") == true)
        #expect(failure()?.location.hasSuffix("00000000000000000002.json") == true)
    }

    @Test func missingEntryIsDamage() throws {
        let log = path + "/students/_delta_log/"
        try write(3, #"{"txn":{"appId":"a","version":1}}"#)
        #expect(failure()?.code == .damaged)
        #expect(failure()?.location.hasSuffix("00000000000000000002.json") == true)
        try FileManager.default.removeItem(atPath: log + "00000000000000000003.json")
        try FileManager.default.removeItem(atPath: log + "00000000000000000000.json")
        #expect(failure()?.code == .damaged)
        try Data().write(to: URL(fileURLWithPath: log + "00000000000000000000.checkpoint.parquet"))
        #expect(failure()?.code == .unsupported)
    }

    @Test func lostEntriesAreNotedByTheJournal() throws {
        // The journal still has the last entry of students; without it the rows would vanish silently.
        try FileManager.default.removeItem(atPath: path + "/students/_delta_log/00000000000000000001.json")
        #expect(try open().files.count == 1)
        let store = try RegistryStore.open(path: path, for: .writing(create: false), options: .fixed())
        let transaction = try store.begin()
        try transaction.addBytes(.school, "x")
        try transaction.commit()
        store.close()
        try FileManager.default.removeItem(atPath: path + "/students/_delta_log/00000000000000000001.json")
        #expect(failure()?.code == .damaged)
    }

    @Test func tornJournalIsDamage() throws {
        let journal = path + "/_xueji/journal/"
        let name = try #require(FileManager.default.contentsOfDirectory(atPath: journal).first)
        let data = try Data(contentsOf: URL(fileURLWithPath: journal + name))
        try data.prefix(data.count / 2).write(to: URL(fileURLWithPath: journal + name))
        #expect(failure()?.code == .damaged)
    }
}
