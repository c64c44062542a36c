/// What the generator is asked to write.
public enum OutputFormat: String, Sendable, CaseIterable {
    case xlsx, csv, mixed

    func draw(_ random: inout Random) -> FileFormat {
        let drawn: FileFormat = [.workbook, .sharedWorkbook, .utf8, .utf8Mark, .gb18030, .utf16, .gzip, .zip][
            random.weighted([18, 18, 10, 22, 14, 3, 9, 6])]
        return switch self {
        case .mixed: drawn
        case .xlsx: random.chance(5_000) ? .workbook : .sharedWorkbook
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
    case utf8, utf8Mark, gb18030, utf16, gzip, zip

    var isWorkbook: Bool { self == .workbook || self == .sharedWorkbook }
}
