import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Tasks over a shared counter: whoever is free takes the next number. Results stand in task order, so they do not
/// depend on how many threads ran.
package enum Parallel {
    /// Processors that this process may use.
    package static let processorCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    /// Runs every task once; `worker` is smaller than `threads` and never runs two tasks at a time.
    package static func perform(_ taskCount: Int, threads: Int, _ body: @Sendable (_ task: Int, _ worker: Int) -> Void) {
        let workers = max(1, min(threads, taskCount))
        let next = Atomic<Int>(0)
        @Sendable func work(_ worker: Int) {
            while true {
                let task = next.add(1, ordering: .relaxed).oldValue
                if task >= taskCount { return }
                body(task, worker)
            }
        }
        if workers == 1 { work(0) } else { DispatchQueue.concurrentPerform(iterations: workers, execute: work) }
    }

    /// The results of all tasks in task order.
    ///
    /// - Throws: the error of the first failing task, in task order.
    package static func map<Result: Sendable, Failure: Error>(
        _ taskCount: Int, threads: Int, _ body: @Sendable (_ task: Int) throws(Failure) -> Result
    ) throws(Failure) -> [Result] {
        let slots = Mutex([Swift.Result<Result, Failure>?](repeating: nil, count: taskCount))
        perform(taskCount, threads: threads) { task, _ in
            let result: Swift.Result<Result, Failure>
            do throws(Failure) { result = .success(try body(task)) } catch { result = .failure(error) }
            slots.withLock { $0[task] = result }
        }
        var results: [Result] = []
        results.reserveCapacity(taskCount)
        for slot in slots.withLock({ $0 }) {
            guard let slot else { preconditionFailure("a task did not run") }
            results.append(try slot.get())
        }
        return results
    }
}
