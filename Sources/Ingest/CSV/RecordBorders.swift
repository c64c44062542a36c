import Glibc

/// A run of whole records of a text file.
package struct TextPiece: Sendable, Equatable {
    /// **Units**: bytes of the file.
    package let range: Range<Int>
    /// Line on which the piece begins, 1-based.
    package let line: Int

    package init(range: Range<Int>, line: Int) {
        self.range = range
        self.line = line
    }
}

/// Cuts a text file that arrives in chunks into pieces at borders of records.
///
/// Works on the bytes of UTF-8 and GB18030 alike: in both, the bytes of line ends, delimiters and quotes stand for nothing else.
package struct RecordBorders: Sendable {
    private enum State { case fieldStart, field, quoted, quoteInQuoted }

    private let delimiter: UInt8
    private let target: Int
    private var state = State.fieldStart
    /// The last byte was CR: an LF now belongs to it.
    private var followsReturn = false
    private var offset: Int
    private var line = 1
    private var pieceStart: Int
    private var pieceLine = 1
    private var pieces: [TextPiece] = []

    /// - Parameters:
    ///   - start: where the first record begins, after a byte order mark.
    ///   - target: size from which a piece is cut at the next border.
    package init(delimiter: Delimiter, start: Int, target: Int) {
        self.delimiter = delimiter.rawValue
        self.target = target
        offset = start
        pieceStart = start
    }

    /// - Precondition: `range` lies within `bytes` and continues what came before.
    package mutating func consume(_ bytes: [UInt8], in range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a range outside the bytes")
        var i = range.lowerBound
        while i < range.upperBound {
            let isBorder = state == .quoteInQuoted || bytes[i] == 0x22
            let quote = isBorder ? i : ByteSearch.first(0x22, bytes, in: i..<range.upperBound)
            if isBorder {
                step(bytes[i])
                i += 1
            } else if state == .quoted {
                consumeQuoted(bytes, in: i..<quote)
                i = quote
            } else {
                consumeUnquoted(bytes, in: i..<quote)
                i = quote
            }
        }
    }

    /// Inside quotes lines end, but no record does.
    private mutating func consumeQuoted(_ bytes: [UInt8], in range: Range<Int>) {
        line += LineEnds.count(bytes, in: range, followsReturn: followsReturn)
        followsReturn = bytes[range.upperBound - 1] == 0x0D
        offset += range.count
    }

    /// The pieces of the whole file; at least one.
    package consuming func finish() -> [TextPiece] {
        if pieceStart < offset || pieces.isEmpty { pieces.append(TextPiece(range: pieceStart..<offset, line: pieceLine)) }
        return pieces
    }

    /// Without quotes only line ends matter: they are counted, and looked for one by one only near a cut.
    private mutating func consumeUnquoted(_ bytes: [UInt8], in range: Range<Int>) {
        var i = range.lowerBound
        while i < range.upperBound {
            let left = pieceStart + target - offset
            if left > 1 {
                let far = min(range.upperBound, i + left - 1)
                line += LineEnds.count(bytes, in: i..<far, followsReturn: followsReturn)
                followsReturn = bytes[far - 1] == 0x0D
                offset += far - i
                i = far
                setState(after: bytes[far - 1])
            } else {
                step(bytes[i])
                i += 1
            }
        }
    }

    private mutating func setState(after byte: UInt8) {
        state = byte == delimiter || byte == 0x0A || byte == 0x0D ? .fieldStart : .field
    }

    private mutating func step(_ byte: UInt8) {
        let endsPair = byte == 0x0A && followsReturn
        if followsReturn && !endsPair { cutIfLarge() }
        followsReturn = byte == 0x0D
        if byte == 0x0D || byte == 0x0A && !endsPair { line += 1 }
        offset += 1
        switch state {
        case .quoted:
            if byte == 0x22 { state = .quoteInQuoted }
        case .quoteInQuoted:
            if byte == 0x22 { state = .quoted } else { setState(after: byte) }
        case .fieldStart where byte == 0x22:
            state = .quoted
        case .fieldStart, .field:
            setState(after: byte)
        }
        if byte == 0x0A { cutIfLarge() }
    }

    /// Here a line has ended; outside quotes a record has, too.
    private mutating func cutIfLarge() {
        guard state == .fieldStart, offset - pieceStart >= target else { return }
        pieces.append(TextPiece(range: pieceStart..<offset, line: pieceLine))
        pieceStart = offset
        pieceLine = line
    }
}

/// Counting the ends of lines: LF, CRLF and CR.
enum LineEnds {
    /// - Parameter followsReturn: whether the byte before the range is CR, so that a first LF was counted with it.
    static func count(_ bytes: [UInt8], in range: Range<Int>, followsReturn: Bool) -> Int {
        guard !range.isEmpty else { return 0 }
        var total = followsReturn && bytes[range.lowerBound] == 0x0A ? -1 : 0
        ByteSearch.forEach(0x0A, bytes, in: range) { _ in total &+= 1 }
        ByteSearch.forEach(0x0D, bytes, in: range) { next in
            // The LF of a pair was counted.
            if next >= range.upperBound || bytes[next] != 0x0A { total &+= 1 }
        }
        return total
    }
}

/// Looking for single bytes with the C library's vector code: lines are long, so there are few calls.
enum ByteSearch {
    /// Where a byte stands first; the range's end when it is not there.
    static func first(_ byte: UInt8, _ bytes: [UInt8], in range: Range<Int>) -> Int {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a range outside the bytes")
        return unsafe bytes.withUnsafeBytes { all in
            // The range was checked.
            guard !range.isEmpty, let base = all.baseAddress,
                let found = unsafe memchr(base + range.lowerBound, Int32(byte), range.count)
            else { return range.upperBound }
            return unsafe UnsafeRawPointer(found) - base
        }
    }

    /// Calls `body` with the index behind each place of a byte.
    @inline(__always)
    static func forEach(_ byte: UInt8, _ bytes: [UInt8], in range: Range<Int>, _ body: (Int) -> Void) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a range outside the bytes")
        unsafe bytes.withUnsafeBytes { all in
            guard !range.isEmpty, let base = all.baseAddress else { return }
            var at = range.lowerBound
            // `at` stays in the range, which was checked.
            while at < range.upperBound, let found = unsafe memchr(base + at, Int32(byte), range.upperBound - at) {
                at = unsafe UnsafeRawPointer(found) - base + 1
                body(at)
            }
        }
    }
}
