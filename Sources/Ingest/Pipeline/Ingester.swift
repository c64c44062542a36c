import Columnar
import Records
import Store
import Synchronization

/// Reads a drop folder into a store: the whole way from files to one commit.
public struct Ingester {
    /// Whether the inputs can be opened, so that a mistyped path is known before a store is made.
    ///
    /// - Throws: `IngestFailure.input`.
    public static func check(drop: String, issuedSchools: String?) throws(IngestFailure) {
        do throws(IngestError) {
            _ = try DropFolder(path: drop)
            if let issuedSchools { _ = try OpenFile(path: issuedSchools) }
        } catch {
            throw .input(path: error.location.isEmpty ? drop : error.location, message: error.message)
        }
    }

    /// Files whose bytes the store knows already are not read again; a changed file replaces what it gave before; rows of files
    /// that are no longer there stay. A file that cannot be read becomes a row of `files` and the run goes on.
    ///
    /// - Parameters:
    ///   - drop: the drop folder.
    ///   - issuedSchools: the file with the school list issued by the province; nil means the folder `issued` of the drop folder.
    ///   - store: open for writing.
    ///   - progress: called from several threads, one call at a time.
    ///   - beforeCommit: called when all is read; what it throws takes everything back.
    /// - Throws: `IngestFailure`, `StoreError`, `ColumnarError`; the store is then as it was before.
    @discardableResult
    public static func run(
        drop: String, issuedSchools: String? = nil, store: RegistryStore, options: IngestOptions = IngestOptions(),
        progress: @escaping @Sendable (IngestProgress) -> Void = { _ in }, beforeCommit: () throws -> Void = {}
    ) throws -> IngestSummary {
        let transaction = try store.begin()
        do {
            var summary = try run(
                drop: drop, issuedSchools: issuedSchools, into: transaction, options: options, progress: progress)
            try beforeCommit()
            summary.hasChanges = try transaction.commit(operation: "INGEST")
            return summary
        } catch {
            transaction.rollback()
            throw error
        }
    }

    /// The same as part of a larger commit, which the caller makes or rolls back.
    public static func run(
        drop: String, issuedSchools: String? = nil, into transaction: StoreTransaction,
        options: IngestOptions = IngestOptions(), progress: @escaping @Sendable (IngestProgress) -> Void = { _ in }
    ) throws -> IngestSummary {
        let store = transaction.store
        ProcessMemory.keepFreedPages()
        let inputs = try InputFile.all(drop: drop, issued: issuedSchools)
        let stored = try StoredFiles(store)
        let run = IngestRun(
            files: inputs.files, problems: inputs.problems, stored: stored, store: store, options: options, progress: progress)
        let surveys = try run.survey()
        let changed = inputs.files.indices.filter { run.isChanged(inputs.files[$0], surveys[$0]) }
        let newProblems = inputs.problems.filter { !run.isKnown($0) }
        var summary = IngestSummary()
        if !changed.isEmpty || !newProblems.isEmpty {
            try run.read(changed, surveys, problems: newProblems, transaction, &summary)
            try options.interrupt.check()
        }
        try run.conclude(&summary, transaction, changedCount: changed.count, skippedCount: inputs.skippedCount)
        return summary
    }
}

/// One run's inputs and what all of its steps share.
struct IngestRun: Sendable {
    let files: [InputFile]
    let problems: [InputProblem]
    let stored: StoredFiles
    let store: RegistryStore
    let options: IngestOptions
    let limits = Limits()
    private let meter: ProgressMeter

    init(
        files: [InputFile], problems: [InputProblem], stored: StoredFiles, store: RegistryStore, options: IngestOptions,
        progress: @escaping @Sendable (IngestProgress) -> Void
    ) {
        self.files = files
        self.problems = problems
        self.stored = stored
        self.store = store
        self.options = options
        meter = ProgressMeter(files: files.count, bytes: files.reduce(0) { $0 + $1.byteCount }, report: progress)
    }

    private var plan: WorkPlan { WorkPlan(files: files, options: options, limits: limits, temporaryFolder: store.path) }
    private var waves: WaveReader { WaveReader(files: files, options: options, limits: limits) }

    // MARK: Before reading

    /// Hashes all files and finds the pieces of large ones.
    func survey() throws -> [FileSurvey] {
        let pool = WorkerPool(options.threads)
        let store = ContentStore(byteCount: options.memoryByteCount / 16)
        let results = Mutex([FileSurvey?](repeating: nil, count: files.count))
        Parallel.perform(files.count, threads: options.threads) { index, worker in
            guard !options.interrupt.isRaised else { return }
            let file = files[index]
            let known = stored.entries[file.key]?.sha256
            let survey = FileSurvey(file, knownHash: known, options: options, headers: pool[worker].headers, keptIn: store)
            results.withLock { $0[index] = survey }
        }
        try options.interrupt.check()
        return results.withLock { $0.compactMap { $0 } }
    }

    func isChanged(_ file: InputFile, _ survey: FileSurvey) -> Bool {
        guard let known = stored.entries[file.key] else { return true }
        if let problem = survey.problem { return known.sha256 != nil || known.reason != problem.problem.rawValue }
        return survey.sha256 != known.sha256
    }

    func isKnown(_ problem: InputProblem) -> Bool {
        guard let known = stored.entries[StoredFiles.Key(path: problem.path, isIssued: false)] else { return false }
        return known.sha256 == nil && known.reason == problem.error.problem.rawValue
    }

    // MARK: Reading

