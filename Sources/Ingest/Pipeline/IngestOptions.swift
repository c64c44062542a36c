import Columnar
import Records
import Synchronization

/// Asks a run to stop. May be raised from any thread, also from a signal source.
public final class InterruptFlag: Sendable {
    private let raised = Atomic<Bool>(false)

    public init() {}

    public func raise() { raised.store(true, ordering: .relaxed) }
    public var isRaised: Bool { raised.load(ordering: .relaxed) }

    /// **Errors**: `interrupted` when the flag is raised.
    func check() throws(IngestFailure) {
        if isRaised { throw .interrupted }
    }
}

/// How a drop folder is read. Nothing here but `memoryByteCount` and `pieceByteCount` shows in the store's bytes.
public struct IngestOptions: Sendable {
    /// More than this is never taken: row groups are full by then.
    public static let largestMemoryByteCount = 1 << 30

    public var threads: Int
    /// What the run may hold in memory at a time, roughly: 64 MiB to 1 GiB.
    public var memoryByteCount: Int
    /// A text file larger than this is read in pieces of this size.
    public var pieceByteCount: Int
    public var interrupt: InterruptFlag
    /// Small files that are read together at most, see `SharedBatches`; 1 for tests, which compare.
    package var filesPerTask = 32

    /// - Parameter threads: all processors by default.
    public init(
        threads: Int? = nil, memoryByteCount: Int = 1 << 30, pieceByteCount: Int = 8 << 20,
        interrupt: InterruptFlag = InterruptFlag()
    ) {
        self.threads = max(1, threads ?? Parallel.processorCount)
        self.memoryByteCount = max(64 << 20, min(memoryByteCount, Self.largestMemoryByteCount))
        self.pieceByteCount = max(1 << 10, min(pieceByteCount, 64 << 20))
        self.interrupt = interrupt
    }
}

/// How far a run has got.
public struct IngestProgress: Sendable, Equatable {
    public var filesDone = 0
    public var filesTotal = 0
    /// Bytes of the files on disk.
    public var bytesDone = 0
    public var bytesTotal = 0
    public var rows = 0
}

/// What a person should know of one file or archive member.
public struct FileRemark: Sendable, Equatable {
    public var file: String
    public var problem: FileProblem
    /// The part, row or line, and what stands there; English, without values.
    public var detail: String
}

/// What a run did.
public struct IngestSummary: Sendable, Equatable {
    /// Files of the drop folder and of the issued list.
    public var files = 0
    /// Read in this run: new or changed.
    public var filesRead = 0
    /// Among those read: the store had rows of an earlier state.
    public var filesChanged = 0
    /// Same bytes as in the store; not read again.
    public var filesUnchanged = 0
    /// In the store, but no longer in the drop folder; their rows stay.
    public var filesVanished = 0
    /// Passed over: hidden, lock and system files, empty files, links.
    public var filesSkipped = 0
    /// Files and archive members of the whole store that could not be read (FIL-01 error).
    public var unreadable = 0
    /// Files and members of the whole store without a data sheet (FIL-01 warning).
    public var withoutTable = 0
    /// Files and members of the whole store with characters that could not be decoded (FIL-10).
    public var undecodable = 0
    /// The first of these files, in the order of their paths, and of those that were read with a remark.
    public var remarks: [FileRemark] = []
    /// All of them, also those that `remarks` has no room for.
    public var remarkCount = 0
    /// Bytes of the files read.
    public var bytesRead = 0
    /// New rows by table.
    public var rows: [String: Int] = [:]
    /// Notes about cells of the new rows.
    public var cellIssues = 0
    /// Whether the store changed.
    public var hasChanges = false
}

/// Why a run ended without a commit; the store is as it was before. Errors of the store itself come as `StoreError`.
public enum IngestFailure: Error, Sendable, Equatable, CustomStringConvertible {
    case interrupted
    /// The drop folder or the issued list cannot be opened.
    case input(path: String, message: String)
    /// A file changed or failed while it was being read, after part of it had been taken.
    case changedWhileReading(path: String, message: String)

    public var description: String {
        switch self {
        case .interrupted: "interrupted; the store is as it was before"
        case .input(let path, let message): "\(path): \(message); check the path and your permission"
        case .changedWhileReading(let path, let message):
            "\(path): \(message); the store is as it was before; run again when the file no longer changes"
        }
    }
}
