/// A zip archive: its directory, and the content of its entries.
///
/// Nothing is written to disk, and a name never becomes a path of the file system.
package struct ZipArchive: Sendable {
    /// All entries, folders included, in the order of the directory.
    package let entries: [ZipEntry]
    package let source: ByteSource
    package let limits: Limits
    package let budget: ExpansionBudget
    /// Positions in `entries` by lower-case name with `/` between folders; of equal names the first.
    private let positions: [String: Int]
    /// Names that several entries have.
    private let repeatedNames: Set<String>

    /// **Errors**: `truncated`, `damagedArchive`, `tooLarge`, `bomb`, `unreadablePermission` for the directory; entries are checked when they are read.
    /// - Parameter decodeName: text of a name without the UTF-8 flag.
    package init(
        _ source: ByteSource, limits: Limits = Limits(),
        decodeName: @Sendable ([UInt8]) -> String = { String(decoding: $0, as: UTF8.self) }
    ) throws(IngestError) {
        self.source = source
        self.limits = limits
        budget = ExpansionBudget(limits: limits)
        entries = try ZipDirectory(source, limits: limits).entries(decodeName: decodeName)
        var positions: [String: Int] = [:]
        var repeated: Set<String> = []
        for (position, entry) in entries.enumerated() where !entry.isFolder {
            let name = Self.partName(entry.name)
            if positions[name] == nil { positions[name] = position } else { repeated.insert(name) }
        }
        self.positions = positions
        repeatedNames = repeated
    }

    /// The entry with a name, whatever the case of its letters.
    package func entry(named name: String) -> ZipEntry? { positions[Self.partName(name)].map { entries[$0] } }

    /// The part of a workbook with a name.
    /// **Errors**: `damagedWorkbook` when there are two: other programs would not read the same one.
    func part(named name: String) throws(IngestError) -> ZipEntry? {
        guard !repeatedNames.contains(Self.partName(name)) else {
            throw IngestError(.damagedWorkbook, "two parts of the workbook have the same name; save the workbook again", location: name)
        }
        return entry(named: name)
    }

    /// An office file (a workbook, a text, slides) and not an archive of files.
    package var isOfficeFile: Bool { entry(named: "[Content_Types].xml") != nil }

    static func partName(_ name: String) -> String {
        String(decoding: name.utf8.lazy.map { $0 == 0x5C ? 0x2F : (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    /// The whole content, checksum verified.
    ///
    /// **Shape**: `padding` zero bytes follow the content.
    /// **Errors**: `encrypted`, `truncated`, `damagedArchive`, `tooLarge`, `bomb`.
    package func read(_ entry: ZipEntry, maximum: Int, padding: Int = 0) throws(IngestError) -> [UInt8] {
        try located(entry) { () throws(IngestError) in
            guard entry.byteCount <= maximum else {
                throw IngestError(.tooLarge, "expected at most \(maximum) bytes, found \(entry.byteCount)")
            }
            let (range, coding) = try locate(entry)
            try budget.check(inflated: entry.byteCount, compressed: entry.compressedByteCount)
            guard coding == .deflate else {
                return try readStored(entry, range: range, padding: padding)
            }
            // Deflate cannot do better than 1,032 to 1: a larger size is a lie, not worth an allocation.
            guard entry.byteCount / 1032 <= entry.compressedByteCount else {
                throw IngestError(.damagedArchive, "the stated size of \(entry.byteCount) bytes is impossible")
            }
            try budget.charge(entry.byteCount)
            return try unsafe source.withBytes(range) { bytes throws(IngestError) in  // only read
                try unsafe WholeInflate.deflate(bytes, byteCount: entry.byteCount, crc32: entry.crc32, padding: padding)
            }
        }
    }

    /// The content, piece by piece.
    package func stream(_ entry: ZipEntry) throws(IngestError) -> ByteStream {
        try located(entry) { () throws(IngestError) in
            let (range, coding) = try locate(entry)
            return try ByteStream(
                source, range: range, coding: coding,
                expectation: ByteStream.Expectation(byteCount: entry.byteCount, crc32: entry.crc32), budget: budget)
        }
    }

    private func readStored(_ entry: ZipEntry, range: Range<Int>, padding: Int) throws(IngestError) -> [UInt8] {
        guard entry.byteCount == range.count else {
            throw IngestError(.damagedArchive, "expected \(entry.byteCount) bytes, found \(range.count)")
        }
        var bytes = [UInt8](repeating: 0, count: entry.byteCount + padding)
        let stream = try stream(entry)
        var position = 0
        while position < entry.byteCount {
            var part = [UInt8](repeating: 0, count: min(1 << 20, entry.byteCount - position))
            let count = try stream.read(into: &part)
            bytes.replaceSubrange(position..<(position + count), with: part[..<count])
            position += count
        }
        // Also reached by an empty entry: the end of the stream verifies the checksum.
        var probe: [UInt8] = [0]
        _ = try stream.read(into: &probe)
        return bytes
    }

    /// Where the data of an entry lie, from its local header.
    private func locate(_ entry: ZipEntry) throws(IngestError) -> (Range<Int>, ByteStream.Coding) {
        guard !entry.isEncrypted else {
            throw IngestError(.encrypted, "protected by a password; save it without one")
        }
        guard entry.method == 0 || entry.method == 8 else {
            throw IngestError(.damagedArchive, "compression method \(entry.method) is not supported; save it as an ordinary zip")
        }
        let headerEnd = entry.headerOffset.addingReportingOverflow(30)
        guard entry.headerOffset >= 0, !headerEnd.overflow, headerEnd.partialValue <= entry.limitOffset else {
            throw IngestError(.damagedArchive, "the entry overlaps another one or lies outside the file")
        }
        var header = LittleEndianReader(try source.read(entry.headerOffset..<headerEnd.partialValue))
        guard try header.u32() == 0x0403_4B50 else { throw IngestError(.damagedArchive, "the header of the entry is damaged") }
        let nameCount = try Int(header.u16(skipping: 22))
        let extraCount = try Int(header.u16())
        let start = headerEnd.partialValue + nameCount + extraCount
        let (end, overflow) = start.addingReportingOverflow(entry.compressedByteCount)
        guard !overflow, end <= entry.limitOffset, end <= source.count else {
            throw IngestError(.damagedArchive, "the entry overlaps another one or lies outside the file")
        }
        return (start..<end, entry.method == 0 ? .stored : .deflate)
    }

    /// Adds the entry's name to an error.
    private func located<Result>(
        _ entry: ZipEntry, _ body: () throws(IngestError) -> Result
    ) throws(IngestError) -> Result {
        do throws(IngestError) { return try body() } catch {
            throw error.location.isEmpty ? IngestError(error.problem, error.message, location: entry.name) : error
        }
    }
}
