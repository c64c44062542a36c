import Foundation

/// What was measured, as one aligned table.
struct TimingTable {
    private var lines: [[String]] = [["path", "rows", "wall s", "CPU s", "rows/s", "MB/s", "peak MiB"]]

    /// Rows and bytes per second are of wall-clock time.
    mutating func append(_ path: String, rowCount: Int, byteCount: Int, _ cost: Cost) {
        let wall = max(cost.wallSeconds, 1e-9)
        lines.append([
            path, Self.grouped(rowCount), Self.fixed(cost.wallSeconds, 3), Self.fixed(cost.cpuSeconds, 3),
            Self.grouped(Int(Double(rowCount) / wall)), Self.fixed(Double(byteCount) / wall / 1e6, 1),
            cost.peakByteCount.map { Self.fixed(Double($0) / 1_048_576, 0) } ?? "not known",
        ])
    }

    var text: String {
        let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            line.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + space : space + cell
            }.joined(separator: "  ") + "\n"
        }.joined()
    }

    private static func fixed(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }

    private static func grouped(_ value: Int) -> String {
        var text = ""
        for (index, digit) in String(value).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}
