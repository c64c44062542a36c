/// One entry of a zip archive's central directory.
package struct ZipEntry: Sendable, Equatable {
    /// The name as in the directory; never used as a path of the file system.
    package let name: String
    package let method: UInt16
    package let isEncrypted: Bool
    package let crc32: UInt32
    package let compressedByteCount: Int
    package let byteCount: Int
    /// Where the local header begins, counted from the start of the file.
    package let headerOffset: Int
    /// Where the next entry or the directory begins: no byte of this entry lies beyond.
    package fileprivate(set) var limitOffset: Int

    package var isFolder: Bool { name.hasSuffix("/") || name.hasSuffix("\\") }
}

/// Reads the central directory.
///
///     [local header, data] … [central directory header] … [zip64 end record, locator] [end record, comment]
///
/// **Source**: PKWARE APPNOTE 6.3.9, 4.3.6–4.3.16 and 4.5.3.
struct ZipDirectory {
    /// Turns a name without the UTF-8 flag into text.
    typealias NameDecoder = @Sendable ([UInt8]) -> String

    private static let endByteCount = 22
    private static let headerByteCount = 46

    private let source: ByteSource
    private let limits: Limits

    init(_ source: ByteSource, limits: Limits) {
        self.source = source
        self.limits = limits
    }

    /// All entries, folders included, in the order of the directory.
    func entries(decodeName: NameDecoder) throws(IngestError) -> [ZipEntry] {
        let end = try findEnd()
        guard end.byteCount <= limits.archiveDirectoryByteCount else {
            throw IngestError(.tooLarge, "the directory of the archive is longer than \(limits.archiveDirectoryByteCount) bytes")
        }
        // What stands before the archive (a self-extracting program) shifts all offsets.
        let base = end.position - end.byteCount - end.offset
        guard base >= 0 else { throw IngestError(.damagedArchive, "the directory of the archive lies outside the file") }
        let directory = try source.read((end.position - end.byteCount)..<end.position)
        var entries: [ZipEntry] = []
        var reader = LittleEndianReader(directory)
        while reader.remaining > 0 {
            guard entries.count < limits.archiveEntryCount else {
                throw IngestError(.tooLarge, "the archive has more than \(limits.archiveEntryCount) entries")
            }
            entries.append(try readEntry(&reader, base: base, decodeName: decodeName))
        }
        // Old writers let the count wrap at 65,536.
        guard end.entryCount == entries.count || end.entryCount == entries.count & 0xFFFF else {
            throw IngestError(.damagedArchive, "expected \(end.entryCount) archive entries, found \(entries.count)")
        }
        setLimits(&entries, directoryOffset: end.position - end.byteCount)
        return entries
    }

    private struct End {
        /// First byte after the directory.
        var position: Int
        var byteCount: Int
        var offset: Int
        var entryCount: Int
    }

    private func findEnd() throws(IngestError) -> End {
        let start = max(0, source.count - Self.endByteCount - 0xFFFF)
        let tail = try source.read(start..<source.count)
        var index = tail.count - Self.endByteCount
        while index >= 0 {
            if tail[index] == 0x50, tail[index + 1] == 0x4B, tail[index + 2] == 5, tail[index + 3] == 6 {
                var reader = LittleEndianReader(tail, position: index + 8)
                let entryCount = try Int(reader.u16(skipping: 2))
                let byteCount = try Int(reader.u32())
                let offset = try Int(reader.u32())
                let commentCount = try Int(reader.u16())
                if index + Self.endByteCount + commentCount <= tail.count {
                    let end = End(position: start + index, byteCount: byteCount, offset: offset, entryCount: entryCount)
                    return try findZip64End(end) ?? end
                }
            }
            index -= 1
        }
        throw IngestError(.truncated, "the directory at the end of the archive is missing; copy the file again")
    }

    private func findZip64End(_ end: End) throws(IngestError) -> End? {
        let locatorOffset = end.position - 20
        guard locatorOffset >= 0 else { return nil }
        var locator = LittleEndianReader(try source.read(locatorOffset..<end.position))
        guard try locator.u32() == 0x0706_4B50 else { return nil }
        let stated = try locator.size64(skipping: 4)
        // The record stands right before the locator, whatever stands before the archive.
        for position in [stated, locatorOffset - 56] where position >= 0 && position <= locatorOffset - 56 {
            var record = LittleEndianReader(try source.read(position..<(position + 56)))
            guard try record.u32() == 0x0606_4B50 else { continue }
            let entryCount = try record.size64(skipping: 28)
            let byteCount = try record.size64()
            let offset = try record.size64()
            let (sum, overflow) = offset.addingReportingOverflow(byteCount)
            guard !overflow, sum <= position else { break }
            return End(position: position, byteCount: byteCount, offset: offset, entryCount: entryCount)
        }
        throw IngestError(.damagedArchive, "the zip64 directory of the archive is damaged")
    }

