/// CRC-32 as gzip and Parquet pages use it, eight bytes a step.
///
/// **Source**: ISO 3309 polynomial 0x04C11DB7 reflected; "slicing-by-8", Intel 2006. Test vector: "123456789" → CBF43926.
package enum Checksum32 {
    /// Table `k` holds the remainder of a byte followed by `k` zero bytes; eight tables of 256, one after the other.
    private static let tables: [UInt32] = {
        var tables: [UInt32] = []
        for byte in 0..<UInt32(256) {
            var value = byte
            for _ in 0..<8 { value = value & 1 != 0 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
            tables.append(value)
        }
        for i in 256..<2048 {
            let shorter = tables[i - 256]
            tables.append(tables[Int(shorter & 0xFF)] ^ (shorter >> 8))
        }
        return tables
    }()

    package static func crc32(_ bytes: RawSpan) -> UInt32 {
        let tables = tables
        let table = tables.span
        var crc = UInt32.max
        var i = 0
        // Every index below is a byte plus a multiple of 256 under 2048; loads stay below byteCount.
        while i &+ 8 <= bytes.byteCount {
            let word = unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: i, as: UInt64.self))
            let low = UInt32(truncatingIfNeeded: word) ^ crc
            let high = UInt32(truncatingIfNeeded: word &>> 32)
            crc = unsafe table[unchecked: 1792 &+ Int(low & 0xFF)] ^ table[unchecked: 1536 &+ Int(low &>> 8 & 0xFF)]
            crc ^= unsafe table[unchecked: 1280 &+ Int(low &>> 16 & 0xFF)] ^ table[unchecked: 1024 &+ Int(low &>> 24)]
            crc ^= unsafe table[unchecked: 768 &+ Int(high & 0xFF)] ^ table[unchecked: 512 &+ Int(high &>> 8 & 0xFF)]
            crc ^= unsafe table[unchecked: 256 &+ Int(high &>> 16 & 0xFF)] ^ table[unchecked: Int(high &>> 24)]
            i &+= 8
        }
        while i < bytes.byteCount {
            let byte = unsafe bytes.unsafeLoad(fromUncheckedByteOffset: i, as: UInt8.self)
            crc = table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] ^ (crc >> 8)
            i += 1
        }
        return ~crc
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
