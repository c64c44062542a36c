import Foundation
import Records
import Store
import Synchronization
import Testing

/// A commit that is interrupted anywhere leaves the store as before or as after, for readers and for the next writer.
@Suite struct CommitTests {
    /// What a reader sees: files and transactions of every table.
    private func view(_ store: RegistryStore) -> [String: [String]] {
        Dictionary(
            uniqueKeysWithValues: store.snapshots().map { table in
                (table.name, table.files.map(\.path) + table.transactions.map { "\($0.key)=\($0.value)" }.sorted())
            })
    }

    private func change(_ store: RegistryStore) throws {
        let transaction = try store.begin()
        transaction.removeAll(.student)
        try transaction.addBytes(.student, "new", cluster: "360102")
        try transaction.addBytes(.student, "other", cluster: "360103")
        try transaction.addBytes(.school, "school", cluster: "all")
        transaction.setTransaction(.student, appId: "a.csv", version: 2)
        try transaction.commit()
    }

    private func prepare(_ path: String) throws {
        let store = try RegistryStore.open(path: path, for: .writing(create: true), options: .fixed())
        let transaction = try store.begin()
        try transaction.addBytes(.student, "old")
        transaction.setTransaction(.student, appId: "a.csv", version: 1)
        try transaction.commit()
        store.close()
    }

    /// Runs `change` with an interruption; the operations tell how far it came.
    private func interrupted(_ path: String, after limit: Int) throws -> Interruption {
        let interruption = Interruption(after: limit)
        do {
            let options = interruption.options()
            let store = try RegistryStore.open(path: path, for: .writing(create: false), options: options)
            try change(store)
        } catch let error as StoreError where error == Interruption.error {}
        return interruption
    }

    @Test func everyInterruptionLeavesBeforeOrAfter() throws {
        let folder = try TemporaryFolder()
        let template = folder.path("template")
        try prepare(template)
        let before = view(try RegistryStore.open(path: template, for: .reading))
        let whole = folder.path("whole")
        try FileManager.default.copyItem(atPath: template, toPath: whole)
        let operations = try interrupted(whole, after: .max).operations
        let after = view(try RegistryStore.open(path: whole, for: .reading))
        #expect(before != after)
        #expect(operations.count > 30)
        let commit = try #require(operations.firstIndex { $0.kind == .link && $0.path.contains("/_xueji/journal/") })

        for limit in 0...operations.count {
            let path = folder.path("store-\(limit)")
            try FileManager.default.copyItem(atPath: template, toPath: path)
            let seen = try interrupted(path, after: limit).operations
            #expect(seen.count >= min(limit, operations.count))
            let expected = limit <= commit ? before : after
            #expect(view(try RegistryStore.open(path: path, for: .reading)) == expected, "reader, \(limit)")

            let writer = try RegistryStore.open(path: path, for: .writing(create: false), options: .fixed())
            #expect(view(writer) == expected, "writer, \(limit)")
            try checkFolder(writer, "\(limit)")
            if limit <= commit { try change(writer) }
            #expect(view(writer) == after, "next run, \(limit)")
            try FileManager.default.removeItem(atPath: path)
        }
    }

