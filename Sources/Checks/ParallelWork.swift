import Dispatch
import Synchronization

/// Equal pieces of work taken from one counter by a number of workers.
enum ParallelWork {
    /// Calls `body` once for every index; the first error ends the work and is thrown.
    static func run(count: Int, threads: Int, _ body: @Sendable (Int) throws -> Void) throws {
        let next = Atomic<Int>(0)
        let failure = Mutex<(any Error)?>(nil)
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, count))) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                if index >= count { return }
                do { try body(index) } catch {
                    failure.withLock { if $0 == nil { $0 = error } }
                    next.store(count, ordering: .relaxed)
                }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
    }
}

/// Rows that workers have finished.
final class RowCounter: Sendable {
    private let rows = Atomic<Int>(0)

    func add(_ count: Int) -> Int { rows.wrappingAdd(count, ordering: .relaxed).newValue }
}

/// Results of parallel work by their index.
final class OrderedResults<Value: Sendable>: Sendable {
    private let slots: Mutex<[Value?]>

    init(count: Int) { slots = Mutex([Value?](repeating: nil, count: count)) }

    subscript(index: Int) -> Value? {
        get { slots.withLock { $0[index] } }
        set { slots.withLock { $0[index] = newValue } }
    }

    /// Those that were set, in order.
    var values: [Value] { slots.withLock { $0.compactMap { $0 } } }
}
