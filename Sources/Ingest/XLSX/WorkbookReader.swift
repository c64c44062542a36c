/// Reads the sheets of an .xlsx workbook.
package enum WorkbookReader {
    /// Calls `body` with the blocks of each sheet, in workbook order.
    ///
    /// Damage may show only after some blocks were handed on; a file is taken whole or not at all, so that the caller drops them
    /// when this throws. Every part that is read is read to its end and its checksum verified, skipped sheets too.
    ///
    /// **Shape**: every sheet gives at least one block, see `SheetBlock`.
    /// **Errors**: `IngestError`, and what `body` throws.
    /// - Parameters:
    ///   - includesHidden: also hand on hidden sheets.
    ///   - way: for tests; it never shows in the cells.
    ///   - cache: what workbooks before gave.
    package static func read(
        _ archive: ZipArchive, includesHidden: Bool = false, way: SheetScanner.Way = .best, cache: WorkbookPartsCache? = nil,
        body: (SheetBlock) throws -> BlockDecision
    ) throws {
        do {
            try readSheets(archive, includesHidden: includesHidden, way, cache, body)
        } catch let error as IngestError where error.problem == .damagedArchive {
            throw IngestError(.damagedWorkbook, error.message, location: error.location)
        }
    }

    private static func readSheets(
        _ archive: ZipArchive, includesHidden: Bool, _ way: SheetScanner.Way, _ cache: WorkbookPartsCache?,
        _ body: (SheetBlock) throws -> BlockDecision
    ) throws {
        let parts = try WorkbookParts.read(archive, cache)
        let shared = try sharedStrings(parts, archive)
        for sheet in parts.sheets where includesHidden || !sheet.info.isHidden {
            guard let entry = try archive.part(named: sheet.part) else {
                throw IngestError(.damagedWorkbook, "a sheet of the workbook is missing; save the workbook again", location: sheet.part)
            }
            var reader = SheetReader(archive: archive, entry: entry, sheet: sheet.info, shared: shared, way: way)
            try reader.read(body)
        }
    }

    /// As above, for the bytes of a workbook.
    package static func read(
        _ source: ByteSource, limits: Limits = Limits(), includesHidden: Bool = false, way: SheetScanner.Way = .best,
        body: (SheetBlock) throws -> BlockDecision
    ) throws {
        try read(ZipArchive(source, limits: limits), includesHidden: includesHidden, way: way, body: body)
    }

    private static func sharedStrings(_ parts: WorkbookParts, _ archive: ZipArchive) throws(IngestError) -> SharedStrings {
        guard let part = parts.sharedStringsPart else { return SharedStrings() }
        guard let entry = try archive.part(named: part) else {
            throw IngestError(.damagedWorkbook, "the shared strings are missing; save the workbook again", location: part)
        }
        let bytes = try archive.read(entry, maximum: archive.limits.sharedStringByteCount, padding: PaddedBytes.padding)
        return try SharedStrings(part: PartText.normalise(bytes, location: entry.name), location: entry.name)
    }
}