    func read(
        _ changed: [Int], _ surveys: [FileSurvey], problems: [InputProblem], _ transaction: StoreTransaction,
        _ summary: inout IngestSummary
    ) throws {
        let keys = changed.map { files[$0].key } + problems.map { StoredFiles.Key(path: $0.path, isIssued: false) }
        let replaced = keys.reduce(into: Set<String>()) { $0.formUnion(stored.entries[$1]?.names ?? []) }
        summary.filesChanged = keys.count { stored.entries[$0] != nil }
        meter.skip(
            files: files.count - changed.count,
            bytes: files.reduce(0) { $0 + $1.byteCount } - changed.reduce(0) { $0 + files[$1].byteCount })
        var writers = ClusterWriters(
            transaction, threads: options.threads, pendingByteCount: options.memoryByteCount * 3 / 8)
        try Replacement(store: store, transaction: transaction, names: replaced).run(&writers)
        let kept = writers.rowCounts
        var records = FileRecords()
        for problem in problems { records.append(problem) }
        var clusters = CountyClusters()
        // The issued list first: it tells the counties.
        let issued = changed.filter { files[$0].isIssued }
        try read(issued, surveys, &clusters, learns: true, &writers, &records)
        try learn(.issuedSchool, besides: replaced, &clusters)
        try learn(.school, besides: replaced, &clusters)
        try read(changed.filter { !files[$0].isIssued }, surveys, &clusters, learns: false, &writers, &records)
        writers.append(records.batch(), to: .files, cluster: CountyClusters.all)
        try options.interrupt.check()
        try writers.finish()
        for index in changed {
            guard let hash = surveys[index].sha256 else { continue }
            transaction.setTransaction(.files, appId: "sha256:\(hash)", version: 1)
        }
        for (table, count) in writers.rowCounts {
            let new = count - (kept[table] ?? 0)
            if table.isData, new > 0 { summary.rows[table.storeName] = new }
            if table == .cellIssues { summary.cellIssues = new }
        }
        summary.filesRead = changed.count
        summary.bytesRead = changed.reduce(0) { $0 + files[$1].byteCount }
    }

    /// Counties from what the store holds already.
    private func learn(_ table: RegistryTable, besides replaced: Set<String>, _ clusters: inout CountyClusters) throws {
        for file in store.snapshot(of: table).files {
            let parquet = try ParquetFile(path: store.path(of: file, in: table))
            for group in parquet.rowGroups.indices {
                let columns = ["file", "school_id", "local_authority_code", "division_code"]
                let rows = try parquet.read(rowGroup: group, columns: columns)
                let kept = rows.allRows.filter { !replaced.contains(rows["file"]?.text(Int($0)) ?? "") }
                clusters.learn(kept.count == rows.rowCount ? rows : rows.gather(kept))
            }
        }
    }

    /// Reads files wave by wave, in the order of their paths.
    private func read(
        _ changed: [Int], _ surveys: [FileSurvey], _ clusters: inout CountyClusters, learns: Bool,
        _ writers: inout ClusterWriters, _ records: inout FileRecords
    ) throws {
        let pool = WorkerPool(options.threads)
        var queue = WorkQueue(plan, files: changed, surveys: surveys)
        var parts = PieceJoiner()
        while true {
            try options.interrupt.check()
            let wave = try queue.next(pool[0].headers)
            if wave.isEmpty { break }
            let outcomes = try waves.perform(wave, pool, clusters) { item, rows in
                meter.add(files: item.isLastOfFile ? 1 : 0, bytes: item.byteCount, rows: rows)
            }
            for (item, outcome) in zip(wave, outcomes) {
                for part in outcome.output {
                    if learns, part.table == .issuedSchool { clusters.learn(part.rows.rows) }
                    writers.append(part.rows, to: part.table, cluster: part.cluster)
                    if let issues = part.issues { writers.append(issues, to: .cellIssues, cluster: part.cluster) }
                }
                guard let whole = parts.add(outcome, of: item) else { continue }
                records.append(
                    path: item.path, outer: files[item.file], sha256: surveys[item.file].sha256, outcome: whole)
            }
            try writers.write()
        }
    }

    // MARK: Afterwards

    /// Counts what the store will hold.
    func conclude(
        _ summary: inout IngestSummary, _ transaction: StoreTransaction, changedCount: Int, skippedCount: Int
    ) throws {
        summary.files = files.count
        summary.filesUnchanged = files.count - changedCount
        summary.filesSkipped = skippedCount
        let present = files.map(\.key) + problems.map { StoredFiles.Key(path: $0.path, isIssued: false) }
        summary.filesVanished = stored.vanished(from: Set(present))
        var remarks = FileRemarks()
        for file in transaction.files(of: .files) {
            let parquet = try ParquetFile(path: store.path(of: file, in: .files))
            for group in parquet.rowGroups.indices {
                remarks.add(try parquet.read(rowGroup: group, columns: FileRemarks.columns), to: &summary)
            }
        }
        remarks.finish(&summary)
    }
}

/// Counts what is done and tells it.
private final class ProgressMeter: Sendable {
    private let state: Mutex<IngestProgress>
    private let report: @Sendable (IngestProgress) -> Void

    init(files: Int, bytes: Int, report: @escaping @Sendable (IngestProgress) -> Void) {
        var progress = IngestProgress()
        progress.filesTotal = files
        progress.bytesTotal = bytes
        state = Mutex(progress)
        self.report = report
    }

    func skip(files: Int, bytes: Int) { add(files: files, bytes: bytes, rows: 0) }

    func add(files: Int, bytes: Int, rows: Int) {
        state.withLock { progress in
            progress.filesDone += files
            progress.bytesDone += bytes
            progress.rows += rows
            report(progress)
        }
    }
}
