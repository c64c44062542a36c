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
        guard !range.isEmpty else { return 0 }
        var total = 0
        var start = range.lowerBound
        // 255 steps at most keep the counters in bytes, so that the loop becomes vector code.
        while start < range.upperBound {
            let end = min(start + 240, range.upperBound)
            var returns: UInt8 = 0
            var feeds: UInt8 = 0
            for byte in bytes[start..<end] {
                returns &+= byte == 0x0D ? 1 : 0
                feeds &+= byte == 0x0A ? 1 : 0
            }
            total += Int(feeds)
            if returns != 0 { total += Int(returns) - pairs(bytes, in: start..<end, upTo: range.upperBound) }
            start = end
        }
        return followsReturn && bytes[range.lowerBound] == 0x0A ? total - 1 : total
    }

    /// How many CR of the range are followed by an LF before `end`.
    private static func pairs(_ bytes: [UInt8], in range: Range<Int>, upTo end: Int) -> Int {
        var count = 0
        for i in range where bytes[i] == 0x0D && i + 1 < end && bytes[i + 1] == 0x0A { count += 1 }
        return count
    }
}
