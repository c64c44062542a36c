import CDeflate

/// CRC-32 as gzip and Parquet pages use it: libdeflate's, which uses the processor's carry-less multiplication where there is one.
///
/// **Source**: ISO 3309 polynomial 0x04C11DB7 reflected. Test vector: "123456789" → CBF43926.
package enum Checksum32 {
    package static func crc32(_ bytes: RawSpan) -> UInt32 {
        // The span lives over the call and is as long as it says.
        unsafe bytes.withUnsafeBytes { unsafe libdeflate_crc32(0, $0.baseAddress, $0.count) }
    }

    /// The same, one bit at a time: the twin for tests.
    package static func plainCRC32(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 != 0 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
        }
        return ~crc
    }
}
