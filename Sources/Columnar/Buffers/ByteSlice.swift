/// Bytes of a file that have been read and change no more.
///
/// **Shape**: 64 zero bytes follow `count`, so that a decoder may load whole words at the end.
/// Unchecked, because of the pointer: nothing is written after `init`, and the last owner frees it.
@safe package final class ByteBlock: @unchecked Sendable {
    fileprivate let base: UnsafeMutableRawPointer
    package let count: Int

    /// Gives room for `capacity` bytes and keeps as many as `fill` says it wrote.
    @unsafe package init(
        capacity: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(ColumnarError) -> Int
    ) throws(ColumnarError) {
        let storage = UnsafeMutableRawPointer.allocate(byteCount: capacity + ByteBuffer.slack, alignment: 16)
        var filled = 0
        do throws(ColumnarError) {
            filled = unsafe try fill(UnsafeMutableRawBufferPointer(start: storage, count: capacity))
            precondition(filled >= 0 && filled <= capacity, "a reader overshot its room")
        } catch {
            unsafe storage.deallocate()
            throw error
        }
        // Room for the slack was allocated behind the capacity.
        unsafe (storage + filled).initializeMemory(as: UInt8.self, repeating: 0, count: ByteBuffer.slack)
        unsafe base = storage
        count = filled
    }

    package init(_ bytes: [UInt8]) {
        let storage = UnsafeMutableRawPointer.allocate(byteCount: bytes.count + ByteBuffer.slack, alignment: 16)
        unsafe bytes.withUnsafeBytes { source in
            if let start = source.baseAddress { unsafe storage.copyMemory(from: start, byteCount: source.count) }
        }
        unsafe (storage + bytes.count).initializeMemory(as: UInt8.self, repeating: 0, count: ByteBuffer.slack)
        unsafe base = storage
        count = bytes.count
    }

    deinit { unsafe base.deallocate() }  // the only owner

    package var all: ByteSlice { ByteSlice(block: self, start: 0, count: count) }
}

/// A range of a `ByteBlock`; every access is checked against the range.
@safe package struct ByteSlice: Sendable {
    private let block: ByteBlock
    private let start: Int
    package let count: Int

    fileprivate init(block: ByteBlock, start: Int, count: Int) {
        self.block = block
        self.start = start
        self.count = count
    }

    package init(_ bytes: [UInt8]) { self = ByteBlock(bytes).all }

    /// - Throws: `damaged` when the range is not inside.
    package func slice(_ offset: Int, _ length: Int) throws(ColumnarError) -> ByteSlice {
        guard offset >= 0, length >= 0, offset <= count, length <= count - offset else {
            throw ColumnarError(.damaged, "expected \(length) bytes at offset \(offset), found \(count) bytes in all")
        }
        return ByteSlice(block: block, start: start + offset, count: length)
    }

    package func suffix(from offset: Int) throws(ColumnarError) -> ByteSlice { try slice(offset, count - offset) }

    package func byte(_ offset: Int) throws(ColumnarError) -> UInt8 {
        guard offset >= 0, offset < count else { throw ByteSlice.endOfBytes }
        return unsafe block.base.load(fromByteOffset: start + offset, as: UInt8.self)  // checked above
    }

    package func uint32(_ offset: Int) throws(ColumnarError) -> UInt32 {
        guard offset >= 0, offset <= count - 4 else { throw ByteSlice.endOfBytes }
        let value = unsafe block.base.loadUnaligned(fromByteOffset: start + offset, as: UInt32.self)  // checked above
        return UInt32(littleEndian: value)
    }

    /// LEB128 of at most ten bytes; moves `offset` behind it.
    package func varint(_ offset: inout Int) throws(ColumnarError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte(offset)
            offset += 1
            if shift == 63, next > 1 { throw ColumnarError(.damaged, "a number longer than 64 bits") }
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
            if shift > 63 { throw ColumnarError(.damaged, "a number longer than 64 bits") }
        }
    }

    /// LEB128 that counts or measures something: at most `limit`.
    package func count(_ offset: inout Int, limit: Int) throws(ColumnarError) -> Int {
        let value = try varint(&offset)
        guard value <= UInt64(limit) else {
            throw ColumnarError(.damaged, "expected a count up to \(limit), found \(value)")
        }
        return Int(value)
    }

    /// The bytes for a hot loop, which checks its own bounds; `ByteBuffer.slack` bytes behind `count` can be loaded.
    @unsafe package func withUnsafePointer<R: ~Copyable, E: Error>(
        _ body: (UnsafeRawPointer) throws(E) -> R
    ) throws(E) -> R {
        try unsafe body(UnsafeRawPointer(block.base) + start)
    }

    package var array: [UInt8] {
        unsafe [UInt8](UnsafeRawBufferPointer(start: block.base + start, count: count))  // inside the block
    }

    static let endOfBytes = ColumnarError(.damaged, "the bytes end early")
}
