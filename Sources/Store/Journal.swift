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
        var entry: JSONText?
    }

    var sequence: Int64
    var tables: [String: Table]
}

extension JournalEntry {
    /// Reads the entry without the library's decoder: it is as long as the log of the last commit, and mostly passed over.
    package init?(scanning bytes: [UInt8]) {
        var sequence: Int64?
        var tables: [String: Table]?
        let isReadable: Void? = JSONReader.read(bytes) { (reader) throws(JSONReader.GivesUp) in
            try reader.object { (reader, name) throws(JSONReader.GivesUp) in
                switch name {
                case "sequence": sequence = try reader.integer()
                case "tables":
                    var found: [String: Table] = [:]
                    try reader.object { (reader, name) throws(JSONReader.GivesUp) in
                        guard let name = name.valid else { throw JSONReader.GivesUp() }
                        found[name] = try Table(&reader)
                    }
                    tables = found
                default: try reader.skip()
                }
            }
        }
        guard isReadable != nil, let sequence, let tables else { return nil }
        self.init(sequence: sequence, tables: tables)
    }
}

extension JournalEntry.Table {
    fileprivate init(_ reader: inout JSONReader) throws(JSONReader.GivesUp) {
        var version: Int64?
        var entry: JSONText?
        try reader.object { (reader, name) throws(JSONReader.GivesUp) in
            switch name {
            case "version": version = try reader.integer()
            case "entry": entry = try reader.optional { (reader) throws(JSONReader.GivesUp) in try reader.text() }
            default: try reader.skip()
            }
        }
        guard let version else { throw JSONReader.GivesUp() }
        self.init(version: version, entry: entry)
    }
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
            throw damage(sequence)
        }
        return entry
    }

    func damage(_ sequence: Int64) -> StoreError {
        StoreError(
            .damaged, "expected journal entry \(sequence), found something else", location: layout.journalEntry(sequence))
    }
}
