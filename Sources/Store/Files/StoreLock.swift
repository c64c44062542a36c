import Glibc

/// The right to write: one process at a time, given back by the system when the process ends.
final class StoreLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    /// Unlocks and closes: a program that is being started at this moment may hold a copy of the descriptor.
    deinit {
        _ = flock(descriptor, LOCK_UN)
        _ = close(descriptor)
    }

    /// - Parameter holder: what the next comer reads: the process and its command, without values.
    /// - Throws: `.locked` with the holder's note.
    static func take(_ path: String, holder: String) throws(StoreError) -> StoreLock {
        let descriptor = try FileSystem.open(path, O_RDWR | O_CREAT, "open the lock")
        let lock = StoreLock(descriptor: descriptor)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            guard errno == EWOULDBLOCK else { throw FileSystem.error(errno, "lock", path) }
            throw StoreError(.locked, message(holder: try FileSystem.read(path, limit: 4096) ?? []), location: path)
        }
        let note = Array(holder.utf8.prefix(1024))
        guard ftruncate(descriptor, 0) == 0 else { throw FileSystem.error(errno, "write", path) }
        try FileSystem.writeAll(descriptor, note, 0..<note.count, path)
        return lock
    }

    private static func message(holder: [UInt8]) -> String {
        let note = OutputText.terminalSafe(String(decoding: holder, as: UTF8.self))
        return "another run is writing to this store (\(note.isEmpty ? "unknown process" : note)); "
            + "wait until it has ended, or end it, then run again"
    }
}
