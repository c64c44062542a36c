import CCrypto
import Columnar
import Glibc
import Synchronization

/// A temporary file for rows that memory does not hold, unreadable for everybody but this process.
///
/// It is made 0600 and loses its name before anything is written, so nothing is left however the process ends; and what is written is encrypted with AES-256-GCM under a random key that is only in memory, so that no personal
/// data lies on the disk in clear, not even in blocks that are free again. A block's number is its nonce: no number is given twice, and
/// no block is written twice. A block that was changed on the disk is an error, never a wrong answer.
///
/// **Source**: NIST SP 800-38D, 8.2.1, deterministic construction of nonces.
package final class SpillFile: Sendable {
    package struct Block: Sendable {
        fileprivate let number: UInt64
        fileprivate let offset: Int
        /// Bytes in clear; the file holds `tagByteCount` more.
        package let byteCount: Int
    }

    private struct End {
        var number: UInt64 = 0
        var offset = 0
    }

    private static let tagByteCount = 16
    /// For tests, which look at the disk.
    package let descriptor: Int32
    private let key: [UInt8]
    private let end = Mutex(End())

    /// Bytes on the disk.
    package var byteCount: Int { end.withLock { $0.offset } }

    /// - Errors: `storage` when no folder for temporary files takes it.
    package init() throws(QueryError) {
        key = try SpillFile.randomBytes(32)
        descriptor = try SpillFile.open()
    }

    deinit { close(descriptor) }

    /// `TMPDIR`, else `/var/tmp`, which is on a disk also where `/tmp` is memory.
    private static func open() throws(QueryError) -> Int32 {
        // The environment is not changed while a statement runs; the text is copied at once.
        let given = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) }
        for folder in [given, "/var/tmp", "/tmp"].compactMap({ $0 }) where folder.hasPrefix("/") {
            let path = folder + "/xueji-" + String(try random(UInt64.self), radix: 36)
            // The C library reads the path during the call only, here and below.
            let opened = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard opened >= 0 else { continue }
            if unsafe unlink(path) == 0 { return opened }
            close(opened)
        }
        throw failure(.io, "no folder takes temporary files; set TMPDIR to one on a disk with room, or raise --memory")
    }

    private static func random<T: FixedWidthInteger>(_ type: T.Type) throws(QueryError) -> T {
        try randomBytes(MemoryLayout<T>.size).reduce(0) { $0 << 8 | T(truncatingIfNeeded: $1) }
    }

    private static func randomBytes(_ count: Int) throws(QueryError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        // The buffer is as long as the count says.
        guard unsafe RAND_bytes(&bytes, Int32(count)) == 1 else { throw failure(.io, "the system gives no random bytes; run again") }
        return bytes
    }

    /// Encrypts and appends; from any thread.
    package func write(_ bytes: RawSpan) throws(QueryError) -> Block {
        let size = bytes.byteCount
        let block = end.withLock { end in
            defer { (end.number, end.offset) = (end.number + 1, end.offset + size + SpillFile.tagByteCount) }
            return Block(number: end.number, offset: end.offset, byteCount: size)
        }
        let sealed = try seal(bytes, block)
        var done = 0
        while done < sealed.count {
            // The rest of the array.
            let count = unsafe sealed.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress! + done, $0.count - done, off_t(block.offset + done)) }
            if count < 0 {
                if errno == EINTR { continue }
                let isFull = errno == ENOSPC || errno == EDQUOT
                throw SpillFile.failure(isFull ? .diskFull : .io, "cannot write temporary data; set TMPDIR to a folder on a disk with room, or raise --memory")
            }
            done += count
        }
        return block
    }

    package func read(_ block: Block) throws(QueryError) -> [UInt8] {
        var sealed = [UInt8](repeating: 0, count: block.byteCount + SpillFile.tagByteCount)
        var done = 0
        while done < sealed.count {
            // The rest of the array.
            let count = unsafe sealed.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress! + done, $0.count - done, off_t(block.offset + done)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SpillFile.failure(.io, "cannot read temporary data") }
            done += count
        }
        return try unseal(sealed, block)
    }

    // MARK: AES-256-GCM

    private func nonce(_ block: Block) -> [UInt8] { [0, 0, 0, 0] + (0..<8).map { UInt8(truncatingIfNeeded: block.number >> UInt64(56 - 8 * $0)) } }

    /// The encrypted bytes, then the tag.
    private func seal(_ bytes: RawSpan, _ block: Block) throws(QueryError) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: block.byteCount + SpillFile.tagByteCount)
        let nonce = nonce(block)
        var length: Int32 = 0
        // Key and nonce have the lengths of the cipher; the output has room for as many bytes as go in, and the tag behind them.
        let isDone = unsafe bytes.withUnsafeBytes { source in
            unsafe result.withUnsafeMutableBytes { target in
                let context = unsafe EVP_CIPHER_CTX_new()
                defer { unsafe EVP_CIPHER_CTX_free(context) }
                let out = unsafe target.baseAddress!.assumingMemoryBound(to: UInt8.self)
                let input = unsafe source.baseAddress?.assumingMemoryBound(to: UInt8.self)
                return unsafe EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1
                    && EVP_EncryptUpdate(context, out, &length, input, Int32(block.byteCount)) == 1
                    && EVP_EncryptFinal_ex(context, out + block.byteCount, &length) == 1
                    && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, Int32(SpillFile.tagByteCount), out + block.byteCount) == 1
            }
        }
        guard isDone else { throw SpillFile.failure(.io, "cannot encrypt temporary data") }
        return result
    }

    private func unseal(_ sealed: [UInt8], _ block: Block) throws(QueryError) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: block.byteCount)
        var tag = Array(sealed[block.byteCount...])
        let nonce = nonce(block)
        var (length, last) = (Int32(0), UInt8(0))
        // As above; the last call writes nothing, it compares the tag.
        let isDone = unsafe sealed.withUnsafeBufferPointer { input in
            unsafe result.withUnsafeMutableBufferPointer { output in
                let context = unsafe EVP_CIPHER_CTX_new()
                defer { unsafe EVP_CIPHER_CTX_free(context) }
                return unsafe EVP_DecryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1
                    && EVP_DecryptUpdate(context, output.baseAddress, &length, input.baseAddress, Int32(block.byteCount)) == 1
                    && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, Int32(SpillFile.tagByteCount), &tag) == 1
                    && EVP_DecryptFinal_ex(context, &last, &length) == 1
            }
        }
        guard isDone else { throw SpillFile.failure(.damaged, "temporary data was changed on the disk; run again") }
        return result
    }

    static func failure(_ code: ColumnarError.Code, _ message: String) -> QueryError { QueryError(ColumnarError(code, message)) }
}
