import Checks
import Ingest
import Records
import Spreadsheets
import Store

/// Writes one school's files back as a workbook for the same school: every visible sheet cell by cell as it was typed, the faulty
/// cells coloured by severity with a comment on each, and a sheet that lists all findings.
///
/// Values are in clear: the file goes to the school that the records belong to. Text stays text, numbers stay numbers. Corrected
/// and sent again, it is read like the original: the list of findings is no data sheet.
package struct CheckedWorkbook {
    private let report: ValidationReport
    private let isChinese: Bool

    package init(_ report: CheckReport, _ files: SchoolFiles, isChinese: Bool) {
        self.report = ValidationReport(report, files, masker: Masker(key: files.contentHash, reveal: true))
        self.isChinese = isChinese
    }

    /// - Throws: `SpreadsheetError`, `IngestFailure`.
    package func write(to path: String) throws {
        let book = try WorkbookWriter(path: path)
        let list = try book.addSheet(isChinese ? "检查结果" : "Findings")
        list.activate()
        let dictionary = try DictionarySheet(in: book)
        let faults = FaultIndex(report)
        let sheets = SheetIndex(report.files.sheets)
        var places = SheetPlaces()
        var blocks: [SheetBlock] = []
        try report.files.forEachBlock { file, block in
            blocks.append(block)
            guard block.isLast else { return }
            defer { blocks = [] }
            let name = block.sheet.name
            let page = try book.addSheet(name.isEmpty ? Self.baseName(file) : name)
            places.add(file: file, sheet: name, page: page.name)
            try CheckedSheet(
                blocks: blocks, sheet: sheets[file, name], faults: faults.of(file: file, sheet: name), notes: notes, page: page,
                dictionary: dictionary
            ).write()
        }
        try dictionary.write()
        try FindingsSheet(report, places, isChinese: isChinese).write(to: list)
        try book.close()
    }

    private var notes: FindingNotes { FindingNotes(report: report, isChinese: isChinese) }

    /// `校名` for `a/b.zip!c/校名.csv`.
    private static func baseName(_ path: String) -> String {
        let last = path.split(whereSeparator: { $0 == "/" || $0 == "!" }).last.map(String.init) ?? path
        guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return last }
        return String(last[..<dot])
    }
}

/// Colours of the severities.
enum SeverityStyle {
    static func fill(_ severity: Severity) -> UInt32 {
        switch severity {
        case .error: 0xFFC7CE
        case .warning: 0xFFEB9C
        case .info: 0xDDEBF7
        }
    }

    static func color(_ severity: Severity) -> UInt32 {
        switch severity {
        case .error: 0x9C0006
        case .warning: 0x7F6000
        case .info: 0x1F4E78
        }
    }

    static func name(_ severity: Severity, isChinese: Bool) -> String {
        guard isChinese else { return severity.name }
        return switch severity {
        case .error: "错误"
        case .warning: "警告"
        case .info: "提示"
        }
    }
}

/// Where the sheets of the files lie in the workbook.
struct SheetPlaces {
    private var pages: [String: String] = [:]

    mutating func add(file: String, sheet: String, page: String) { pages[file + "\u{1F}" + sheet] = page }

    subscript(file: String, sheet: String) -> String? { pages[file + "\u{1F}" + sheet] }
}

/// The findings by place.
struct FaultIndex {
    /// 1-based row; 0 for the header row of the sheet.
    typealias Rows = [Int: [Int: [CheckedFinding]]]

    private var sheets: [String: Rows] = [:]

    init(_ report: ValidationReport) {
        for checked in report.findings {
            guard let sheet = checked.sheet else { continue }
            let finding = checked.finding
            // What stands at no cell is shown at the sheet's first field, or in the header row.
            let column = checked.column ?? sheet.columns.compactMap { $0 }.min() ?? 0
            let row = finding.row.map(Int.init) ?? sheet.headerRow
            sheets[finding.file + "\u{1F}" + finding.sheet, default: [:]][row, default: [:]][column, default: []].append(checked)
        }
    }

    func of(file: String, sheet: String) -> Rows { sheets[file + "\u{1F}" + sheet] ?? [:] }
}

/// The comment on a faulty cell.
struct FindingNotes {
    /// Findings of one cell that a comment spells out.
    private static let listedCount = 8

    let report: ValidationReport
    let isChinese: Bool

    func text(_ findings: [CheckedFinding]) -> (text: String, lines: Int) {
        var parts = findings.prefix(Self.listedCount).map { checked -> String in
            let finding = checked.finding
            let message = report.message(of: finding, isChinese: isChinese)
            let remedy = Remedies.of(finding, report.masker)
            let name = SeverityStyle.name(finding.severity, isChinese: isChinese)
            return "[\(name)] \(finding.ruleID)\n\(message)" + (pick(remedy).isEmpty ? "" : "\n→ \(pick(remedy))")
        }
        let rest = findings.count - Self.listedCount
        if rest > 0 { parts.append(isChinese ? "另有\(rest)条" : "\(rest) more") }
        let text = parts.joined(separator: "\n")
        // A line of the box holds some 36 columns.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { $0 + 1 + DisplayWidth.of(String($1)) / 36 }
        return (text, lines)
    }

    private func pick(_ text: BilingualText) -> String { isChinese ? text.chinese : text.english }
}
