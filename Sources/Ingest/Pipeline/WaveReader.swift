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
        Parallel.perform(wave.count, threads: options.threads) { index, worker in
            guard !options.interrupt.isRaised else { return }
            let item = wave[index]
            let reader = UnitReader(
                context: pool[worker], limits: limits, isIssued: files[item.file].isIssued, clusters: clusters,
                interrupt: options.interrupt)
            let result = item.read(reader)
            done(item, (try? result.get().rowCount) ?? 0)
            results.withLock { $0[index] = result }
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

/// The contexts of the workers.
///
/// `@unchecked Sendable`: worker `n` alone touches context `n`, as `Parallel.perform` promises; between two parallel steps the
/// coordinating thread may.
final class WorkerPool: @unchecked Sendable {
    private let contexts: [WorkerContext]

    init(_ count: Int) { contexts = (0..<count).map { _ in WorkerContext() } }

    subscript(worker: Int) -> WorkerContext { contexts[worker] }
}
