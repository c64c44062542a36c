/// A file, or member of an archive, that cannot be read.
///
/// **Errors**: the raw value of `code` is the id of the file's problem (FIL-01).
package struct IngestError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// Protected by a password.
        case encrypted
        /// The file ends too early.
        case truncated
        /// The bytes contradict the format.
        case damaged
        /// No format that is read here.
        case unknownContent = "unknown_content"
        /// An office file that holds no workbook.
        case noWorkbook = "no_workbook"
        /// An archive inside an archive.
        case archiveInArchive = "archive_in_archive"
        /// A workbook of the format before 2007.
        case xlsUnsupported = "xls_unsupported"
        /// A compression or encoding that is not read here.
        case unsupported
        /// A size or count beyond `Limits`.
        case limit
        /// The operating system refused to open or read the file.
        case unreadable
    }

    package let code: Code
    /// What is wrong and what to do; never holds values of the data.
    package let message: String
    /// The part, line or byte offset, as far as known.
    package let location: String

    package init(_ code: Code, _ message: String, location: String = "") {
        self.code = code
        self.message = message
        self.location = location
    }

    package var description: String { location.isEmpty ? message : "\(location): \(message)" }
}
