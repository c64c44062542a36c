import CLZ4

/// One LZ4 block a page, without frame or length.
///
/// **Source**: Parquet format, "Compression", LZ4_RAW; LZ4 block format.
package enum LZ4RawCodec: Codec {
    package static let id = CodecID.lz4Raw

    package static func compress(_ bytes: RawSpan, into buffer: inout ByteBuffer) {
        precondition(bytes.byteCount <= Limits.pageByteCount, "a page exceeds the limit")
        let bound = Int(LZ4_compressBound(Int32(bytes.byteCount)))
        // liblz4 writes at most `bound` bytes, which always suffices; the span outlives the call.
        unsafe bytes.withUnsafeBytes { source in
            unsafe buffer.append(upTo: bound) { out in
                let written = unsafe LZ4_compress_default(
                    source.baseAddress?.assumingMemoryBound(to: CChar.self), out.assumingMemoryBound(to: CChar.self),
                    Int32(source.count), Int32(bound))
                precondition(written > 0, "liblz4 refused to compress \(source.count) bytes")
                return Int(written)
            }
        }
    }

    package static func decompress(_ bytes: ByteSlice, byteCount: Int) throws(ColumnarError) -> ByteSlice {
        // One byte of LZ4 stands for at most 255: a greater promise is not worth an allocation.
        guard bytes.count <= Limits.pageByteCount, byteCount / 255 <= bytes.count else { throw mismatch(byteCount) }
        let block = unsafe try ByteBlock(capacity: byteCount) { (room: UnsafeMutableRawBufferPointer) throws(ColumnarError) in
            // `LZ4_decompress_safe` stays inside both lengths whatever the bytes are.
            let written = unsafe bytes.withUnsafePointer { source in
                unsafe LZ4_decompress_safe(
                    source.assumingMemoryBound(to: CChar.self), room.baseAddress?.assumingMemoryBound(to: CChar.self),
                    Int32(bytes.count), Int32(byteCount))
            }
            guard Int(written) == byteCount else { throw mismatch(byteCount) }
            return byteCount
        }
        return block.all
    }

    package static func decompress(_ bytes: ByteSlice, byteCount: Int, prefix: Int) throws(ColumnarError) -> ByteSlice {
        precondition(prefix <= byteCount, "a prefix longer than the whole")
        guard prefix < byteCount else { return try decompress(bytes, byteCount: byteCount) }
        guard bytes.count <= Limits.pageByteCount, byteCount / 255 <= bytes.count else { throw mismatch(byteCount) }
        let block = unsafe try ByteBlock(capacity: prefix) { (room: UnsafeMutableRawBufferPointer) throws(ColumnarError) in
            // `LZ4_decompress_safe_partial` stays inside both lengths whatever the bytes are.
            let written = unsafe bytes.withUnsafePointer { source in
                unsafe LZ4_decompress_safe_partial(
                    source.assumingMemoryBound(to: CChar.self), room.baseAddress?.assumingMemoryBound(to: CChar.self),
                    Int32(bytes.count), Int32(prefix), Int32(prefix))
            }
            guard Int(written) == prefix else { throw mismatch(byteCount) }
            return prefix
        }
        return block.all
    }

    private static func mismatch(_ byteCount: Int) -> ColumnarError {
        ColumnarError(.damaged, "an LZ4 page does not give the promised \(byteCount) bytes")
    }
}
