import Glibc
import Reports

/// Long output on a terminal, page by page through `$PAGER` (less when it is not set).
enum Pager {
    /// - Parameter isWanted: false prints at once.
    static func show(_ text: String, isWanted: Bool) {
        let lineCount = text.utf8.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        guard isWanted, lineCount >= height - 1 else {
            Stream.write(text, to: 1)
            return
        }
        // No traces of what was searched for; wide lines are not folded.
        unsafe setenv("LESSHISTFILE", "-", 1)
        unsafe setenv("LESS", "-FRSX", 0)
        // getenv's text is read at once; popen's stream is closed below.
        let wanted = unsafe getenv("PAGER").map { unsafe String(cString: $0) } ?? "less"
        guard let stream = unsafe popen(wanted.isEmpty ? "less" : wanted, "w") else {
            Stream.write(text, to: 1)
            return
        }
        // A pager that ends early must not end us.
        signal(SIGPIPE, SIG_IGN)
        Stream.write(text, to: unsafe fileno(stream))
        _ = unsafe pclose(stream)
    }

    private static var height: Int {
        var size = winsize()
        // ioctl fills the struct that it is given and nothing else.
        guard unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return Int.max }
        return Int(size.ws_row)
    }
}
