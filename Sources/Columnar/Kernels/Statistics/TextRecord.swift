/// A text as 96 bits, and the row where it stands.
///
///     up to 11 bytes:  low = bytes 0…7,   high = bytes 8…10, then the length (0…11) in the top byte
///     longer:          low = 64 bits of hash,  high = 31 bits of hash under a set top bit
///
/// So short texts (codes, names, phone numbers) are told apart by their bytes. Longer ones are told apart by 95 bits of hash:
/// among 100 million different texts the chance that any two are taken for one is 1 in 10¹².
package struct TextRecord: Sendable, Equatable {
    package let low: UInt64
    package let high: UInt32
    /// Number of the row in the whole table. Of an entry of a dictionary: the first row of its partition.
    package var row: UInt32

    static var longestShort: Int { 11 }
    package var isShort: Bool { high & 0x8000_0000 == 0 }

    @inline(__always) package func hasText(of other: TextRecord) -> Bool { low == other.low && high == other.high }

    /// Every bit depends on all bits of the text.
    @inline(__always) var hash: UInt64 {
        var z = low ^ (UInt64(high) &* 0x9E37_79B9_7F4A_7C15)
        z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z &>> 31)
    }

    /// The bytes of a short text; nil of a longer one.
    package var shortText: [UInt8]? {
        guard isShort else { return nil }
        let all = (0..<8).map { UInt8(truncatingIfNeeded: low >> UInt64(8 * $0)) }
            + (0..<3).map { UInt8(truncatingIfNeeded: high >> UInt32(8 * $0)) }
        return Array(all.prefix(Int(high >> 24)))
    }

    package init(_ text: Span<UInt8>, row: UInt32) {
        if text.count <= TextRecord.longestShort {
            var low: UInt64 = 0
            var high = UInt32(text.count) << 24
            for i in 0..<min(8, text.count) { low |= UInt64(text[i]) << UInt64(8 * i) }
            for i in 8..<max(8, text.count) { high |= UInt32(text[i]) << UInt32(8 * (i - 8)) }
            self.init(low: low, high: high, row: row)
        } else {
            // The span has `count` bytes, and no pointer leaves the call.
            self = unsafe text.withUnsafeBytes { bytes in
                guard let base = bytes.baseAddress else { preconditionFailure("a text of 12 bytes has an address") }
                return unsafe TextRecord(hashing: base, count: bytes.count, row: row)
            }
        }
    }

    @inline(__always) init(low: UInt64, high: UInt32, row: UInt32) {
        self.low = low
        self.high = high
        self.row = row
    }

    /// A short text that lies in front of at least 16 readable bytes.
    ///
    /// - Precondition: `count <= 11`; 16 bytes can be read at `start`.
    @unsafe @inline(__always) init(short start: UnsafeRawPointer, count: Int, row: UInt32) {
        let first = unsafe UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
        let second = unsafe UInt32(littleEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        let low = count >= 8 ? first : first & ((1 &<< UInt64(8 &* count)) &- 1)
        let high = count > 8 ? second & ((1 &<< UInt32(8 &* (count &- 8))) &- 1) : 0
        self.init(low: low, high: high | UInt32(truncatingIfNeeded: count) &<< 24, row: row)
    }

    /// Two independent lanes of wyhash over the same words.
    ///
    /// - Precondition: `count >= 12`; `count` bytes can be read at `start`.
    /// - Source: Wang Yi, "wyhash" (public domain).
    @unsafe @inline(__always) init(hashing start: UnsafeRawPointer, count: Int, row: UInt32) {
        var a: UInt64 = 0xA076_1D64_78BD_642F ^ UInt64(count)
        var b: UInt64 = 0x8EBC_6AF0_9C88_C6E3 ^ UInt64(count)
        var i = 0
        while i &+ 16 < count {
            let x = unsafe start.loadUnaligned(fromByteOffset: i, as: UInt64.self)
            let y = unsafe start.loadUnaligned(fromByteOffset: i &+ 8, as: UInt64.self)
            a = TextRecord.fold(x ^ 0xE703_7ED1_A0B4_28DB, y ^ a)
            b = TextRecord.fold(x ^ b, y ^ 0x5899_65CC_7537_4CC3)
            i &+= 16
        }
        // The last words overlap what was read, and stay inside.
        let x = unsafe start.loadUnaligned(fromByteOffset: max(0, count &- 16), as: UInt64.self)
        let y = unsafe start.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
        a = TextRecord.fold(x ^ 0xE703_7ED1_A0B4_28DB, y ^ a)
        b = TextRecord.fold(x ^ b, y ^ 0x5899_65CC_7537_4CC3)
        self.init(
            low: TextRecord.fold(a, 0x1D8E_4E27_C47D_124F),
            high: UInt32(truncatingIfNeeded: TextRecord.fold(b, 0xEB44_ACCA_B455_D165)) | 0x8000_0000, row: row)
    }

    @inline(__always) private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low
    }
}

extension TextRecord {
    /// The records of the rows that are not null, in their order; the row numbers begin at `firstRow`.
    ///
    /// - Parameter rows: the number of each row within its partition; nil: 0, 1, 2 …
    package static func all(
        of texts: StringColumn, validity: Bitmap?, firstRow: UInt32, rows: [UInt32]? = nil
    ) -> [TextRecord] {
        let count = validity?.setCount ?? texts.count
        let offsets = texts.offsets.span
        let byteCount = texts.bytes.count
        return [TextRecord](capacity: count) { output in
            unsafe texts.bytes.withUnsafeBytes { bytes in
                // Empty texts have no address, and none is read.
                let base = unsafe bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1)!
                @inline(__always) func record(_ row: Int) -> TextRecord {
                    // row < count, and the offsets lie inside the bytes.
                    let start = unsafe Int(offsets[unchecked: row])
                    let length = unsafe Int(offsets[unchecked: row &+ 1]) &- start
                    let number = firstRow &+ (rows.map { $0[row] } ?? UInt32(truncatingIfNeeded: row))
                    if length > longestShort { return unsafe TextRecord(hashing: base + start, count: length, row: number) }
                    if start &+ 16 <= byteCount { return unsafe TextRecord(short: base + start, count: length, row: number) }
                    return TextRecord(texts.span(row), row: number)
                }
                if let validity {
                    for row in 0..<texts.count where validity[row] { output.append(record(row)) }
                } else {
                    for row in 0..<texts.count { output.append(record(row)) }
                }
            }
        }
    }
}
