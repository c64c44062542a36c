#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A new file that is filled from front to back and readable by its owner only.
///
/// A file that is not finished is removed again.
package struct NewFile: ~Copyable {
    package let path: String
    private var descriptor: Int32
    /// Of a file on the disk, those that `flush` writes among them.
    package private(set) var byteCount = 0
    /// Small pieces that are written together.
    private var waiting: [UInt8] = []
    private static let waitingByteCount = 256 << 10

    /// - Errors: `io` when the file exists or cannot be made.
    package init(path: String) throws(ColumnarError) {
        self.path = path
        // The C library reads the path during the call only, here and below.
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        if descriptor < 0 { throw SystemError.current("create the file", path) }
    }

    /// A stream that is open already, such as standard output: nothing to remove, nothing to flush to a disk.
    package init(stream: Int32) {
        path = ""
        descriptor = stream
    }

    deinit {
        if descriptor >= 0, !path.isEmpty {
            close(descriptor)
            unsafe unlink(path)
        }
    }

    /// Pieces of a file on the disk may wait until `flush` or `finish`.
    package mutating func append(_ bytes: RawSpan) throws(ColumnarError) {
        if waiting.count + bytes.byteCount > Self.waitingByteCount { try flush() }
        byteCount += bytes.byteCount
        guard !path.isEmpty, bytes.byteCount <= Self.waitingByteCount / 4 else {
            try flush()
            return try write(bytes)
        }
        unsafe bytes.withUnsafeBytes { unsafe waiting.append(contentsOf: $0) }  // copied before the call returns
    }

    /// Writes what waits, and gives its memory back.
    package mutating func flush() throws(ColumnarError) {
        guard !waiting.isEmpty else { return }
        let bytes = waiting
        waiting = []
        unsafe try write(bytes.span.bytes)  // bytes have no padding
    }

    private func write(_ bytes: RawSpan) throws(ColumnarError) {
        var written = 0
        while written < bytes.byteCount {
            // The rest of the span, which outlives the call.
            let count = unsafe bytes.withUnsafeBytes { unsafe Self.write(descriptor, $0.baseAddress! + written, $0.count - written) }
            if count < 0 {
                if errno == EINTR { continue }
                throw SystemError.current("write", path)
            }
            written += count
        }
    }

    private static func write(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.write(descriptor, bytes, count)
        #elseif canImport(Musl)
            unsafe Musl.write(descriptor, bytes, count)
        #else
            unsafe Darwin.write(descriptor, bytes, count)
        #endif
    }

    /// Flushes to the disk and closes.
    package consuming func finish() throws(ColumnarError) {
        try flush()
        if path.isEmpty { return }
        if fsync(descriptor) != 0 { throw SystemError.current("flush", path) }
        let closing = descriptor
        descriptor = -1
        if close(closing) != 0 {
            let error = SystemError.current("close", path)
            unsafe unlink(path)
            throw error
        }
    }
}

/// An existing regular file, read at any offset from any thread.
package final class ReadableFile: Sendable {
    package let path: String
    package let byteCount: Int
    private let descriptor: Int32

    /// - Errors: `io` when the file cannot be opened, is a symbolic link or not a regular file.
    package init(path: String) throws(ColumnarError) {
        self.path = path
        descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        if descriptor < 0 { throw SystemError.current("open", path) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            let error = SystemError.current("examine", path)
            close(descriptor)
            throw error
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw ColumnarError(.io, "expected a regular file", location: path)
        }
        byteCount = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// - Errors: `damaged` when the range is not inside the file, `io` when reading fails.
    package func read(offset: Int, count: Int) throws(ColumnarError) -> ByteBlock {
        guard offset >= 0, count >= 0, offset <= byteCount, count <= byteCount - offset else {
            throw ColumnarError(
                .damaged, "expected \(count) bytes at offset \(offset), found a file of \(byteCount) bytes", location: path)
        }
        return unsafe try ByteBlock(capacity: count) { (room: UnsafeMutableRawBufferPointer) throws(ColumnarError) in
            var done = 0
            while done < count, let base = room.baseAddress {
                // `count - done` bytes of the room are left.
                let got = unsafe pread(descriptor, base + done, count - done, off_t(offset + done))
                if got < 0 {
                    if errno == EINTR { continue }
                    throw SystemError.current("read", path)
                }
                if got == 0 { throw ColumnarError(.damaged, "the file became shorter while it was read", location: path) }
                done += got
            }
            return done
        }
    }
}

enum SystemError {
    /// The error of the last system call, in the system's words.
    static func current(_ action: String, _ path: String) -> ColumnarError {
        let number = errno
        var text = "error \(number)"
        // The text is the C library's and lives until the next call in this thread.
        if let words = unsafe strerror(number) { text = unsafe String(cString: words) }
        let code: ColumnarError.Code = number == ENOSPC || number == EDQUOT ? .diskFull : .io
        return ColumnarError(code, "cannot \(action): \(text)", location: path)
    }
}
