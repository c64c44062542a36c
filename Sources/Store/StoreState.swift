import Columnar

/// All tables as of one commit.
struct StoreState: Sendable {
    /// Number of the commit; 0 before the first.
    var sequence: Int64
    var tables: [String: TableSnapshot]

    /// Reads journal and logs until no commit came in between.
    ///
    /// The journal names the version of every table; an entry that a writer has not yet linked into its log is taken from
    /// the journal. So a reader needs no lock, and sees each commit whole or not at all.
    static func read(_ layout: StoreLayout, definitions: [TableDefinition]) throws(StoreError) -> StoreState {
        let journal = Journal(layout: layout)
        for _ in 0..<Journal.attemptCount {
            let entry = try journal.last()
            let tables: [String: TableSnapshot]
            do {
                tables = try readTables(layout, definitions, entry)
            } catch {
                if try journal.sequences().last ?? 0 != entry?.sequence ?? 0 { continue }
                throw error
            }
            if try journal.sequences().last ?? 0 == entry?.sequence ?? 0 {
                return StoreState(sequence: entry?.sequence ?? 0, tables: tables)
            }
        }
        throw StoreError(.io, "the store changes faster than it can be read; run again", location: layout.journal)
    }

    private static func readTables(
        _ layout: StoreLayout, _ definitions: [TableDefinition], _ entry: JournalEntry?
    ) throws(StoreError) -> [String: TableSnapshot] {
        var tables: [String: TableSnapshot] = [:]
        for definition in definitions {
            let log = TableLog(layout: layout, name: definition.name)
            tables[definition.name] = try log.read(schema: definition.schema, journal: entry?.tables[definition.name])
        }
        return tables
    }
}

/// The log folder of one table.
struct TableLog {
    let layout: StoreLayout
    let name: String

    /// Replays the log, with the journal's entry on top where it is not linked yet.
    func read(schema: Schema, journal: JournalEntry.Table?) throws(StoreError) -> TableSnapshot {
        var replay = TableReplay(name: name, schema: schema)
        let last = try lastVersion()
        for version in 0..<(last + 1) {
            let path = layout.logEntry(name, version)
            guard let bytes = try FileSystem.read(path) else { throw missing(version) }
            try replay.apply(try DeltaLog.decode(bytes, path: path), version: version, path: path)
        }
        guard let journal, journal.version > last else { return try check(replay.finish(), schema) }
        guard let text = journal.entry, journal.version == last + 1 else { throw missing(last + 1) }
        let path = layout.journal
        try replay.apply(try DeltaLog.decode(text.bytes, path: path), version: last + 1, path: path)
        return try check(replay.finish(), schema)
    }

    /// The highest number in the log; -1 when it is empty.
    ///
    /// - Throws: `.unsupported` when the log begins with a checkpoint, `.damaged` when a number is missing.
    func lastVersion() throws(StoreError) -> Int64 {
        let names = try FileSystem.list(layout.log(name))
        let versions = names.compactMap(DeltaLog.version(ofEntry:))
        for (expected, version) in versions.enumerated() where version != Int64(expected) {
            throw missing(Int64(expected))
        }
        if versions.isEmpty, names.contains(where: { $0.contains(".checkpoint.") }) { throw missing(0) }
        return Int64(versions.count) - 1
    }

    private func missing(_ version: Int64) -> StoreError {
        let path = layout.logEntry(name, version)
        let names = (try? FileSystem.list(layout.log(name))) ?? []
        if names.contains(where: { $0.contains(".checkpoint.") }) {
            return StoreError(
                .unsupported,
                "another program replaced log entries by a checkpoint, which is not read here; restore the entry from "
                    + "a copy", location: path)
        }
        return StoreError(.damaged, "expected a log entry, found none; restore it from a copy", location: path)
    }

    private func check(_ snapshot: TableSnapshot, _ schema: Schema) throws(StoreError) -> TableSnapshot {
        guard snapshot.schema == schema else {
            throw StoreError(
                .unsupported,
                "the table has other columns than this version of xueji writes; use the version that wrote it, or "
                    + "ingest the drop folder into a new store", location: layout.log(name))
        }
        return snapshot
    }
}