    /// Recovery itself is interrupted everywhere.
    @Test func interruptedRecoveryIsTakenUpAgain() throws {
        let folder = try TemporaryFolder()
        let template = folder.path("template")
        try prepare(template)
        let probe = folder.path("probe")
        try FileManager.default.copyItem(atPath: template, toPath: probe)
        let operations = try interrupted(probe, after: .max).operations
        let after = view(try RegistryStore.open(path: probe, for: .reading))
        let commit = try #require(operations.firstIndex { $0.kind == .link && $0.path.contains("/_xueji/journal/") })
        let torn = folder.path("torn")
        try FileManager.default.copyItem(atPath: template, toPath: torn)
        _ = try interrupted(torn, after: commit + 1)

        var limit = 0
        var isFinished = false
        while !isFinished {
            let path = folder.path("store-\(limit)")
            try FileManager.default.copyItem(atPath: torn, toPath: path)
            do {
                _ = try RegistryStore.open(
                    path: path, for: .writing(create: false), options: Interruption(after: limit).options())
                isFinished = true
            } catch { #expect(error == Interruption.error) }
            #expect(view(try RegistryStore.open(path: path, for: .reading)) == after, "\(limit)")
            let writer = try RegistryStore.open(path: path, for: .writing(create: false), options: .fixed())
            #expect(view(writer) == after, "\(limit)")
            try checkFolder(writer, "recovery \(limit)")
            limit += 1
        }
        #expect(limit > 10)
    }

    @Test func interruptedCreationIsTakenUpAgain() throws {
        let folder = try TemporaryFolder()
        var limit = 0
        var isFinished = false
        while !isFinished {
            let path = folder.path("store-\(limit)")
            do {
                let options = Interruption(after: limit).options()
                _ = try RegistryStore.open(path: path, for: .writing(create: true), options: options)
                isFinished = true
            } catch { #expect(error == Interruption.error) }
            let store = try RegistryStore.open(path: path, for: .writing(create: true), options: .fixed())
            #expect(store.snapshots().allSatisfy { $0.version == 0 }, "\(limit)")
            _ = try store.masker()
            try checkFolder(store, "creation \(limit)")
            limit += 1
        }
        #expect(limit > 40)
    }

    /// The process really dies: nothing of it runs any more, and the system gives the lock back.
    @Test(arguments: [0.1, 0.3, 0.5, 0.7, 0.9]) func killedProcessLeavesBeforeOrAfter(_ part: Double) async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        try prepare(path)
        let before = view(try RegistryStore.open(path: path, for: .reading))
        let probe = folder.path("probe")
        try FileManager.default.copyItem(atPath: path, toPath: probe)
        // Opened once, so that the copy's view has its own path before counting.
        _ = try RegistryStore.open(path: probe, for: .writing(create: false), options: .fixed())
        let count = try interrupted(probe, after: .max).operations.count
        let after = view(try RegistryStore.open(path: probe, for: .reading))
        let limit = Int(Double(count) * part)
        await #expect(processExitsWith: .exitCode(42)) { [path = path as String, limit = limit as Int] in
            try CommitTests.changeAndDie(path, after: limit)
        }
        let seen = view(try RegistryStore.open(path: path, for: .reading))
        #expect(seen == before || seen == after)
        let writer = try RegistryStore.open(path: path, for: .writing(create: false), options: .fixed())
        #expect(view(writer) == seen)
        try checkFolder(writer, "killed at \(limit)")
    }

    private static func changeAndDie(_ path: String, after limit: Int) throws {
        var options = StoreOptions.fixed()
        let count = Counter()
        options.willPerform = { _ throws(StoreError) in
            if count.next() > limit { _exit(42) }
        }
        let store = try RegistryStore.open(path: path, for: .writing(create: false), options: options)
        try CommitTests().change(store)
    }

