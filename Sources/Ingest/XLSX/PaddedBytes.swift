/// Why a scan of XML stopped.
enum XMLFault: Error, Equatable {
    /// The buffer ends inside a construct.
    case incomplete
    case damaged(String)
    case limit(String)
    /// A document type declaration: it could define entities.
    case doctype

    /// The error for a part that ends here.
    func ingestError(location: String) -> IngestError {
        switch self {
        case .incomplete: IngestError(.truncated, "the XML ends too early; save the workbook again", location: location)
        case .damaged(let message): IngestError(.damagedWorkbook, message, location: location)
        case .limit(let message): IngestError(.tooLarge, message, location: location)
        case .doctype:
            IngestError(.doctype, "a document type declaration is refused; save the workbook again", location: location)
        }
    }
}

/// Bytes of an XML part, followed by zero bytes that may be read but are not content.
///
/// The scanners look a few bytes ahead without a bounds check. That is sound because they never move beyond `end`, look ahead
/// by at most `padding` bytes, and no construct of XML contains the zero byte that stands there.
@safe struct PaddedBytes {
    static let padding = 64

    private let base: UnsafePointer<UInt8>
    /// For vector code, which keeps to the content and the padding.
    var start: UnsafePointer<UInt8> { unsafe base }
    /// Number of content bytes.
    let end: Int

    /// - Parameter buffer: content and at least `padding` zero bytes; outlives this value.
    init(_ buffer: UnsafeBufferPointer<UInt8>, count: Int) {
        precondition(count >= 0 && count + Self.padding <= buffer.count, "the padding is missing")
        unsafe base = buffer.baseAddress!  // not empty: it holds the padding
        end = count
    }

    @inline(__always) subscript(index: Int) -> UInt8 {
        assert(index >= 0 && index < end + Self.padding)
        return unsafe base[index]  // within content and padding, see above
    }

    /// Eight bytes, the first in the lowest bits.
    @inline(__always) func word(_ index: Int) -> UInt64 {
        assert(index >= 0 && index + 8 <= end + Self.padding)
        return unsafe UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))  // as above
    }

    /// Four bytes, the first in the lowest bits.
    @inline(__always) func half(_ index: Int) -> UInt32 {
        assert(index >= 0 && index + 4 <= end + Self.padding)
        return unsafe UInt32(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt32.self))  // as above
    }

    func matches(_ range: Range<Int>, _ name: StaticString) -> Bool {
        guard range.count == name.utf8CodeUnitCount else { return false }
        for index in 0..<range.count where unsafe self[range.lowerBound + index] != name.utf8Start[index] { return false }
        return true
    }

    func starts(at index: Int, with text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        return index + count <= end && matches(index..<(index + count), text)
    }

    func copy(_ range: Range<Int>, to output: inout [UInt8]) {
        precondition(range.lowerBound >= 0 && range.upperBound <= end)
        unsafe output.append(contentsOf: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))  // checked above
    }

    func string(_ range: Range<Int>) -> String {
        precondition(range.lowerBound >= 0 && range.upperBound <= end)
        return unsafe String(decoding: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count), as: UTF8.self)
    }

    /// The first `byte` at or after `index`; `end` when there is none.
    @inline(__always) func find(_ byte: UInt8, from index: Int) -> Int {
        let pattern = 0x0101_0101_0101_0101 &* UInt64(byte)
        var position = index
        while position < end {
            let hit = Self.zeroBytes(word(position) ^ pattern)
            if hit != 0 { return min(position &+ hit.trailingZeroBitCount >> 3, end) }
            position &+= 8
        }
        return end
    }

    /// The first `<` at or after `index`, and whether the text before it needs work: a reference, an escape or a CR.
    @inline(__always) func findTextEnd(from index: Int) -> (end: Int, isPlain: Bool) {
        var position = index
        var special: UInt64 = 0
        while position < end {
            let word = word(position)
            let open = Self.zeroBytes(word ^ 0x3C3C_3C3C_3C3C_3C3C)
            let marks =
                Self.zeroBytes(word ^ 0x2626_2626_2626_2626) | Self.zeroBytes(word ^ 0x5F5F_5F5F_5F5F_5F5F)
                | Self.zeroBytes(word ^ 0x0D0D_0D0D_0D0D_0D0D)
            if open != 0 {
                let first = open.trailingZeroBitCount
                special |= marks & ((1 << UInt64(first)) &- 1)
                return (min(position &+ first >> 3, end), special == 0)
            }
            special |= marks
            position &+= 8
        }
        return (end, special == 0)
    }

    /// High bit of each zero byte. Above the lowest zero byte there may be false ones; the lowest is exact.
    @inline(__always) static func zeroBytes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }
}
