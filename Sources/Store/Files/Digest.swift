import CCrypto
import Glibc

/// SHA-256 of files, its keyed form and random bytes, from the system's libcrypto.
package enum Digest {
    package static let byteCount = 32

    /// HMAC-SHA256. **Source**: RFC 2104.
    package static func authentication(of bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: byteCount)
        // All buffers live over the call; SHA-256 writes 32 bytes.
        let done = unsafe HMAC(EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &result, nil)
        precondition(unsafe done != nil, "HMAC of a buffer always succeeds")
        return result
    }

    /// SHA-256 of a file's bytes.
    package static func sha256(ofFile path: String) throws(StoreError) -> [UInt8] {
        let descriptor = try FileSystem.open(path, O_RDONLY, "read")
        defer { _ = close(descriptor) }
        // Freed below, on every way out.
        guard let context = unsafe EVP_MD_CTX_new() else { throw FileSystem.error(ENOMEM, "read", path) }
        defer { unsafe EVP_MD_CTX_free(context) }
        precondition(unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1, "SHA-256 exists")
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            // The buffer is as long as the count says.
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw FileSystem.error(errno, "read", path) }
            if count == 0 { break }
            // `count` bytes of the buffer were just filled.
            precondition(unsafe EVP_DigestUpdate(context, chunk, count) == 1, "SHA-256 takes any bytes")
        }
        var result = [UInt8](repeating: 0, count: byteCount)
        // SHA-256 writes 32 bytes.
        precondition(unsafe EVP_DigestFinal_ex(context, &result, nil) == 1, "SHA-256 ends")
        return result
    }

    /// Unpredictable bytes for a key.
    package static func randomBytes(_ count: Int) throws(StoreError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        // The buffer is as long as the count says.
        guard unsafe RAND_bytes(&bytes, Int32(count)) == 1 else {
            throw StoreError(.io, "the system gives no random bytes; run again")
        }
        return bytes
    }

    package static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
