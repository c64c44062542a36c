/// An .xls workbook (BIFF5 or BIFF8 in a compound file, also WPS .et), opened and ready to be read.
package struct XLSWorkbook: Sendable {
    struct Sheet: Sendable {
        var info: SheetInfo
        /// Offset of the sheet's BOF record.
        var offset: Int
    }

    let stream: [UInt8]
    /// The stream ends where the file was cut.
    let isCut: Bool
    private(set) var version = BIFFVersion.biff8
    private(set) var codePage = CodePage(number: nil)
    private(set) var sheets: [Sheet] = []
    private(set) var strings = XLSSharedStrings()
    let limits: Limits

    /// Takes the workbook out of its compound file and reads what stands before the sheets.
    ///
    /// A workbook that is encrypted with Excel's default password is decrypted, see `DefaultPassword`.
    ///
    /// **Errors**: `encrypted`, `unknownContent` for an office file that is no workbook, `truncated`, `damagedWorkbook`,
    /// `unsupportedWorkbook`, `tooLarge`.
    package init(_ container: CompoundFile, limits: Limits = Limits()) throws(IngestError) {
        if container.isEncryptedPackage { throw Self.encrypted }
        // A file for old and new versions alike holds both.
        let workbook = try container.stream("Workbook")
        guard let found = if let workbook { workbook } else { try container.stream("Book") } else {
            throw IngestError(.unknownContent, "expected a workbook, found another office file")
        }
        try self.init(stream: found, limits: limits)
    }

    /// As above, for all bytes of the compound file.
    package init(_ file: [UInt8], limits: Limits = Limits()) throws(IngestError) {
        try self.init(CompoundFile(file), limits: limits)
    }

    private init(stream found: CompoundFile.Stream, limits: Limits) throws(IngestError) {
        stream = try Self.decrypted(found.bytes)
        isCut = found.isCut
        self.limits = limits
        let globals = try unsafe stream.withUnsafeBufferPointer { buffer throws(IngestError) in  // outlives the reading
            try unsafe XLSGlobals(LittleEndianBytes(buffer), isCut: found.isCut, limits: limits)
        }
        version = globals.version
        codePage = globals.codePage
        sheets = globals.sheets
        strings = globals.strings
    }

    /// The stream with its records in clear; unchanged without the record FILEPASS.
    private static func decrypted(_ stream: [UInt8]) throws(IngestError) -> [UInt8] {
        let found = try unsafe stream.withUnsafeBufferPointer { buffer throws(IngestError) -> (RecordCipher, Int)? in  // outlives the reading
            let bytes = unsafe LittleEndianBytes(buffer)
            guard let first = BIFFRecord(bytes, at: 0), let version = BIFFVersion(bytes, first) else { return nil }
            var offset = first.end
            // It stands before everything that it encrypts.
            while let record = BIFFRecord(bytes, at: offset), record.type != BIFFRecordType.endOfFile {
                if record.type == BIFFRecordType.filePass { return (try RecordCipher(bytes, record, version: version), record.end) }
                offset = record.end
            }
            return nil
        }
        guard let (cipher, start) = found else { return stream }
        return try cipher.decrypt(stream, from: start)
    }

    static let encrypted = IngestError(.encrypted, "protected by a password; save the workbook without one")

    /// Calls `body` with the blocks of each sheet, in workbook order.
    ///
    /// A file is taken whole or not at all, so that the caller drops the blocks when this throws. Every sheet, a skipped one too,
    /// must reach its last record.
    ///
    /// **Shape**: every worksheet gives at least one block, see `SheetBlock`.
    /// **Errors**: `IngestError`, and what `body` throws.
    /// - Parameter includesHidden: also hand on hidden sheets.
    package func read(includesHidden: Bool = false, body: (SheetBlock) throws -> BlockDecision) throws {
        var byteCount = 0
        for sheet in sheets where includesHidden || !sheet.info.isHidden {
            let survey = try withBytes { bytes throws(IngestError) in
                try XLSSheetSurvey(bytes, from: sheet.offset, isCut: isCut, sheet: sheet.info)
            }
            // Sheets that share records could make a small file endless.
            byteCount += survey.range.count
            guard byteCount <= stream.count else {
                throw IngestError(.damagedWorkbook, "two sheets overlap; save the workbook again", location: sheet.info.name)
            }
            var reader = XLSSheetReader(self, sheet.info, survey)
            while let block = try withBytes({ bytes throws(IngestError) in try reader.next(bytes) }) {
                if try body(block) == .skipSheet { break }
            }
        }
    }

    private func withBytes<Result>(_ body: (LittleEndianBytes) throws(IngestError) -> Result) throws(IngestError) -> Result {
        // The pointer is used during the call only.
        try unsafe stream.withUnsafeBufferPointer { buffer throws(IngestError) in try unsafe body(LittleEndianBytes(buffer)) }
    }
}

