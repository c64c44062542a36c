import CVector

/// The bytes of a block's cells, while the block is read.
///
/// Lives only inside `withBytes`; a cell whose range lies outside its buffer reads as empty.
@safe struct CellBytes {
    private let own: UnsafeBufferPointer<UInt8>
    private let side: UnsafeBufferPointer<UInt8>
    private let shared: UnsafeBufferPointer<UInt8>

    /// The buffers stay alive and unchanged for the call, which is as long as the pointers are used.
    static func withBytes<Result>(of buffers: CellBuffers, _ body: (CellBytes) throws -> Result) rethrows -> Result {
        try unsafe buffers.own.withUnsafeBufferPointer { own in
            try unsafe buffers.side.withUnsafeBufferPointer { side in
                try unsafe buffers.shared.withUnsafeBufferPointer { shared in
                    try body(unsafe CellBytes(own: own, side: side, shared: shared))
                }
            }
        }
    }

    private init(
        own: UnsafeBufferPointer<UInt8>, side: UnsafeBufferPointer<UInt8>, shared: UnsafeBufferPointer<UInt8>
    ) {
        unsafe self.own = own
        unsafe self.side = side
        unsafe self.shared = shared
    }

    /// The cell's bytes for a look-up: where they begin, how many they are, and how many can be read there.
    @inline(__always) func window(_ cell: CellRef) -> (start: UnsafeRawPointer, count: Int, readable: Int)? {
        let buffer = unsafe buffer(cell.bits &>> 62)
        guard let base = buffer.baseAddress, cell.offset &+ cell.length <= buffer.count else { return nil }
        // The range was checked against the buffer.
        return unsafe (UnsafeRawPointer(base) + cell.offset, cell.length, buffer.count &- cell.offset)
    }

    @inline(__always) subscript(cell: CellRef) -> UnsafeBufferPointer<UInt8> {
        let buffer = unsafe buffer(cell.bits &>> 62)
        guard let base = buffer.baseAddress, cell.offset &+ cell.length <= buffer.count else {
            return unsafe UnsafeBufferPointer(start: nil, count: 0)
        }
        // The range was checked against the buffer.
        return unsafe UnsafeBufferPointer(start: base + cell.offset, count: cell.length)
    }

    /// How many cells before their turn bytes are asked for: those of a column lie a row apart, in other cache lines.
    static let lead = 12

    @inline(__always) func prefetch(_ cell: CellRef) {
        let buffer = unsafe buffer(cell.bits &>> 62)
        // Only an address; nothing is read through it.
        guard let base = buffer.baseAddress, cell.offset < buffer.count else { return }
        unsafe xj_prefetch(base + cell.offset)
    }

    /// How far behind a cell's bytes `copy` may write.
    static let slack = 16

    /// Copies a cell's bytes in steps of 16.
    ///
    /// - Precondition: `out` has room for the cell and `slack` more.
    @inline(__always)
    func copy(_ cell: CellRef, to out: UnsafeMutablePointer<UInt8>) {
        let buffer = unsafe buffer(cell.bits &>> 62)
        let length = cell.length
        let offset = cell.offset
        guard let base = buffer.baseAddress, offset &+ length <= buffer.count else { return }
        let source = unsafe UnsafeRawPointer(base) + offset
        let target = UnsafeMutableRawPointer(out)
        guard length <= 64, offset &+ length &+ Self.slack <= buffer.count else {
            // The range was checked.
            unsafe target.copyMemory(from: source, byteCount: length)
            return
        }
        var at = 0
        while at < length {
            // The last step ends less than 16 bytes behind the cell, inside the buffer and inside the room.
            let chunk = unsafe source.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
            unsafe target.storeBytes(of: chunk, toByteOffset: at, as: SIMD16<UInt8>.self)
            at &+= 16
        }
    }

    @inline(__always) private func buffer(_ source: UInt64) -> UnsafeBufferPointer<UInt8> {
        switch source {
        case 0: unsafe own
        case 1: unsafe side
        default: unsafe shared
        }
    }

    func array(_ cell: CellRef) -> [UInt8] { unsafe Array(self[cell]) }
}
