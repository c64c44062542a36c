/// Collects the expected findings and writes them in the order of the program's own findings.
enum TruthFile {
    static let header = "rule_id,severity,table,file,sheet,row,field\r\n"

    /// Sorted by file, sheet, row (empty first), rule and field; texts by code point, which is the order of their UTF-8.
    static func render(_ entries: [TruthEntry]) -> [UInt8] {
        var out: [UInt8] = []
        for entry in entries.sorted(by: precedes) {
            append(entry.rule, &out)
            append(entry.severity.rawValue, &out)
            append(entry.table, &out)
            append(entry.file, &out)
            append(entry.sheet, &out)
            append(entry.row == 0 ? "" : String(entry.row), &out)
            append(entry.field, &out, end: "\r\n")
        }
        return out
    }

    private static func precedes(_ a: TruthEntry, _ b: TruthEntry) -> Bool {
        if a.file != b.file { return before(a.file, b.file) }
        if a.sheet != b.sheet { return before(a.sheet, b.sheet) }
        if a.row != b.row { return a.row < b.row }
        if a.rule != b.rule { return before(a.rule, b.rule) }
        return before(a.field, b.field)
    }

    static func before(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

    private static func append(_ text: String, _ out: inout [UInt8], end: String = ",") {
        if text.utf8.contains(where: { $0 == 44 || $0 == 34 }) {
            out.append(34)
            for byte in text.utf8 {
                if byte == 34 { out.append(34) }
                out.append(byte)
            }
            out.append(34)
        } else {
            out.append(contentsOf: text.utf8)
        }
        out.append(contentsOf: end.utf8)
    }
}
