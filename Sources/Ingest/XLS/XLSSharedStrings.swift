/// The table of texts that LABELSST cells point to, as UTF-8.
///
///     total u32   distinct u32   then each text:
///     count u16   flags u8   [runs u16]   [extension u32]   characters   [4 bytes a run]   [extension]
///
/// Flag bits: 1 two bytes a character, 4 extension (phonetics), 8 runs (formats). A CONTINUE record may begin anywhere; inside
/// the characters it begins with the flags again, elsewhere with the next byte.
///
/// **Source**: Microsoft, [MS-XLS] 2.4.265 (SST), 2.5.293 (XLUnicodeRichExtendedString).
struct XLSSharedStrings: Sendable {
    /// Cells in the buffer `shared`; an empty text is the empty cell.
    private(set) var cells: [CellRef] = []
    private(set) var bytes: [UInt8] = []

    init() {}

    /// The stated counts are not believed: texts are read to the end of the record.
    ///
    /// **Errors**: `damagedWorkbook` when the record ends inside one of the stated texts; behind these such a rest is dropped.
    init(_ stream: LittleEndianBytes, _ record: BIFFRecord) throws(IngestError) {
        var source = ContinuedRecord(stream, record, from: record.start)
        var output = UTF8Buffer()
        guard source.skip(4), let stated = source.number(byteCount: 4) else { return }
        while source.reachesMore() {
            let start = output.count
            guard Self.readText(&source, &output) else {
                guard cells.count >= stated else {
                    throw IngestError(
                        .damagedWorkbook, "the shared strings end inside a text; save the workbook again",
                        location: "shared string \(cells.count)")
                }
                output.removeAll(from: start)
                break
            }
            guard output.count <= CellRef.maximumOffset else {
                throw IngestError(.tooLarge, "the shared strings are longer than \(CellRef.maximumOffset) bytes")
            }
            // A text has at most 65,535 characters.
            cells.append(output.count == start ? .empty : CellRef(.text, .shared, offset: start, length: output.count &- start))
        }
        bytes = output.take()
    }

    private static func readText(_ source: inout ContinuedRecord, _ output: inout UTF8Buffer) -> Bool {
        guard let count = source.number(byteCount: 2), let flags = source.number(byteCount: 1) else { return false }
        var tail = 0
        if flags & 8 != 0 {
            guard let runs = source.number(byteCount: 2) else { return false }
            tail = 4 * runs
        }
        if flags & 4 != 0 {
            guard let extensionByteCount = source.number(byteCount: 4) else { return false }
            tail += extensionByteCount
        }
        guard source.readCharacters(count, isWide: flags & 1 != 0, to: &output) else { return false }
        return tail == 0 || source.skip(tail)
    }
}
