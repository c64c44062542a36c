import CCrypto

/// AES without padding, for decryption.
struct AESCipher {
    enum Mode: Sendable {
        /// Each block by itself.
        case codebook
        /// Each block mixed with the one before.
        case chained
    }

    let key: [UInt8]
    let mode: Mode

    /// Nil for a key that is not 16, 24 or 32 bytes long.
    init?(key: [UInt8], mode: Mode) {
        guard [16, 24, 32].contains(key.count) else { return nil }
        self.key = key
        self.mode = mode
    }

    /// Decrypts whole blocks of 16 bytes; a rest that is no block is dropped.
    /// - Parameter vector: 16 bytes; not looked at in the mode `codebook`.
    func decrypt(_ bytes: ArraySlice<UInt8>, vector: [UInt8] = [UInt8](repeating: 0, count: 16)) throws(IngestError) -> [UInt8] {
        let count = bytes.count / 16 * 16
        guard count > 0, vector.count == 16, count <= Int(Int32.max) - 16 else { return [] }
        guard let context = unsafe EVP_CIPHER_CTX_new() else { throw XLSWorkbook.encrypted }
        defer { unsafe EVP_CIPHER_CTX_free(context) }
        // libcrypto writes at most one block more than it reads; without padding exactly as much.
        var output = [UInt8](repeating: 0, count: count + 16)
        var written: Int32 = 0
        let input = Array(bytes.prefix(count))
        let isDone =
            unsafe EVP_DecryptInit_ex(context, cipher, nil, key, vector) == 1
            && EVP_CIPHER_CTX_set_padding(context, 0) == 1
            && EVP_DecryptUpdate(context, &output, &written, input, Int32(count)) == 1
        guard isDone, written == count else { throw XLSWorkbook.encrypted }
        output.removeLast(16)
        return output
    }

    private var cipher: OpaquePointer? {
        switch (key.count, mode) {
        case (16, .codebook): unsafe EVP_aes_128_ecb()
        case (24, .codebook): unsafe EVP_aes_192_ecb()
        case (_, .codebook): unsafe EVP_aes_256_ecb()
        case (16, .chained): unsafe EVP_aes_128_cbc()
        case (24, .chained): unsafe EVP_aes_192_cbc()
        case (_, .chained): unsafe EVP_aes_256_cbc()
        }
    }
}
