/// Where the bytes of an input lie.
package enum InputContent: Sendable {
    /// As they are; may be read by ranges.
    case plain(ByteSource)
    /// Inside a gzip file.
    case gzip(ByteSource, Limits)
    /// Inside a zip archive.
    case member(ZipArchive, ZipEntry)

    /// The bytes from start to end, once.
    package func stream() throws(IngestError) -> ByteStream {
        switch self {
        case .plain(let source): try ByteStream.plain(source)
        case .gzip(let source, let limits): try ByteStream.gzip(source, limits: limits)
        case .member(let archive, let entry): try archive.stream(entry)
        }
    }

    /// All bytes.
    /// **Errors**: `tooLarge` beyond `maximum` bytes, and those of the container.
    package func readAll(maximum: Int) throws(IngestError) -> [UInt8] {
        switch self {
        case .plain(let source):
            guard source.count <= maximum else {
                throw IngestError(.tooLarge, "expected at most \(maximum) bytes, found \(source.count)")
            }
            return try source.readAll()
        case .member(let archive, let entry): return try archive.read(entry, maximum: maximum)
        case .gzip(let source, let limits): return try Self.gunzip(source, maximum: maximum, limits: limits)
        }
    }

    private static func gunzip(_ source: ByteSource, maximum: Int, limits: Limits) throws(IngestError) -> [UInt8] {
        let isModerate = source.count <= limits.wholeEntryByteCount
        let allowed = min(maximum, limits.entryByteCount, max(limits.expansionFreeByteCount, source.count * limits.expansionRatio))
        // A moderate file is tried in one piece, which is faster; the stream reads the others and says what is wrong.
        if isModerate, let bytes = try unsafe source.withBytes(0..<source.count, { unsafe WholeInflate.gzip($0, maximum: allowed) }) {
            return bytes
        }
        return try ByteStream.gzip(source, limits: limits).readAll(maximum: maximum)
    }

    /// The first bytes, as many as `InputFormatTable` wants.
    func prefix() throws(IngestError) -> [UInt8] {
        let count = InputFormatTable.prefixByteCount
        if case .plain(let source) = self { return try source.read(0..<min(count, source.count)) }
        var buffer = [UInt8](repeating: 0, count: count)
        let filled = try stream().read(into: &buffer)
        buffer.removeLast(count - filled)
        return buffer
    }
}
