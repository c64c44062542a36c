import CCrypto
import Glibc
import Records

/// SHA-256 of files, and random bytes for keys.
package enum Digest {
    package static let byteCount = SHA256Digest.byteCount

    /// HMAC-SHA256. For many messages under one key take `KeyedDigest`.
    package static func authentication(of bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        KeyedDigest(key: key).bytes(bytes.span)
    }

    /// SHA-256 of a file's bytes.
    package static func sha256(ofFile path: String) throws(StoreError) -> [UInt8] {
        let descriptor = try FileSystem.open(path, O_RDONLY, "read")
        defer { _ = close(descriptor) }
        let stream = SHA256Stream()
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            // The buffer is as long as the count says.
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw FileSystem.error(errno, "read", path) }
            if count == 0 { return stream.finish() }
            stream.update(chunk.span.extracting(0..<count))
        }
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

    package static func hex(_ bytes: some Sequence<UInt8>) -> String { SHA256Digest.hex(bytes) }
}
