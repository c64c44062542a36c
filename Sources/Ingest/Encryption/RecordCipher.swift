/// Decrypts the records of an .xls workbook that is encrypted with Excel's default password.
///
///     FILEPASS   method u16: 0 XOR, 1 RC4
///     XOR        key u16   verifier u16                          (in BIFF5 without the method)
///     RC4        1 u16   1 u16   salt 16   verifier 16   hash of the verifier 16
///     CryptoAPI  2…4 u16   2 u16   flags u32   size u32   header   salt size u32   salt 16   verifier 16   hash size u32   hash 20
///
/// Headers of records are never encrypted, nor is the content of a few records. The keystream goes on under what it passes over,
/// and a new key begins each 1,024 bytes of the stream.
///
/// **Source**: Microsoft, [MS-OFFCRYPTO] 2.3.5–2.3.7, [MS-XLS] 2.2.10.
struct RecordCipher {
    private enum Method {
        /// The 16 bytes that are mixed in.
        case xor([UInt8])
        /// What a block's key is the hash of, before the block's number.
        case rc4(base: [UInt8], DigestAlgorithm, keyByteCount: Int)
    }

    private static let blockByteCount = 1024
    /// BOF, FILEPASS, INTERFACEHDR, RRDHEAD, USREXCL, FILELOCK, RRDINFO.
    private static let plainRecords: Set<Int> = [0x0809, 0x002F, 0x00E1, 0x0138, 0x0194, 0x0195, 0x0196]

    private let method: Method

    /// - Parameter record: FILEPASS.
    /// **Errors**: `encrypted` when another password or method was used.
    init(_ bytes: LittleEndianBytes, _ record: BIFFRecord, version: BIFFVersion) throws(IngestError) {
        let start = version == .biff5 ? record.start : record.start + 2
        if version == .biff5 || bytes.u16(record.start) == 0 {
            method = try Self.xorMethod(key: bytes.u16(start), verifier: bytes.u16(start + 2))
        } else if bytes.u16(start) == 1 {
            method = try Self.rc4Method(bytes, start + 4)
        } else {
            method = try Self.cryptoAPIMethod(bytes, start + 4)
        }
    }

    // MARK: Methods

    /// The array is made of the password, a fixed filling and the key.
    private static func xorMethod(key: Int, verifier: Int) throws(IngestError) -> Method {
        let password = Array(DefaultPassword.text.utf8)
        guard xorVerifier(password) == verifier else { throw XLSWorkbook.encrypted }
        let filled = password + [0xBB]
        return .xor(
            filled.enumerated().map { index, byte in
                let mixed = byte ^ UInt8(truncatingIfNeeded: key >> (8 * (index & 1)))
                return mixed << 2 | mixed >> 6
            })
    }

    private static func xorVerifier(_ password: [UInt8]) -> Int {
        func rotated(_ value: Int) -> Int { value << 1 & 0x7FFF | value >> 14 & 1 }
        let sum = password.reversed().reduce(0) { rotated($0) ^ Int($1) }
        return rotated(sum) ^ password.count ^ 0xCE4B
    }

    private static func rc4Method(_ bytes: LittleEndianBytes, _ start: Int) throws(IngestError) -> Method {
        let salt = bytes.array(start..<(start + 16))
        let short = try DigestAlgorithm.md5.hash(DefaultPassword.utf16).prefix(5)
        let base = try DigestAlgorithm.md5.hash((0..<16).flatMap { _ in short + salt }).prefix(5)
        let method = Method.rc4(base: Array(base), .md5, keyByteCount: 16)
        try verify(method, .md5, bytes.array((start + 16)..<(start + 32)), bytes.array((start + 32)..<(start + 48)))
        return method
    }

    /// - Parameter start: of the flags.
    private static func cryptoAPIMethod(_ bytes: LittleEndianBytes, _ start: Int) throws(IngestError) -> Method {
        let header = start + 8
        let salt = header + bytes.u32(start + 4) + 4
        // RC4 with SHA-1 is all that .xls knows; without a size the key has 40 bits.
        guard bytes.u32(header + 8) == 0x6801 else { throw XLSWorkbook.encrypted }
        let keyBits = bytes.u32(header + 16) == 0 ? 40 : bytes.u32(header + 16)
        guard (40...128).contains(keyBits), keyBits % 8 == 0 else { throw XLSWorkbook.encrypted }
        let base = try DigestAlgorithm.sha1.hash(bytes.array(salt..<(salt + 16)) + DefaultPassword.utf16)
        let method = Method.rc4(base: base, .sha1, keyByteCount: keyBits / 8)
        try verify(method, .sha1, bytes.array((salt + 16)..<(salt + 32)), bytes.array((salt + 36)..<(salt + 56)))
        return method
    }

    /// The file holds a random text and its hash, both encrypted with the first key.
    private static func verify(
        _ method: Method, _ digest: DigestAlgorithm, _ verifier: [UInt8], _ hash: [UInt8]
    ) throws(IngestError) {
        guard case .rc4(let base, _, let keyByteCount) = method else { return }
        var cipher = RC4(key: try blockKey(base, digest, keyByteCount, block: 0))
        let text = cipher.apply(verifier)
        guard try digest.hash(text) == cipher.apply(hash) else { throw XLSWorkbook.encrypted }
    }

    private static func blockKey(
        _ base: [UInt8], _ digest: DigestAlgorithm, _ keyByteCount: Int, block: Int
    ) throws(IngestError) -> [UInt8] {
        let hash = try digest.hash(base + (0..<4).map { UInt8(truncatingIfNeeded: block >> (8 * $0)) })
        let key = Array(hash.prefix(keyByteCount))
        // A key of 40 bits is filled up with zeros.
        return digest == .sha1 && keyByteCount == 5 ? key + [UInt8](repeating: 0, count: 11) : key
    }

    // MARK: The stream

    /// Decrypts all records behind FILEPASS.
    func decrypt(_ stream: [UInt8], from first: Int) throws(IngestError) -> [UInt8] {
        var result = stream
        var keystream = Keystream()
        var offset = first
        while offset + 4 <= stream.count {
            let type = Int(stream[offset]) | Int(stream[offset + 1]) << 8
            let length = Int(stream[offset + 2]) | Int(stream[offset + 3]) << 8
            let start = offset + 4
            offset = min(start + length, stream.count)
            if Self.plainRecords.contains(type) { continue }
            // BOUNDSHEET begins with an offset that stays plain.
            let encrypted = min(start + (type == BIFFRecordType.boundSheet ? 4 : 0), offset)..<offset
            switch method {
            case .xor(let array):
                for index in encrypted {
                    let byte = stream[index]
                    result[index] = (byte << 3 | byte >> 5) ^ array[(index + length) & 15]
                }
            case .rc4(let base, let digest, let keyByteCount):
                for index in encrypted {
                    if keystream.block != index / Self.blockByteCount {
                        keystream.start(
                            index / Self.blockByteCount, try Self.blockKey(base, digest, keyByteCount, block: index / Self.blockByteCount))
                    }
                    result[index] ^= keystream.byte(at: index % Self.blockByteCount)
                }
            }
        }
        return result
    }

    private struct Keystream {
        private(set) var block = -1
        private var cipher = RC4(key: [0])
        /// Place of the next byte in the block.
        private var position = 0

        mutating func start(_ block: Int, _ key: [UInt8]) {
            self.block = block
            cipher = RC4(key: key)
            position = 0
        }

        /// - Parameter place: not before the last one of the block.
        mutating func byte(at place: Int) -> UInt8 {
            cipher.skip(place - position)
            position = place + 1
            return cipher.next()
        }
    }
}
