/// Caps on what the bytes of a file may claim, checked before anything is allocated for the claim.
///
/// Ordinary files stay far below them; a file above them is damaged, or made to exhaust the memory.
public enum Limits {
    /// Columns of a table: as many as a worksheet has.
    public static let columnCount = 16_384
    /// Bytes of a Parquet footer, page index of one column, or page header.
    public static let footerByteCount = 256 << 20
    public static let pageHeaderByteCount = 16 << 20
    /// Uncompressed bytes of one page.
    public static let pageByteCount = 1 << 30
    /// Rows of one row group, which is read into memory as a whole.
    public static let rowGroupRowCount = 1 << 27
    public static let rowGroupCount = 1 << 20
    /// Bytes of the text in one column of a batch: offsets are 32 bits wide.
    public static let textByteCount = Int(UInt32.max)
    /// Structures within structures of a footer.
    public static let metadataDepth = 24
}
