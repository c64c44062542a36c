/// Caps on what is read from a store that somebody may have damaged.
package enum StoreLimits {
    /// Bytes of a log entry, a journal entry or a list.
    package static let textFileByteCount = 1 << 28
    /// Bytes of the key file.
    package static let keyByteCount = 1 << 10
}
