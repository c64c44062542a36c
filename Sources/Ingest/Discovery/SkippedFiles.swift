/// Files that are passed over without a finding, by reason.
package struct SkippedFiles: Sendable, Equatable {
    /// The name begins with `.`, or that of a folder above.
    package var hidden = 0
    /// Lock files of Office, `~$…`.
    package var lock = 0
    /// `Thumbs.db` and `desktop.ini`.
    package var system = 0
    package var empty = 0
    /// Symbolic links; never followed.
    package var links = 0
    /// Pipes, sockets, devices.
    package var special = 0

    package init() {}

    package var count: Int { hidden + lock + system + empty + links + special }

    package static func += (left: inout SkippedFiles, right: SkippedFiles) {
        left.hidden += right.hidden
        left.lock += right.lock
        left.system += right.system
        left.empty += right.empty
        left.links += right.links
        left.special += right.special
    }

    /// Counts a name that is to be passed over.
    /// - Parameter name: one step of a path.
    /// - Returns: false when the name is an ordinary one.
    mutating func skips(name: some Collection<UInt8>) -> Bool {
        if name.first == UInt8(ascii: ".") {
            hidden += 1
        } else if name.starts(with: "~$".utf8) {
            lock += 1
        } else if Self.isSystem(name) {
            system += 1
        } else {
            return false
        }
        return true
    }

    private static func isSystem(_ name: some Collection<UInt8>) -> Bool {
        guard name.count == 9 || name.count == 11 else { return false }
        let lower = name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        return lower.elementsEqual("thumbs.db".utf8) || lower.elementsEqual("desktop.ini".utf8)
    }
}
