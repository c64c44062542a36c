import Glibc

/// A regular file, open for reading.
package final class OpenFile: Sendable {
    package let descriptor: Int32
    /// Size when it was opened.
    package let byteCount: Int

    /// Takes ownership of the descriptor.
    /// **Errors**: `unreadablePermission` when it is not a regular file.
    package init(owning descriptor: Int32) throws(IngestError) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {  // `status` outlives the call
            close(descriptor)
            throw IngestError(.unreadablePermission, "not a regular file")
        }
        self.descriptor = descriptor
        byteCount = Int(status.st_size)
    }

    /// Opens a path that the user gave; a symbolic link as its last part is refused.
    package convenience init(path: String) throws(IngestError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)  // the path is copied by the kernel
        guard descriptor >= 0 else { throw IngestError.system("cannot open the file") }
        try self.init(owning: descriptor)
    }

    deinit { close(descriptor) }

    /// Reads the range into the start of `buffer`, which is large enough.
    func read(_ range: Range<Int>, into buffer: UnsafeMutableRawBufferPointer) throws(IngestError) {
        precondition(buffer.count >= range.count)
        var done = 0
        while done < range.count {
            // The rest of the range fits the rest of the buffer.
            let count = unsafe pread(descriptor, buffer.baseAddress! + done, range.count - done, off_t(range.lowerBound + done))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw IngestError.system("cannot read the file") }
            guard count > 0 else { throw IngestError(.truncated, "the file became shorter while it was read") }
            done += count
        }
    }
}

extension IngestError {
    /// The last error of the operating system.
    static func system(_ what: String, location: String = "") -> IngestError {
        let reason = unsafe strerror(errno).map { unsafe String(cString: $0) } ?? ""  // a static, terminated text
        return IngestError(.unreadablePermission, reason.isEmpty ? what : "\(what): \(reason)", location: location)
    }
}

/// Bytes that can be read at any place: a buffer or a file.
package enum ByteSource: Sendable {
    case memory([UInt8])
    case file(OpenFile)

    package var count: Int {
        switch self {
        case .memory(let bytes): bytes.count
        case .file(let file): file.byteCount
        }
    }

    /// Copies a range.
    /// **Errors**: `truncated` when the range reaches beyond the end.
    package func read(_ range: Range<Int>) throws(IngestError) -> [UInt8] {
        try check(range)
        switch self {
        case .memory(let bytes): return Array(bytes[range])
        case .file(let file):
            var failure: IngestError?
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
                // The capacity is the count of the range; all of it is written unless this throws.
                do throws(IngestError) {
                    try unsafe file.read(range, into: UnsafeMutableRawBufferPointer(buffer))
                    count = range.count
                } catch { failure = error }
            }
            if let failure { throw failure }
            return bytes
        }
    }

    /// All bytes; for a buffer no copy.
    package func readAll() throws(IngestError) -> [UInt8] {
        if case .memory(let bytes) = self { return bytes }
        return try read(0..<count)
    }

    /// Calls `body` with the bytes of a range.
    func withBytes<Result>(
        _ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) throws(IngestError) -> Result
    ) throws(IngestError) -> Result {
        try check(range)
        switch self {
        case .memory(let bytes):
            return try unsafe bytes.withUnsafeBufferPointer { all throws(IngestError) in  // the range was checked
                try unsafe body(UnsafeBufferPointer(rebasing: all[range]))
            }
        case .file:
            let bytes = try read(range)
            return try unsafe bytes.withUnsafeBufferPointer(body)
        }
    }

    private func check(_ range: Range<Int>) throws(IngestError) {
        guard range.lowerBound >= 0, range.upperBound <= count else {
            throw IngestError(.truncated, "expected bytes up to \(range.upperBound), found \(count)")
        }
    }
}
