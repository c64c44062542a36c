import Dispatch
import Glibc
import Reports
import Synchronization

/// How the process ends, as CONTRACT's table says.
struct Outcome: Error {
    let code: Int32

    static let findingsAtThreshold = Outcome(code: 1)
    static let inputNotRead = Outcome(code: 3)
}

enum ProcessSetup {
    static func privateFiles() { _ = umask(0o077) }

    static func exit(_ code: Int32) -> Never { Glibc.exit(code) }
}

/// Ctrl-C and SIGTERM: asks the job to roll back, and ends the process when it has not done so within five seconds.
///
/// Ending at any point is safe: a commit is one link(), and files that no commit names are removed by the next writer.
final class Interruption: Sendable {
    static let shared = Interruption()

    private let signalNumber = Atomic<Int32>(0)

    var exitCode: Int32 { 128 + signalNumber.load(ordering: .relaxed) }

    /// Calls `action` at the first signal.
    func install(_ action: @escaping @Sendable () -> Void) {
        for number in [SIGINT, SIGTERM] {
            // The default action would end the process before the roll-back.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { self.received(number, action) }
            source.resume()
            // Signals are heard until the process ends.
            _ = unsafe Unmanaged.passRetained(source as AnyObject)
        }
    }

    private func received(_ number: Int32, _ action: () -> Void) {
        let first = signalNumber.exchange(number, ordering: .relaxed) == 0
        guard first else { _exit(128 + number) }
        action()
        DispatchQueue.global().asyncAfter(deadline: .now() + 5) { _exit(128 + number) }
    }
}