    private func readEntry(
        _ reader: inout LittleEndianReader, base: Int, decodeName: NameDecoder
    ) throws(IngestError) -> ZipEntry {
        guard try reader.u32() == 0x0201_4B50 else { throw IngestError(.damagedArchive, "the directory of the archive is damaged") }
        let flags = try reader.u16(skipping: 4)
        let method = try reader.u16()
        let crc32 = try reader.u32(skipping: 4)
        var sizes = try (compressed: Int(reader.u32()), inflated: Int(reader.u32()), offset: 0)
        let nameCount = try Int(reader.u16())
        let extraCount = try Int(reader.u16())
        let commentCount = try Int(reader.u16())
        sizes.offset = try Int(reader.u32(skipping: 8))
        let name = try reader.bytes(nameCount)
        try readZip64Sizes(try reader.bytes(extraCount), &sizes)
        try reader.skip(commentCount)
        let (offset, overflow) = base.addingReportingOverflow(sizes.offset)
        guard !overflow else { throw IngestError(.damagedArchive, "an archive entry lies outside the file") }
        return ZipEntry(
            name: flags & 0x800 != 0 ? String(decoding: name, as: UTF8.self) : decodeName(name), method: method,
            isEncrypted: flags & 0x41 != 0 || method == 99, crc32: crc32, compressedByteCount: sizes.compressed,
            byteCount: sizes.inflated, headerOffset: offset, limitOffset: 0)
    }

    /// Extra field 1 holds, in this order, those of the three sizes that are 0xFFFFFFFF in the header.
    private func readZip64Sizes(
        _ extra: [UInt8], _ sizes: inout (compressed: Int, inflated: Int, offset: Int)
    ) throws(IngestError) {
        let full = 0xFFFF_FFFF
        guard sizes.compressed == full || sizes.inflated == full || sizes.offset == full else { return }
        var reader = LittleEndianReader(extra)
        while reader.remaining >= 4 {
            let id = try reader.u16()
            let count = try Int(reader.u16())
            guard id == 1 else {
                try reader.skip(count)
                continue
            }
            if sizes.inflated == full { sizes.inflated = try reader.size64() }
            if sizes.compressed == full { sizes.compressed = try reader.size64() }
            if sizes.offset == full { sizes.offset = try reader.size64() }
            return
        }
    }

    /// Entries may not share bytes: each ends where the next begins.
    private func setLimits(_ entries: inout [ZipEntry], directoryOffset: Int) {
        let order = entries.indices.sorted { entries[$0].headerOffset < entries[$1].headerOffset }
        for (position, index) in order.enumerated() {
            let next = position + 1 < order.count ? entries[order[position + 1]].headerOffset : directoryOffset
            entries[index].limitOffset = min(next, directoryOffset)
        }
    }
}

/// Little-endian numbers from a buffer; never reads beyond it.
struct LittleEndianReader {
    private let buffer: [UInt8]
    private(set) var position: Int

    init(_ buffer: [UInt8], position: Int = 0) {
        self.buffer = buffer
        self.position = position
    }

    var remaining: Int { buffer.count - position }

    mutating func skip(_ count: Int) throws(IngestError) {
        guard count <= remaining else { throw IngestError(.damagedArchive, "a record of the archive is cut off") }
        position += count
    }

    mutating func bytes(_ count: Int) throws(IngestError) -> [UInt8] {
        let start = position
        try skip(count)
        return Array(buffer[start..<position])
    }

    mutating func u16(skipping: Int = 0) throws(IngestError) -> UInt16 {
        UInt16(truncatingIfNeeded: try number(2, skipping: skipping))
    }

    mutating func u32(skipping: Int = 0) throws(IngestError) -> UInt32 {
        UInt32(truncatingIfNeeded: try number(4, skipping: skipping))
    }

    /// A 64-bit size or offset; one that does not fit is damage.
    mutating func size64(skipping: Int = 0) throws(IngestError) -> Int {
        guard let size = Int(exactly: try number(8, skipping: skipping)) else {
            throw IngestError(.damagedArchive, "a size in the archive is impossible")
        }
        return size
    }

    private mutating func number(_ count: Int, skipping: Int) throws(IngestError) -> UInt64 {
        try skip(skipping)
        let start = position
        try skip(count)
        var value: UInt64 = 0
        for index in (0..<count).reversed() { value = value << 8 | UInt64(buffer[start + index]) }
        return value
    }
}
