/// The encryption of Excel 2007: AES block by block, with a key made by SHA-1.
///
///     version u16 u16   flags u32   size u32   header   salt size u32   salt 16   verifier 16   hash size u32   hash 32
///     header: flags u32   extra u32   cipher u32   hash u32   key bits u32   …
///
/// **Source**: Microsoft, [MS-OFFCRYPTO] 2.3.4.5–2.3.4.9.
struct StandardEncryption {
    private static let spinCount = 50_000

    private let cipher: AESCipher

    /// **Errors**: `encrypted` when another password was used.
    init(_ info: [UInt8]) throws(IngestError) {
        let (keyByteCount, salt, verifier, hash) = unsafe info.withUnsafeBufferPointer { buffer in  // outlives the reading
            let bytes = unsafe LittleEndianBytes(buffer)
            let salt = 12 + bytes.u32(8) + 4
            return (
                bytes.u32(12 + 16) / 8, bytes.array(salt..<(salt + 16)), bytes.array((salt + 16)..<(salt + 32)),
                bytes.array((salt + 36)..<(salt + 68))
            )
        }
        let spun = try DigestAlgorithm.sha1.spin(DigestAlgorithm.sha1.hash(salt + DefaultPassword.utf16), count: Self.spinCount)
        let hashed = try DigestAlgorithm.sha1.hash(spun + [0, 0, 0, 0])
        guard let cipher = AESCipher(key: Array(try Self.longKey(hashed).prefix(keyByteCount)), mode: .codebook) else {
            throw XLSWorkbook.encrypted
        }
        self.cipher = cipher
        let text = try cipher.decrypt(verifier[...])
        guard hash.count == 32, try DigestAlgorithm.sha1.hash(text) == Array(cipher.decrypt(hash[...]).prefix(20)) else {
            throw XLSWorkbook.encrypted
        }
    }

    /// 40 bytes from 20.
    private static func longKey(_ hash: [UInt8]) throws(IngestError) -> [UInt8] {
        var key: [UInt8] = []
        for filling in [0x36, 0x5C] as [UInt8] {
            let mixed = (0..<64).map { $0 < hash.count ? filling ^ hash[$0] : filling }
            key += try DigestAlgorithm.sha1.hash(mixed)
        }
        return key
    }

    func decrypt(_ package: ArraySlice<UInt8>) throws(IngestError) -> [UInt8] { try cipher.decrypt(package) }
}
