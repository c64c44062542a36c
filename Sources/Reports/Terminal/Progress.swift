import Glibc
import Synchronization

/// What a long job has done so far.
package struct ProgressState: Sendable {
    package var phase: String
    package var done: Int
    package var total: Int
    package var unit: String
    package var rows: Int
    /// What the time left is reckoned by; files differ too much in size.
    package var bytesDone: Int
    package var bytesTotal: Int

    package init(
        phase: String, done: Int, total: Int, unit: String, rows: Int, bytesDone: Int = 0, bytesTotal: Int = 0
    ) {
        self.phase = phase
        self.done = done
        self.total = total
        self.unit = unit
        self.rows = rows
        self.bytesDone = bytesDone
        self.bytesTotal = bytesTotal
    }

    /// Share of the work that is done, 0…1; nil before the first step.
    var share: Double? {
        let (part, whole) = bytesTotal > 0 ? (bytesDone, bytesTotal) : (done, total)
        return part > 0 && whole > 0 ? Double(part) / Double(whole) : nil
    }
}

/// Draws progress on standard error: one line that is redrawn on a terminal, a line every ten seconds when plain.
package final class ProgressReporter: Sendable {
    package enum Style: Sendable { case redrawn, plain, none }

    private struct Drawn {
        var start: Double
        var last: Double = 0
        var phase = ""
        var width = 0
    }

    private let style: Style
    private let labels: Labels
    private let drawn: Mutex<Drawn>

    package struct Labels: Sendable {
        package let rows: String
        package let perSecond: String
        package let left: String

        package init(rows: String, perSecond: String, left: String) {
            self.rows = rows
            self.perSecond = perSecond
            self.left = left
        }
    }

    package init(style: Style, labels: Labels) {
        self.style = style
        self.labels = labels
        drawn = Mutex(Drawn(start: ProgressReporter.now()))
    }

    package func update(_ state: ProgressState) {
        guard style != .none else { return }
        drawn.withLock { drawn in
            let now = ProgressReporter.now()
            if drawn.phase != state.phase {
                drawn.phase = state.phase
                drawn.start = now
                drawn.last = 0
            }
            let interval = style == .redrawn ? 0.1 : 10
            guard now - drawn.last >= interval || state.done == state.total else { return }
            drawn.last = now
            draw(line(state, elapsed: now - drawn.start), &drawn)
        }
    }

    /// Leaves the terminal line empty for what follows.
    package func finish() {
        guard style == .redrawn else { return }
        drawn.withLock { drawn in
            if drawn.width > 0 { StandardError.write("\r" + String(repeating: " ", count: drawn.width) + "\r") }
            drawn.width = 0
        }
    }

    private func line(_ state: ProgressState, elapsed: Double) -> String {
        var text = "\(state.phase) \(state.done.grouped)/\(state.total.grouped) \(state.unit)"
        if state.rows > 0 { text += "  \(state.rows.grouped) \(labels.rows)" }
        if elapsed > 0.5 {
            if state.rows > 0 { text += "  \(Int(Double(state.rows) / elapsed).grouped) \(labels.perSecond)" }
            if let share = state.share, share < 1 {
                let left = Int(elapsed / share * (1 - share) + 0.5)
                let seconds = left % 60
                text += "  \(labels.left) \(left / 60):\(seconds < 10 ? "0" : "")\(seconds)"
            }
        }
        return text
    }

    private func draw(_ text: String, _ drawn: inout Drawn) {
        guard style == .redrawn else { return StandardError.write(text + "\n") }
        let fitted = DisplayWidth.truncate(text, to: Terminal.width(of: 2) - 1)
        let width = DisplayWidth.of(fitted)
        StandardError.write("\r" + fitted + String(repeating: " ", count: max(0, drawn.width - width)))
        drawn.width = width
    }

    private static func now() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)  // writes the struct that it is given
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

package enum Terminal {
    package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Columns of the terminal, 80 where there is none.
    package static func width(of descriptor: Int32) -> Int {
        var size = winsize()
        // ioctl fills the struct that it is given and nothing else.
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}

package enum StandardError {
    package static func write(_ text: String) { Stream.write(text, to: 2) }
}

package enum Stream {
    /// Writes all of the text, also over short writes; gives up when the reader is gone.
    ///
    /// - Returns: false when the descriptor refused.
    @discardableResult
    package static func write(_ text: String, to descriptor: Int32) -> Bool {
        write(Array(text.utf8), to: descriptor)
    }

    @discardableResult
    package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let written = unsafe bytes.withUnsafeBytes { raw in
                // offset < count, so the remainder is not empty and lies inside the array.
                unsafe Glibc.write(descriptor, raw.baseAddress! + offset, raw.count - offset)
            }
            if written < 0 {
                if errno == EINTR { continue }
                return false
            }
            offset += written
        }
        return true
    }
}

extension Int {
    /// `1234567` as `1,234,567`.
    package var grouped: String {
        let digits = String(magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return self < 0 ? "-" + text : text
    }
}
