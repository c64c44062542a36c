import Columnar
import Records
import Synchronization

/// Changes to any tables that become visible together, or not at all.
///
/// Files may be added from several threads; the commit orders everything by name.
public final class StoreTransaction: Sendable {
    private struct Change {
        var added: [String: DataFile] = [:]
        var removed: [String: DataFile] = [:]
        var transactions: [String: Int64] = [:]
    }

    private struct Contents {
        var changes: [String: Change] = [:]
        /// Absolute paths of files that this transaction made and a rollback removes.
        var made: [String] = []
        var partCount = 0
        var isEnded = false
        var isRolledBack = false
    }

    public let store: RegistryStore
    private let base: StoreState
    private let contents = Mutex(Contents())
    private let clock: Int64

    init(store: RegistryStore, base: StoreState) {
        self.store = store
        self.base = base
        clock = store.options.clock()
    }

    deinit { end() }

    /// A hidden path in the table's folder for a file that is being written; `add(_:partFile:…)` gives it its name.
    public func newFilePath(_ table: RegistryTable, prefix: String) -> String {
        contents.withLock { contents in
            contents.partCount += 1
            let path = "\(store.layout.table(table.storeName))/\(StoreLayout.partPrefix)\(contents.partCount)-\(prefix)"
            contents.made.append(path)
            return path
        }
    }

    /// Takes a finished, synced file into the table, named after its cluster and its bytes.
    ///
    /// The name is `<cluster>-<first 16 hexadecimal digits of the SHA-256>.parquet`, so equal input gives equal names; a
    /// second file of the same bytes in one table gets `-2`.
    /// - Parameter cluster: ASCII letters, digits, `_` and `-`.
    @discardableResult
    public func add(
        _ table: RegistryTable, partFile path: String, cluster: String, rowCount: Int,
        statistics: FileStatistics = FileStatistics(), tags: [String: String] = [:]
    ) throws(StoreError) -> DataFile {
        precondition(StoreTransaction.isPlain(cluster), "a cluster is named by ASCII letters, digits, _ and -")
        let digest = try Digest.sha256(ofFile: path)
        guard let byteCount = FileSystem.size(path) else {
            throw StoreError(.io, "expected the file that was just written, found none", location: path)
        }
        let stem = "\(cluster)-\(Digest.hex(digest.prefix(8)))"
        var noted = tags.merging([DataFile.clusterTag: cluster]) { $1 }
        if table == .student, let schools = FileSchools.tag(ofFile: path) { noted[FileSchools.tag] = schools }
        let allTags = noted
        return try contents.withLock { contents throws(StoreError) in
            guard !contents.isRolledBack else {
                throw StoreError(.conflict, "the transaction was rolled back meanwhile", location: path)
            }
            let name = try freeName(stem, digest, table.storeName, contents)
            let file = DataFile(
                path: name, byteCount: byteCount, rowCount: rowCount, modificationTime: clock, tags: allTags,
                statistics: statistics)
            let target = store.layout.table(table.storeName) + "/" + name
            let isNew = FileSystem.kind(target) == nil
            try store.files.makePrivate(path)
            try store.files.rename(path, to: target)
            contents.made.removeAll { $0 == path }
            if isNew { contents.made.append(target) }
            contents.changes[table.storeName, default: Change()].added[name] = file
            return file
        }
    }

    /// Takes a file out of the table. It stays on disk for a while, for readers of the version before.
    public func remove(_ table: RegistryTable, _ file: DataFile) {
        contents.withLock { $0.changes[table.storeName, default: Change()].removed[file.path] = file }
    }

    /// Takes all files of the version before out of the table.
    public func removeAll(_ table: RegistryTable) {
        for file in base.tables[table.storeName]?.files ?? [] { remove(table, file) }
    }