/// The records before the first sheet.
struct XLSGlobals {
    private(set) var version = BIFFVersion.biff8
    private(set) var codePage = CodePage(number: nil)
    private(set) var sheets: [XLSWorkbook.Sheet] = []
    private(set) var strings = XLSSharedStrings()

    init(_ bytes: LittleEndianBytes, isCut: Bool, limits: Limits) throws(IngestError) {
        guard let first = BIFFRecord(bytes, at: 0), first.type == BIFFRecordType.beginOfFile else {
            throw Self.endless(isCut, "expected the beginning of a workbook, found another record")
        }
        guard let version = BIFFVersion(bytes, first) else {
            throw IngestError(
                .unsupportedWorkbook, "expected a workbook of Excel 5 or later, found version \(bytes.u16(first.start)); save it as .xlsx")
        }
        self.version = version
        var uses1904 = false
        var boundSheets: [BIFFRecord] = []
        var offset = first.end
        while true {
            guard let record = BIFFRecord(bytes, at: offset) else {
                throw Self.endless(isCut, "the workbook's own records do not end")
            }
            offset = record.end
            switch record.type {
            case BIFFRecordType.codePage: codePage = CodePage(number: bytes.u16(record.start))
            case BIFFRecordType.dateMode: uses1904 = bytes.u16(record.start) == 1
            case BIFFRecordType.boundSheet:
                guard boundSheets.count < limits.sheetCount else {
                    throw IngestError(.tooLarge, "the workbook has more than \(limits.sheetCount) sheets")
                }
                boundSheets.append(record)
            case BIFFRecordType.sharedStrings: strings = try XLSSharedStrings(bytes, record)
            default: break
            }
            if record.type == BIFFRecordType.endOfFile { break }
        }
        for record in boundSheets { try addSheet(bytes, record, uses1904: uses1904) }
        repairOffsets(bytes, boundSheets, behind: offset)
    }

    /// Some writers count wrongly where the sheets begin. Sheets follow each other in the order of their list, so that the list
    /// still tells which is which when there are as many as it says.
    private mutating func repairOffsets(_ bytes: LittleEndianBytes, _ list: [BIFFRecord], behind end: Int) {
        func begins(at offset: Int) -> Bool { BIFFRecord(bytes, at: offset)?.type == BIFFRecordType.beginOfFile }
        guard list.contains(where: { !begins(at: bytes.u32($0.start)) }) else { return }
        var starts: [Int] = []
        var depth = 0
        var offset = end
        while let record = BIFFRecord(bytes, at: offset) {
            if record.type == BIFFRecordType.beginOfFile {
                if depth == 0 { starts.append(offset) }
                depth += 1
            } else if record.type == BIFFRecordType.endOfFile {
                depth = max(0, depth - 1)
            }
            offset = record.end
        }
        guard starts.count == list.count else { return }
        let worksheets = zip(list, starts).filter { isWorksheet(bytes, $0.0) }
        for (index, pair) in worksheets.enumerated() where index < sheets.count { sheets[index].offset = pair.1 }
    }

    private func isWorksheet(_ bytes: LittleEndianBytes, _ record: BIFFRecord) -> Bool { bytes.u8(record.start + 5) & 0x0F == 0 }

    static func endless(_ isCut: Bool, _ message: String, location: String = "") -> IngestError {
        isCut
            ? IngestError(.truncated, "the file ends before the workbook does; send it again", location: location)
            : IngestError(.damagedWorkbook, "\(message); save the workbook again", location: location)
    }

    /// BOUNDSHEET: offset u32, state u8 (0 visible, 1 hidden, 2 very hidden), kind u8 (0 worksheet), name.
    private mutating func addSheet(_ bytes: LittleEndianBytes, _ record: BIFFRecord, uses1904: Bool) throws(IngestError) {
        guard record.length >= 7 else { throw Self.endless(false, "the list of sheets is damaged") }
        guard isWorksheet(bytes, record) else { return }
        var name = UTF8Buffer()
        let count = bytes.u8(record.start + 6)
        if version == .biff8 {
            var source = ContinuedRecord(bytes, record, from: record.start + 8)
            _ = source.readCharacters(count, isWide: bytes.u8(record.start + 7) & 1 != 0, to: &name)
        } else {
            let start = record.start + 7
            try unsafe codePage.append(bytes.slice(start..<max(start, min(start + count, record.end))), to: &name)  // read during the call
        }
        let info = SheetInfo(
            name: String(decoding: name.take(), as: UTF8.self), index: sheets.count,
            isHidden: bytes.u8(record.start + 4) & 3 != 0, uses1904: uses1904)
        sheets.append(XLSWorkbook.Sheet(info: info, offset: bytes.u32(record.start)))
    }
}
