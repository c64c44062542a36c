import CDeflate

/// Inflates a whole buffer at once, about three times as fast as the stream.
enum WholeInflate {
    /// Raw deflate data whose size and checksum a directory gives.
    ///
    /// **Shape**: the result has `padding` zero bytes more than the content.
    /// **Errors**: `damagedArchive`.
    static func deflate(
        _ input: UnsafeBufferPointer<UInt8>, byteCount: Int, crc32: UInt32, padding: Int
    ) throws(IngestError) -> [UInt8] {
        guard let decompressor = unsafe libdeflate_alloc_decompressor() else {
            throw IngestError(.tooLarge, "not enough memory to inflate")
        }
        defer { unsafe libdeflate_free_decompressor(decompressor) }
        var result = LIBDEFLATE_BAD_DATA
        var actual = 0
        var crc: UInt32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: byteCount + padding) { buffer, count in
            // At most `byteCount` bytes are written; the array begins with the `actual` ones, then zeros.
            result = unsafe libdeflate_deflate_decompress(
                decompressor, input.baseAddress, input.count, buffer.baseAddress, byteCount, &actual)
            guard result == LIBDEFLATE_SUCCESS, actual == byteCount else { return }
            crc = unsafe libdeflate_crc32(0, buffer.baseAddress, actual)
            unsafe UnsafeMutableBufferPointer(rebasing: buffer[actual...]).initialize(repeating: 0)
            count = actual + padding
        }
        guard result != LIBDEFLATE_BAD_DATA else { throw IngestError(.damagedArchive, "the compressed data are damaged") }
        guard result == LIBDEFLATE_SUCCESS, actual == byteCount else {
            throw IngestError(.damagedArchive, "expected \(byteCount) bytes, found another number")
        }
        guard crc == crc32 else { throw IngestError(.damagedArchive, "the checksum does not fit the content") }
        return bytes
    }

    /// A gzip file of one member; nil when it is anything else, also a damaged one: the stream finds out what.
    ///
    /// - Parameter maximum: largest content that is tried.
    static func gzip(_ input: UnsafeBufferPointer<UInt8>, maximum: Int) -> [UInt8]? {
        guard input.count >= 18, let decompressor = unsafe libdeflate_alloc_decompressor() else { return nil }
        defer { unsafe libdeflate_free_decompressor(decompressor) }
        // The last four bytes give the size, modulo 2³². It is believed only as far as deflate can reach it.
        let byteCount = (1...4).reduce(0) { unsafe $0 << 8 | Int(input[input.count - $1]) }
        guard byteCount <= maximum, byteCount / 1032 <= input.count else { return nil }
        var isWhole = false
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
            // At most `byteCount` bytes are written; the checksum of the content is verified.
            var read = 0
            var written = 0
            let result = unsafe libdeflate_gzip_decompress_ex(
                decompressor, input.baseAddress, input.count, buffer.baseAddress, byteCount, &read, &written)
            guard result == LIBDEFLATE_SUCCESS, read == input.count, written == byteCount else { return }
            isWhole = true
            count = byteCount
        }
        return isWhole ? bytes : nil
    }
}
