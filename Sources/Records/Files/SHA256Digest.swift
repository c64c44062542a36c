import CCrypto

/// SHA-256 through the system's libcrypto.
public enum SHA256Digest {
    /// The 32 bytes of the hash.
    public static func bytes(_ data: Span<UInt8>) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 0
        let isDone = unsafe data.withUnsafeBufferPointer { input in
            unsafe digest.withUnsafeMutableBufferPointer { output in
                // The output has the 32 bytes that SHA-256 writes; neither pointer leaves the call.
                unsafe EVP_Digest(input.baseAddress, input.count, output.baseAddress, &length, EVP_sha256(), nil)
            }
        }
        precondition(isDone == 1 && length == 32, "libcrypto has no SHA-256")
        return digest
    }

    /// 64 lower-case hexadecimal digits.
    public static func hex(_ data: Span<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes(data).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
