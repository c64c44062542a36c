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
        // The library reads characters in the locale's encoding; names of columns are Chinese whatever the locale.
        unsafe setlocale(LC_CTYPE, "")
        let encoding = unsafe String(cString: nl_langinfo(nl_item(CODESET)))
        if encoding != "UTF-8" { unsafe setlocale(LC_CTYPE, "C.UTF-8") }
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

    enum Line: Sendable {
        case text(String)
        /// Ctrl-C: what was typed is dropped.
        case cancelled
        case end
    }

    /// What the library handed over; its handler has no other way out.
    private static let handed = Mutex<Line?>(nil)

    static func line(_ prompt: String) -> Line {
        var ends: [Int32] = [-1, -1]
        // pipe fills the two numbers that it is given.
        guard unsafe pipe(&ends) == 0 else { return .end }
        let (reader, writer) = (ends[0], ends[1])
        Interruption.shared.setPromptAction { _ = unsafe write(writer, "c", 1) }
        handed.withLock { $0 = nil }
        unsafe rl_callback_handler_install(prompt, LineEditor.take)
        defer {
            rl_callback_handler_remove()
            Interruption.shared.setPromptAction(nil)
            close(reader)
            close(writer)
        }
        while true {
            var waits = [pollfd(fd: 0, events: Int16(POLLIN), revents: 0), pollfd(fd: reader, events: Int16(POLLIN), revents: 0)]
            // poll fills `revents` of the two entries that it is given.
            guard unsafe poll(&waits, 2, -1) > 0 else { continue }
            if waits[1].revents != 0 { return .cancelled }
            rl_callback_read_char()
            if let line = handed.withLock({ $0 }) { return line }
        }
    }

    private static let take: @convention(c) (UnsafeMutablePointer<CChar>?) -> Void = { line in
        guard let line = unsafe line else { return LineEditor.handed.withLock { $0 = .end } }
        let text = unsafe String(cString: line)
        unsafe free(line)  // a copy that is ours
        LineEditor.handed.withLock { $0 = .text(text) }
    }

    static func remember(_ statement: String) { _ = unsafe add_history(statement) }  // copied by the library
}
