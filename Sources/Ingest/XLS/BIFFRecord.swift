/// Numbers of the BIFF records that are read.
///
/// **Source**: Microsoft, [MS-XLS] 2.3; OpenOffice.org, Documentation of the Microsoft Excel File Format, 5.
enum BIFFRecordType {
    static let formula = 0x0006
    static let endOfFile = 0x000A
    static let dateMode = 0x0022
    static let filePass = 0x002F
    static let `continue` = 0x003C
    static let codePage = 0x0042
    static let columnInfo = 0x007D
    static let boundSheet = 0x0085
    static let multipleRK = 0x00BD
    static let richString = 0x00D6
    static let sharedStrings = 0x00FC
    static let labelSST = 0x00FD
    static let number = 0x0203
    static let label = 0x0204
    static let boolOrError = 0x0205
    static let string = 0x0207
    static let row = 0x0208
    static let rk = 0x027E
    static let beginOfFile = 0x0809
}

/// One record of a BIFF stream.
///
///     type u16   length u16   content
struct BIFFRecord {
    var type: Int
    /// Offset of the content.
    var start: Int
    var length: Int

    var end: Int { start &+ length }

    /// The record at an offset; nil when the stream ends before the record does.
    @inline(__always) init?(_ bytes: LittleEndianBytes, at offset: Int) {
        guard offset >= 0, offset &+ 4 <= bytes.count else { return nil }
        type = bytes.u16(offset)
        length = bytes.u16(offset &+ 2)
        start = offset &+ 4
        guard start &+ length <= bytes.count else { return nil }
    }
}

/// Which generation of the format a stream is.
enum BIFFVersion: Sendable {
    /// Excel 5 and 95: texts in a code page.
    case biff5
    /// Excel 97 and later: texts in UTF-16 or its lower bytes.
    case biff8

    /// From the content of a BOF record; nil for other versions.
    init?(_ bytes: LittleEndianBytes, _ record: BIFFRecord) {
        switch bytes.u16(record.start) {
        case 0x0500: self = .biff5
        case 0x0600: self = .biff8
        default: return nil
        }
    }
}

/// The content of a record and of the CONTINUE records behind it, piece by piece.
struct ContinuedRecord {
    let bytes: LittleEndianBytes
    private(set) var position: Int
    /// The end of the present piece.
    private(set) var end: Int

    /// - Parameter position: where in the record to begin.
    init(_ bytes: LittleEndianBytes, _ record: BIFFRecord, from position: Int) {
        self.bytes = bytes
        self.position = min(position, record.end)
        end = record.end
    }

    var left: Int { end &- position }

    /// Goes on to the next piece; false when no CONTINUE record follows.
    mutating func nextPiece() -> Bool {
        guard let next = BIFFRecord(bytes, at: end), next.type == BIFFRecordType.continue else { return false }
        position = next.start
        end = next.end
        return true
    }

    /// Moves over empty pieces; false at the end of the last one.
    mutating func reachesMore() -> Bool {
        while left == 0 { guard nextPiece() else { return false } }
        return true
    }

    /// A number whose bytes may lie in several pieces; nil at the end of the last piece.
    mutating func number(byteCount: Int) -> Int? {
        if left >= byteCount {
            defer { position &+= byteCount }
            return byteCount == 1 ? bytes.u8(position) : byteCount == 2 ? bytes.u16(position) : bytes.u32(position)
        }
        var value = 0
        for index in 0..<byteCount {
            guard reachesMore() else { return nil }
            value |= bytes.u8(position) << (8 * index)
            position &+= 1
        }
        return value
    }

    /// Passes over bytes; false when the last piece ends before.
    mutating func skip(_ byteCount: Int) -> Bool {
        var rest = byteCount
        while rest > left {
            rest -= left
            guard nextPiece() else { return false }
        }
        position &+= rest
        return true
    }

    /// Appends the characters of a BIFF8 text; each further piece begins with a byte that says anew how wide they are.
    /// - Returns: false when the last piece ends before, or cuts a character.
    mutating func readCharacters(_ count: Int, isWide: Bool, to output: inout UTF8Buffer) -> Bool {
        var rest = count
        var isWide = isWide
        while true {
            let width = isWide ? 2 : 1
            let here = min(rest, left / width)
            let range = position..<(position &+ here &* width)
            if isWide {
                unsafe output.appendUTF16(bytes.slice(range))  // copied while the stream lives
            } else if here > 0 {
                unsafe output.appendLatin1(bytes.slice(range))  // as above
            }
            position = range.upperBound
            rest -= here
            if rest == 0 { break }
            guard left == 0, reachesMore() else { return false }
            isWide = bytes.u8(position) & 1 != 0
            position &+= 1
        }
        output.endPair()
        return true
    }
}
