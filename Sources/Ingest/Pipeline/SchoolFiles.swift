import Columnar
import Records

/// A data sheet that was read, and where its fields stand.
public struct DataSheet: Sendable {
    public let file: String
    /// Empty for text and HTML.
    public let sheet: String
    /// `issuedSchool` for the school table of an issued list.
    public let table: RegistryTable
    /// A text file: a place in it is a line and a column.
    public let isText: Bool
    /// 1-based.
    public let headerRow: Int
    /// 0-based column of each field of the table; nil where there is none.
    public let columns: [Int?]
}

/// The files of one school in memory: what `Ingester` would put into a store, without one.
///
/// Nothing is written to disk, not even for a moment.
public struct SchoolFiles: Sendable {
    /// The data tables that have rows, `cellIssues` and `files`.
    public let tables: [RegistryTable: MemoryTable]
    /// In the byte order of their paths; the sheets of a file in their own order.
    public let sheets: [DataSheet]
    /// Files and archive members that could not be read (FIL-01 error).
    public let unreadable: Int
    /// Files and members with characters that could not be decoded (FIL-10).
    public let undecodable: Int
    /// SHA-256 of all files together, 32 bytes: the same files give the same, whatever their names.
    public let contentHash: [UInt8]
    let inputs: [InputFile]

    /// Whether the files can be found, so that a mistyped path is known at once.
    ///
    /// - Throws: `IngestFailure.input`.
    public static func check(_ paths: [String], issuedSchools: String?) throws(IngestFailure) {
        _ = try InputFile.named(paths, issued: issuedSchools)
    }

    /// - Parameters:
    ///   - paths: files, and folders that hold nothing else.
    ///   - issuedSchools: the school list issued by the province.
    /// - Throws: `IngestFailure`.
    public init(reading paths: [String], issuedSchools: String? = nil, options: IngestOptions = IngestOptions()) throws {
        ProcessMemory.keepFreedPages()
        let named = try InputFile.named(paths, issued: issuedSchools)
        let limits = Limits()
        let pool = WorkerPool(options.threads)
        let surveys = named.files.map { FileSurvey($0, knownHash: nil, options: options, headers: pool[0].headers) }
        var queue = WorkQueue(
            WorkPlan(files: named.files, options: options, limits: limits, temporaryFolder: nil),
            files: Array(named.files.indices), surveys: surveys)
        let waves = WaveReader(files: named.files, options: options, limits: limits)
        var collection = SchoolFilesCollection()
        for problem in named.problems { collection.add(problem) }
        while true {
            let wave = try queue.next(pool[0].headers)
            if wave.isEmpty { break }
            let outcomes = try waves.perform(wave, pool, CountyClusters()) { _, _ in }
            for (item, outcome) in zip(wave, outcomes) {
                collection.add(outcome, of: item, named.files[item.file], sha256: surveys[item.file].sha256)
            }
        }
        inputs = named.files
        contentHash = SHA256Digest.bytes(Array(surveys.map { $0.sha256 ?? "" }.sorted().joined(separator: "\n").utf8).span)
        tables = collection.tables
        sheets = collection.sheets.sorted { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }
        unreadable = collection.unreadable
        undecodable = collection.undecodable
    }
}

/// Gathers what the units gave.
private struct SchoolFilesCollection {
    private var batches: [RegistryTable: [RecordBatch]] = [:]
    private var records = FileRecords()
    private var parts = PieceJoiner()
    private(set) var sheets: [DataSheet] = []
    private(set) var unreadable = 0
    private(set) var undecodable = 0

    var tables: [RegistryTable: MemoryTable] {
        var tables = batches.mapValues { MemoryTable(schema: $0[0].schema, batches: $0) }
        tables[.files] = MemoryTable(schema: RegistryTable.files.schema, batches: [records.batch()])
        // A table that no sheet has is empty, as in a store.
        for table in RegistryTable.allCases where table.isData || table == .cellIssues {
            tables[table] = tables[table] ?? MemoryTable(schema: table.schema, batches: [])
        }
        return tables
    }

    mutating func add(_ problem: InputProblem) {
        records.append(problem)
        unreadable += 1
    }

    mutating func add(_ outcome: UnitOutcome, of item: WorkItem, _ file: InputFile, sha256: String?) {
        for part in outcome.output {
            batches[part.table, default: []].append(part.rows.rows)
            if let issues = part.issues { batches[.cellIssues, default: []].append(issues.rows) }
        }
        guard let whole = parts.add(outcome, of: item) else { return }
        records.append(path: item.path, outer: file, sha256: sha256, outcome: whole)
        if whole.problem != nil { unreadable += 1 }
        if whole.problem == nil, whole.replacementCount > 0, !whole.sheets.isEmpty { undecodable += 1 }
        for sheet in whole.sheets {
            let isIssued = file.isIssued && sheet.header.table == .school
            sheets.append(
                DataSheet(
                    file: item.path, sheet: sheet.name, table: isIssued ? .issuedSchool : sheet.header.table,
                    isText: whole.format == .csv || whole.format == .tsv, headerRow: Int(sheet.header.rowNumber),
                    columns: sheet.header.columns))
        }
    }
}
