/// How much of a file is believed.
///
/// A count or size that a file states is never allocated before the file has the bytes for it; these caps bound the rest.
package struct Limits: Sendable {
    /// Entries of one zip archive.
    package var archiveEntryCount = 200_000
    /// Bytes of the directory of one zip archive.
    package var archiveDirectoryByteCount = 64 << 20
    /// Inflated bytes of one archive entry or gzip file.
    package var entryByteCount = 8 << 30
    /// Inflated bytes of all entries of one archive together.
    package var archiveByteCount = 64 << 30
    /// Beyond `expansionFreeByteCount`, inflated bytes per compressed byte. Sheets reach about 100, bombs 1,000.
    package var expansionRatio = 500
    package var expansionFreeByteCount = 64 << 20
    /// An entry up to this many inflated bytes is inflated in one piece, a larger one is streamed.
    package var wholeEntryByteCount = 128 << 20
    /// Piece of a streamed entry.
    package var windowByteCount = 8 << 20
    /// Largest single row or cell of a streamed sheet.
    package var rowByteCount = 128 << 20
    /// A workbook that lies in an archive or gzip file, before its own parts are inflated; it is held in memory.
    package var workbookByteCount = 1 << 30
    /// Shared strings of one workbook, inflated; they are held in memory.
    package var sharedStringByteCount = 1 << 30
    /// The small parts of a workbook: relationships, list of sheets.
    package var smallPartByteCount = 16 << 20
    /// Hashes that make a key of the default password; Excel uses 100,000, and this many cost about a second.
    package var passwordSpinCount = 1_000_000
    /// Rows of a sheet, as in Excel.
    package var rowCount = 1_048_576
    /// Columns of a sheet, as in Excel.
    package var columnCount = 16_384
    /// Sheets of a workbook.
    package var sheetCount = 4_096
    /// Rows of one `SheetBlock`.
    package var blockRowCount = 4_096
    /// Cells of one `SheetBlock`, empty ones counted; a block has one row at least.
    package var blockCellCount = 1 << 20
    /// Tables of an HTML document that stand in each other.
    package var nestedTableCount = 64
    /// Levels of folders below the drop folder.
    package var folderDepth = 64

    package init() {}
}
