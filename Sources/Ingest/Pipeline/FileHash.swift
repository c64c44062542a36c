import CCrypto

/// SHA-256 of bytes that arrive in chunks.
@safe final class FileHash {
    private let context: OpaquePointer

    init() {
        // Freed in deinit.
        guard let context = unsafe EVP_MD_CTX_new(), unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            preconditionFailure("libcrypto has no SHA-256")
        }
        unsafe self.context = unsafe context
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    func update(_ bytes: [UInt8]) {
        // The array lives over the call and is as long as it says.
        precondition(unsafe EVP_DigestUpdate(context, bytes, bytes.count) == 1, "SHA-256 takes any bytes")
    }

    /// 64 lower-case hexadecimal digits.
    func finish() -> String {
        var result = [UInt8](repeating: 0, count: 32)
        // SHA-256 writes 32 bytes.
        precondition(unsafe EVP_DigestFinal_ex(context, &result, nil) == 1, "SHA-256 ends")
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: result.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
