/// Reads one sheet: inflated whole when it is small enough, else window by window.
struct SheetReader {
    private let archive: ZipArchive
    private let entry: ZipEntry
    private let shared: SharedStrings
    private var scanner: SheetScanner

    init(archive: ZipArchive, entry: ZipEntry, sheet: SheetInfo, shared: SharedStrings, way: SheetScanner.Way) {
        self.archive = archive
        self.entry = entry
        self.shared = shared
        scanner = SheetScanner(sheet: sheet, shared: shared.cells, limits: archive.limits, way: way)
    }

    mutating func read(_ body: (SheetBlock) throws -> BlockDecision) throws {
        guard entry.byteCount <= archive.limits.wholeEntryByteCount else { return try readWindows(body) }
        let bytes = try archive.read(entry, maximum: archive.limits.wholeEntryByteCount, padding: PaddedBytes.padding)
        let part = try PartText.normalise(bytes, location: entry.name)
        scanner.expect(byteCount: part.count)
        var position = 0
        while try step(part, &position, isFinal: true, body) == .blockFull {}
    }

    private mutating func readWindows(_ body: (SheetBlock) throws -> BlockDecision) throws {
        let stream = try archive.stream(entry)
        var rest: ArraySlice<UInt8> = []
        var isFirst = true
        while true {
            guard rest.count <= archive.limits.rowByteCount else {
                throw IngestError(.tooLarge, "a row is longer than \(archive.limits.rowByteCount) bytes", location: location)
            }
            let (window, isFinal) = try nextWindow(stream, rest, isFirst: isFirst)
            isFirst = false
            var position = 0
            var outcome = SheetScanner.Outcome.blockFull
            while outcome == .blockFull { outcome = try step(window, &position, isFinal: isFinal, body) }
            if outcome == .finished { return try drain(stream) }
            rest = window[position..<(window.count - PaddedBytes.padding)]
        }
    }

    /// The rest of the last window, new bytes behind it, and the padding.
    private func nextWindow(
        _ stream: ByteStream, _ rest: ArraySlice<UInt8>, isFirst: Bool
    ) throws(IngestError) -> (bytes: [UInt8], isFinal: Bool) {
        let wanted = archive.limits.windowByteCount
        var window: [UInt8] = []
        window.reserveCapacity(rest.count + wanted + PaddedBytes.padding)
        window.append(contentsOf: rest)
        window.append(contentsOf: repeatElement(0, count: wanted))
        let added = try stream.read(into: &window, from: rest.count)
        window.removeLast(wanted - added)
        window.append(contentsOf: repeatElement(0, count: PaddedBytes.padding))
        if isFirst { try PartText.checkStart(window, location: entry.name) }
        return (PartText.repairedWindow(window, isFinal: added < wanted), added < wanted)
    }

    /// Reads the stream to its end, which verifies its size and checksum.
    private func drain(_ stream: ByteStream) throws(IngestError) {
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while try stream.read(into: &buffer) > 0 {}
    }

    /// Scans up to the next full block, the end of the bytes or the end of the sheet, and hands on the rows.
    private mutating func step(
        _ part: [UInt8], _ position: inout Int, isFinal: Bool, _ body: (SheetBlock) throws -> BlockDecision
    ) throws -> SheetScanner.Outcome {
        let outcome: SheetScanner.Outcome
        do throws(XMLFault) {
            outcome = try unsafe part.withUnsafeBufferPointer { buffer throws(XMLFault) in  // outlives the scan
                let bytes = unsafe PaddedBytes(buffer, count: part.count - PaddedBytes.padding)
                return try scanner.scan(bytes, position: &position, isFinal: isFinal)
            }
        } catch { throw error.ingestError(location: location) }
        if outcome == .needsMore, !scanner.hasRows { return outcome }
        let block = scanner.finishBlock(own: part, shared: shared.bytes, isLast: outcome == .finished)
        return try body(block) == .skipSheet ? .finished : outcome
    }

    private var location: String {
        scanner.rowNumber == 0 ? entry.name : "\(entry.name), after row \(scanner.rowNumber)"
    }
}
