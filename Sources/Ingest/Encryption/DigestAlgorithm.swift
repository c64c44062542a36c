import CCrypto

/// A hash function that office files name.
enum DigestAlgorithm: String, Sendable {
    case md5 = "MD5"
    case sha1 = "SHA1"
    case sha256 = "SHA256"
    case sha384 = "SHA384"
    case sha512 = "SHA512"

    /// - Parameter name: as in an encryption descriptor, such as `SHA512` or `SHA-1`.
    init?(name: String) { self.init(rawValue: name.replacing("-", with: "").uppercased()) }

    /// Bytes of a hash.
    var byteCount: Int {
        switch self {
        case .md5: 16
        case .sha1: 20
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// The hash of bytes.
    /// **Errors**: `encrypted` where libcrypto does not offer the function.
    func hash(_ bytes: [UInt8]) throws(IngestError) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: byteCount)
        // The functions are constants of libcrypto; the result is as long as the function's hash; both arrays outlive the call.
        let isDone = unsafe EVP_Digest(bytes, bytes.count, &result, nil, function, nil) == 1
        guard isDone else { throw XLSWorkbook.encrypted }
        return result
    }

    /// `hash(i, hash(i - 1, … hash(0, start)))` with `i` in 32 bits: what makes a try of a password expensive.
    func spin(_ start: [UInt8], count: Int) throws(IngestError) -> [UInt8] {
        guard let context = unsafe EVP_MD_CTX_new() else { throw XLSWorkbook.encrypted }
        defer { unsafe EVP_MD_CTX_free(context) }
        var buffer = [UInt8](repeating: 0, count: 4) + start
        guard start.count == byteCount else { throw XLSWorkbook.encrypted }
        var isDone = true
        let function = unsafe function
        for index in 0..<count {
            for byte in 0..<4 { buffer[byte] = UInt8(truncatingIfNeeded: index >> (8 * byte)) }
            unsafe buffer.withUnsafeMutableBytes { bytes in
                // The result overwrites what stands behind the four bytes of the counter, which is as long as a hash.
                isDone =
                    unsafe EVP_DigestInit_ex(context, function, nil) == 1
                    && EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1
                    && EVP_DigestFinal_ex(context, bytes.baseAddress?.advanced(by: 4).assumingMemoryBound(to: UInt8.self), nil) == 1
            }
            guard isDone else { throw XLSWorkbook.encrypted }
        }
        return Array(buffer[4...])
    }

    private var function: OpaquePointer? {
        switch self {
        case .md5: unsafe EVP_md5()
        case .sha1: unsafe EVP_sha1()
        case .sha256: unsafe EVP_sha256()
        case .sha384: unsafe EVP_sha384()
        case .sha512: unsafe EVP_sha512()
        }
    }
}
