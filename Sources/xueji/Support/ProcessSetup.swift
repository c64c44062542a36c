import Dispatch
import Glibc
import Reports
import Store
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

/// Ctrl-C and SIGTERM: asks the job to roll back, and ends the process when it has not done so within five seconds; a job that has
/// set no action ends at once.
///
/// Ending at any point is safe: a commit is one link(), and files that no commit names are removed by the next writer.
final class Interruption: Sendable {
    static let shared = Interruption()

    private let signalNumber = Atomic<Int32>(0)
    private let action = Mutex<(@Sendable () -> Void)?>(nil)
    private let isHeld = Atomic<Bool>(false)
    /// The process ends when a roll-back that a signal began is done.
    private let isRollingBack = Atomic<Bool>(false)
    private let promptAction = Mutex<(@Sendable () -> Void)?>(nil)
    /// A thread of its own also while every worker is busy.
    private let queue = DispatchQueue(label: "xueji.interruption")

    var exitCode: Int32 { 128 + signalNumber.load(ordering: .relaxed) }

    /// Listens until the process ends.
    func listen() {
        for number in [SIGINT, SIGTERM] {
            // The default action would end the process before the roll-back.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { self.received(number) }
            source.resume()
            // Signals are heard until the process ends.
            _ = unsafe Unmanaged.passRetained(source as AnyObject)
        }
    }

    /// What the first signal does from now on; nil: end the process.
    func setAction(_ new: (@Sendable () -> Void)?) { action.withLock { $0 = new } }

    /// What Ctrl-C does at a prompt, where it ends nothing; nil: there is none.
    func setPromptAction(_ new: (@Sendable () -> Void)?) { promptAction.withLock { $0 = new } }

    /// From now on a signal takes back what a transaction has written and ends the process at once, until `holdForCommit`.
    func rollBackWhenStopped(_ transaction: StoreTransaction) {
        setAction {
            self.isRollingBack.store(true, ordering: .sequentiallyConsistent)
            transaction.rollback()
            StandardError.write("\nxueji: \(Self.message)\n")
            _exit(self.exitCode)
        }
    }

    /// To be called right before a commit: a roll-back that has begun shows as a signal here, and none begins after. From now on
    /// signals do nothing: what is committed cannot be taken back, so the process must not end as if it were.
    ///
    /// **Errors**: as `check`.
    func holdForCommit() throws {
        isHeld.store(true, ordering: .sequentiallyConsistent)
        setAction(nil)
        try check()
    }

    /// **Errors**: a failure with the signal's exit code when one has come.
    func check() throws {
        guard signalNumber.load(ordering: .sequentiallyConsistent) != 0 else { return }
        throw Failure(message: Self.message, code: exitCode)
    }

    /// To be called with an error: the job may have stumbled over what a signal takes back, and the process ends as interrupted as soon
    /// as all of it is.
    func awaitRollback() {
        while isRollingBack.load(ordering: .sequentiallyConsistent) { sleep(1) }
    }

    static var message: String {
        Language.ofCommandLine.pick("已中断;没有提交的内容不留痕迹", "interrupted; nothing that was not committed is kept")
    }

    private func received(_ number: Int32) {
        if number == SIGINT, let action = promptAction.withLock({ $0 }) { return action() }
        let first = signalNumber.exchange(number, ordering: .sequentiallyConsistent) == 0
        if isHeld.load(ordering: .sequentiallyConsistent) { return }
        guard first, let action = action.withLock({ $0 }) else {
            StandardError.write("\nxueji: \(Self.message)\n")
            _exit(128 + number)
        }
        action()
        queue.asyncAfter(deadline: .now() + 5) { _exit(128 + number) }
    }
}
