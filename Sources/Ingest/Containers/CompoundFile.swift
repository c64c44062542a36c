/// An OLE2 compound file: named streams in chains of sectors, as a small file system in a file.
///
///     header   512 bytes: magic, sector size, first sectors of all that follows, the first 109 entries of the DIFAT
///     DIFAT    where the sectors of the FAT lie; goes on in a chain of its own
///     FAT      for each sector of the file the next one of its chain
///     directory  entries of 128 bytes: name, kind, left and right sibling, first child, first sector, size
///     mini stream  holds the streams below 4,096 bytes in sectors of 64, chained by the mini-FAT
///
/// Nothing that the file states is believed: every sector number is checked against the bytes that are there, a chain that meets
/// itself is damage, and nothing is allocated from a count. A last sector that is not full is read as far as it goes.
///
/// **Source**: Microsoft, [MS-CFB] 2.1–2.6.
package struct CompoundFile: Sendable {
    /// A stream of the root folder.
    package struct Stream: Sendable {
        package var bytes: [UInt8]
        /// The file ends before the stream does.
        package var isCut: Bool
    }

    struct Entry: Sendable {
        var name: String
        var kind: Int
        var left: Int
        var right: Int
        var child: Int
        var firstSector: Int
        var byteCount: Int
    }

    private static let entryByteCount = 128
    private static let headerByteCount = 512
    /// Sector numbers from here on are marks, such as the end of a chain.
    private static let firstMark = 0xFFFF_FFFA
    private static let miniSectorByteCount = 64

    private let file: [UInt8]
    private let sectorByteCount: Int
    private let isVersion4: Bool
    private let miniCutoff: Int
    private let firstMiniFATSector: Int
    /// Byte offsets of the sectors of the FAT.
    private var fat: [Int] = []
    private(set) var entries: [Entry] = []

    /// - Parameter file: all bytes, beginning with the magic number.
    /// **Errors**: `truncated`, `damagedWorkbook`.
    package init(_ file: [UInt8]) throws(IngestError) {
        guard file.count >= Self.headerByteCount else {
            throw IngestError(.truncated, "expected a header of \(Self.headerByteCount) bytes, found \(file.count)")
        }
        self.file = file
        let header = Header(file)
        guard header.sectorShift == 9 || header.sectorShift == 12 else {
            throw Self.damaged("expected sectors of 512 or 4096 bytes, found 2^\(header.sectorShift)")
        }
        sectorByteCount = 1 << header.sectorShift
        isVersion4 = header.sectorShift == 12
        miniCutoff = header.miniCutoff
        firstMiniFATSector = header.firstMiniFATSector
        try readFAT(header)
        try readDirectory(header.firstDirectorySector)
    }

    private struct Header {
        let sectorShift, firstDirectorySector, miniCutoff, firstMiniFATSector, firstDIFATSector: Int
        let fatSectors: [Int]

        init(_ file: [UInt8]) {
            (sectorShift, firstDirectorySector, miniCutoff, firstMiniFATSector, firstDIFATSector, fatSectors) =
                unsafe file.withUnsafeBufferPointer { buffer in  // outlives the reading
                    let bytes = unsafe LittleEndianBytes(buffer)
                    return (
                        bytes.u16(30), bytes.u32(48), bytes.u32(56), bytes.u32(60), bytes.u32(68),
                        (0..<109).map { bytes.u32(76 + 4 * $0) }
                    )
                }
        }
    }

    private static func damaged(_ message: String) -> IngestError {
        IngestError(.damagedWorkbook, "\(message); save the workbook again")
    }

    // MARK: Sectors

    /// Sectors of the file, a last one that is not full among them.
    private var sectorCount: Int { max(0, (file.count + sectorByteCount - 1) / sectorByteCount - 1) }

    /// The bytes of a sector as far as they are there; empty outside the file.
    private func sectorRange(_ sector: Int) -> Range<Int> {
        guard sector < sectorCount else { return file.count..<file.count }
        let start = (sector + 1) * sectorByteCount
        return start..<min(start + sectorByteCount, file.count)
    }

    private func u32(_ index: Int) -> Int {
        guard index >= 0, index + 4 <= file.count else { return Self.firstMark }
        return Int(file[index]) | Int(file[index + 1]) << 8 | Int(file[index + 2]) << 16 | Int(file[index + 3]) << 24
    }

    private mutating func readFAT(_ header: Header) throws(IngestError) {
        let entriesPerSector = sectorByteCount / 4
        let wanted = (sectorCount + entriesPerSector - 1) / entriesPerSector
        for sector in header.fatSectors where sector < sectorCount && fat.count < wanted {
            fat.append(sectorRange(sector).lowerBound)
        }
        var sector = header.firstDIFATSector
        var steps = 0
        while sector < sectorCount, fat.count < wanted {
            steps += 1
            guard steps <= sectorCount else { throw Self.damaged("the list of the FAT's sectors meets itself") }
            let start = sectorRange(sector).lowerBound
            for index in 0..<(entriesPerSector - 1) where fat.count < wanted {
                let next = u32(start + 4 * index)
                if next < sectorCount { fat.append(sectorRange(next).lowerBound) }
            }
            sector = u32(start + sectorByteCount - 4)
        }
    }

    private func nextSector(_ sector: Int) -> Int {
        let entriesPerSector = sectorByteCount / 4
        guard sector / entriesPerSector < fat.count else { return Self.firstMark }
        return u32(fat[sector / entriesPerSector] + 4 * (sector % entriesPerSector))
    }

    /// The bytes of a chain, at most `maximum`.
    private func chain(from first: Int, maximum: Int) throws(IngestError) -> Stream {
        var stream = Stream(bytes: [], isCut: false)
        stream.bytes.reserveCapacity(min(maximum, file.count))
        var seen = [Bool](repeating: false, count: sectorCount)
        var sector = first
        // Neighbouring sectors, which most chains have, are copied in one piece.
        var run = 0..<0
        while sector < Self.firstMark, stream.bytes.count + run.count < maximum {
            guard sector < sectorCount else {
                stream.isCut = true
                break
            }
            guard !seen[sector] else { throw Self.damaged("a chain of sectors meets itself") }
            seen[sector] = true
            let range = sectorRange(sector)
            if range.lowerBound == run.upperBound {
                run = run.lowerBound..<range.upperBound
            } else {
                stream.bytes.append(contentsOf: file[run])
                run = range
            }
            sector = nextSector(sector)
        }
        stream.bytes.append(contentsOf: file[run.prefix(maximum - stream.bytes.count)])
        return stream
    }

    // MARK: Directory

    private mutating func readDirectory(_ first: Int) throws(IngestError) {
        let directory = try chain(from: first, maximum: file.count)
        guard directory.bytes.count >= Self.entryByteCount else {
            throw IngestError(.truncated, "the directory lies behind the end of the file")
        }
        entries = unsafe directory.bytes.withUnsafeBufferPointer { buffer in  // outlives the reading
            let bytes = unsafe LittleEndianBytes(buffer)
            return (0..<(bytes.count / Self.entryByteCount)).map { entry(bytes, at: $0 * Self.entryByteCount) }
        }
    }

    private func entry(_ bytes: LittleEndianBytes, at start: Int) -> Entry {
        // The length counts bytes with the terminator.
        let unitCount = max(0, min(bytes.u16(start + 64), 64) / 2 - 1)
        let units = (0..<unitCount).map { UInt16(truncatingIfNeeded: bytes.u16(start + 2 * $0)) }
        // In files of version 3 the upper half of the size may hold anything.
        let size = isVersion4 ? Int(truncatingIfNeeded: bytes.u64(start + 120) & 0x7FFF_FFFF_FFFF_FFFF) : bytes.u32(start + 120)
        return Entry(
            name: String(decoding: units, as: UTF16.self).lowercased(), kind: bytes.u8(start + 66),
            left: bytes.u32(start + 68), right: bytes.u32(start + 72), child: bytes.u32(start + 76),
            firstSector: bytes.u32(start + 116), byteCount: size)
    }

    /// Numbers of the root folder's entries; a stream inside another folder belongs to an embedded document.
    private var rootEntries: [Int] {
        var found: [Int] = []
        var seen = Set<Int>()
        var waiting = [entries[0].child]
        while let number = waiting.popLast() {
            guard number < entries.count, number > 0, seen.insert(number).inserted else { continue }
            found.append(number)
            waiting += [entries[number].left, entries[number].right]
        }
        return found
    }

    private func find(_ name: String) -> Entry? {
        let streams = rootEntries.map { entries[$0] }.filter { $0.kind == 2 }
        return streams.first { $0.name == name.lowercased() }
    }

    /// Whether the root folder holds a stream of that name; case does not matter.
    package func has(_ name: String) -> Bool { find(name) != nil }

    /// An .xlsx workbook inside encryption.
    package var isEncryptedPackage: Bool { has("EncryptedPackage") || has("EncryptionInfo") }

    /// A stream of the root folder; nil when there is none of that name.
    /// **Errors**: `damagedWorkbook` when its chain meets itself.
    package func stream(_ name: String) throws(IngestError) -> Stream? {
        guard let entry = find(name) else { return nil }
        guard entry.byteCount < miniCutoff else { return try chain(from: entry.firstSector, maximum: entry.byteCount) }
        return try miniChain(entry)
    }

    private func miniChain(_ entry: Entry) throws(IngestError) -> Stream {
        let container = try chain(from: entries[0].firstSector, maximum: entries[0].byteCount)
        let fat = try chain(from: firstMiniFATSector, maximum: file.count).bytes
        var stream = Stream(bytes: [], isCut: false)
        var sector = entry.firstSector
        // A chain that meets itself ends at the stated size or that of the file.
        let maximum = min(entry.byteCount, file.count)
        while sector < Self.firstMark, stream.bytes.count < maximum {
            let start = sector * Self.miniSectorByteCount
            guard start < container.bytes.count, 4 * sector + 4 <= fat.count else {
                stream.isCut = container.isCut
                break
            }
            let end = min(start + Self.miniSectorByteCount, container.bytes.count)
            stream.bytes.append(contentsOf: container.bytes[start..<end].prefix(maximum - stream.bytes.count))
            sector = Int(fat[4 * sector]) | Int(fat[4 * sector + 1]) << 8 | Int(fat[4 * sector + 2]) << 16 | Int(fat[4 * sector + 3]) << 24
        }
        return stream
    }
}
