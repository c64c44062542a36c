import CEdit
import Glibc
import Synchronization

/// Lines from the terminal, with editing, history of this session and completion.
///
/// The history is never written to a disk: statements may name pupils.
enum LineEditor {
    /// What can be completed, and the candidates for the word at hand.
    private static let words = Mutex<[String]>([])
    private static let candidates = Mutex<[String]>([])

    static func start(words known: [String]) {
        words.withLock { $0 = known }
        // The library keeps the pointers of the two functions, which are never freed.
        unsafe edit_set_completion { text, _, _ in
            guard let text = unsafe text else { return nil }
            let typed = unsafe String(cString: text)
            let found = LineEditor.words.withLock { words in words.filter { $0.hasPrefix(typed) } }
            LineEditor.candidates.withLock { $0 = found }
            return unsafe rl_completion_matches(text, LineEditor.next)
        }
    }

    /// The candidate of a number; the library frees the copy.
    private static let next: @convention(c) (UnsafePointer<CChar>?, Int32) -> UnsafeMutablePointer<CChar>? = { _, number in
        let candidate = LineEditor.candidates.withLock { Int(number) < $0.count ? $0[Int(number)] : nil }
        guard let candidate else { return nil }
        return unsafe strdup(candidate)
    }

    /// Nil at the end of the input.
    static func line(_ prompt: String) -> String? {
        // The library gives a copy that is ours to free.
        guard let line = unsafe readline(prompt) else { return nil }
        defer { unsafe free(line) }
        return unsafe String(cString: line)
    }

    static func remember(_ statement: String) { _ = unsafe add_history(statement) }  // copied by the library
}
