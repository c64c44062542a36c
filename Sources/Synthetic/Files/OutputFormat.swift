/// What the generator is asked to write.
public enum OutputFormat: String, Sendable, CaseIterable {
    case xlsx, xls, csv, mixed

    func draw(_ random: inout Random) -> FileFormat {
        let drawn: FileFormat = [.workbook, .sharedWorkbook, .utf8, .utf8Mark, .gb18030, .utf16, .gzip, .zip, .oldWorkbook][
            random.weighted([16, 16, 9, 20, 13, 3, 8, 5, 10])]
        return switch self {
        case .mixed: drawn
        case .xlsx: random.chance(5_000) ? .workbook : .sharedWorkbook
        case .xls: .oldWorkbook
        case .csv: .utf8Mark
        }
    }
}

/// The physical format of a school's student files.
enum FileFormat {
    /// Workbook with its texts inside the cells.
    case workbook
    /// Workbook with a table of shared texts.
    case sharedWorkbook
    /// A workbook of Excel 97 to 2003.
    case oldWorkbook
    case utf8, utf8Mark, gb18030, utf16, gzip, zip

    var isWorkbook: Bool { self == .workbook || self == .sharedWorkbook || self == .oldWorkbook }
}
