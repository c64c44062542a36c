import Columnar
import Records

/// Counts what the table `files` says of unreadable and doubtful files, and keeps the first of them for the person at the terminal.
struct FileRemarks {
    static let columns = ["file", "status", "reason", "detail", "replaced_characters"]
    /// More do not fit a screen.
    private static let keptCount = 20

    private var undecodable: Set<String> = []
    /// By file: sheets of one file say the same.
    private var remarks: [String: FileRemark] = [:]

    mutating func add(_ rows: RecordBatch, to summary: inout IngestSummary) {
        for row in 0..<rows.rowCount {
            let file = rows["file"]?.text(row) ?? ""
            let status = rows["status"]?.text(row)
            if status == "unreadable" { summary.unreadable += 1 }
            if status == "no_table" { summary.withoutTable += 1 }
            if let problem = rows["reason"]?.text(row).flatMap(FileProblem.init(rawValue:)) {
                remarks[file] = FileRemark(file: file, problem: problem, detail: rows["detail"]?.text(row) ?? "")
            }
            guard status == "ok", let count = rows["replaced_characters"]?.text(row), count != "0" else { continue }
            undecodable.insert(file)
            remarks[file] = remarks[file] ?? FileRemark(file: file, problem: .undecodable, detail: "\(count) characters")
        }
    }

    consuming func finish(_ summary: inout IngestSummary) {
        summary.undecodable = undecodable.count
        summary.remarkCount = remarks.count
        let sorted = remarks.values.sorted { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }
        summary.remarks = Array(sorted.prefix(Self.keptCount))
    }
}
