import Columnar
import Synchronization

/// Reads the units of a wave in parallel.
struct WaveReader: Sendable {
    let files: [InputFile]
    let options: IngestOptions
    let limits: Limits

    /// - Parameter done: called with each item and its rows, from several threads.
    /// - Returns: the outcomes in the order of the items.
    func perform(
        _ wave: [WorkItem], _ pool: WorkerPool, _ clusters: CountyClusters, done: @Sendable (WorkItem, Int) -> Void
    ) throws -> [UnitOutcome] {
        let results = Mutex([Result<UnitOutcome, IngestFailure>?](repeating: nil, count: wave.count))
        let tasks = tasks(wave)
        Parallel.perform(tasks.count, threads: options.threads) { index, worker in
            guard !options.interrupt.isRaised else { return }
            let items = wave[tasks[index]]
            let reader = UnitReader(
                batches: SharedBatches(pool[worker], clusters), context: pool[worker], limits: limits,
                isIssued: files[items[items.startIndex].file].isIssued, interrupt: options.interrupt)
            let found = read(items, reader)
            for (item, result) in zip(items, found) { done(item, (try? result.get().rowCount) ?? 0) }
            results.withLock { results in
                for (position, result) in zip(tasks[index], found) { results[position] = result }
            }
        }
        try options.interrupt.check()
        return try results.withLock { results in
            try results.map { result in
                guard let result else { preconditionFailure("a unit was not read") }
                return try result.get()
            }
        }
    }
}

extension WaveReader {
    /// Files up to this size share batches.
    private static let smallByteCount = 1 << 20
    /// Bytes of the files of a task.
    private static let taskByteCount = 1 << 20

    /// Cuts a wave into tasks: small files together, anything else by itself.
    private func tasks(_ wave: [WorkItem]) -> [Range<Int>] {
        // Some tasks for each thread, so that all have work to the end.
        let itemCount = min(options.filesPerTask, max(1, wave.count / (4 * options.threads)))
        var tasks: [Range<Int>] = []
        var byteCount = 0
        for (index, item) in wave.enumerated() {
            let size = item.wholeUnit.map(\.byteCount) ?? .max
            let isSmall = size <= Self.smallByteCount && !files[item.file].isIssued
            if isSmall, byteCount > 0, byteCount + size <= Self.taskByteCount, let last = tasks.last, last.count < itemCount {
                tasks[tasks.count - 1] = last.lowerBound..<(index + 1)
                byteCount += size
            } else {
                tasks.append(index..<(index + 1))
                byteCount = isSmall ? max(1, size) : 0
            }
        }
        return tasks
    }

    private func read(_ items: ArraySlice<WorkItem>, _ reader: UnitReader) -> [Result<UnitOutcome, IngestFailure>] {
        let units = items.compactMap(\.wholeUnit)
        guard items.count > 1, units.count == items.count else { return items.map { $0.read(reader) } }
        return reader.read(units[...]).map { .success($0) }
    }
}

/// The contexts of the workers.
///
/// `@unchecked Sendable`: worker `n` alone touches context `n`, as `Parallel.perform` promises; between two parallel steps the
/// coordinating thread may.
final class WorkerPool: @unchecked Sendable {
    private let contexts: [WorkerContext]

    init(_ count: Int) { contexts = (0..<count).map { _ in WorkerContext() } }

    subscript(worker: Int) -> WorkerContext { contexts[worker] }
}
