/// The encryption of Excel 2010 and later: AES in segments of 4,096 bytes; all parameters stand in a piece of XML.
///
/// **Source**: Microsoft, [MS-OFFCRYPTO] 2.3.4.10–2.3.4.15.
struct AgileEncryption {
    private static let segmentByteCount = 4096
    /// What is hashed behind the password for each of three keys.
    private enum Purpose {
        static let verifier: [UInt8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79]
        static let verifierHash: [UInt8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E]
        static let key: [UInt8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6]
    }

    /// The attributes of an element that describes how something is encrypted.
    private struct Parameters {
        let attributes: [String: String]
        let digest: DigestAlgorithm
        let salt: [UInt8]
        let keyByteCount: Int

        init?(_ attributes: [String: String]) {
            guard attributes["cipherAlgorithm"] == "AES", attributes["cipherChaining"] == "ChainingModeCBC",
                attributes["blockSize"] == "16", let digest = DigestAlgorithm(name: attributes["hashAlgorithm"] ?? ""),
                let keyBits = Int(attributes["keyBits"] ?? ""), [128, 192, 256].contains(keyBits),
                let salt = Base64.decode(attributes["saltValue"] ?? "")
            else { return nil }
            self.attributes = attributes
            self.digest = digest
            self.salt = salt
            keyByteCount = keyBits / 8
        }

        /// Cut or filled up to the length that AES needs.
        func vector(_ bytes: [UInt8]) -> [UInt8] { AgileEncryption.fit(bytes, 16) }
    }

    private let data: Parameters
    private let cipher: AESCipher

    /// - Parameter xml: what follows the version in `EncryptionInfo`.
    /// **Errors**: `encrypted` when another password or an unknown method was used.
    init(_ xml: ArraySlice<UInt8>, limits: Limits) throws(IngestError) {
        var elements: [String: [String: String]] = [:]
        let part = Array(xml) + [UInt8](repeating: 0, count: PaddedBytes.padding)
        try SmallPart.scan(PartText.normalise(part, location: "EncryptionInfo"), location: "EncryptionInfo") { tag, attributes in
            if elements[tag] == nil { elements[tag] = attributes }
        }
        guard let data = Parameters(elements["keyData"] ?? [:]), let password = Parameters(elements["encryptedKey"] ?? [:]),
            let spinCount = Int(password.attributes["spinCount"] ?? ""), (0...limits.passwordSpinCount).contains(spinCount)
        else { throw XLSWorkbook.encrypted }
        let hash = try password.digest.spin(password.digest.hash(password.salt + DefaultPassword.utf16), count: spinCount)
        func open(_ attribute: String, _ purpose: [UInt8]) throws(IngestError) -> [UInt8] {
            let key = Self.fit(try password.digest.hash(hash + purpose), password.keyByteCount)
            guard let bytes = Base64.decode(password.attributes[attribute] ?? ""), let cipher = AESCipher(key: key, mode: .chained) else {
                throw XLSWorkbook.encrypted
            }
            return try cipher.decrypt(bytes[...], vector: password.vector(password.salt))
        }
        let text = try open("encryptedVerifierHashInput", Purpose.verifier)
        let expected = try open("encryptedVerifierHashValue", Purpose.verifierHash).prefix(password.digest.byteCount)
        guard try password.digest.hash(text) == Array(expected),
            let cipher = AESCipher(
                key: Array(try open("encryptedKeyValue", Purpose.key).prefix(data.keyByteCount)), mode: .chained)
        else { throw XLSWorkbook.encrypted }
        self.data = data
        self.cipher = cipher
    }

    /// Exactly `count` bytes: cut, or filled up.
    private static func fit(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
        Array(bytes.prefix(count)) + [UInt8](repeating: 0x36, count: max(0, count - bytes.count))
    }

    func decrypt(_ package: ArraySlice<UInt8>) throws(IngestError) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(package.count)
        var start = package.startIndex
        var segment = 0
        while start < package.endIndex {
            let end = min(start + Self.segmentByteCount, package.endIndex)
            let number = (0..<4).map { UInt8(truncatingIfNeeded: segment >> (8 * $0)) }
            output += try cipher.decrypt(package[start..<end], vector: data.vector(data.digest.hash(data.salt + number)))
            start = end
            segment += 1
        }
        return output
    }
}
