import Columnar
import Records
import Synchronization

/// A folder of tables: Parquet files under Delta logs, committed together.
///
/// Any number of readers and one writer. A reader sees the state of the last commit at the time it opened, or at its last
/// `refresh`; it needs no lock and writes nothing.
public final class RegistryStore: Sendable {
    public enum Access: Sendable, Equatable {
        case reading
        /// - Parameter create: whether to make a store where there is none.
        case writing(create: Bool)
    }

    /// Absolute path of the store's folder.
    public var path: String { layout.root }

    package let layout: StoreLayout
    let files: FileSystem
    let options: StoreOptions
    private let lock: Mutex<StoreLock?>
    private let state: Mutex<StoreState>
    private let inTransaction = Mutex(false)
    /// False while the last commit stands in the journal and perhaps not yet in every log.
    private let isComplete = Mutex(true)
    let fileCache = FileCache()

    /// Opens a store; for writing also takes the lock, finishes a commit that was interrupted and clears what no log
    /// mentions.
    ///
    /// - Throws: `.notAStore`, `.locked`, `.damaged`, `.unsupported`, `.permission`, `.diskFull`.
    public static func open(
        path: String, for access: Access, options: StoreOptions = StoreOptions()
    ) throws(StoreError) -> RegistryStore {
        let files = FileSystem(willPerform: options.willPerform, syncs: options.syncs)
        switch access {
        case .reading:
            let layout = StoreLayout(root: FileSystem.absolute(path))
            try StoreMarker.check(layout)
            let state = try StoreState.read(layout, definitions: TableDefinition.all)
            return RegistryStore(layout: layout, files: files, options: options, lock: nil, state: state)
        case .writing(let create):
            let (layout, lock) = try StoreMarker.prepare(path, create: create, files: files, options: options)
            let state = try Recovery(layout, files, options).run()
            let store = RegistryStore(layout: layout, files: files, options: options, lock: lock, state: state)
            try store.createMissingTables()
            return store
        }
    }

    private init(layout: StoreLayout, files: FileSystem, options: StoreOptions, lock: StoreLock?, state: StoreState) {
        self.layout = layout
        self.files = files
        self.options = options
        self.lock = Mutex(lock)
        self.state = Mutex(state)
    }

    public var isWritable: Bool { lock.withLock { $0 != nil } }

    /// The table as of the state that this store shows.
    public func snapshot(of table: RegistryTable) -> TableSnapshot { snapshot(named: table.storeName) }

    /// All tables as of one commit.
    public func snapshots() -> [TableSnapshot] {
        let state = currentState
        return TableDefinition.all.compactMap { state.tables[$0.name] }
    }

    func snapshot(named name: String) -> TableSnapshot {
        guard let snapshot = currentState.tables[name] else { preconditionFailure("no table \(name)") }
        return snapshot
    }

    var currentState: StoreState { state.withLock { $0 } }

    /// Number of the last commit; 0 before the first.
    public var sequence: Int64 { currentState.sequence }

    /// Looks for commits made since the store was opened.
    public func refresh() throws(StoreError) {
        let isComplete = isComplete.withLock { $0 }
        show(try StoreState.read(layout, definitions: TableDefinition.all), isComplete: isComplete)
    }

    /// Makes a state the one that this store shows.
    func show(_ next: StoreState, isComplete: Bool = true) {
        state.withLock { $0 = next }
        self.isComplete.withLock { $0 = isComplete }
        fileCache.keep(
            Set(next.tables.values.flatMap { table in table.files.map { "\(layout.table(table.name))/\($0.path)" } }))
    }

    /// Starts a commit over any of the tables. One at a time.
    ///
    /// - Throws: `.permission` when the store was opened for reading, `.conflict` when a transaction is open.
    public func begin() throws(StoreError) -> StoreTransaction {
        guard isWritable else { throw StoreError(.permission, "the store was opened for reading", location: path) }
        let isFree = inTransaction.withLock { isOpen in
            defer { isOpen = true }
            return !isOpen
        }
        guard isFree else { throw StoreError(.conflict, "a transaction is already open", location: path) }
        do throws(StoreError) {
            if !isComplete.withLock({ $0 }) { show(try Recovery(layout, files, options).run()) }
        } catch {
            transactionEnded()
            throw error
        }
        return StoreTransaction(store: self, base: currentState)
    }

    func transactionEnded() { inTransaction.withLock { $0 = false } }

    /// Gives the lock back; reading goes on. Also happens when the store is no longer used.
    public func close() { lock.withLock { $0 = nil } }

    private func createMissingTables() throws(StoreError) {
        guard currentState.tables.values.contains(where: { $0.version < 0 }) else { return }
        let transaction = try begin()
        try transaction.commit(operation: "CREATE TABLE")
    }
}

/// How a store is opened.
public struct StoreOptions: Sendable {
    /// Milliseconds since 1970-01-01, as noted in the logs; a fixed clock gives equal bytes for equal input.
    public var clock: @Sendable () -> Int64
    /// What the lock tells others about this run; no values of the data.
    public var command: String
    /// Noted in the logs as the engine.
    public var engine: String
    /// How long files of earlier versions stay for readers that still use them (milliseconds).
    public var retention: Int64
    /// Called before every change on disk; a test throws here.
    package var willPerform: FileSystem.Observer?
    /// Whether to wait for the disk; a test that survives no power cut need not.
    package var syncs = true

    public init(
        clock: @escaping @Sendable () -> Int64 = StoreOptions.systemClock, command: String = "xueji",
        engine: String = "xueji", retention: Int64 = 7 * 86_400_000
    ) {
        self.clock = clock
        self.command = command
        self.engine = engine
        self.retention = retention
    }
}
