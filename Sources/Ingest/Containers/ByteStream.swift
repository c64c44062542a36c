import CDeflate
import CZlib

/// Bytes of a stored, deflated or gzipped range, one piece after the other.
///
/// Not for several threads at once. Sizes and checksums are verified at the end of the stream.
@safe package final class ByteStream {
    package enum Coding: Sendable {
        case stored
        case deflate
        /// One or more gzip members.
        case gzip
    }

    /// What a directory says about the content.
    struct Expectation {
        var byteCount: Int
        var crc32: UInt32
    }

    private static let inputByteCount = 64 << 10

    private let source: ByteSource
    private let range: Range<Int>
    private let coding: Coding
    private let expectation: Expectation?
    private let budget: ExpansionBudget
    /// Next compressed byte that is not yet in `input`.
    private var position: Int
    private var input: [UInt8] = []
    private var inputPosition = 0
    private var outputCount = 0
    private var crc: UInt32 = 0
    private var isFinished = false
    // zlib keeps a pointer to its z_stream, so it must not move: it lives on the heap until deinit.
    private let zlib: UnsafeMutablePointer<z_stream>?

    init(
        _ source: ByteSource, range: Range<Int>, coding: Coding, expectation: Expectation? = nil, budget: ExpansionBudget
    ) throws(IngestError) {
        self.source = source
        self.range = range
        self.coding = coding
        self.expectation = expectation
        self.budget = budget
        position = range.lowerBound
        guard coding != .stored else {
            unsafe zlib = nil
            return
        }
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // 15: the largest window; negative: no header; + 16: a gzip header.
        let result = unsafe inflateInit2_(
            stream, coding == .gzip ? 15 + 16 : -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        unsafe zlib = stream
        guard result == Z_OK else { throw IngestError(.tooLarge, "not enough memory to inflate") }
    }

    deinit {
        if let stream = unsafe zlib {
            unsafe inflateEnd(stream)
            unsafe stream.deallocate()
        }
    }

    /// The bytes of a source as they are.
    package static func plain(_ source: ByteSource) throws(IngestError) -> ByteStream {
        var limits = Limits()
        limits.entryByteCount = .max
        limits.archiveByteCount = .max
        return try ByteStream(source, range: 0..<source.count, coding: .stored, budget: ExpansionBudget(limits: limits))
    }

    /// The content of a gzip file.
    package static func gzip(_ source: ByteSource, limits: Limits) throws(IngestError) -> ByteStream {
        try ByteStream(source, range: 0..<source.count, coding: .gzip, budget: ExpansionBudget(limits: limits))
    }

    /// Fills `buffer` from `start` to its end, or less at the end of the stream.
    ///
    /// **Errors**: `truncated`, `damagedArchive`, `tooLarge`, `bomb`.
    /// - Returns: the number of new bytes; 0 only at the end.
    package func read(into buffer: inout [UInt8], from start: Int = 0) throws(IngestError) -> Int {
        try unsafe buffer.withUnsafeMutableBufferPointer { all throws(IngestError) in
            // `start` is a valid index by the slice's own check.
            try unsafe read(into: UnsafeMutableBufferPointer(rebasing: all[start...]))
        }
    }

    /// All that is left.
    /// **Errors**: `tooLarge` beyond `maximum` bytes, and those of `read`.
    package func readAll(maximum: Int) throws(IngestError) -> [UInt8] {
        var pieces: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = try read(into: &piece)
            if count == 0 { return pieces }
            guard pieces.count + count <= maximum else {
                throw IngestError(.tooLarge, "expected at most \(maximum) bytes, found more")
            }
            pieces.append(contentsOf: piece[..<count])
        }
    }

    private func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(IngestError) -> Int {
        var count = 0
        while count < buffer.count, !isFinished {
            let rest = unsafe UnsafeMutableBufferPointer(rebasing: buffer[count...])
            let added = try unsafe coding == .stored ? copy(into: rest) : inflate(into: rest)
            if expectation != nil { crc = unsafe libdeflate_crc32(crc, rest.baseAddress, added) }  // `added` bytes were written
            count += added
            outputCount += added
            try budget.charge(added)
            try budget.check(inflated: outputCount, compressed: range.count)
            if let expectation, outputCount > expectation.byteCount {
                throw IngestError(.damagedArchive, "expected \(expectation.byteCount) bytes, found more")
            }
        }
        if isFinished { try verify() }
        return count
    }

    private func verify() throws(IngestError) {
        guard let expectation else { return }
        guard outputCount == expectation.byteCount else {
            throw IngestError(.damagedArchive, "expected \(expectation.byteCount) bytes, found \(outputCount)")
        }
        guard crc == expectation.crc32 else { throw IngestError(.damagedArchive, "the checksum does not fit the content") }
    }

    private func fillInput() throws(IngestError) {
        guard inputPosition == input.count, position < range.upperBound else { return }
        let end = min(position + Self.inputByteCount, range.upperBound)
        input = try source.read(position..<end)
        inputPosition = 0
        position = end
    }

    private func copy(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(IngestError) -> Int {
        try fillInput()
        let count = min(input.count - inputPosition, buffer.count)
        let part = input[inputPosition..<(inputPosition + count)]
        _ = unsafe buffer.update(fromContentsOf: part)  // `count` fits the buffer
        inputPosition += count
        isFinished = inputPosition == input.count && position == range.upperBound
        return count
    }

    /// One call of zlib.
    private func inflate(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(IngestError) -> Int {
        guard let stream = unsafe zlib else { return 0 }
        try fillInput()
        let available = input.count - inputPosition
        let room = min(buffer.count, Int(Int32.max))
        // zlib reads `available` bytes of the input and writes `room` bytes of the buffer at most; both outlive the call.
        let result = unsafe input.withUnsafeMutableBufferPointer { bytes in
            unsafe stream.pointee.next_in = bytes.baseAddress.map { unsafe $0 + inputPosition }
            unsafe stream.pointee.avail_in = UInt32(available)
            unsafe stream.pointee.next_out = buffer.baseAddress
            unsafe stream.pointee.avail_out = UInt32(room)
            return unsafe CZlib.inflate(stream, Z_NO_FLUSH)
        }
        inputPosition += unsafe available - Int(stream.pointee.avail_in)
        let written = unsafe room - Int(stream.pointee.avail_out)
        switch result {
        case Z_STREAM_END: try finishMember()
        case Z_OK, Z_BUF_ERROR:
            if written == 0, inputPosition == input.count, position == range.upperBound {
                throw IngestError(.truncated, "the compressed data end too early")
            }
        case Z_MEM_ERROR: throw IngestError(.tooLarge, "not enough memory to inflate")
        default: throw IngestError(.damagedArchive, "the compressed data are damaged")
        }
        return written
    }

    /// After the end of a deflate stream: the end of the entry, or the next gzip member, or padding.
    private func finishMember() throws(IngestError) {
        isFinished = true
        guard coding == .gzip else { return }
        while true {
            try fillInput()
            guard inputPosition < input.count else { return }
            if input[inputPosition] != 0 { break }
            inputPosition += 1
        }
        guard input[inputPosition] == 0x1F else {
            throw IngestError(.damagedArchive, "expected the end of the gzip file, found other bytes")
        }
        isFinished = false
        if let stream = unsafe zlib { _ = unsafe inflateReset(stream) }  // initialised in init
    }
}
