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
        guard !range.isEmpty else { return }
        let isInQuotes = state == .quoted || state == .quoteInQuoted
        if !isInQuotes && !bytes[range].contains(0x22) {
            consumeUnquoted(bytes, in: range)
        } else {
            for i in range { step(bytes[i]) }
        }
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
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a range outside the bytes")
        guard let last = range.last else { return 0 }
        var total = bytes[last] == 0x0A || bytes[last] == 0x0D ? 1 : 0
        unsafe bytes.withUnsafeBufferPointer { buffer in
            var start = range.lowerBound
            // At most 240 steps keep the counter in a byte, so that the loop becomes vector code.
            while start < last {
                let end = min(start &+ 240, last)
                var count: UInt8 = 0
                // Every index and the next one lie within the range, which was checked.
                for index in start..<end {
                    let byte = unsafe buffer[index]
                    let next = unsafe buffer[index &+ 1]
                    count &+= (byte == 0x0A ? 1 : 0) &+ ((byte == 0x0D ? 1 : 0) & (next != 0x0A ? 1 : 0))
                }
                total &+= Int(count)
                start = end
            }
        }
        return followsReturn && bytes[range.lowerBound] == 0x0A ? total - 1 : total
    }
}
