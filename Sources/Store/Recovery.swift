/// Brings a store that a run left behind to its last commit; only under the lock.
struct Recovery {
    let layout: StoreLayout
    let files: FileSystem
    let options: StoreOptions

    init(_ layout: StoreLayout, _ files: FileSystem, _ options: StoreOptions) {
        self.layout = layout
        self.files = files
        self.options = options
    }

    func run() throws(StoreError) -> StoreState {
        try files.makeFolder(layout.journal)
        try files.makeFolder(layout.temporary)
        let journal = Journal(layout: layout)
        if let entry = try journal.last() { try rollForward(entry) }
        let state = try StoreState.read(layout, definitions: TableDefinition.all)
        try Publication(layout: layout, files: files).publish(state)
        try removeOldEntries(before: state.sequence)
        for name in try FileSystem.list(layout.temporary) { try files.remove(layout.temporary + "/" + name) }
        for table in state.tables.values.sorted(by: { $0.name < $1.name }) { try clear(table) }
        return state
    }

    /// Links the entries that the journal holds into the logs where they are missing.
    func rollForward(_ entry: JournalEntry) throws(StoreError) {
        for (name, table) in entry.tables.sorted(by: { $0.key < $1.key }) {
            guard let text = table.entry else { continue }
            let path = layout.logEntry(name, table.version)
            if FileSystem.kind(path) == nil {
                try files.makeFolder(layout.table(name))
                try files.makeFolder(layout.log(name))
                guard text.valid != nil else { throw Journal(layout: layout).damage(entry.sequence) }
                try files.writeSynced(temporary(name), text.bytes)
            }
            try linkEntry(name, version: table.version, text: text.bytes)
        }
    }

    /// Where the text of a table's next log entry waits.
    func temporary(_ name: String) -> String { layout.temporary + "/" + name + ".json" }

    /// Gives the waiting text its number.
    ///
    /// - Throws: `.conflict` when another program took the number with other actions.
    func linkEntry(_ name: String, version: Int64, text: [UInt8]) throws(StoreError) {
        let path = layout.logEntry(name, version)
        let isLinked = FileSystem.kind(path) == nil ? try files.link(temporary(name), as: path) : false
        if !isLinked, try FileSystem.read(path) != text {
            throw StoreError(
                .conflict,
                "another program wrote to the table during a commit; remove its log entry, then run again",
                location: path)
        }
        try files.syncFolder(layout.log(name))
    }

    func removeOldEntries(before sequence: Int64) throws(StoreError) {
        for old in try Journal(layout: layout).sequences() where old < sequence {
            try files.remove(layout.journalEntry(old))
        }
    }

    /// Removes data files that the log does not mention, and those taken out longer ago than readers need.
    private func clear(_ table: TableSnapshot) throws(StoreError) {
        let active = Set(table.files.map(\.path))
        let clock = options.clock()
        for name in try FileSystem.list(layout.table(table.name)) where !active.contains(name) {
            guard name.hasPrefix(StoreLayout.partPrefix) || name.hasSuffix(".parquet") else { continue }
            if let removed = table.removedFiles[name], clock - removed < options.retention { continue }
            try files.remove(layout.table(table.name) + "/" + name)
        }
    }
}
