import Foundation
import Records
import Store
import Testing

@Suite struct RegistryStoreTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func make(_ name: String = "store") throws -> RegistryStore {
        try RegistryStore.open(path: folder.path(name), for: .writing(create: true), options: .fixed())
    }

    private func code(_ body: () throws -> Void) -> StoreError.Code? {
        do {
            try body()
            return nil
        } catch {
            return (error as? StoreError)?.code
        }
    }

    @Test func newStoreHasEveryTableEmpty() throws {
        let store = try make()
        for table in RegistryTable.allCases {
            let snapshot = store.snapshot(of: table)
            #expect(snapshot.version == 0)
            #expect(snapshot.files.isEmpty)
            #expect(snapshot.schema == table.schema)
            let log = folder.path("store/\(table.storeName)/_delta_log/00000000000000000000.json")
            #expect(try text(ofFile: log).contains(#""minReaderVersion":1,"minWriterVersion":2"#))
        }
    }

    @Test func committedFilesAreSeenByAReader() throws {
        let store = try make()
        let transaction = try store.begin()
        let file = try transaction.addBytes(.student, "abc", rowCount: 7)
        transaction.setTransaction(.student, appId: "a.csv", version: 1)
        #expect(try transaction.commit())
        let reader = try RegistryStore.open(path: folder.path("store"), for: .reading)
        let snapshot = reader.snapshot(of: .student)
        #expect(snapshot.files == [file])
        #expect(snapshot.rowCount == 7)
        #expect(snapshot.transactions == ["a.csv": 1])
        #expect(snapshot.files[0].cluster == "360102")
        #expect(reader.snapshot(of: .school).version == 0)
        #expect(reader.sequence == store.sequence)
    }

    @Test func readerKeepsItsStateUntilRefreshed() throws {
        let store = try make()
        let reader = try RegistryStore.open(path: folder.path("store"), for: .reading)
        let transaction = try store.begin()
        try transaction.addBytes(.student, "abc")
        try transaction.commit()
        #expect(reader.snapshot(of: .student).files.isEmpty)
        try reader.refresh()
        #expect(reader.snapshot(of: .student).files.count == 1)
    }

    @Test func namesComeFromTheBytes() throws {
        let store = try make()
        let transaction = try store.begin()
        let first = try transaction.addBytes(.student, "abc")
        let second = try transaction.addBytes(.student, "abc")
        let other = try transaction.addBytes(.student, "abd", cluster: "360103")
        // The digest of "abc" is the first example of FIPS 180-2.
        #expect(first.path == "360102-ba7816bf8f01cfea.parquet")
        #expect(second.path == "360102-ba7816bf8f01cfea-2.parquet")
        #expect(other.path.hasPrefix("360103-"))
        try transaction.commit()
        #expect(store.snapshot(of: .student).files.map(\.path) == [second.path, first.path, other.path].sorted())
    }

    @Test func sameBytesBackAreNoChange() throws {
        let store = try make()
        let first = try store.begin()
        try first.addBytes(.student, "abc")
        try first.commit()
        let before = try contents(of: folder.path("store"))
        let second = try store.begin()
        second.removeAll(.student)
        try second.addBytes(.student, "abc")
        #expect(try second.commit() == false)
        #expect(try contents(of: folder.path("store")) == before)
        #expect(try store.begin().commit() == false)
    }

    @Test func sameInputGivesSameBytes() throws {
        for name in ["one", "two"] {
            let store = try make(name)
            let transaction = try store.begin()
            let names = name == "one" ? ["b", "a"] : ["a", "b"]
            for cluster in names { try transaction.addBytes(.student, cluster, cluster: cluster) }
            try transaction.commit()
        }
        var one = try contents(of: folder.path("one"))
        var two = try contents(of: folder.path("two"))
        #expect(Set(one.keys) == Set(two.keys))
        // The key is random, the lock names the process, the view has absolute paths.
        for name in ["_xueji/key", "_xueji/lock", "views/duckdb.sql"] {
            one[name] = nil
            two[name] = nil
        }
        #expect(one == two)
    }

    @Test func removedFileStaysForTheRetention() throws {
        let path = folder.path("store")
        let store = try RegistryStore.open(path: path, for: .writing(create: true), options: .fixed(0))
        let first = try store.begin()
        let file = try first.addBytes(.student, "abc")
        try first.commit()
        let second = try store.begin()
        second.remove(.student, file)
        try second.commit()
        store.close()
        let dataFile = "\(path)/students/\(file.path)"
        _ = try RegistryStore.open(path: path, for: .writing(create: false), options: .fixed(999))
        #expect(FileManager.default.fileExists(atPath: dataFile))
        _ = try RegistryStore.open(path: path, for: .writing(create: false), options: .fixed(1000))
        #expect(!FileManager.default.fileExists(atPath: dataFile))
    }

    @Test func rollbackLeavesNothing() throws {
        let store = try make()
        let before = try contents(of: folder.path("store"))
        let transaction = try store.begin()
        try transaction.addBytes(.student, "abc")
        _ = transaction.newFilePath(.school, prefix: "x")
        #expect(code { _ = try store.begin() } == .conflict)
        transaction.rollback()
        #expect(try contents(of: folder.path("store")) == before)
        try store.begin().rollback()
    }

    @Test func strayDataFilesAreRemovedByTheNextWriter() throws {
        let store = try make()
        try Data("x".utf8).write(to: URL(fileURLWithPath: folder.path("store/students/stray.parquet")))
        try Data("x".utf8).write(to: URL(fileURLWithPath: folder.path("store/students/.part-1-x")))
        try Data("x".utf8).write(to: URL(fileURLWithPath: folder.path("store/students/README.md")))
        store.close()
        _ = try RegistryStore.open(path: folder.path("store"), for: .writing(create: false), options: .fixed())
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("store/students")).sorted()
        #expect(names == ["README.md", "_delta_log"])
    }

    @Test func modesArePrivate() throws {
        let store = try make()
        let transaction = try store.begin()
        try transaction.addBytes(.student, "abc")
        try transaction.commit()
        try store.recordReveal(arguments: ["xueji", "findings", "--reveal"], rowCount: 1)
        let root = folder.path("store")
        for name in try FileManager.default.subpathsOfDirectory(atPath: root) + [""] {
            let attributes = try FileManager.default.attributesOfItem(atPath: root + "/" + name)
            let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == (isFolder ? 0o700 : 0o600), "\(name)")
        }
    }

    // MARK: Refusals

    @Test func secondWriterIsToldWhoHoldsTheStore() throws {
        var options = StoreOptions.fixed()
        options.command = "xueji ingest"
        let path = folder.path("store")
        let store = try RegistryStore.open(path: path, for: .writing(create: true), options: options)
        let error = #expect(throws: StoreError.self) {
            _ = try RegistryStore.open(path: path, for: .writing(create: true), options: .fixed())
        }
        #expect(error?.code == .locked)
        #expect(error?.message.contains("process \(ProcessInfo.processInfo.processIdentifier), xueji ingest") == true)
        _ = try RegistryStore.open(path: path, for: .reading)
        store.close()
        _ = try RegistryStore.open(path: path, for: .writing(create: false), options: .fixed())
        #expect(code { _ = try store.begin() } == .permission)
    }

    @Test func otherPlacesAreNotStores() throws {
        try Data("x".utf8).write(to: URL(fileURLWithPath: folder.path("file")))
        try FileManager.default.createDirectory(atPath: folder.path("foreign"), withIntermediateDirectories: false)
        try Data("x".utf8).write(to: URL(fileURLWithPath: folder.path("foreign/thesis.doc")))
        try FileManager.default.createDirectory(atPath: folder.path("empty"), withIntermediateDirectories: false)
        for name in ["file", "foreign", "empty", "missing"] {
            #expect(code { _ = try RegistryStore.open(path: folder.path(name), for: .reading) } == .notAStore)
            #expect(
                code { _ = try RegistryStore.open(path: folder.path(name), for: .writing(create: false)) } == .notAStore)
        }
        for name in ["file", "foreign"] {
            #expect(
                code { _ = try RegistryStore.open(path: folder.path(name), for: .writing(create: true)) } == .notAStore)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("foreign")) == ["thesis.doc"])
        _ = try make("empty")
        _ = try make("a/b/c")
    }

    @Test func laterVersionIsRefused() throws {
        try make().close()
        let marker = URL(fileURLWithPath: folder.path("store/xueji.json"))
        try Data(#"{"format":"xueji store","version":2}"#.utf8).write(to: marker)
        #expect(code { _ = try RegistryStore.open(path: folder.path("store"), for: .reading) } == .unsupported)
        try Data("{}".utf8).write(to: marker)
        #expect(code { _ = try RegistryStore.open(path: folder.path("store"), for: .reading) } == .notAStore)
    }

    @Test func transactionOfAnotherProgramIsAConflict() throws {
        let store = try make()
        let transaction = try store.begin()
        try transaction.addBytes(.student, "abc")
        let log = folder.path("store/students/_delta_log/00000000000000000001.json")
        try Data(#"{"commitInfo":{"operation":"OPTIMIZE","operationMetrics":{"n":1}}}"#.utf8).write(
            to: URL(fileURLWithPath: log))
        #expect(code { try transaction.commit() } == .conflict)
        transaction.rollback()
        try store.refresh()
        #expect(store.snapshot(of: .student).version == 1)
        let again = try store.begin()
        try again.addBytes(.student, "abc")
        try again.commit()
        #expect(store.snapshot(of: .student).version == 2)
    }
}