    /// Everything is on disk before the entry that names it: the order that a power cut needs.
    @Test func everythingIsSyncedBeforeItIsNamed() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        try prepare(path)
        let operations = try interrupted(path, after: .max).operations
        func first(_ kind: FileOperation.Kind, _ part: String) throws -> Int {
            try #require(operations.firstIndex { $0.kind == kind && $0.path.contains(part) }, "\(kind) \(part)")
        }
        let commit = try first(.link, "/_xueji/journal/")
        for table in ["students", "schools"] {
            let named = try first(.rename, "/store/\(table)/")
            let synced = try #require(
                operations.firstIndex { $0.kind == .syncFolder && $0.path.hasSuffix("/store/\(table)") })
            #expect(named < synced && synced < commit)
        }
        #expect(try first(.sync, "/tmp/journal.json") < commit)
        #expect(try first(.sync, "/tmp/students.json") < commit)
        let journalSync = try #require(operations.lastIndex { $0.kind == .syncFolder && $0.path.hasSuffix("/journal") })
        #expect(commit < journalSync)
        #expect(try journalSync < first(.link, "/students/_delta_log/00000000000000000002"))
    }

    /// An error after the commit loses nothing, and the same run can go on.
    @Test func errorAfterTheCommitIsRepairedByTheNextTransaction() throws {
        let folder = try TemporaryFolder()
        let template = folder.path("template")
        try prepare(template)
        // The folder whose syncing fails, and how often it is synced before the commit: opening also syncs some.
        let places = [("journal", 0), ("schools/_delta_log", 0), ("students/_delta_log", 1), ("store/views", 1)]
        for (place, earlierCount) in places {
            let path = folder.path("store")
            try FileManager.default.copyItem(atPath: template, toPath: path)
            _ = try RegistryStore.open(path: path, for: .writing(create: false), options: .fixed())
            let failures = Counter()
            var options = StoreOptions.fixed()
            options.willPerform = { operation throws(StoreError) in
                guard operation.kind == .syncFolder, operation.path.hasSuffix(place) else { return }
                if failures.next() == earlierCount + 1 { throw Interruption.error }
            }
            let store = try RegistryStore.open(path: path, for: .writing(create: false), options: options)
            let transaction = try store.begin()
            transaction.removeAll(.student)
            let file = try transaction.addBytes(.student, "new")
            try transaction.addBytes(.school, "school", cluster: "all")
            #expect(throws: Interruption.error) { try transaction.commit() }
            transaction.rollback()
            #expect(store.snapshot(of: .student).files == [file])
            #expect(view(try RegistryStore.open(path: path, for: .reading)) == view(store))
            let next = try store.begin()
            try checkFolder(store, place)
            try next.addBytes(.campus, "campus", cluster: "all")
            try next.commit()
            #expect(view(try RegistryStore.open(path: path, for: .reading)) == view(store))
            #expect(store.snapshot(of: .student).files == [file])
            try checkFolder(store, place)
            store.close()
            try FileManager.default.removeItem(atPath: path)
        }
    }

    /// Readers beside a busy writer never see one table newer than another.
    @Test func readersSeeAllTablesOfOneCommit() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        let store = try RegistryStore.open(path: path, for: .writing(create: true), options: .fixed())
        let commitCount: Int64 = 40
        let mixed = Counter()
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 3) { worker in
            do {
                if worker == 0 {
                    for number in 1...commitCount {
                        let transaction = try store.begin()
                        for table in [RegistryTable.student, .school, .runs] {
                            transaction.setTransaction(table, appId: "a", version: number)
                            transaction.removeAll(table)
                            try transaction.addBytes(table, "\(number)", cluster: "all")
                        }
                        try transaction.commit()
                    }
                } else {
                    var last: Int64 = 0
                    while last < commitCount, failures.withLock({ $0.isEmpty }) {
                        let reader = try RegistryStore.open(path: path, for: .reading)
                        let tables = [RegistryTable.student, .school, .runs].map { reader.snapshot(of: $0) }
                        let versions = Set(tables.map { $0.transactions["a"] ?? 0 })
                        if versions.count != 1 || Set(tables.map(\.files.first?.path)).count != 1 { _ = mixed.next() }
                        last = versions.max() ?? 0
                    }
                }
            } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }
        #expect(failures.withLock { $0 } == [])
        #expect(mixed.next() == 1)
    }

    @Test func fullDiskBeforeTheCommitChangesNothing() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("store")
        try prepare(path)
        let before = view(try RegistryStore.open(path: path, for: .reading))
        var options = StoreOptions.fixed()
        options.willPerform = { operation throws(StoreError) in
            if operation.path.hasSuffix("/tmp/journal.json"), operation.kind == .write {
                throw StoreError(.diskFull, "no space left", location: operation.path)
            }
        }
        let store = try RegistryStore.open(path: path, for: .writing(create: false), options: options)
        let error = #expect(throws: StoreError.self) { try change(store) }
        #expect(error?.code == .diskFull)
        #expect(view(store) == before)
        #expect(view(try RegistryStore.open(path: path, for: .reading)) == before)
    }

    /// No stray file, every log entry linked, lists as the state says.
    private func checkFolder(_ store: RegistryStore, _ comment: String) throws {
        let manager = FileManager.default
        #expect(try manager.contentsOfDirectory(atPath: store.path + "/_xueji/tmp").isEmpty, "\(comment)")
        #expect(try manager.contentsOfDirectory(atPath: store.path + "/_xueji/journal").count == 1, "\(comment)")
        let list = try text(ofFile: store.path + "/active_files.json")
        for table in store.snapshots() {
            let names = try manager.contentsOfDirectory(atPath: store.path + "/" + table.name)
            let log = try manager.contentsOfDirectory(atPath: store.path + "/" + table.name + "/_delta_log")
            #expect(Int64(log.count) == table.version + 1, "\(comment) \(table.name)")
            for file in table.files {
                #expect(names.contains(file.path), "\(comment)")
                #expect(list.contains("\"\(table.name)/\(file.path)\""), "\(comment)")
            }
            #expect(!names.contains { $0.hasPrefix(".part-") }, "\(comment)")
        }
    }
}
