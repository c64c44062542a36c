import Glibc

/// A nameless file for text that is too large to be held inflated in memory; it is gone when the last user drops it.
struct TemporaryFile: ~Copyable {
    private let descriptor: Int32

    /// - Parameter folder: where there is room, such as the store's.
    init(in folder: String) throws(IngestError) {
        // The template is a terminated text of our own; its name is taken away at once.
        var template = Array("\(folder)/.ingest-XXXXXX".utf8CString)
        descriptor = unsafe mkstemp(&template)
        if descriptor >= 0 { _ = unsafe unlink(template) }
        guard descriptor >= 0 else { throw IngestError(.unreadablePermission, "no temporary file can be made in the store's folder") }
    }

    deinit { close(descriptor) }

    func append(_ bytes: [UInt8], count: Int) throws(IngestError) {
        var done = 0
        while done < count {
            // `done` and `count` lie within the array, which lives over the call.
            let written = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress! + done, count - done) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw IngestError(.unreadablePermission, "the temporary file cannot be written; free some disk space") }
            done += written
        }
    }

    /// The bytes written so far, readable at any place.
    func source() throws(IngestError) -> ByteSource {
        let copy = dup(descriptor)
        guard copy >= 0 else { throw IngestError(.unreadablePermission, "the temporary file cannot be read") }
        return .file(try OpenFile(owning: copy))
    }
}
