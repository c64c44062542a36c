/// The order of writes that makes a commit atomic over all tables.
///
///     1. data files are synced, their folders too                    (nothing mentions them yet)
///     2. the texts of log entries and published files wait in tmp/
///     3. the journal entry is written, synced, linked to its number  ← the commit
///     4. log entries are linked, published files are replaced        (repeated by the next writer if interrupted)
///
/// Space is needed for steps 1 to 3 only, so that a full disk stops a commit before it counts.
struct Committer {
    let store: RegistryStore
    let base: StoreState

    private var layout: StoreLayout { store.layout }
    private var files: FileSystem { store.files }

    /// - Parameter committed: called as soon as the commit counts; an error after that is repaired by the next writer.
    func commit(
        _ actions: [String: [DeltaAction]], foldersWithData: [String], committed: () -> Void
    ) throws(StoreError) {
        let next = try stateAfter(actions)
        try checkUnchanged(actions.keys.sorted())
        for name in foldersWithData.sorted() { try files.syncFolder(layout.table(name)) }
        let entry = JournalEntry(
            sequence: next.sequence,
            tables: next.tables.mapValues { table in
                let text = actions[table.name].map { JSONText(String(decoding: DeltaLog.encode($0), as: UTF8.self)) }
                return JournalEntry.Table(version: table.version, entry: text)
            })
        let recovery = Recovery(layout, files, store.options)
        try prepare(entry, recovery)
        try link(entry)
        committed()
        store.show(next, isComplete: false)
        try files.syncFolder(layout.journal)
        try finish(entry, next, recovery)
        store.show(next, isComplete: true)
    }

    private func stateAfter(_ actions: [String: [DeltaAction]]) throws(StoreError) -> StoreState {
        var next = base
        next.sequence += 1
        for (name, actions) in actions {
            guard let table = base.tables[name] else { preconditionFailure("no table \(name)") }
            var replay = TableReplay(table)
            let version = table.version + 1
            try replay.apply(actions, version: version, path: layout.logEntry(name, version))
            next.tables[name] = replay.finish()
        }
        return next
    }

    private func checkUnchanged(_ names: [String]) throws(StoreError) {
        for name in names {
            let last = try TableLog(layout: layout, name: name).lastVersion()
            guard last == base.tables[name]?.version else {
                throw StoreError(
                    .conflict, "another program wrote to the table during this run; run again",
                    location: layout.log(name))
            }
        }
    }

    private func prepare(_ entry: JournalEntry, _ recovery: Recovery) throws(StoreError) {
        for (name, table) in entry.tables.sorted(by: { $0.key < $1.key }) {
            guard let text = table.entry else { continue }
            try files.makeFolder(layout.table(name))
            try files.makeFolder(layout.log(name))
            try files.writeSynced(recovery.temporary(name), text.bytes)
        }
        try files.writeSynced(journalTemporary, JSON.encode(entry) + [0x0A])
    }

    private var journalTemporary: String { layout.temporary + "/journal.json" }

    private func link(_ entry: JournalEntry) throws(StoreError) {
        let path = layout.journalEntry(entry.sequence)
        guard try files.link(journalTemporary, as: path) else {
            throw StoreError(.conflict, "another run committed meanwhile; run again", location: path)
        }
    }

    private func finish(_ entry: JournalEntry, _ next: StoreState, _ recovery: Recovery) throws(StoreError) {
        for (name, table) in entry.tables.sorted(by: { $0.key < $1.key }) {
            guard let text = table.entry else { continue }
            try recovery.linkEntry(name, version: table.version, text: text.bytes)
            try files.remove(recovery.temporary(name))
        }
        try Publication(layout: layout, files: files).publish(next)
        try recovery.removeOldEntries(before: next.sequence)
        try files.remove(journalTemporary)
    }
}