    /// The files of a table as they will be after the commit, in the byte order of their paths.
    public func files(of table: RegistryTable) -> [DataFile] {
        let change = contents.withLock { $0.changes[table.storeName] } ?? Change()
        let kept = (base.tables[table.storeName]?.files ?? []).filter {
            change.removed[$0.path] == nil && change.added[$0.path] == nil
        }
        return (kept + change.added.values).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// The rows of a table as they will be after the commit, so that one commit can hold what was read and what was found in it.
    public func table(_ table: RegistryTable) throws(StoreError) -> StoreTable {
        try store.table(table, files: files(of: table))
    }

    /// Notes how far an application has got, in the same commit: here one application for each input file.
    public func setTransaction(_ table: RegistryTable, appId: String, version: Int64) {
        contents.withLock { $0.changes[table.storeName, default: Change()].transactions[appId] = version }
    }

    /// Makes the changes durable and visible in all tables at once; nothing to change writes nothing.
    ///
    /// - Parameter operation: noted in the logs, `WRITE` by default; no values of the data.
    /// - Returns: whether there was something to change.
    /// - Throws: before the commit counts, after which `rollback` leaves the store as before; or, rarely, between the
    ///   commit and its publication to other programs, which the next `begin` or the next run takes up again.
    @discardableResult
    public func commit(operation: String = "WRITE") throws(StoreError) -> Bool {
        let changes = contents.withLock { $0.changes }
        let actions = actions(changes, operation: operation)
        if !actions.isEmpty {
            let foldersWithData = changes.filter { !$0.value.added.isEmpty }.map(\.key)
            try Committer(store: store, base: base).commit(
                actions, foldersWithData: foldersWithData, committed: keepFiles)
        }
        keepFiles()
        return !actions.isEmpty
    }

    /// Removes what this transaction wrote; the store is as before.
    public func rollback() {
        let made = contents.withLock { contents in
            contents.isRolledBack = true
            defer { contents.made.removeAll() }
            return contents.made
        }
        // What cannot be removed now is removed by the next writer.
        for path in made { try? store.files.remove(path) }
        end()
    }

    /// From here on a rollback removes nothing.
    private func keepFiles() {
        contents.withLock { $0.made.removeAll() }
        end()
    }

    // MARK: Names and actions

    /// The first of `stem.parquet`, `stem-2.parquet` … that no other file of the table has.
    private func freeName(
        _ stem: String, _ digest: [UInt8], _ table: String, _ contents: borrowing Contents
    ) throws(StoreError) -> String {
        let change = contents.changes[table] ?? Change()
        var number = 1
        while true {
            let name = number == 1 ? "\(stem).parquet" : "\(stem)-\(number).parquet"
            number += 1
            let isActive = base.tables[table]?.files.contains { $0.path == name } ?? false
            if change.added[name] != nil || isActive && change.removed[name] == nil { continue }
            let path = store.layout.table(table) + "/" + name
            // A file of an earlier version may have the name; the same bytes may take its place.
            if FileSystem.kind(path) == nil { return name }
            if try Digest.sha256(ofFile: path) == digest { return name }
        }
    }

    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy {
                switch $0 {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
                default: false
                }
            }
    }

    private func actions(_ changes: [String: Change], operation: String) -> [String: [DeltaAction]] {
        var result: [String: [DeltaAction]] = [:]
        for definition in TableDefinition.all {
            guard let table = base.tables[definition.name] else { continue }
            var actions = table.version < 0 ? definition.creation(clock: clock) : []
            actions += self.actions(changes[definition.name] ?? Change(), of: table)
            if actions.isEmpty { continue }
            let information = DeltaAction.CommitInfo(
                timestamp: clock, operation: operation, engineInfo: store.options.engine)
            result[definition.name] = [DeltaAction(commitInfo: information)] + actions
        }
        return result
    }

    /// A file that is taken out and comes back with the same bytes is no change.
    private func actions(_ change: Change, of table: TableSnapshot) -> [DeltaAction] {
        let kept = Set(change.added.keys).intersection(change.removed.keys)
        var actions: [DeltaAction] = []
        for (appId, version) in change.transactions.sorted(by: { $0.key < $1.key })
        where table.transactions[appId] != version {
            actions.append(DeltaAction(txn: .init(appId: appId, version: version, lastUpdated: clock)))
        }
        for file in change.removed.values.sorted(by: { $0.path < $1.path }) where !kept.contains(file.path) {
            actions.append(
                DeltaAction(
                    remove: .init(
                        path: DeltaPath.encode(file.path), deletionTimestamp: clock, extendedFileMetadata: true,
                        partitionValues: [:], size: file.byteCount)))
        }
        for file in change.added.values.sorted(by: { $0.path < $1.path }) where !kept.contains(file.path) {
            let statistics = DeltaStatistics(rowCount: file.rowCount, file.statistics)
            actions.append(
                DeltaAction(
                    add: .init(
                        path: DeltaPath.encode(file.path), size: file.byteCount,
                        modificationTime: file.modificationTime, stats: JSONText(JSON.text(statistics)), tags: file.notes)))
        }
        return actions
    }

    private func end() {
        let isFirst = contents.withLock { contents in
            defer { contents.isEnded = true }
            return !contents.isEnded
        }
        if isFirst { store.transactionEnded() }
    }
}
