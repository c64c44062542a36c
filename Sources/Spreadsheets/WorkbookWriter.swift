import CXLSXWriter
import Glibc

/// How a workbook is written.
package struct WorkbookOptions: Sendable {
    /// Rows go to a temporary file as they come: memory stays the same, and each row must be whole before the next.
    package var isStreamed = true
    /// Folder for the library's own nameless files; nil: that of the workbook.
    package var temporaryFolder: String?

    package init(isStreamed: Bool = true, temporaryFolder: String? = nil) {
        self.isStreamed = isStreamed
        self.temporaryFolder = temporaryFolder
    }
}

/// Writes a workbook, sheet by sheet and row by row.
///
///     let book = try WorkbookWriter(path: "pupils.xlsx")
///     let sheet = try book.addSheet("学生")
///     try sheet.writeRow([.text("姓名"), .text("班号")], style: .header)
///     try sheet.writeRow([.text("王小明"), .text("01")])
///     try book.close()
///
/// The file appears under its name when `close` succeeds, whole; without `close` nothing is left. Equal content gives equal bytes.
/// Serves one thread at a time.
///
/// **Source**: libxlsxwriter dates its zip entries 1980-01-01; with a fixed creation date the bytes depend on the content only.
@safe package final class WorkbookWriter {
    /// 2013-09-20 00:00 UTC.
    private static let creationTime: time_t = 1_379_635_200

    package let path: String
    private let unfinished: UnfinishedFile
    /// Freed by the library in `close`.
    private var book: UnsafeMutablePointer<lxw_workbook>?
    /// The library reads it until the workbook is closed.
    private let temporaryFolder: UnsafeMutablePointer<CChar>
    private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = unsafe [:]
    private var names = SheetNames()
    private var sheets: [SheetWriter] = []

    package init(path: String, options: WorkbookOptions = WorkbookOptions()) throws(SpreadsheetError) {
        self.path = path
        unfinished = try UnfinishedFile(for: path)
        // A terminated copy, freed in deinit.
        let temporary = options.temporaryFolder ?? UnfinishedFile.parent(of: path)
        unsafe temporaryFolder = unsafe strdup(temporary)
        var settings = unsafe lxw_workbook_options()
        unsafe settings.constant_memory = options.isStreamed ? 1 : 0
        unsafe settings.tmpdir = unsafe temporaryFolder
        // The library copies the settings and the path.
        unsafe book = unsafe workbook_new_opt(unfinished.path, &settings)
        guard unsafe book != nil else { throw SpreadsheetError(.cannotCreate, path: path) }
        var properties = unsafe lxw_doc_properties()
        unsafe properties.created = Self.creationTime
        _ = unsafe workbook_set_properties(book, &properties)
    }

    deinit {
        for sheet in sheets { _ = sheet.end() }
        // Frees the library's memory; the file has no name yet and goes next.
        if unsafe book != nil { _ = unsafe workbook_close(book) }
        unsafe free(temporaryFolder)
    }

    /// Adds a sheet after the others; the name is made legal and different from theirs.
    package func addSheet(_ name: String) throws(SpreadsheetError) -> SheetWriter {
        guard unsafe book != nil else { preconditionFailure("a sheet for a closed workbook") }
        let name = names.unused(name)
        // The name was made legal above, so only memory can fail.
        guard let page = unsafe workbook_add_worksheet(book, name) else { throw SpreadsheetError(.cannotWrite, path: path) }
        let sheet = unsafe SheetWriter(page: page, name: name, book: self)
        sheets.append(sheet)
        return sheet
    }

    /// Ends the workbook and gives the file its name.
    package func close() throws(SpreadsheetError) {
        guard unsafe book != nil else { return }
        let sizes = sheets.compactMap { $0.end() }
        let hasRoom = sizes.count == sheets.count && PackageCheck.hasRoom(for: sizes.max() ?? 0, in: UnfinishedFile.parent(of: path))
        let result = unsafe workbook_close(book)
        unsafe book = nil
        guard hasRoom, result == LXW_NO_ERROR, PackageCheck.holdsAll(sizes, path: unfinished.path), unfinished.place() else { throw SpreadsheetError(.cannotWrite, path: path) }
    }

    /// The workbook's format for a style.
    func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
        if let known = unsafe formats[style] { return unsafe known }
        guard unsafe book != nil, let format = unsafe workbook_add_format(book) else { return nil }
        // The format lives as long as its workbook.
        if let fill = style.fill {
            unsafe format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
            unsafe format_set_bg_color(format, fill)
        }
        if let color = style.color { unsafe format_set_font_color(format, color) }
        if style.isBold { unsafe format_set_bold(format) }
        if style.wraps { unsafe format_set_text_wrap(format) }
        if style.hasBorder {
            unsafe format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
            unsafe format_set_border_color(format, 0xBFBFBF)
        }
        if let size = style.fontSize { unsafe format_set_font_size(format, size) }
        switch style.alignment {
        case .general: break
        case .left: unsafe format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
        case .center: unsafe format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
        }
        if style.wraps || style.alignment != .general { unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue)) }
        if !style.numberFormat.isEmpty { unsafe format_set_num_format(format, style.numberFormat) }
        unsafe formats[style] = unsafe format
        return unsafe format
    }

    /// A hidden name for a range, such as `'字典'!$A$2:$A$60`.
    package func define(_ name: String, as range: String) {
        _ = unsafe workbook_define_name(book, name, "=" + range)
    }
}
