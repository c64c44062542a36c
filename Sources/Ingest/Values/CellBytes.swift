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

    @inline(__always) subscript(cell: CellRef) -> UnsafeBufferPointer<UInt8> {
        let buffer =
            switch cell.bits >> 62 {
            case 0: unsafe own
            case 1: unsafe side
            default: unsafe shared
            }
        guard let base = buffer.baseAddress, cell.offset &+ cell.length <= buffer.count else {
            return unsafe UnsafeBufferPointer(start: nil, count: 0)
        }
        // The range was checked against the buffer.
        return unsafe UnsafeBufferPointer(start: base + cell.offset, count: cell.length)
    }

    func array(_ cell: CellRef) -> [UInt8] { unsafe Array(self[cell]) }
}
