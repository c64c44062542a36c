/// The smallest or largest value of a column chunk.
///
/// Text is compared byte by byte, which is the order of code points.
public enum ColumnBound: Sendable, Equatable, Comparable {
    case bool(Bool)
    case integer(Int64)
    /// **Units**: days since 1970-01-01.
    case date(Int32)
    /// UTF-8.
    case text([UInt8])

    public static func < (a: ColumnBound, b: ColumnBound) -> Bool {
        switch (a, b) {
        case (.bool(let a), .bool(let b)): !a && b
        case (.integer(let a), .integer(let b)): a < b
        case (.date(let a), .date(let b)): a < b
        case (.text(let a), .text(let b)): a.lexicographicallyPrecedes(b)
        default: preconditionFailure("bounds of different types")
        }
    }

    /// The bytes of statistics: PLAIN without a length.
    var plainBytes: [UInt8] {
        switch self {
        case .bool(let value): [value ? 1 : 0]
        case .integer(let value): (0..<8).map { UInt8(truncatingIfNeeded: value >> Int64(8 * $0)) }
        case .date(let value): (0..<4).map { UInt8(truncatingIfNeeded: value >> Int32(8 * $0)) }
        case .text(let bytes): bytes
        }
    }

    func bytes(of type: PhysicalType) -> [UInt8] {
        if type == .int32 { Array(plainBytes.prefix(4)) } else { plainBytes }
    }
}

/// What is known of a column of a file or row group without reading it.
public struct ColumnSummary: Sendable, Equatable {
    public let name: String
    public let type: DataType
    public var nullCount: Int
    /// Nil when every value is null or the column's bounds are not wanted.
    public var minimum: ColumnBound?
    public var maximum: ColumnBound?
    /// **Units**: bytes in the file.
    public var byteCount: Int

    mutating func merge(_ other: ColumnSummary) {
        nullCount += other.nullCount
        byteCount += other.byteCount
        if let low = other.minimum { minimum = minimum.map { min($0, low) } ?? low }
        if let high = other.maximum { maximum = maximum.map { max($0, high) } ?? high }
    }
}

/// A file that has been written and lies on the disk.
public struct ParquetFileSummary: Sendable {
    public let byteCount: Int
    public let rowCount: Int
    public let rowGroupCount: Int
    public let columns: [ColumnSummary]
}

/// Shortens bounds of text, so that a footer does not hold long texts.
enum BoundTruncation {
    static let byteCount = 64

    /// A prefix is never greater than the text.
    static func minimum(_ text: [UInt8]) -> (bytes: [UInt8], isExact: Bool) {
        text.count <= byteCount ? (text, true) : (prefix(text), false)
    }

    /// The prefix with its last scalar increased is greater than every text that begins with the prefix.
    static func maximum(_ text: [UInt8]) -> (bytes: [UInt8], isExact: Bool) {
        guard text.count > byteCount else { return (text, true) }
        var scalars = Array(String(decoding: prefix(text), as: UTF8.self).unicodeScalars)
        while let last = scalars.popLast() {
            let next = last.value == 0xD7FF ? 0xE000 : last.value + 1
            if let scalar = Unicode.Scalar(next) {
                scalars.append(scalar)
                var view = String.UnicodeScalarView()
                view.append(contentsOf: scalars)
                return (Array(String(view).utf8), false)
            }
        }
        return (text, true)
    }

    /// Cut in front of a character that would not fit whole.
    private static func prefix(_ text: [UInt8]) -> [UInt8] {
        var end = byteCount
        while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
        return Array(text[..<end])
    }
}
