/// Reads little-endian numbers at any place of a buffer; what lies outside reads as zero.
///
/// Bytes of a file can so never reach a trap, whatever offsets they state; the readers check lengths to find damage, not for safety.
@safe struct LittleEndianBytes {
    private let base: UnsafeRawPointer?
    let count: Int

    /// The buffer outlives this value.
    init(_ buffer: UnsafeBufferPointer<UInt8>) {
        unsafe base = UnsafeRawPointer(buffer.baseAddress)
        count = buffer.count
    }

    @inline(__always) private func load<Value: FixedWidthInteger & BitwiseCopyable>(_ index: Int, _ type: Value.Type) -> Value {
        guard index >= 0, index <= count &- MemoryLayout<Value>.size, let base = unsafe base else { return 0 }
        return unsafe Value(littleEndian: base.loadUnaligned(fromByteOffset: index, as: type))  // inside, just checked
    }

    @inline(__always) func u8(_ index: Int) -> Int { Int(load(index, UInt8.self)) }
    @inline(__always) func u16(_ index: Int) -> Int { Int(load(index, UInt16.self)) }
    @inline(__always) func u32(_ index: Int) -> Int { Int(load(index, UInt32.self)) }
    @inline(__always) func u64(_ index: Int) -> UInt64 { load(index, UInt64.self) }

    /// The bytes of a range, cut at the end of the buffer.
    func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        let start = min(max(range.lowerBound, 0), count)
        let end = min(max(range.upperBound, start), count)
        guard let base = unsafe base else { return unsafe UnsafeBufferPointer(start: nil, count: 0) }
        // Clamped to the buffer.
        return unsafe UnsafeBufferPointer(start: (base + start).assumingMemoryBound(to: UInt8.self), count: end - start)
    }

    func array(_ range: Range<Int>) -> [UInt8] { unsafe Array(slice(range)) }
}
