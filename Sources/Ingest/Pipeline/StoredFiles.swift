import Columnar
import Records
import Store

/// What the store knows of the files that it was filled from.
struct StoredFiles {
    /// One file, archive members and all.
    struct Entry {
        var sha256: String?
        /// The values of the column `file`: the path itself, or its members.
        var names: Set<String> = []
        /// Problem of a file that could not even be opened.
        var reason: String?
    }

    /// A file and its place: the issued list may have the bare name of a file of the drop folder.
    struct Key: Hashable {
        var path: String
        var isIssued: Bool
    }

    private(set) var entries: [Key: Entry] = [:]

    /// Reads the table `files`.
    ///
    /// A member's row is `archive!member`. Which `!` ends the archive's path is known by the rows with the same hash only, so
    /// the row is kept under each.
    init(_ store: RegistryStore) throws {
        for file in store.snapshot(of: .files).files {
            let parquet = try ParquetFile(path: store.path(of: file, in: .files))
            for group in parquet.rowGroups.indices {
                let rows = try parquet.read(rowGroup: group, columns: ["file", "sha256", "issued", "reason"])
                note(rows)
            }
        }
    }

    private mutating func note(_ rows: RecordBatch) {
        guard let names = rows["file"], let hashes = rows["sha256"], let issued = rows["issued"], let reasons = rows["reason"]
        else { return }
        for row in 0..<rows.rowCount {
            guard let name = names.text(row) else { continue }
            let isIssued = issued.text(row) == "true"
            for path in Self.possibleFiles(name) {
                var entry = entries[Key(path: path, isIssued: isIssued)] ?? Entry()
                entry.sha256 = hashes.text(row)
                entry.reason = reasons.text(row)
                entry.names.insert(name)
                entries[Key(path: path, isIssued: isIssued)] = entry
            }
        }
    }

    /// The name itself and every part before a `!`.
    private static func possibleFiles(_ name: String) -> [String] {
        let bytes = Array(name.utf8)
        let cuts = bytes.indices.filter { bytes[$0] == 0x21 }
        return [name] + cuts.map { String(decoding: bytes[..<$0], as: UTF8.self) }
    }

    /// The names in the store that belong to none of these files.
    func vanished(from present: Set<Key>) -> Int {
        var known: Set<String> = []
        for key in present { known.formUnion(entries[key]?.names ?? []) }
        let all = entries.values.reduce(into: Set<String>()) { $0.formUnion($1.names) }
        let gone = all.subtracting(known)
        // Members of one archive are one file.
        return Set(gone.map { name in name.utf8.firstIndex(of: 0x21).map { String(name[..<$0]) } ?? name }).count
    }
}

extension RegistryStore {
    /// Absolute path of a data file.
    func path(of file: DataFile, in table: RegistryTable) -> String { "\(path)/\(table.storeName)/\(file.path)" }
}

/// Takes the rows of replaced files out of the store, rewriting only the data files that hold some.
struct Replacement {
    let store: RegistryStore
    let transaction: StoreTransaction
    /// Values of the column `file`.
    let names: Set<String>

    private static let tables: [RegistryTable] = RegistryTable.allCases.filter(\.isData) + [.cellIssues, .files]

    func run(_ writers: inout ClusterWriters) throws {
        guard !names.isEmpty else { return }
        for table in Self.tables {
            for file in store.snapshot(of: table).files where mayHoldRows(file) { try rewrite(file, of: table, &writers) }
        }
    }

    private func mayHoldRows(_ file: DataFile) -> Bool {
        names.contains { file.statistics.mayContain(.text($0), in: "file") }
    }

    private func rewrite(_ file: DataFile, of table: RegistryTable, _ writers: inout ClusterWriters) throws {
        let parquet = try ParquetFile(path: store.path(of: file, in: table))
        let kept = try parquet.rowGroups.indices.map { group in
            try keptRows(parquet.read(rowGroup: group, columns: ["file"]))
        }
        guard kept.contains(where: { $0 != nil }) else { return }
        transaction.remove(table, file)
        for group in parquet.rowGroups.indices {
            let rows = try parquet.read(rowGroup: group)
            let left = kept[group].map { rows.gather($0) } ?? rows
            writers.append(left, to: table, cluster: file.cluster ?? CountyClusters.all)
            try writers.write()
        }
    }

    /// Rows of other files; nil when all are.
    private func keptRows(_ rows: RecordBatch) -> [UInt32]? {
        guard let column = rows["file"] else { return nil }
        let isGone: (Int) -> Bool
        if case .dictionary(let files) = column {
            let gone = (0..<files.values.count).map { names.contains(files.values[$0] ?? "") }
            guard gone.contains(true) else { return nil }
            let codes = files.codes()
            isGone = { gone[Int(codes[$0])] }
        } else {
            isGone = { names.contains(column.text($0) ?? "") }
        }
        let kept = (0..<UInt32(rows.rowCount)).filter { !isGone(Int($0)) }
        return kept.count == rows.rowCount ? nil : kept
    }
}
