/// One commit over all tables. A journal entry that stands under its number is the commit; what follows only repeats it
/// in the tables' own logs.
///
/// The last entry stays until the next commit, so that a reader always finds which versions belong together:
///
///     {"sequence":7,"tables":{"findings":{"version":3},"students":{"entry":"{\"add\":…}\n","version":6}}}
package struct JournalEntry: Codable, Equatable, Sendable {
    struct Table: Codable, Equatable, Sendable {
        /// The table's version after the commit.
        var version: Int64
        /// The text of that log entry; nil where the commit does not change the table.
        var entry: String?
    }

    var sequence: Int64
    var tables: [String: Table]
}

/// The folder of journal entries.
struct Journal: Sendable {
    let layout: StoreLayout

    /// The numbers that are there, ascending.
    func sequences() throws(StoreError) -> [Int64] {
        try FileSystem.list(layout.journal).compactMap(DeltaLog.version(ofEntry:))
    }

    /// The last commit; nil before the first.
    func last() throws(StoreError) -> JournalEntry? {
        // A writer removes an entry when the next stands; then look again.
        for _ in 0..<Journal.attemptCount {
            guard let sequence = try sequences().last else { return nil }
            if let entry = try read(sequence) { return entry }
        }
        throw StoreError(.io, "the store changes faster than it can be read; run again", location: layout.journal)
    }

    static let attemptCount = 100

    private func read(_ sequence: Int64) throws(StoreError) -> JournalEntry? {
        let path = layout.journalEntry(sequence)
        guard let bytes = try FileSystem.read(path) else { return nil }
        guard let entry = JournalEntry(scanning: bytes) ?? JSON.decode(JournalEntry.self, from: bytes), entry.sequence == sequence else {
            throw StoreError(.damaged, "expected journal entry \(sequence), found something else", location: path)
        }
        return entry
    }
}
